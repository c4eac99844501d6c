"""Rates: bank days, weekends, pegs, yearly averages, what is unknown."""

from datetime import date

import pytest

from extract.rates import to_usd


@pytest.mark.parametrize(
    ("value", "currency", "on", "low", "high"),
    [
        (100, "USD", date(1990, 1, 1), 100, 100),  # dollars need no rate
        (10**9, "EUR", date(2025, 3, 24), 1_080_000_000, 1_085_000_000),  # a bank day
        (10**12, "KRW", date(2025, 8, 24), 710_000_000, 730_000_000),  # a Sunday: Friday's rate
        (36_725, "AED", date(2025, 1, 1), 10_000, 10_000),  # pegged
        (10**9, "TWD", date(2025, 3, 1), 30_000_000, 34_000_000),  # a yearly average
        (10**30, "JPY", date(2025, 3, 24), 6 * 10**27, 7 * 10**27),  # beyond floating point
    ],
)
def test_known_rates(value: int, currency: str, on: date, low: int, high: int) -> None:
    usd = to_usd(value, currency, on)
    assert usd is not None
    assert low <= usd <= high


@pytest.mark.parametrize(("currency", "on"), [("JPY", date(1990, 1, 1)), ("XYZ", date(2025, 1, 1))])
def test_unknown_rates_stay_unknown(currency: str, on: date) -> None:
    assert to_usd(1_000_000, currency, on) is None


def test_the_future_takes_the_last_rate() -> None:
    assert to_usd(10**6, "GBP", date(2099, 1, 1)) == to_usd(10**6, "GBP", date(2098, 1, 1))
