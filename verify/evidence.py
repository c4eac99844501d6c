"""What the verifier reads: documents with their claims and sums, in one order for all runs.

Documents are ordered by day, then by who speaks (the party itself before those who repeat it), then
by id. A verdict never looks at a later document, so that the order of reading changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from repledge.contracts import Claim, Document, Sum, Voice

# company > filing > government > wire and press > list: who may change a line of the ledger
AUTHORITY: dict[Voice, int] = {
    "company": 0, "filing": 1, "partner": 2, "government": 3, "press": 4, "list": 5,
}  # fmt: skip
_KIND_VOICE: dict[str, Voice] = {
    "filing": "filing", "government": "government", "wire": "press", "list": "list",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """One document with all that extraction read in it."""

    document: Document
    claims: tuple[Claim, ...]
    sums: tuple[Sum, ...] = ()


class History(Protocol):
    """Where earlier documents come from: memory, or the store."""

    def related(self, evidence: Evidence) -> Sequence[Evidence]:
        """Earlier documents that may bear on this one; too many is fine, too few is a fault."""
        ...


def voice_of(evidence: Evidence) -> Voice:
    """Who speaks in the document: what most of its claims say, else what its kind tells."""
    counted = Counter(claim.voice for claim in evidence.claims)
    if counted:
        return min(counted, key=lambda voice: (-counted[voice], AUTHORITY[voice]))
    return _KIND_VOICE.get(evidence.document.kind, "company")


def order_of(evidence: Evidence) -> tuple[date, int, str]:
    """The place of a document in the one order of reading."""
    document = evidence.document
    return document.published, AUTHORITY[voice_of(evidence)], document.id


def earlier_than(evidence: Evidence, others: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Those of the others that come before the document, in order; never the document itself."""
    limit = order_of(evidence)
    return tuple(sorted((e for e in others if order_of(e) < limit), key=order_of))
