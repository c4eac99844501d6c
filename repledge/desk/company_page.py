"""Companies with their ledger, and where the money goes and how soon it works."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.exceptions import HTTPException

from repledge.contracts import LedgerLine
from repledge.desk import charts
from repledge.desk.visit import Page, Visit
from repledge.store import queue

YEARS_BACK, YEARS_AHEAD = 3, 10


def list_companies(visit: Visit) -> Page:
    """Company groups, those with most flagged pledges first."""
    words = visit.request.query_params.get("words", "")[:100]
    return Page(
        template="companies.html",
        data={"companies": queue.companies(visit.store, words)},
        form={"words": words},
    )


def show_company(visit: Visit) -> Page:
    """One group: names it was written under, its ledger as a tree, everything it said by date."""
    company_id = visit.path("company_id")
    said = queue.said_by(visit.store, company_id)
    lines = queue.ledger_of(visit.store, company_id)
    if not said and not lines:
        raise HTTPException(404, "No company has this number.")
    written = Counter(row["company"] for row in said if row["company_id"] == company_id)
    names = [name for name, _ in written.most_common() if name]
    return Page(
        template="company.html",
        data={"company_id": company_id, "names": names, "said": said, "ledger": lines},
        form={"tree": tree_of(lines)},
    )


def tree_of(lines: list[LedgerLine]) -> list[dict[str, Any]]:
    """Ledger lines with their depth, parents before parts; a line with several parents stands
    under the first and names the others. A circle of parents cannot hide a line.
    """
    known = {line.id: line for line in lines}
    children: dict[str | None, list[LedgerLine]] = {}
    for line in lines:
        parent = next((p for p in line.parents if p in known), None)
        children.setdefault(parent, []).append(line)
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    waiting = [(line, 0) for line in reversed(children.get(None, []))]
    rest = iter(lines)
    while True:
        while waiting:
            line, depth = waiting.pop()
            if line.id in seen:
                continue
            seen.add(line.id)
            others = [known[p].name for p in line.parents[1:] if p in known]
            rows.append({"line": line, "depth": min(depth, 6), "also_under": others})
            waiting += [(child, depth + 1) for child in reversed(children.get(line.id, []))]
        left = next((line for line in rest if line.id not in seen), None)
        if left is None:
            return rows
        waiting.append((left, 0))


def show_where(visit: Visit) -> Page:
    """Net new money by sector against the year of first output, strategic sectors first."""
    today = visit.desk.clock().year
    first, last = today - YEARS_BACK, today + YEARS_AHEAD
    cells = charts.merged_years(queue.by_sector_and_year(visit.store), first, last)
    years = [*sorted({c["year"] for c in cells if c["year"] is not None}), None]
    rows = charts.sector_rows(cells, visit.desk.strategic, years)
    return Page(
        template="where.html",
        data={"cells": cells},
        form={"rows": rows, "years": years, "first": first, "last": last},
    )
