"""Entries made of what the store holds: every verdict with what people said of it."""

from __future__ import annotations

from collections.abc import Iterable

from repledge.contracts import Decision
from repledge.feeds.entries import Entry, decision_state, entry_of
from repledge.store import Store, reads
from repledge.store.reads import Judged


def entries_of(store: Store) -> list[Entry]:
    """Every verdict as a feed entry, oldest release first."""
    said: dict[str, list[Decision]] = {}
    for decision in reads.decisions(store):
        said.setdefault(decision.claim_id, []).append(decision)
    return [
        _entry(row, said.get(row.claim.id, ()))
        for row in reads.judged(store)
        if row.document.kind != "trace"
    ]


def entry_for(store: Store, claim_id: str) -> Entry | None:
    """One verdict as a feed entry."""
    row = next(reads.judged(store, claim_id), None)
    if row is None or row.document.kind == "trace":
        return None
    return _entry(row, reads.decisions(store, claim_id))


def _entry(row: Judged, said: Iterable[Decision]) -> Entry:
    return entry_of(row.claim, row.verdict, row.document, decision_state(said, row.changed_at))
