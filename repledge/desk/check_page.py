"""Verdicts on what a person brings: a pasted release or its address."""

from __future__ import annotations

from repledge.desk import charts
from repledge.desk.visit import Page, Visit
from repledge.errors import BadInput, NoNetwork

MOST_PASTED = 200_000  # characters; the longest releases have a tenth of it


def ask_check(visit: Visit) -> Page:
    """The empty form."""
    return _check_page(visit)


def check(visit: Visit) -> Page:
    """Verdicts on the pasted text against the store, at once; nothing is stored."""
    pasted = visit.form.get("pasted", "").strip()
    if visit.desk.check is None or not pasted:
        return _check_page(visit)
    if len(pasted) > MOST_PASTED:
        raise BadInput("The text is longer than 200,000 characters; paste one release.")
    try:
        found = visit.desk.check(visit.store, pasted)
    except (BadInput, NoNetwork) as error:
        return _check_page(visit, fault=error, status=422)
    rows = [{"row": row, "segments": charts.net_bar(row.verdict)} for row in found.rows]
    data = {"rows": list(found.rows), "issues": list(found.issues)}
    return _check_page(visit, data=data, shown=rows, done=True)


def _check_page(
    visit: Visit,
    *,
    data: dict[str, object] | None = None,
    shown: list[dict[str, object]] | None = None,
    fault: object = None,
    done: bool = False,
    status: int = 200,
) -> Page:
    return Page(
        template="check.html",
        data=data or {"rows": [], "issues": []},
        form={
            "pasted": visit.form.get("pasted", ""),
            "shown": shown or [],
            "fault": fault,
            "done": done,
            "installed": visit.desk.check is not None,
        },
        status=status,
    )
