"""One verdict with all that is needed to judge it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from repledge.contracts import Claim, Decision, Document
from repledge.desk import charts
from repledge.desk.queue_page import visit_filters
from repledge.desk.visit import Page, Visit
from repledge.store import contradictions, people, queue, reads, reviews
from repledge.store.reads import Judged
from repledge.store.store import Store

MOST_IN_CHAIN = 30


@dataclass(frozen=True, slots=True)
class Lit:
    """A document cut at a quote: the text before it, the quote, the text after it."""

    before: str
    quote: str
    after: str


def judged(visit: Visit) -> Judged:
    """The verdict that the address names."""
    found = next(reads.judged(visit.store, visit.path("claim_id")), None)
    if found is None:
        raise HTTPException(404, "No verdict has this number; it may have been judged anew.")
    return found


def show_verdict(visit: Visit) -> Page:
    """The verdict page; where the person looks blind, only what both releases say."""
    return verdict_page(visit, judged(visit))


def verdict_page(visit: Visit, row: Judged, *, fault: object = None, status: int = 200) -> Page:
    """The page of a verdict; `fault` and the typed form come back where a decision failed."""
    store, claim_id = visit.store, row.claim.id
    mine = reviews.standing(store, claim_id, visit.name) if visit.person.name else None
    session = visit.person.session
    look = "look" in visit.request.query_params
    blind = bool(session and session.blind) and mine is None and not look
    decisions = reads.decisions(store, claim_id)
    editions = queue.editions(store, claim_id, row.document.lang)
    form = {
        **_texts(visit, row, editions),
        **_review(visit, row, decisions, blind=blind),
        **_way_through(visit, claim_id),
        "blind": blind,
        "mine": mine,
        "done": visit.request.query_params.get("done"),
        "names": people.names(store),
        "fault": fault,
    }
    data = _facts(store, row, decisions, editions, blind=blind)
    return Page(template="verdict.html", data=data, form=form, status=status)


def _facts(
    store: Store, row: Judged, decisions: list[Decision], editions: Sequence[str], *, blind: bool
) -> dict[str, Any]:
    """What the store knows of the claim; to one who looks blind nothing that was judged."""
    claim_id = row.claim.id
    return {
        "claim": row.claim,
        "document": row.document,
        "verdict": None if blind else row.verdict,
        "review": None if blind else reviews.review(store, claim_id),
        "decisions": [] if blind else decisions,
        "assigned": reviews.assigned_to(store, claim_id),
        "press_log": reviews.press_log(store, claim_id),
        "lines": queue.lines_of_claim(store, claim_id),
        "editions": editions,
        "conflicts": [] if blind else contradictions.of_claim(store, claim_id),
        "versions": len(reads.versions(store, row.document.id)),
    }


def _texts(visit: Visit, row: Judged, editions: Sequence[str]) -> dict[str, Any]:
    """The release beside the earlier ones, and the two drawings."""
    told = {earlier.claim_id for earlier in row.verdict.earlier}
    return {
        "lit": lit(row.document, row.claim),
        "earlier": _earlier(visit, row),
        "beside": [_release(visit, edition) for edition in editions if edition not in told],
        "segments": charts.net_bar(row.verdict),
        "chain": charts.time_line(_chain(visit, row)),
    }


def _review(visit: Visit, row: Judged, decisions: list[Decision], *, blind: bool) -> dict[str, Any]:
    """What was decided, and what the form for a decision starts from."""
    standing = _standing(decisions)
    others = [d for d in standing if d.reviewer != visit.person.name]
    first = others[-1] if others and not blind else None
    return {
        "standing": [] if blind else standing,
        "rejected": reviews.rejected(decisions),
        "version": reviews.version(visit.store, row.claim.id),
        "first": first,
        "undo": reviews.undoable(decisions, visit.name) if visit.person.name else None,
        "machine_word": reviews.judgement_of(row.verdict.verdict),
        "values": _values(visit, row, first.fields if first else ()),
        "typed": visit.form,
    }


def _way_through(visit: Visit, claim_id: str) -> dict[str, Any]:
    """The verdicts before and after this one in the list that the person came from."""
    came_from = visit.form.get("from", visit.request.query_params.get("from", ""))
    filters = visit_filters(visit, came_from)
    previous, following = queue.neighbours(visit.store, filters, claim_id)
    return {
        "previous": previous,
        "next": following,
        "from": came_from,
        "from_query": f"?from={quote(came_from, safe='')}",
    }


def _standing(decisions: list[Decision]) -> list[Decision]:
    gone = {d.supersedes for d in decisions}
    return [d for d in decisions if d.id not in gone and d.judgement in reviews.JUDGEMENTS]


def lit(document: Document, claim: Claim) -> Lit:
    """The document's body cut at the claim's quote, found again if the text has moved."""
    body, quote_ = document.body, claim.quote
    start, end = quote_.start, quote_.end
    if body[start:end] != quote_.text:
        start = body.find(quote_.text)
        end = start + len(quote_.text)
    if start < 0:
        return Lit(body, "", "")
    return Lit(body[:start], body[start:end], body[end:])


def _earlier(visit: Visit, row: Judged) -> list[dict[str, Any]]:
    return [
        {"said": earlier} | _release(visit, earlier.claim_id, earlier.document_id)
        for earlier in row.verdict.earlier[:8]
    ]


def _release(visit: Visit, claim_id: str, document_id: str | None = None) -> dict[str, Any]:
    """A claim with its document cut at the quote; None for what the store has no more."""
    claim = queue.claim(visit.store, claim_id)
    document_id = claim.document_id if claim else document_id
    document = reads.document(visit.store, document_id) if document_id else None
    cut = lit(document, claim) if document and claim else None
    return {"document": document, "claim": claim, "lit": cut}


def _chain(visit: Visit, row: Judged) -> list[charts.Point]:
    relations = {e.claim_id: e.relation for e in row.verdict.earlier}
    ids = [*relations, row.claim.id, *queue.later_claims(visit.store, row.claim.id)]
    for line in queue.lines_of_claim(visit.store, row.claim.id):
        ids += line.claim_ids
    return [
        charts.Point(
            claim_id=claim.id,
            day=claim.published,
            label=document.title,
            lang=document.lang,
            usd=claim.amount.usd if claim.amount else None,
            relation=relations.get(claim.id, ""),
            current=claim.id == row.claim.id,
        )
        for claim, document in queue.claims_on(visit.store, ids[:MOST_IN_CHAIN])
    ]


def _values(visit: Visit, row: Judged, first: tuple[tuple[str, str | None], ...]) -> dict[str, str]:
    """What the correction fields show: the typed value, else the first reader's, else ours."""
    shown = machine_values(row) | {name: value or "" for name, value in first}
    return {name: visit.form.get(name, value) for name, value in shown.items()}


