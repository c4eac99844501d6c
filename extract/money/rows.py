"""Money in plain text as rows, for the command `repledge amounts`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from extract.money.amounts import low_end, qualifier_of
from extract.money.mentions import find_mentions, narrow


def amount_rows(lines: Iterable[str], *, country: str | None = None) -> Iterator[dict[str, Any]]:
    """One object a sum: line (from 1), start, end, text, value, low, high, currency, qualifier.

    Offsets count in the line. Sums with a fraction keep it here ($8.50 is 8.5, 50 cents 0.5).

    >>> next(amount_rows(["about $2 billion"]))["value"]
    2000000000
    """
    for number, line in enumerate(lines, 1):
        plain = narrow(line)
        for mention in find_mentions(plain, 0, len(plain), country):
            qualifier = qualifier_of(plain, mention)
            yield {
                "line": number,
                "start": mention.start,
                "end": mention.end,
                "text": line[mention.start : mention.end],
                "value": _number(mention.value),
                "low": _number(low_end(mention, qualifier)),
                "high": _number(mention.value),
                "currency": mention.currency,
                "qualifier": qualifier,
            }


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
