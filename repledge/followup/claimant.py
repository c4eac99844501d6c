"""What a speaker claimed in total over time, against the ledger on the same day.

    told    every headline that the speaker named, each time it was told (components left out)
    ledger  the projects behind them, each once, at the sum that was live that day
    new     what of it was new when it was told

The gap between told and ledger is repetition; the one between ledger and new was announced before.
Totals that the speaker adds up ("more than $10 trillion so far") stand apart: they count the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from repledge.contracts import LedgerLine
from repledge.followup.speakers import Speaker
from repledge.store.reads import Judged
from repledge.words import interval, usd


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day on which the speaker spoke; sums are totals up to and with that day, in dollars."""

    day: date
    said: tuple[Judged, ...]
    told_usd: int
    apart_usd: int  # purchases, trade, output, spending: not in told
    ledger_low_usd: int
    ledger_high_usd: int
    lines: int
    unknown_lines: int  # lines whose live sum nobody has told
    new_low_usd: int
    new_high_usd: int
    own_total: Judged | None  # the largest total that the speaker added up that day


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A speaker's days, oldest first."""

    speaker: Speaker
    days: tuple[Day, ...]


def tally(
    speaker: Speaker,
    said: Iterable[Judged],
    ledger_on: Callable[[date], Sequence[LedgerLine]],
) -> Tally:
    """The speaker's running total; `ledger_on` gives the ledger as it stood at the end of a day."""
    rows = sorted(
        (r for r in said if speaker.says(r.claim, r.document)),
        key=lambda r: (r.document.published, r.document.id, r.claim.quote.start),
    )
    days: list[Day] = []
    touched: set[str] = set()
    for day, group in groupby(rows, key=lambda r: r.document.published):
        today = tuple(group)
        touched |= {r.claim.id for r in today if _pledges(r)}
        days.append(_day(day, today, days[-1] if days else None, ledger_on(day), touched))
    return Tally(speaker=speaker, days=tuple(days))


def _day(
    day: date, today: tuple[Judged, ...], before: Day | None,
    ledger: Sequence[LedgerLine], touched: set[str],
) -> Day:  # fmt: skip
    counted = [r for r in today if _counts(r)]
    pledged = [r for r in today if _pledges(r)]
    lines = live_lines(ledger, touched)
    known = [line for line in lines if line.live_high_usd is not None]
    return Day(
        day=day,
        said=today,
        told_usd=_headlines(pledged) + (before.told_usd if before else 0),
        apart_usd=_headlines(counted) - _headlines(pledged) + (before.apart_usd if before else 0),
        ledger_low_usd=sum(line.live_low_usd or 0 for line in known),
        ledger_high_usd=sum(line.live_high_usd or 0 for line in known),
        lines=len(lines),
        unknown_lines=len(lines) - len(known),
        new_low_usd=_sum(pledged, "low") + (before.new_low_usd if before else 0),
        new_high_usd=_sum(pledged, "high") + (before.new_high_usd if before else 0),
        own_total=max(
            (r for r in today if r.verdict.relation == "rollup" and r.verdict.headline_usd),
            key=lambda r: r.verdict.headline_usd or 0,
            default=None,
        ),
    )


def live_lines(ledger: Sequence[LedgerLine], touched: set[str]) -> list[LedgerLine]:
    """The lines that the claims speak of, without those inside another of them."""
    mine = {line.id: line for line in ledger if touched.intersection(line.claim_ids)}
    return [line for line in mine.values() if not _inside(line, mine)]


def _inside(line: LedgerLine, mine: dict[str, LedgerLine]) -> bool:
    """Whether a parent, or a parent's parent, is counted already; circles end the search."""
    seen, waiting = {line.id}, list(line.parents)
    while waiting:
        parent = waiting.pop()
        if parent in seen:
            continue
        if parent in mine:
            return True
        seen.add(parent)
    return False


def _counts(row: Judged) -> bool:
    return row.claim.role != "component" and row.verdict.relation != "rollup"


def _pledges(row: Judged) -> bool:
    return _counts(row) and row.claim.nature == "investment"


def _headlines(rows: Sequence[Judged]) -> int:
    return sum(r.verdict.headline_usd or 0 for r in rows)


def _sum(rows: Sequence[Judged], end: str) -> int:
    """Net new money; where it is unknown, nothing for certain and all at most."""
    if end == "low":
        return sum(r.verdict.net_new_low_usd or 0 for r in rows)
    return sum(
        (r.verdict.headline_usd or 0) if r.verdict.net_new_high_usd is None
        else r.verdict.net_new_high_usd
        for r in rows
    )  # fmt: skip


def claimant_object(found: Tally) -> dict[str, Any]:
    """The tally as plain JSON: `docs/schemas/claimant.schema.json`."""
    last = found.days[-1] if found.days else None
    return {
        "speaker": found.speaker.name,
        "kind": found.speaker.kind,
        "company_id": found.speaker.company_id,
        "sentence": sentence(found),
        "told_usd": last.told_usd if last else 0,
        "ledger_low_usd": last.ledger_low_usd if last else 0,
        "ledger_high_usd": last.ledger_high_usd if last else 0,
        "new_low_usd": last.new_low_usd if last else 0,
        "new_high_usd": last.new_high_usd if last else 0,
        "days": [_day_object(day) for day in found.days],
    }


def sentence(found: Tally) -> str:
    """The tally in one sentence."""
    if not found.days:
        return f"{found.speaker.name} has claimed nothing in the store."
    last = found.days[-1]
    return (
        f"Up to {last.day} {found.speaker.name} told {usd(last.told_usd)} of pledges; the ledger "
        f"held {interval(last.ledger_low_usd, last.ledger_high_usd)} behind them that day, and "
        f"{interval(last.new_low_usd, last.new_high_usd)} was new when told."
    )


def _day_object(day: Day) -> dict[str, Any]:
    total = day.own_total
    return {
        "date": day.day.isoformat(),
        "told_usd": day.told_usd,
        "not_investment_usd": day.apart_usd,
        "ledger_low_usd": day.ledger_low_usd,
        "ledger_high_usd": day.ledger_high_usd,
        "ledger_lines": day.lines,
        "lines_without_sum": day.unknown_lines,
        "new_low_usd": day.new_low_usd,
        "new_high_usd": day.new_high_usd,
        "own_total_usd": total.verdict.headline_usd if total else None,
        "said": [
            {
                "claim_id": r.claim.id,
                "company": r.claim.company,
                "headline_usd": r.verdict.headline_usd,
                "net_new_low_usd": r.verdict.net_new_low_usd,
                "net_new_high_usd": r.verdict.net_new_high_usd,
                "verdict": r.verdict.verdict,
                "counted": _pledges(r),
                "quote": r.claim.quote.text,
                "url": r.document.url,
            }
            for r in day.said
        ],
    }
