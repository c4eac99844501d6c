"""Sums that can hardly be meant as printed: marked with the reason, never mended.

A list that runs from the largest sum to the smallest says what each sum can be: one that is a
thousand times as large as both its neighbours, and would fit between them when divided by a
thousand, was most likely printed with billion for million.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from repledge.audit.claims import ReadItem
from repledge.contracts import BooksCheck
from verify.books import dollars

ORDERED = 0.8  # share of neighbours in falling order from which a list counts as sorted
LEAST_ENTRIES = 8
THOUSAND = 1000
_LOOSE = 3.0  # how far the sum, divided or multiplied, may miss the gap between its neighbours


def misprints(items: Sequence[ReadItem]) -> dict[str, BooksCheck]:
    """Claim id -> why its sum is doubtful, from its place in a sorted list."""
    found: dict[str, BooksCheck] = {}
    for section in _sections(items):
        if len(section) < LEAST_ENTRIES or _order(section) < ORDERED:
            continue
        for before, (claim_id, usd), after in zip(section, section[1:], section[2:], strict=False):
            if fitting := _fitting(before[1], usd, after[1]):
                found[claim_id] = BooksCheck(
                    code="out_of_order", ok=False,
                    sentence=f"{dollars(usd)} stands between {dollars(before[1])} and "
                    f"{dollars(after[1])} in a list that falls by size; "
                    f"{dollars(fitting)} would fit.",
                )  # fmt: skip
    return found


def _sections(items: Sequence[ReadItem]) -> list[list[tuple[str, int]]]:
    """The largest sum of each entry, by section, in the order of the list."""
    sections: dict[str | None, list[tuple[str, int]]] = {}
    for read in items:
        sums = [
            (c.id, c.amount.usd)
            for c in read.evidence.claims
            if c.amount and c.amount.usd and c.id not in read.wholes
        ]
        if sums:
            sections.setdefault(read.item.section, []).append(max(sums, key=lambda s: s[1]))
    return list(sections.values())


def _order(section: Sequence[tuple[str, int]]) -> float:
    pairs = list(pairwise(section))
    return sum(right[1] <= left[1] for left, right in pairs) / len(pairs)


def _fitting(before: int, usd: int, after: int) -> int | None:
    """The sum a thousand times smaller or larger, where only that fits between its neighbours."""
    high, low = max(before, after) * _LOOSE, min(before, after) / _LOOSE
    if low <= usd <= high or max(before, after) > _LOOSE**2 * min(before, after):
        return None
    for other in (usd // THOUSAND, usd * THOUSAND):
        if low <= other <= high:
            return other
    return None
