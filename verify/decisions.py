"""What people decided about pairs of claims; it wins over the rules and survives every re-run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repledge.contracts import Decision

# Judgements that say "not that ancestor"; every other judgement with an ancestor confirms the pair.
_REJECTING = frozenset({"new", "rejected", "not_a_pledge"})
_SAYS_NOTHING = frozenset({"undone", "unsure"})


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs (claim id, earlier claim id) that a person has confirmed or rejected."""

    confirmed: frozenset[tuple[str, str]] = frozenset()
    rejected: frozenset[tuple[str, str]] = frozenset()
    separate: frozenset[str] = frozenset()  # claims judged new as a whole, whatever the ancestor


NO_PAIRS = Pairs()


def pairs_of(decisions: Iterable[Decision]) -> Pairs:
    """The pairs that stand: the newest word on each pair; what a decision supersedes is gone."""
    ordered = sorted(decisions, key=lambda d: (d.at, d.id or 0))
    gone = {d.supersedes for d in ordered if d.supersedes is not None}
    latest: dict[tuple[str, str | None], Decision] = {}
    for decision in ordered:
        if decision.id not in gone and decision.judgement not in _SAYS_NOTHING:
            latest[decision.claim_id, decision.ancestor_id] = decision
    confirmed, rejected, separate = set(), set(), set()
    for (claim_id, ancestor), decision in latest.items():
        if ancestor is None:
            if decision.judgement == "new":
                separate.add(claim_id)
        elif decision.judgement in _REJECTING:
            rejected.add((claim_id, ancestor))
        else:
            confirmed.add((claim_id, ancestor))
    return Pairs(frozenset(confirmed), frozenset(rejected), frozenset(separate))
