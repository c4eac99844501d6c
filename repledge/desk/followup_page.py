"""What becomes of what was said: a speaker's running total, and pledges to ask about."""

from __future__ import annotations

from typing import Any

from repledge.desk import charts
from repledge.desk.visit import Page, Visit
from repledge.desk.words import N_
from repledge.errors import BadInput
from repledge.followup import KINDS, watch, watched_object
from repledge.followup.speakers import offices
from repledge.store import follow

SPEAKERS = {"office": N_("office"), "company": N_("company"), "newsroom": N_("newsroom")}
TITLES = {
    "overdue": N_("Silent past their own milestone"),
    "slipped": N_("Slipped dates"),
    "scope": N_("Changes of scope"),
    "status": N_("News of status"),
}
MOST_ROWS = 200  # of one kind on the page; the JSON twin has all


def list_claimants(visit: Visit) -> Page:
    """Who can be asked for, and the form."""
    groups, sources = follow.speakers(visit.store)
    return Page(
        template="claimants.html",
        data={"offices": [o.name for o in offices()], "newsrooms": sources, "companies": groups},
        form={"installed": visit.desk.claimant is not None},
    )


def show_claimant(visit: Visit) -> Page:
    """One speaker: told, ledger and new over time, with every claim."""
    name = visit.request.query_params.get("name", "").strip()[:100]
    if not name:
        return list_claimants(visit)
    if visit.desk.claimant is None:
        raise BadInput("The claimant view is not part of this installation.")
    found = visit.desk.claimant(visit.store, name)
    chart = charts.running_totals(found["days"])
    return Page(
        template="claimant.html",
        data=found,
        form={"chart": chart, "what": SPEAKERS[found["kind"]]},
    )


def show_watch(visit: Visit) -> Page:
    """Pledges silent past their own milestones, slipped dates, changes of scope and status."""
    today = visit.desk.clock().date()
    rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for one in watch(follow.told_lines(visit.store), today):
        rows[one.kind].append(watched_object(one))
    groups = [(kind, TITLES[kind], rows[kind][:MOST_ROWS], len(rows[kind])) for kind in KINDS]
    return Page(template="watch.html", data=rows, form={"groups": groups})
