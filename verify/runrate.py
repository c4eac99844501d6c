"""A party's usual capital spending, to hold a headline against: the run-rate test.

The bundled table (data/run_rates.csv) was written down from memory, one row a company and year,
with the page where the figure can be checked; `precision` tells which rows have been. A rate puts a
size beside a headline, and one that was checked tells how much of a programme lies above the usual
spending; it never makes a claim old.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from repledge.contracts import Claim
from repledge.errors import BadInput
from verify.books import dollars

CHECKED = "reported"  # how `precision` begins where somebody has read the figure
COLUMNS = ("company", "year", "amount", "currency", "precision", "link")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRate:
    """Capital spending of one party in one year, in US dollars."""

    company: str
    year: int
    usd: int
    precision: str  # begins with `CHECKED`, or says that it is from memory
    link: str


RunRates = Mapping[str, tuple[RunRate, ...]]  # party id -> its years


def read_run_rates(
    path: Path | None,
    party_id: Callable[[str], str],
    to_usd: Callable[[int, str, int], int | None],
) -> RunRates:
    """The table at `path`, or the bundled one, by party id.

    `to_usd` converts an amount of a currency in a year. Raises BadInput with file and line.
    """
    bundled = resources.files("verify") / "data" / "run_rates.csv"
    try:
        text = (path or bundled).read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(
            f"{path}: cannot be read ({error.strerror}); name a CSV file with the columns "
            f"{', '.join(COLUMNS)}."
        ) from error
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    rows = csv.DictReader(lines)
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise BadInput(f"{path or bundled}: the columns must be {', '.join(COLUMNS)}.")
    found: dict[str, list[RunRate]] = {}
    for number, row in enumerate(rows, start=2):
        rate = _rate(row, f"{path or bundled}, row {number}", to_usd)
        if rate is not None:
            found.setdefault(party_id(rate.company), []).append(rate)
    return {party: tuple(rates) for party, rates in found.items()}


def _rate(
    row: Mapping[str, str], where: str, to_usd: Callable[[int, str, int], int | None]
) -> RunRate | None:
    try:
        year, amount = int(row["year"]), int(row["amount"])
    except (TypeError, ValueError) as error:
        raise BadInput(f"{where}: year and amount must be whole numbers; mend the row.") from error
    usd = to_usd(amount, row["currency"], year)
    if not usd:
        return None
    return RunRate(
        company=row["company"], year=year, usd=usd, precision=row["precision"], link=row["link"]
    )


def run_rate_of(claim: Claim, rates: RunRates) -> RunRate | None:
    """The party's spending of the last full year before the claim, else the nearest earlier one."""
    known = rates.get(claim.company_id or "", ())
    before = [rate for rate in known if rate.year < claim.published.year]
    return max(before, key=lambda rate: rate.year, default=None)


def usual_spending(claim: Claim, rates: RunRates) -> int | None:
    """What the party would spend anyway in the claim's window, in dollars, at a checked rate."""
    rate, years = run_rate_of(claim, rates), years_of(claim)
    if rate is None or not rate.precision.startswith(CHECKED) or not years or years < 1:
        return None
    return rate.usd * years


def years_of(claim: Claim) -> int | None:
    """How many years the stated window of the spending has."""
    horizon = claim.horizon
    if horizon.years:
        return horizon.years
    return horizon.end - claim.published.year if horizon.end else None


def run_rate_sentence(claim: Claim, rates: RunRates) -> str | None:
    """The headline in years of usual capital spending; None where no rate or no sum is known."""
    rate = run_rate_of(claim, rates)
    if rate is None or claim.amount is None or not claim.amount.usd:
        return None
    years = claim.amount.usd / rate.usd
    said = (
        f"About {years:.1f} years of {rate.company}'s capital spending "
        f"({dollars(rate.usd)} in {rate.year}, {rate.precision}; {rate.link})"
    )
    window = years_of(claim)
    if not window or window < 1:
        return f"{said}."
    above = max(0, claim.amount.usd - rate.usd * window)
    return f"{said}; above that pace over {window} years: {dollars(above)}."
