"""One request as a page function sees it: the open store, the person, the form.

Handlers are plain synchronous functions, run in a thread with a store connection of their own.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from repledge.desk.passwords import token_hash
from repledge.desk.serve import is_loopback
from repledge.desk.settings import Desk
from repledge.errors import AlreadyRunning, BadInput, RepledgeError
from repledge.store import Store, open_store, people
from repledge.store.people import Role, Session

log = logging.getLogger(__name__)

COOKIE = "repledge"
MOST_BYTES = 2_000_000  # of a form; lists for audits are the largest
MOST_FILES = 20  # of a form
Uploads = tuple[tuple[str, bytes], ...]  # name and content, in the order of the form
_RANK: dict[str, int] = {"reader": 0, "reviewer": 1, "editor": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who asks; `name` is None for somebody on this machine who has not given one."""

    name: str | None
    role: Role
    session: Session | None = None

    def may(self, role: Role) -> bool:
        """Whether the person has at least this role and a name to sign with."""
        return _RANK[self.role] >= _RANK[role] and (self.name is not None or role == "reader")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """All that a page function may use."""

    desk: Desk
    store: Store
    request: Request
    person: Person
    form: Mapping[str, str] = field(default_factory=dict)
    picked: tuple[str, ...] = ()  # the ticked boxes
    uploads: Uploads = ()

    @property
    def name(self) -> str:
        """The person's name; only pages that need a reviewer ask for it."""
        return self.person.name or ""

    def path(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A template with its data. `data` is also the answer of the `.json` twin; `form` is not."""

    template: str
    data: Mapping[str, Any]
    form: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


PageFunction = Callable[[Visit], "Page | Response"]
Renderer = Callable[[Visit, Page], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(
    desk: Desk, work: PageFunction, render: Renderer, needs: Literal["nobody"] | Role
) -> Endpoint:
    """An ASGI endpoint that serves a page function to those who have the role."""

    async def serve(request: Request) -> Response:
        form, picked, uploads = await _read_form(request)
        return await run_in_threadpool(answer, request, form, picked, uploads)

    def answer(
        request: Request,
        form: Mapping[str, str],
        picked: tuple[str, ...],
        uploads: Uploads,
    ) -> Response:
        store = open_store(desk.store_path)
        try:
            person = who(request, store, desk)
            if needs != "nobody" and not (person and person.may(needs)):
                return _ask_for_login(request, person)
            visit = Visit(
                desk=desk, store=store, request=request, form=form, picked=picked, uploads=uploads,
                person=person or Person(name=None, role="reader"),
            )  # fmt: skip
            return _answer(visit, work, render)
        finally:
            store.close()

    return serve


def _answer(visit: Visit, work: PageFunction, render: Renderer) -> Response:
    try:
        page = work(visit)
    except BadInput as error:
        page = _fault(error, 422)
    except AlreadyRunning as error:
        page = _fault(error, 503)
    except RepledgeError as error:
        log.error("%s: %s", visit.request.url.path, error)
        page = _fault(error, 500)
    return render(visit, page) if isinstance(page, Page) else page


def _fault(error: RepledgeError, status: int) -> Page:
    return Page(
        template="fault.html", data={"fault": str(error)}, form={"fault": error}, status=status
    )


def who(request: Request, store: Store, desk: Desk) -> Person | None:
    """The person behind a request; None for a stranger."""
    users = {user.name: user for user in people.users(store) if user.state == "active"}
    if desk.proxy_header:
        peer = request.client.host if request.client else ""
        named = users.get(request.headers.get(desk.proxy_header, ""))
        trusted = named is not None and peer in desk.proxy_addresses
        return Person(name=named.name, role=named.role) if named and trusted else None
    token = request.cookies.get(COOKIE)
    session = people.session(store, token_hash(token), desk.clock()) if token else None
    if session and session.reviewer in users and not session.local:
        user = users[session.reviewer]
        return Person(name=user.name, role=user.role, session=session)
    if users or not is_loopback(desk.host):
        return None
    if session and session.local:
        return Person(name=session.reviewer, role="editor", session=session)
    return Person(name=None, role="reader")


def inside(target: str) -> str:
    """The target where it is a path of ours, else the queue: no open redirects (FAULTS 30).

    >>> inside("/claims/1?a=b"), inside("//evil.example"), inside("/\\\\evil.example")
    ('/claims/1?a=b', '/', '/')
    """
    plain = target.startswith("/") and not target.startswith(("//", "/\\"))
    if not plain or any(ord(letter) < 33 or letter == "\\" for letter in target):
        return "/"
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc else target


def _ask_for_login(request: Request, person: Person | None) -> Response:
    if person and person.name:
        raise HTTPException(403, "Your role does not allow this; ask an editor.")
    target = request.url.path if request.method == "GET" else "/"
    query = f"?{request.url.query}" if request.url.query and request.method == "GET" else ""
    return RedirectResponse(f"/login?next={quote(target + query)}", 303)


async def _read_form(
    request: Request,
) -> tuple[dict[str, str], tuple[str, ...], Uploads]:
    if request.method != "POST":
        return {}, (), ()
    try:
        size = int(request.headers["content-length"])
    except (KeyError, ValueError) as error:
        raise HTTPException(411, "A form must say how long it is.") from error
    if size > MOST_BYTES:
        raise HTTPException(413, "A form may hold 2 MB at most.")
    values: dict[str, str] = {}
    picked: list[str] = []
    uploads: list[tuple[str, bytes]] = []
    async with request.form(max_files=MOST_FILES, max_fields=500, max_part_size=MOST_BYTES) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads.append((value.filename or "list.csv", await value.read()))
            elif name == "pick":
                picked.append(value)
            else:
                values[name] = value
    return values, tuple(picked), tuple(uploads)
