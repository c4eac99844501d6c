"""Lists of pledges: send one, keep its audit, read it again."""

from __future__ import annotations

import json
from datetime import date

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from repledge.desk.visit import Page, Visit
from repledge.desk.words import N_
from repledge.errors import BadInput
from repledge.store import queue


def list_audits(visit: Visit) -> Page:
    """Audits so far, and the form for another list."""
    return Page(
        template="audits.html",
        data={"audits": queue.audits(visit.store)},
        form={"installed": visit.desk.audit is not None},
    )


def make_audit(visit: Visit) -> Response:
    """Audit the uploaded lists, one audit a file, and keep the results; all of them, or none."""
    if visit.desk.audit is None:
        raise BadInput("The audit is not part of this installation.")
    uploads = [(" ".join(name.split())[:120], body) for name, body in visit.uploads if body]
    if not uploads:
        raise BadInput("No list came with the form; choose a file and send it again.")
    since = _day(visit.form.get("since", ""))
    results = [(name, visit.desk.audit(visit.store, name, body, since)) for name, body in uploads]
    numbers = [
        queue.save_audit(
            visit.store, name, visit.name, json.dumps(found, ensure_ascii=False),
            visit.desk.clock(),
        )
        for name, found in results
    ]  # fmt: skip
    return RedirectResponse(f"/audits/{numbers[0]}" if len(numbers) == 1 else "/audits", 303)


def _day(words: str) -> date | None:
    if not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError as error:
        raise BadInput(f"“{words[:40]}” is no day; write it as 2025-01-20.") from error


def show_audit(visit: Visit) -> Page:
    """One audit: the range of new money with its sum, earlier traces, all entries."""
    text = visit.path("number")
    found = queue.audit(visit.store, int(text)) if text.isascii() and text.isdigit() else None
    if found is None:
        raise HTTPException(404, "No audit has this number.")
    result = json.loads(found["result"])
    groups = [(title, _with_labels(result["entries"], labels)) for title, labels in _GROUPS]
    return Page(template="audit.html", data=found | {"result": result}, form={"groups": groups})


_GROUPS = (
    (N_("Sums that are doubtful as printed"), {"misprint"}),
    (N_("Twice in the list, or inside another entry"), {"duplicate", "overlap"}),
    (N_("Set apart: countries, purchases, trade"), {"country", "not_investment"}),
    (N_("Memorandum or interest only"), {"memorandum"}),
)


def _with_labels(entries: list[dict[str, object]], labels: set[str]) -> list[dict[str, object]]:
    return [entry for entry in entries if labels.intersection(str(x) for x in _list(entry))]


def _list(entry: dict[str, object]) -> list[object]:
    labels = entry["labels"]
    return labels if isinstance(labels, list) else []
