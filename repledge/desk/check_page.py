"""Verdicts on what a person brings: a pasted release or its address, or a whole list."""

from __future__ import annotations

import json

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from repledge.desk import charts
from repledge.desk.visit import Page, Visit
from repledge.errors import BadInput, NoNetwork
from repledge.store import queue

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
        raise BadInput(f"The text is longer than {MOST_PASTED:,} characters; paste one release.")
    try:
        found = visit.desk.check(visit.store, pasted)
    except (BadInput, NoNetwork) as error:
        return _check_page(visit, fault=str(error), status=422)
    rows = [{"row": row, "segments": charts.net_bar(row.verdict)} for row in found.rows]
    data = {"rows": list(found.rows), "issues": list(found.issues)}
    return _check_page(visit, data=data, shown=rows, done=True)


def _check_page(
    visit: Visit,
    *,
    data: dict[str, object] | None = None,
    shown: list[dict[str, object]] | None = None,
    fault: str | None = None,
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


def list_audits(visit: Visit) -> Page:
    """Audits so far, and the form for another list."""
    return Page(
        template="audits.html",
        data={"audits": queue.audits(visit.store)},
        form={"installed": visit.desk.audit is not None},
    )


def make_audit(visit: Visit) -> Response:
    """Audit an uploaded list and keep the result."""
    if visit.desk.audit is None:
        raise BadInput("The audit is not part of this installation.")
    if visit.upload is None or not visit.upload[1]:
        raise BadInput("No list came with the form; choose a CSV file and send it again.")
    name = " ".join(visit.upload[0].split())[:120]
    result = visit.desk.audit(visit.store, name, visit.upload[1])
    number = queue.save_audit(
        visit.store, name, visit.name, json.dumps(result, ensure_ascii=False), visit.desk.clock()
    )
    return RedirectResponse(f"/audits/{number}", 303)


def show_audit(visit: Visit) -> Page:
    """One audit: its items and its totals."""
    text = visit.path("number")
    found = queue.audit(visit.store, int(text)) if text.isascii() and text.isdigit() else None
    if found is None:
        raise HTTPException(404, "No audit has this number.")
    return Page(template="audit.html", data=found | {"result": json.loads(found["result"])})
