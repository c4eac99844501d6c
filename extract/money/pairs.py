"""One sum told in two currencies: 260억 달러(36조 1천530억 원), €30bn ($33bn)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from extract.rates import to_usd
from repledge.contracts import Amount

TOLERANCE = 0.15  # a company rounds, and converts at its own plan's rate
_BRACKET = re.compile(
    r"\s{0,2}(?:[(（\[,]|or|equals?|amounts to|corresponds to|—|–|-)\s{0,2}"
    r"(?:or|about|approx\w*\.?|approximately|around|roughly|some|nearly"
    r"|(?:the )?equivalent (?:to|of)|equal to|worth"
    r"|=|≈|~|約|およそ|약|한화|원화|미화|일화|우리 돈|日本円で|米ドルで)?"
    r"\s{0,2}(?:약|約|about)?\s{0,2}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two neighbouring sums that are one: the first as stated, the second as converted."""

    stated: Amount
    converted: Amount


def pairs(amounts: Sequence[Amount], text: str) -> tuple[Pair, ...]:
    """The neighbours that a bracket or an "or" joins and that name different currencies.

    >>> from extract.money.amounts import read_amounts
    >>> text = "€30bn ($33bn)"
    >>> [(p.stated.text, p.converted.text) for p in pairs(read_amounts(text), text)]
    [('€30bn', '$33bn')]
    """
    found = []
    for stated, converted in pairwise(amounts):
        gap = _BRACKET.match(text, stated.end)
        joined = gap is not None and gap.end() == converted.start
        if joined and stated.currency != converted.currency:
            found.append(Pair(stated=stated, converted=converted))
    return tuple(found)


def mismatch(pair: Pair, on: date) -> str | None:
    """One sentence where the two sums differ by more than TOLERANCE at the day's rate.

    Neither is mended: which of the two is misprinted is for a reader to say.
    """
    left = to_usd(pair.stated.value, pair.stated.currency, on)
    right = to_usd(pair.converted.value, pair.converted.currency, on)
    if not left or not right or abs(left - right) <= TOLERANCE * max(left, right):
        return None
    return (
        f"{pair.stated.text} and {pair.converted.text} stand for one sum, but at the rate of {on}"
        f" they are {left:,} and {right:,} US dollars; check which is misprinted."
    )