def machine_values(row: Judged) -> dict[str, str]:
    """The machine's reading of every field that can be corrected, as text; "" for unknown."""
    claim, verdict = row.claim, row.verdict
    amount = claim.amount
    found: dict[str, object] = {
        "net_new_low_usd": verdict.net_new_low_usd,
        "net_new_high_usd": verdict.net_new_high_usd,
        "amount": amount.value if amount else None,
        "currency": amount.currency if amount else None,
        "company": claim.company,
        "sector": claim.sector,
        "country": claim.place.country,
        "region": claim.place.region,
        "project": claim.project,
        "horizon_end": claim.horizon.end,
        "operational_by": claim.operational_by,
        "jobs": claim.jobs,
        "commitment": claim.commitment,
        "role": claim.role,
    }
    return {name: "" if value is None else str(value) for name, value in found.items()}


def show_captured(visit: Visit) -> Response:
    """The captured page as plain text, never as a page of our own origin (FAULTS 26)."""
    document = reads.document(visit.store, visit.path("document_id"))
    if document is None:
        raise HTTPException(404, "No document has this number.")
    read = visit.desk.captured
    captured = read(document) if read and document.evidence else None
    if captured is None:
        raise HTTPException(404, "No captured page is kept of this document.")
    state = "intact" if captured.intact else "DIGEST DOES NOT MATCH: the evidence was changed"
    head = f"{document.url}\nsha256 {captured.digest} ({state})\nshown as text\n{'-' * 72}\n"
    headers = {
        "content-disposition": 'inline; filename="captured.txt"',
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return PlainTextResponse(head + captured.text, headers=headers)
