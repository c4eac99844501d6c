"""Sums that no words call a pledge, but that add up to one: the parts of a plan told one by one.

"Automobiles, 8.6 billion dollars … Parts and steel, 6.1 billion … Energy, 6.3 billion" under a
headline of 21 billion. Only sums in a row count, and none that the words call something else: where
the money of a project comes from (loans, grants, equity) adds up to its cost as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.kinds import SumKind
from extract.merging import Mention

_EXACT = 0.002  # parts are printed to add up
_MOST = 8  # parts of one plan
_SURE = 0.7  # the margin of a sum that is a pledge by its arithmetic
_UNSPOKEN = "no pledge words"


def with_parts(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, those that are parts of a pledge's sum taken for pledges."""
    parts = {id(part) for whole in _wholes(mentions) for part in _parts_of(whole, mentions)}
    return tuple(
        replace(m, kind=_pledge(m.kind)) if id(m) in parts and not m.kind.pledge else m
        for m in mentions
    )


def _pledge(kind: SumKind) -> SumKind:
    return replace(kind, pledge=True, why="claim", margin=_SURE)


def _wholes(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The first mention of each pledge that others may be parts of."""
    seen: set[tuple[int, str]] = set()
    for mention in mentions:
        key = (mention.seated.amount.value, mention.seated.amount.currency)
        if mention.news and key not in seen:
            seen.add(key)
            yield mention


def _parts_of(whole: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """The first run of two or more sums behind the whole that add up to it, one may be passed."""
    total = whole.seated.amount
    behind = [m for m in mentions if m.seated.amount.start > total.end and _may_be(whole, m)]
    for first in range(len(behind)):
        run = behind[first : first + _MOST]
        for size in range(2, len(run) + 1):
            for passed in (None, *range(1, size - 1)):
                parts = [m for place, m in enumerate(run[:size]) if place != passed]
                if len(parts) > 1 and _adds_up(parts, total.value):
                    return parts
    return []


def _may_be(whole: Mention, mention: Mention) -> bool:
    amount = mention.seated.amount
    told = mention.news or mention.kind.why == _UNSPOKEN
    same = amount.currency == whole.seated.amount.currency
    return told and same and amount.value < whole.seated.amount.value


def _adds_up(parts: Sequence[Mention], total: int) -> bool:
    return abs(sum(m.seated.amount.value for m in parts) - total) <= _EXACT * total
