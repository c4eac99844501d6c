"""The sums of a document, each in its seat: sentence, neighbours, twins in another currency.

"$20 billion (about €17.9 billion)" is one sum told twice: the twin goes with the first, whatever
the words behind it say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.layout import Line
from extract.money import pairs, read_amounts
from repledge.contracts import Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatedSum:
    """One sum with its sentence; `twins` are the same money in other currencies."""

    amount: Amount
    line: Line
    others: tuple[tuple[int, int], ...] = ()  # the other sums of the sentence
    twins: tuple[Amount, ...] = ()
    depth: float = 0.0  # how far down the text its sentence stands, 0 to 1
    told_again: bool = False  # the same sum stands elsewhere in the document

    @property
    def span(self) -> tuple[int, int]:
        """From the sum to the end of its last twin."""
        return self.amount.start, self.twins[-1].end if self.twins else self.amount.end


LARGEST = 10**18
"""The world's yearly output is a fiftieth of it in yen, and several such sums still add up in the
64 bits of a database's whole numbers (9.2 * 10**18)."""


def countable(seated: SeatedSum) -> bool:
    """Whether the sum, also in dollars and as printed besides, fits a column of whole numbers."""
    amounts = (seated.amount, *seated.twins)
    return all(max(a.value, a.high, a.usd or 0) <= LARGEST for a in amounts)


def seat_sums(
    body: str, lang: str, day: date, lines: Sequence[Line], country: str | None = None
) -> tuple[SeatedSum, ...]:
    """Every sum of the body in order; twins are folded into the sum they repeat.

    `country` says whose dollar a bare "$" is.
    """
    amounts = read_amounts(body, lang=lang, country=country, on=day)
    twins = _twins(body, amounts)
    folded = {twin.start for group in twins.values() for twin in group}
    starts = [line.start for line in lines]
    seats: list[tuple[Amount, Line]] = []
    for amount in amounts:
        index = bisect_right(starts, amount.start) - 1
        if amount.start not in folded and index >= 0 and amount.start < lines[index].end:
            seats.append((amount, lines[index]))
    last = max((line.number for line in lines), default=0) or 1
    counts = Counter((amount.value, amount.currency) for amount, _ in seats)
    spans: dict[int, list[tuple[int, int]]] = {}
    for amount, line in seats:
        spans.setdefault(line.start, []).append((amount.start, amount.end))
    return tuple(
        SeatedSum(
            amount=amount,
            line=line,
            twins=twins.get(amount.start, ()),
            depth=line.number / last,
            told_again=counts[amount.value, amount.currency] > 1,
            others=tuple(span for span in spans[line.start] if span[0] != amount.start),
        )
        for amount, line in seats
    )


def _twins(body: str, amounts: Sequence[Amount]) -> dict[int, tuple[Amount, ...]]:
    """By the start of a sum: the sums behind it that say the same in another currency."""
    found: dict[int, tuple[Amount, ...]] = {}
    heads: dict[int, int] = {}
    for pair in pairs(amounts, body):
        head = heads.get(pair.stated.start, pair.stated.start)
        heads[pair.converted.start] = head
        found[head] = (*found.get(head, ()), pair.converted)
    return found
