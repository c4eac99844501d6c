"""The store as the verifier's history, and the ledger kept up to date by what changed.

A night judges the documents that changed and the later ones that share a key with them
(verify/keys.py), not the years before: its work and its memory follow the news of the day.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

import verify as verification
from repledge.contracts import Claim, Document, LedgerLine, Reading, Verdict
from repledge.store import Store, booking, reads
from verify import Evidence

MOST_KEPT = 20_000  # documents held in memory: about 200 MB


class StoreHistory:
    """Earlier documents out of the store, those read last kept at hand."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: OrderedDict[str, Evidence] = OrderedDict()

    def related(self, evidence: Evidence) -> Sequence[Evidence]:
        """Earlier documents that share a key with this one."""
        day = evidence.document.published.isoformat()
        ids = booking.filed_under(self._store, verification.looked_keys(evidence), day)
        own = evidence.document.id
        found = (self.evidence(i) for i in ids if i != own)
        return verification.earlier_than(evidence, (e for e in found if e is not None))

    def evidence(self, document_id: str) -> Evidence | None:
        """One document with its claims and sums."""
        kept = self._kept.get(document_id)
        if kept is not None:
            self._kept.move_to_end(document_id)
            return kept
        document = reads.document(self._store, document_id)
        if document is None:
            return None
        claims, sums = reads.read_in(self._store, document_id)
        found = self._kept[document_id] = Evidence(document, claims, sums)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return found


class JoinedHistory:
    """Several histories as one; a document that two of them hold counts once."""

    def __init__(self, *histories: verification.History) -> None:
        self._histories = histories

    def related(self, evidence: Evidence) -> Sequence[Evidence]:
        """Earlier documents of any of them that share a key with this one."""
        found = (e for history in self._histories for e in history.related(evidence))
        once = {e.document.id: e for e in found}
        return verification.earlier_than(evidence, once.values())


def file_reading(store: Store, document: Document, reading: Reading) -> None:
    """File what was read of a document; whatever may rest on it is judged anew by the next run."""
    evidence = Evidence(document, reading.claims, reading.sums)
    filed, looked = verification.filed_keys(evidence), verification.looked_keys(evidence)
    booking.refile(store, document, filed, wake=looked)


def file_again(store: Store, history: StoreHistory) -> None:
    """File documents that other rules had filed: what a key is, the rules decide."""
    for document_id in booking.unfiled(store, verification.RULESET):
        evidence = history.evidence(document_id)
        if evidence is not None:
            booking.refile(store, evidence.document, verification.filed_keys(evidence))


def update_ledger(store: Store, history: StoreHistory) -> None:
    """Book what changed: the same lines as `verify.ledger_of` over everything would give."""
    open_ = booking.unbooked(store)
    if not (open_.claims or open_.lines):
        return
    pointing = booking.referrers(store, open_.claims)
    verdicts = booking.verdicts_of(store, open_.claims | pointing)
    line_of = _lines_before(store, open_.claims, verdicts)
    ordered = _in_order(store, history, open_.claims)
    for claim in ordered:
        line_of[claim.id] = verification.line_for(claim, verdicts.get(claim.id), line_of)
    others = [c for c in _in_order(store, history, pointing - open_.claims) if c.id in line_of]
    edges = {
        claim.id: verification.edges_of(claim, verdicts.get(claim.id), line_of)
        for claim in (*ordered, *others)
    }
    members = _members(store, open_, line_of)
    with store.transaction():
        moved = booking.replace_edges(store, edges) - members.keys()
        members |= booking.members(store, moved)
        lines = _lines(store, history, members)
        booking.save_lines(store, lines, members.keys() - {line.id for line in lines})


def _lines_before(
    store: Store, booked_anew: frozenset[str], verdicts: Mapping[str, Verdict]
) -> dict[str, str]:
    """The lines of all claims that stay where they are and are pointed at, or point themselves."""
    seen = {e.claim_id for verdict in verdicts.values() for e in verdict.earlier}
    return booking.lines_of(store, (seen | verdicts.keys()) - booked_anew)


def _in_order(store: Store, history: StoreHistory, claim_ids: Iterable[str]) -> list[Claim]:
    wanted = set(claim_ids)
    evidences = map(history.evidence, sorted(booking.documents_of(store, wanted)))
    ordered = verification.claims_in_order(e for e in evidences if e is not None)
    return [claim for claim in ordered if claim.id in wanted]


def _members(
    store: Store, open_: booking.Unbooked, line_of: Mapping[str, str]
) -> dict[str, list[str]]:
    """Every touched line with the claims that stand on it now."""
    touched = open_.lines | {line_of[c] for c in open_.claims if c in line_of}
    found = {
        line: [claim for claim in claims if claim not in open_.claims]
        for line, claims in booking.members(store, touched).items()
    }
    for claim_id in open_.claims:
        if claim_id in line_of:
            found[line_of[claim_id]].append(claim_id)
    return found


def _lines(
    store: Store, history: StoreHistory, members: Mapping[str, Sequence[str]]
) -> list[LedgerLine]:
    every = _in_order(store, history, (claim for claims in members.values() for claim in claims))
    by_id = {claim.id: claim for claim in every}
    place = {claim.id: number for number, claim in enumerate(every)}
    return [
        verification.line_from(
            line,
            [by_id[c] for c in sorted(claims, key=place.__getitem__)],
            booking.parents(store, line),
        )
        for line, claims in sorted(members.items())
        if claims
    ]
