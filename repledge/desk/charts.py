"""Geometry of the drawings: pure numbers for the SVG templates, no styles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from repledge.contracts import Verdict

WIDTH, MARGIN = 960.0, 90.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the net-new bar, in percent of the headline."""

    kind: str  # known, uncertain, new
    start: float
    width: float
    usd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A statement on the time line; `row` keeps labels of near days apart."""

    claim_id: str
    day: date
    label: str
    lang: str
    usd: int | None
    relation: str
    current: bool
    x: float = 0.0
    radius: float = 4.0
    row: int = 0


def net_bar(verdict: Verdict) -> list[Segment]:
    """Known, uncertain and new parts of the headline; empty where a sum is unknown."""
    headline, low, high = verdict.headline_usd, verdict.net_new_low_usd, verdict.net_new_high_usd
    if not headline or low is None or high is None:
        return []
    parts = (("known", headline - high), ("uncertain", high - low), ("new", low))
    segments, start = [], 0.0
    for kind, usd in parts:
        width = 100 * usd / headline
        if usd > 0:
            segments.append(Segment(kind, round(start, 3), round(width, 3), usd))
        start += width
    return segments


def time_line(points: Iterable[Point]) -> list[Point]:
    """Points placed by day over the width, areas by their sums, labels in three rows."""
    ordered = sorted(points, key=lambda p: (p.day, p.claim_id))
    if not ordered:
        return []
    first, last = ordered[0].day, ordered[-1].day
    days = max((last - first).days, 1)
    largest = max((p.usd or 0 for p in ordered), default=0) or 1
    return [
        Point(
            claim_id=p.claim_id, day=p.day, label=p.label, lang=p.lang, usd=p.usd,
            relation=p.relation, current=p.current, row=number % 3,
            x=round(MARGIN + (WIDTH - 2 * MARGIN) * (p.day - first).days / days, 1),
            radius=round(4 + 14 * math.sqrt((p.usd or 0) / largest), 1),
        )
        for number, p in enumerate(ordered)
    ]  # fmt: skip


def sector_rows(
    cells: Sequence[dict[str, Any]], strategic: Sequence[str], years: Sequence[int | None]
) -> list[dict[str, Any]]:
    """Sectors as rows, strategic ones first then by money; each cell with its circle's radii.

    Areas are as the sums, with a scale of its own for the column without a year: wide umbrellas
    stand there and would make every plant with a date invisible.
    """
    largest = {
        dated: max((c["high_usd"] for c in cells if (c["year"] is not None) is dated), default=0)
        for dated in (True, False)
    }
    by_sector: dict[str, dict[int | None, dict[str, Any]]] = {}
    for cell in cells:
        most = largest[cell["year"] is not None] or 1
        sized = cell | {
            "radius": _radius(cell["high_usd"], most),
            "sure": _radius(cell["low_usd"], most),
        }
        by_sector.setdefault(cell["sector"], {})[column_of(cell["year"], years)] = sized
    rows = [
        {
            "sector": sector,
            "strategic": sector in strategic,
            "cells": [found.get(year) for year in years],
            "high_usd": sum(c["high_usd"] for c in found.values()),
            "low_usd": sum(c["low_usd"] for c in found.values()),
        }
        for sector, found in by_sector.items()
    ]
    return sorted(rows, key=lambda r: (not r["strategic"], -r["high_usd"], r["sector"]))


def _radius(usd: int, most: int) -> float:
    """Area as the sum, but never too small to be seen."""
    return round(max(17 * math.sqrt(usd / most), 2.0), 1) if usd > 0 else 0.0


def column_of(year: int | None, years: Sequence[int | None]) -> int | None:
    """The column of a year; None is the column of pledges that name no year."""
    return year if year in years else None


def merged_years(cells: Sequence[dict[str, Any]], first: int, last: int) -> list[dict[str, Any]]:
    """Cells with years outside first..last moved to the nearest of the two, sums added."""
    merged: dict[tuple[str, int | None], dict[str, Any]] = {}
    for cell in cells:
        year = cell["year"]
        year = None if year is None else min(max(year, first), last)
        key = (cell["sector"], year)
        so_far = merged.get(key, {"pledges": 0, "low_usd": 0, "high_usd": 0})
        merged[key] = {
            "sector": cell["sector"],
            "year": year,
            **{name: so_far[name] + cell[name] for name in ("pledges", "low_usd", "high_usd")},
        }
    return list(merged.values())


def running_totals(days: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Three stepped lines over time (told, ledger, new at most) in a frame of 960 by 300."""
    left, right, top, bottom = 70.0, 940.0, 20.0, 270.0
    highest = max((d[name] for d in days for name in _TOTALS.values()), default=0)
    if not highest:
        return {"lines": [], "ticks": [], "first": None, "last": None}
    dates = [date.fromisoformat(d["date"]) for d in days]
    span = max((dates[-1] - dates[0]).days, 1)

    def at(day: date, usd: int) -> tuple[float, float]:
        x = left + (right - left) * (day - dates[0]).days / span
        return round(x, 1), round(bottom - (bottom - top) * usd / highest, 1)

    lines = []
    for kind, name in _TOTALS.items():
        corners: list[tuple[float, float]] = []
        for day, row in zip(dates, days, strict=True):
            x, y = at(day, row[name])
            corners += [(x, corners[-1][1])] if corners else []
            corners.append((x, y))
        corners.append((right, corners[-1][1]))
        lines.append({"kind": kind, "points": " ".join(f"{x},{y}" for x, y in corners)})
    ticks = [{"y": at(dates[0], highest * n // 4)[1], "usd": highest * n // 4} for n in range(5)]
    return {"lines": lines, "ticks": ticks, "first": days[0]["date"], "last": days[-1]["date"]}


_TOTALS = {"told": "told_usd", "ledger": "ledger_high_usd", "new": "new_high_usd"}
