"""The queue: filters from the address, saved views, copies confirmed together."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse, Response

from repledge.contracts import Decision
from repledge.desk.visit import Page, Visit
from repledge.desk.words import N_
from repledge.errors import BadInput
from repledge.store import queue, reviews
from repledge.store.queue import Filters

FLAGS = "repackaged,partly_new"  # both flags as one choice of the form
DEFAULT = f"verdict={FLAGS}&state=pending"
_NAMES = ("verdict", "state", "sector", "country", "lang", "source", "company")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
TABS = (
    (N_("To decide"), DEFAULT),
    (N_("Unclear"), "verdict=unclear&state=pending"),
    (N_("Second reader"), "state=decided&unread=1"),
    (N_("Readers differ"), "state=disputed"),
    (N_("Copies"), "verdict=copy&state=pending"),
    (N_("Mine"), "mine=1"),
    (N_("Signed"), "state=signed"),
    (N_("Everything"), "all=1"),
)


def filters_of(query: str, person: str | None, strategic: tuple[str, ...]) -> Filters:
    """The filters that an address's query names; unknown names and malformed days are passed by."""
    pairs = [(name, value) for name, value in parse_qsl(query[:4000]) if value]
    plain = dict(pairs)
    equal = {name: [v for n, v in pairs if n == name][:30] for name in _NAMES}
    equal["verdict"] = [v for several in equal["verdict"] for v in several.split(",")][:30]
    return Filters(
        equal=equal,
        strategic=strategic if plain.get("strategic") else (),
        since=_day(plain.get("since")),
        until=_day(plain.get("until")),
        words=plain.get("words", "")[:200],
        assigned=(person or "\0") if plain.get("mine") else None,
        without=person if plain.get("unread") else None,
        order=plain.get("order", "stake"),
    )


def visit_filters(visit: Visit, query: str) -> Filters:
    """The filters of an address, for the person who asks."""
    return filters_of(query or DEFAULT, visit.person.name, tuple(visit.desk.strategic))


def _day(text: str | None) -> str | None:
    return text if text and _DAY.fullmatch(text) else None


def show_queue(visit: Visit) -> Page:
    """One page of the queue with counts."""
    query = visit.request.url.query or DEFAULT
    filters = visit_filters(visit, query)
    number = max(1, _whole(visit.request.query_params.get("page", "1")))
    found = queue.listed(visit.store, filters, min(number, queue.COUNT_UP_TO // queue.PAGE))
    counted = queue.counts(visit.store)
    without_page = urlencode([pair for pair in parse_qsl(query) if pair[0] != "page"], safe=",")
    return Page(
        template="queue.html",
        data={
            "rows": found.rows,
            "total": found.total,
            "page": number,
            "pages": max(1, -(-found.total // queue.PAGE)),
            "counts": counted,
            "views": queue.saved_views(visit.store),
        },
        form={
            "filters": filters,
            "choices": queue.choices(visit.store),
            "tabs": [(label, address, _counted(counted, address)) for label, address in TABS],
            "asked": without_page,
            "start": (number - 1) * queue.PAGE,
            "more_than": found.total >= queue.COUNT_UP_TO,
            "flags": FLAGS,
            "only_copies": filters.equal["verdict"] == ["copy"],
        },
    )


def _counted(counts: list[dict[str, object]], address: str) -> int | None:
    wanted = parse_qsl(address)
    if any(name in {"mine", "unread"} for name, _ in wanted):
        return None
    verdicts = {v for name, value in wanted if name == "verdict" for v in value.split(",")}
    states = {value for name, value in wanted if name == "state"}
    return sum(
        int(str(row["number"]))
        for row in counts
        if (not verdicts or row["verdict"] in verdicts) and (not states or row["state"] in states)
    )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def confirm_copies(visit: Visit) -> Response:
    """Judge the ticked rows as copies; rows that are no copies any more are left alone."""
    for claim_id in visit.picked[: queue.PAGE]:
        made_on = reviews.version(visit.store, claim_id)
        judged = visit.store.db.execute(
            "SELECT verdict FROM queue WHERE claim_id = ?", [claim_id]
        ).fetchone()
        if judged and judged[0] == "copy":
            decision = Decision(
                id=None, claim_id=claim_id, reviewer=visit.name, judgement="copy",
                at=visit.desk.clock(),
            )  # fmt: skip
            reviews.decide(visit.store, decision, made_on, blind=False)
    return RedirectResponse("/?verdict=copy&state=pending", 303)


def save_view(visit: Visit) -> Response:
    """Give the present search a name."""
    name = " ".join(visit.form.get("name", "").split())[:60]
    if not name:
        raise BadInput("A saved view needs a name; go back and write one.")
    pairs = parse_qsl(visit.form.get("query", ""))
    query = urlencode([pair for pair in pairs if pair[0] != "page"][:60], safe=",")
    queue.save_view(visit.store, name, query, visit.name, visit.desk.clock())
    return RedirectResponse(f"/?{query}", 303)


def delete_view(visit: Visit) -> Response:
    """Forget a saved view."""
    queue.delete_view(visit.store, visit.form.get("name", ""))
    return RedirectResponse("/", 303)
