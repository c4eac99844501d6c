"""Logging in and out, a person's two settings, the list of keys."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from repledge.desk import language
from repledge.desk.passwords import fits, new_token, token_hash
from repledge.desk.serve import is_loopback
from repledge.desk.visit import COOKIE, Page, Visit, inside
from repledge.desk.words import KEYS, N_
from repledge.errors import BadInput
from repledge.store import people

LASTS = timedelta(days=14)
TRIES = 5  # wrong passwords for a name or from an address within WINDOW
WINDOW = timedelta(minutes=15)


def ask_login(visit: Visit) -> Page:
    """The login form; on this machine, while there are no users, it asks for a name only."""
    return _login_page(visit)


def log_in(visit: Visit) -> Page | Response:
    """Start a session, or say what is wrong. After TRIES failures the door is shut for WINDOW."""
    name = " ".join(visit.form.get("name", "").split())[:80]
    if _local(visit):
        if not name:
            return _login_page(
                visit, fault=N_("Give the name that your decisions are signed with.")
            )
        return _started(visit, name, local=True)
    now = visit.desk.clock()
    peer = visit.request.client
    address = peer.host if peer else ""
    if people.failures(visit.store, name, address, now - WINDOW) >= TRIES:
        return _login_page(
            visit, fault=N_("Too many tries; wait a quarter of an hour."), status=429
        )
    user = people.user(visit.store, name)
    active = user if user and user.state == "active" else None
    if fits(visit.form.get("password", "")[:500], active.password_hash if active else None):
        return _started(visit, name, local=False)
    people.note_failure(visit.store, name, address, now)
    return _login_page(visit, fault=N_("Name and password do not fit."), status=403)


def log_out(visit: Visit) -> Response:
    """End the session."""
    if visit.person.session:
        people.end_session(visit.store, visit.person.session.token_hash)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def show_keys(visit: Visit) -> Page:
    """The keys, and the switches for them and for the blind first look."""
    return Page(template="keys.html", data={"keys": [list(pair) for pair in KEYS]})


def set_preferences(visit: Visit) -> Response:
    """Keep the two switches in the session."""
    if visit.person.session is None:
        raise BadInput("Settings are kept with a session; log in first.")
    people.set_preferences(
        visit.store,
        visit.person.session.token_hash,
        keys="keys" in visit.form,
        blind="blind" in visit.form,
    )
    return RedirectResponse("/keys", 303)


def choose_language(visit: Visit) -> Response:
    """Keep the language in this browser, and go back to the page."""
    chosen = visit.form.get("language", "")
    if chosen not in language.LANGUAGES:
        raise BadInput("The desk does not know this language; press one of the buttons.")
    answer = RedirectResponse(inside(visit.form.get("next", "/")), 303)
    answer.set_cookie(
        language.COOKIE, chosen, max_age=366 * 86_400, httponly=True, samesite="lax",
        secure=visit.request.url.scheme == "https", path="/",
    )  # fmt: skip
    return answer


def _local(visit: Visit) -> bool:
    return is_loopback(visit.desk.host) and not people.users(visit.store)


def _login_page(visit: Visit, fault: object = None, status: int = 200) -> Page:
    target = visit.form.get("next") or visit.request.query_params.get("next", "/")
    return Page(
        template="login.html",
        data={},
        form={"fault": fault, "local": _local(visit), "next": inside(target)},
        status=status,
    )


def _started(visit: Visit, name: str, *, local: bool) -> Response:
    token = new_token()
    people.start_session(
        visit.store, token_hash(token), name, local=local, now=visit.desk.clock(), lasts=LASTS
    )
    answer = RedirectResponse(inside(visit.form.get("next", "/")), 303)
    answer.set_cookie(
        COOKIE, token, max_age=int(LASTS.total_seconds()), httponly=True, samesite="lax",
        secure=visit.request.url.scheme == "https", path="/",
    )  # fmt: skip
    return answer
