"""The query API for partners: read-only JSON under /api/v1/, each request with a token.

`partner_api_spec.py` describes it (OpenAPI 3.1); a schema tester holds the two together. A partner
with the scope `signed` sees what the public feeds hold: what a person signed, with its corrections
and withdrawals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from repledge.contracts import RelationCode, VerdictCode
from repledge.desk.partner_api_spec import openapi
from repledge.desk.passwords import token_hash
from repledge.desk.settings import Desk
from repledge.errors import AlreadyRunning
from repledge.feeds import Entry, entry_for, exports
from repledge.feeds.entries import PUBLIC
from repledge.store import Store, open_store, partners, queue, reads
from repledge.store.partners import Asked, Partner

MOST = 200  # verdicts a page
_Word = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$")]
_Cursor = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d~[\w:.-]{1,80}$")]


@dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid"))
class _Query:
    """The parameters of /verdicts; unknown names are refused."""

    company: _Word | None = None
    sector: _Word | None = None
    country: _Word | None = None
    verdict: VerdictCode | None = None
    relation: RelationCode | None = None
    source: _Word | None = None
    lang: _Word | None = None
    since: date | None = None
    until: date | None = None
    changed_since: AwareDatetime | None = None
    after: _Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 100


_QUERY = TypeAdapter(_Query)
_EQUAL = ("company", "sector", "country", "verdict", "relation", "source", "lang")
Answer = tuple[Literal[200, 400, 403, 404], Mapping[str, Any]]
Work = Callable[[Request, Store, Partner, Desk], Answer]


def routes(desk: Desk) -> list[Route]:
    """All addresses of the API."""
    return [
        Route("/api/v1/openapi.json", _describe, methods=["GET"]),
        Route("/api/v1/verdicts", _endpoint(desk, _verdicts), methods=["GET"]),
        Route("/api/v1/verdicts/{claim_id}", _endpoint(desk, _verdict), methods=["GET"]),
        Route("/api/v1/ledger/{company_id}", _endpoint(desk, _ledger), methods=["GET"]),
        Route("/api/v1/sources", _endpoint(desk, _sources), methods=["GET"]),
    ]


async def _describe(request: Request) -> Response:
    return JSONResponse(openapi())


def _endpoint(desk: Desk, work: Work) -> Callable[[Request], Any]:
    async def serve(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    def answer(request: Request) -> Response:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        try:
            store = open_store(desk.store_path)
        except AlreadyRunning as error:
            return JSONResponse({"fault": str(error)}, 503, {"Retry-After": "5"})
        try:
            known = scheme.lower() == "bearer" and token
            partner = partners.partner_of(store, token_hash(token.strip())) if known else None
            if partner is None:
                fault = "This needs a good token: send `Authorization: Bearer TOKEN`."
                return JSONResponse({"fault": fault}, 401, {"WWW-Authenticate": "Bearer"})
            status, body = work(request, store, partner, desk)
            return JSONResponse(body, status)
        finally:
            store.close()

    return serve


def _verdicts(request: Request, store: Store, partner: Partner, desk: Desk) -> Answer:
    pairs = request.query_params.multi_items()
    if len(dict(pairs)) < len(pairs):
        return 400, {"fault": "A parameter is given twice; give each one once."}
    try:
        query = _QUERY.validate_strings(dict(pairs))
    except ValidationError as error:
        first = error.errors()[0]
        name = first["loc"][0] if first["loc"] else "?"
        return 400, {"fault": f"The parameter `{name}` cannot be: {first['msg'].lower()}."}
    ids = partners.claim_ids(store, _asked(query), partner.scope)
    entries = [entry_for(store, claim_id) for claim_id in ids[: query.limit]]
    shown = [e for e in entries if e is not None and _may_see(e, partner)]
    last = entries[-1] if len(ids) > query.limit else None
    after = f"{last.document.published}~{last.claim.id}" if last else None
    return 200, {"verdicts": [_item(e, desk) for e in shown], "next": after}


def _asked(query: _Query) -> Asked:
    named = {name: getattr(query, name) for name in _EQUAL}
    day, _, claim_id = (query.after or "").partition("~")
    changed = query.changed_since.astimezone(UTC) if query.changed_since else None
    return Asked(
        equal={name: value for name, value in named.items() if value is not None},
        since=query.since,
        until=query.until,
        changed_since=changed,
        after=(day, claim_id) if query.after else None,
        limit=query.limit,
    )


def _verdict(request: Request, store: Store, partner: Partner, desk: Desk) -> Answer:
    entry = entry_for(store, request.path_params["claim_id"])
    if entry is None or not _may_see(entry, partner):
        return 404, {"fault": "No verdict that you may see has this number."}
    return 200, _item(entry, desk)


def _ledger(request: Request, store: Store, partner: Partner, desk: Desk) -> Answer:
    if partner.scope != "all":
        return 403, {"fault": "The ledger holds what nobody has signed; ask for the scope `all`."}
    lines = queue.ledger_of(store, request.path_params["company_id"])
    return 200, {"lines": [exports.ledger_object(line) for line in lines]}


def _sources(request: Request, store: Store, partner: Partner, desk: Desk) -> Answer:
    columns = ("name", "kind", "url", "language", "state", "last_ok", "newest_item")
    rows = reads.sources(store)
    return 200, {"sources": [{name: row[name] for name in columns} for row in rows]}


def _may_see(entry: Entry, partner: Partner) -> bool:
    return partner.scope == "all" or entry.decision.state in PUBLIC


def _item(entry: Entry, desk: Desk) -> dict[str, Any]:
    withdrawn = entry.decision.state == "withdrawn"
    told = exports.verdict_object(
        entry.claim, entry.verdict, entry.document, entry.decision.review,
        strategic=desk.strategic,
    )  # fmt: skip
    return {
        "claim_id": entry.claim.id,
        "state": entry.decision.state,
        "updated": _stamp(entry.updated),
        "signed_at": _stamp(entry.decision.signed_at),
        "note": entry.decision.note,
        "verdict": None if withdrawn else told,
    }


def _stamp(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None
