"""Sums that no words call anything, told in one breath with a pledge: they are pledges as well.

"$28 million on furnaces and $9 million on dust collection", "- Acme, axles: $40 million" below
"- Borea invests $90 million in brakes": the verb is said once, what follows shares it. A sum is
lifted only where all that is told beside it is a pledge, or as wordless as itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.merging import Mention

_NEAR = 3  # sums to either side that are looked at
_LOWEST = -2.5  # the margin (kinds.py) below which other words than cues speak against a pledge
_CLEAR = 1.0  # the margin of a pledge that others share
_SURE = 0.7  # the margin of a sum that is a pledge by its neighbour
_UNSPOKEN = "no pledge words"


def with_siblings(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, the wordless ones taken for pledges where they share a pledge's sentence or
    stand in the next item of its list."""
    return tuple(
        replace(one, kind=replace(one.kind, pledge=True, why="claim", margin=_SURE))
        if _wordless(one) and _shares_a_pledge(one, mentions[max(0, n - _NEAR) : n + _NEAR + 1])
        else one
        for n, one in enumerate(mentions)
    )


def _wordless(mention: Mention) -> bool:
    kind = mention.kind
    return not kind.pledge and kind.why == _UNSPOKEN and kind.margin > _LOWEST


def _shares_a_pledge(mention: Mention, around: Sequence[Mention]) -> bool:
    beside = [other for other in around if other is not mention and _told_with(other, mention)]
    if not all(other.kind.pledge or other.kind.why == _UNSPOKEN for other in beside):
        return False
    return any(other.news and other.kind.margin > _CLEAR for other in beside)


def _told_with(left: Mention, right: Mention) -> bool:
    """Whether both stand in one sentence or in items of a list next to each other."""
    first, second = left.seated.line, right.seated.line
    if left.seated.amount.currency != right.seated.amount.currency:
        return False
    if first.start == second.start:
        return True
    items = first.part == second.part == "item" and first.heading == second.heading
    return items and abs(first.paragraph - second.paragraph) <= 1
