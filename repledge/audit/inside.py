"""Entries of one list against each other: the same pledge twice, or one that may lie in another.

The verifier judges each entry as if the larger ones had been told before it, so that duplicates and
parts are found by the rules that also judge releases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from repledge.audit.claims import ReadItem
from repledge.audit.items import Inside
from repledge.contracts import Claim, RelationCode, Verdict
from verify import Evidence, MemoryHistory, judge_document

_TWICE: frozenset[RelationCode] = frozenset({"copy", "echo", "restated"})
_WORDS: Mapping[RelationCode, str] = {
    "carveout": "reads as part of the plan of entry {n}",
    "joint_venture": "reads as a share of the project of entry {n}",
    "rollup": "may count the pledge of entry {n} once more",
    "upsized": "may be the plan of entry {n} with another sum",
    "downsized": "may be the plan of entry {n} with another sum",
    "status": "may be the project of entry {n}",
    "extended": "may be the project of entry {n}",
    "cancelled": "may be the project of entry {n}",
}
_SAME_GROUP = "the same group has the larger nationwide plan of entry {n}"


def relations_inside(items: Sequence[ReadItem]) -> dict[str, Inside]:
    """Claim id -> the entry that repeats or may hold its sum. A list of one sum has none."""
    ranked = sorted(items, key=lambda r: (-_largest(r), r.item.number))
    day = max((r.evidence.document.published for r in items), default=None)
    if day is None:
        return {}
    numbers = {r.evidence.document.id: r.item.number for r in items}
    history, found = MemoryHistory(), {}
    names: dict[str, int] = {}
    for rank, read in enumerate(ranked):
        top = tuple(c for c in read.evidence.claims if c.id not in read.wholes)
        document = replace(read.evidence.document, published=day, id=f"{rank:06}")
        names[document.id] = numbers[read.evidence.document.id]
        claims = tuple(replace(c, published=day, document_id=document.id) for c in top)
        evidence = Evidence(document, claims)
        for claim, verdict in zip(claims, judge_document(evidence, history), strict=True):
            if inside := _inside(verdict, names) or _in_group_plan(claim, ranked, read):
                found[claim.id] = inside
        history.add(evidence)
    return found


def _largest(read: ReadItem) -> int:
    return max((c.amount.usd or 0 for c in read.evidence.claims if c.amount), default=0)


def _inside(verdict: Verdict, names: Mapping[str, int]) -> Inside | None:
    if verdict.relation == "new" or not verdict.earlier:
        return None
    number = names[verdict.earlier[0].document_id]
    if verdict.relation in _TWICE:
        return Inside(number=number, sure=True, why=f"the same pledge as entry {number}")
    words = _WORDS.get(verdict.relation, "may be counted in entry {n}")
    return Inside(number=number, sure=False, why=words.format(n=number))


def _in_group_plan(claim: Claim, ranked: Sequence[ReadItem], read: ReadItem) -> Inside | None:
    """A larger nationwide plan of the same group may hold every smaller sum of it."""
    group = {claim.company_id, read.party_id} - {None}
    mine = claim.amount.usd if claim.amount else None
    if not group or not mine or claim.role == "additional":
        return None
    for other in ranked:
        for plan in other.evidence.claims if other is not read else ():
            theirs = (plan.amount.usd or 0) if plan.amount else 0
            wide = plan.role == "umbrella" or plan.place.region is None
            if theirs > mine and wide and {plan.company_id, other.party_id} & group:
                number = other.item.number
                return Inside(number=number, sure=False, why=_SAME_GROUP.format(n=number))
    return None
