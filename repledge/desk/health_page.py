"""How the machine fares: newsrooms, issues, runs, and how often people agree with it."""

from __future__ import annotations

import json

from repledge.desk.visit import Page, Visit
from repledge.store import contradictions, queue, reads, reviews

MOST_ISSUES = 500


def list_sources(visit: Visit) -> Page:
    """The newsrooms, those in trouble first."""
    rows = reads.sources(visit.store)
    rows.sort(key=lambda row: (row["state"] in {"ok", "new"}, row["name"]))
    return Page(template="sources.html", data={"sources": rows})


def list_issues(visit: Visit) -> Page:
    """What runs could not read or decide, newest first; of one run where it is named."""
    run = visit.request.query_params.get("run", "")
    number = int(run) if run.isascii() and run.isdigit() and len(run) < 10 else None
    found = queue.issues(visit.store, number, MOST_ISSUES)
    return Page(
        template="issues.html",
        data={"issues": found.rows, "total": found.total},
        form={"run": number},
    )


def list_runs(visit: Visit) -> Page:
    """The last runs with what they did."""
    rows = [
        row | {"summary": json.loads(row["summary"]) if row["summary"] else {}}
        for row in reads.runs(visit.store)
    ]
    return Page(template="runs.html", data={"runs": rows})


def show_quality(visit: Visit) -> Page:
    """The machine's precision on what people reviewed, and the agreement between readers."""
    store = visit.store
    return Page(
        template="quality.html",
        data={
            "by_day": reviews.precision(store, "day"),
            "by_rule": reviews.precision(store, "rule"),
            "by_verdict": reviews.precision(store, "verdict"),
            "agreement": reviews.agreement(store),
            "conflicts": contradictions.all_of(store),
        },
    )
