"""What the models see of a sum: the words of its sentence, its seat, its size, the sums beside it.

A feature is a kind and its values: ("left", {"will", "invest"}) says that these words stand before
the sum and near it. Kinds: see `features`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from extract.pledge_odds.page import Page
from extract.sums import SeatedSum
from repledge.contracts import Amount

Feature = tuple[str, Collection[str]]

_NEAR = 6  # words to either side that are told apart from the rest of the sentence
_LONGEST = 60  # words of a sentence to either side; what lies behind them is not about the sum
_MARK = frozenset(",;:—–()、，·")  # where a clause ends
_SUM_IN_TITLE = re.compile(r"\d.*(?:illion|bn\b|億|兆|억|조)")


def features(page: Page, index: int) -> list[Feature]:
    """The features of the page's sum number `index`.

    left, right: words within reach; left 1, left 2: the nearest two; left pair: neighbours;
    all: words of the sentence; opens 0 to 2: its first; clause: the words up to the next mark;
    title: words of the title; the rest tells seat, size and sums.
    """
    seated = page.sums[index]
    start, end = seated.span
    left = page.between(seated.line.start, start)[-_LONGEST:]
    right = page.between(end, seated.line.end)[:_LONGEST]
    seen = [("bias", ("",)), *_seat(page, index), *_beside(seated, page)]
    clauses: list[str] = []
    for side, words in (("left", left[::-1]), ("right", right)):
        clause = _clause(words)
        clauses += clause
        seen += [
            (side, set(words[:_NEAR])),
            (f"{side} 1", words[:1]),
            (f"{side} 2", words[1:2]),
            (f"{side} pair", {f"{a} {b}" for a, b in pairwise(words)}),
            (f"clause {side}", set(clause)),
        ]
    seen += [("clause", set(clauses)), ("all", {*left, *right}), ("title", page.title_words)]
    return [*seen, *((f"opens {place}", (word,)) for place, word in enumerate(left[:3]))]


def _clause(words: Sequence[str]) -> Sequence[str]:
    """The words up to the next mark."""
    stop = next((i for i, word in enumerate(words) if word in _MARK), len(words))
    return words[:stop]


def _seat(page: Page, index: int) -> Iterator[Feature]:
    """Where the sum stands in the release and among its sums."""
    seated = page.sums[index]
    line = seated.line
    apart = line.part in ("title", "boilerplate")
    yield "part", (line.part,)
    yield "seat", (line.part if apart else str(min(3, line.number)),)
    yield "depth", (str(int(5 * seated.amount.start / max(1, len(page.body)))),)
    yield "length", (str(min(5, (line.end - line.start) // 100)),)
    yield "again", (str(seated.told_again),)
    yield "in title", (str(seated.amount.text in page.title),)
    yield "sum in title", (str(bool(_SUM_IN_TITLE.search(page.title))),)
    yield "number", (str(min(4, index)),)
    yield "sums", (str(min(6, len(page.sums))),)


def _beside(seated: SeatedSum, page: Page) -> Iterator[Feature]:
    """Its size, alone and among the sums of the sentence and of the page."""
    amount, line = seated.amount, seated.line
    mine = _size(amount)
    yield "size", (str(min(13, int(math.log10(max(1, mine))))),)
    yield "qualifier", (amount.qualifier,)
    yield "twin", (str(bool(seated.twins)),)
    yield "largest", (str(all(_size(other.amount) <= mine for other in page.sums)),)
    mates = [o.amount for o in page.sums if o.line is line and o is not seated]
    yield "mates", (str(min(3, len(mates))),)
    yield "mates before", (str(min(2, sum([mate.start < amount.start for mate in mates]))),)
    yield "mate", {"larger" if _size(mate) > mine else "smaller" for mate in mates}


def _size(amount: Amount) -> int:
    return amount.usd or amount.value
