"""Sums that can hardly be meant as printed: marked with the reason, never mended.

A list that runs from the largest sum to the smallest says what each sum can be: one that is a
thousand times as large as both its neighbours, and would fit between them when divided by a
thousand, was most likely printed with billion for million.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from repledge.audit.claims import ReadItem, said_in
from repledge.audit.items import Check, Said
from verify.books import dollars
from verify.comparisons.amount import usd_of

ORDERED = 0.8  # share of neighbours in falling order from which a list counts as sorted
LEAST_ENTRIES = 8
THOUSAND = 1000
_LOOSE = 3.0  # how far the sum, divided or multiplied, may miss the gap between its neighbours


def misprints(items: Sequence[ReadItem]) -> dict[str, Check]:
    """Claim id -> why its sum is doubtful, from its place in a sorted list."""
    found: dict[str, Check] = {}
    for section in _sections(items):
        if len(section) < LEAST_ENTRIES or _order(section) < ORDERED:
            continue
        for before, (claim_id, said), after in zip(section, section[1:], section[2:], strict=False):
            high, low = before[1], after[1]
            if fitting := _fitting(high.usd, said.usd, low.usd):
                found[claim_id] = Check(
                    code="out_of_order",
                    sentence=f"{dollars(said.usd)} stands between {dollars(high.usd)} and "
                    f"{dollars(low.usd)} in a list that falls by size; "
                    f"{dollars(fitting)} would fit.",
                    said=(said, high, low),
                )  # fmt: skip
    return found


def _sections(items: Sequence[ReadItem]) -> list[list[tuple[str, Said]]]:
    """The largest sum of each entry, by section, in the order of the list."""
    sections: dict[str | None, list[tuple[str, Said]]] = {}
    for read in items:
        if read.is_total:
            continue
        sums = [c for c in read.evidence.claims if usd_of(c) and c.id not in read.wholes]
        if sums:
            largest = max(sums, key=usd_of)
            sections.setdefault(read.item.section, []).append((largest.id, said_in(read, largest)))
    return list(sections.values())


def _order(section: Sequence[tuple[str, Said]]) -> float:
    pairs = list(pairwise(section))
    return sum(right[1].usd <= left[1].usd for left, right in pairs) / len(pairs)


def _fitting(before: int, usd: int, after: int) -> int | None:
    """The sum a thousand times smaller or larger, where only that fits between its neighbours."""
    high, low = max(before, after) * _LOOSE, min(before, after) / _LOOSE
    if low <= usd <= high or max(before, after) > _LOOSE**2 * min(before, after):
        return None
    for other in (usd // THOUSAND, usd * THOUSAND):
        if low <= other <= high:
            return other
    return None
