"""What a person does to a verdict: decide, undo, rule out, assign, ask. Each answers a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from repledge.contracts import Decision
from repledge.desk.queue_page import visit_filters
from repledge.desk.verdict_page import judged, machine_values, verdict_page
from repledge.desk.visit import Page, Visit
from repledge.desk.words import CORRECTABLE, N_, Correctable, Refused
from repledge.errors import BadInput
from repledge.store import queue, reads, reviews
from repledge.store.reads import Judged

_SUM = re.compile(r"([0-9]{1,18})(?:\.([0-9]{1,6}))?(k|m|bn|tn)?")
_SCALE = {None: 1, "k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12}
_MOST = 20 * 10**12 * 2_000  # a sum in won; FAULTS 24 bounds the dollars at 20 trillion
MOST_NOTE = 4_000


def decide(visit: Visit) -> Page | Response:
    """Keep a judgement with its corrections, reason and note; then the next claim."""
    row = judged(visit)
    try:
        decision = _decision(visit, row)
        before = reviews.review(visit.store, row.claim.id)
        blind = visit.form.get("blind") == "1"
        after = reviews.decide(visit.store, decision, visit.form.get("made_on", ""), blind=blind)
    except reviews.Stale:
        fault = N_(
            "Somebody decided meanwhile, or the machine judged anew. See below what changed; "
            "your own words are kept in the form. Send them again."
        )
        return verdict_page(visit, row, fault=fault, status=409)
    except BadInput as error:
        return verdict_page(visit, row, fault=error, status=422)
    came_from = visit.form.get("from", "")
    _, following = queue.neighbours(visit.store, visit_filters(visit, came_from), row.claim.id)
    target = following or row.claim.id
    return RedirectResponse(
        f"/claims/{quote(target)}?from={quote(came_from, safe='')}&done={quote(row.claim.id)}"
        f"&state={after.state}",
        303,
        background=_published(visit, {before.state, after.state}),
    )


def _published(visit: Visit, states: set[str]) -> BackgroundTask | None:
    """The feeds written anew, after the answer, where a signature was given or has fallen."""
    publish = visit.desk.publish
    return BackgroundTask(publish) if publish and "signed" in states else None


def _decision(visit: Visit, row: Judged) -> Decision:
    judgement = visit.form.get("judgement", "")
    if judgement not in reviews.JUDGEMENTS:
        raise BadInput("This form names no judgement; press one of the buttons.")
    ancestor = (visit.form.get("ancestor_other") or visit.form.get("ancestor") or "").strip()
    if ancestor and queue.claim(visit.store, ancestor) is None:
        raise Refused("%(id)s: no claim has this number; copy it from its page.", id=ancestor[:40])
    if ancestor == row.claim.id:
        raise BadInput("A claim cannot be its own earlier announcement; choose another.")
    note = visit.form.get("note", "").strip()[:MOST_NOTE]
    reason = visit.form.get("reason", "").strip()[:200]
    return Decision(
        id=None, claim_id=row.claim.id, reviewer=visit.name, judgement=judgement,
        at=visit.desk.clock(), note=": ".join(filter(None, (reason, note))) or None,
        fields=corrections(visit.form, machine_values(row)), ancestor_id=ancestor or None,
    )  # fmt: skip


def corrections(
    typed: Mapping[str, str], machine: Mapping[str, str]
) -> tuple[tuple[str, str | None], ...]:
    """The fields that differ from the machine's, checked and sorted; an emptied one is unknown.

    Raises BadInput for a value that the field cannot have, and for an interval upside down.
    """
    found: dict[str, str | None] = {}
    for field in CORRECTABLE:
        text = typed.get(field.name, machine[field.name]).strip()
        value = _checked(field, text) if text else None
        if (value or "") != machine[field.name]:
            found[field.name] = value
    low = found.get("net_new_low_usd", machine["net_new_low_usd"])
    high = found.get("net_new_high_usd", machine["net_new_high_usd"])
    if low and high and int(low) > int(high):
        raise Refused("New money at least %(low)s is more than at most %(high)s; mend one of them.",
                      low=low, high=high)  # fmt: skip
    return tuple(sorted(found.items()))


def _checked(field: Correctable, text: str) -> str:
    typed = {"label": field.label, "text": text[:40]}
    if field.kind in {"usd", "sum"}:
        return str(read_sum(text, field.label))
    if field.kind == "number":
        if not (text.isascii() and text.isdigit() and len(text) <= 7):
            raise Refused("%(label)s: “%(text)s” is no whole number; write digits only.", **typed)
        return str(int(text))
    if field.kind == "choice" and text not in field.choices:
        raise Refused("%(label)s: “%(text)s” is not one of the choices.", **typed)
    return text[:200]


def read_sum(text: str, label: str = "Sum") -> int:
    """A sum as people type it: digits with commas or spaces, or 1.5bn, 300m.

    >>> read_sum("1.5bn"), read_sum("2,000,000")
    (1500000000, 2000000)
    """
    typed = {"label": label, "text": text[:40]}
    plain = text.strip().lower().replace(",", "").replace(" ", "").lstrip("$")
    match = _SUM.fullmatch(plain)
    if match is None:
        raise Refused(
            "%(label)s: “%(text)s” is no sum; write digits, or for example 1.5bn.", **typed
        )
    whole, part, letters = match.groups()
    value: int = int(whole + (part or "")) * _SCALE[letters] // 10 ** len(part or "")
    if value > _MOST:
        raise Refused("%(label)s: “%(text)s” is beyond all money; check the digits.", **typed)
    return value


def undo(visit: Visit) -> Response:
    """Take back the person's last decision on a claim, also one on an earlier claim."""
    row = judged(visit)
    last = reviews.undoable(reads.decisions(visit.store, row.claim.id), visit.name)
    if last is None:
        raise BadInput("Nothing of yours stands on this claim; there is nothing to undo.")
    return _keep_at_once(visit, row, "undone", last.ancestor_id, supersedes=last.id)


def rule_out(visit: Visit) -> Response:
    """Say that an earlier claim is another story; the verifier will not offer it again."""
    row = judged(visit)
    ancestor = visit.form.get("ancestor", "")
    if not any(e.claim_id == ancestor for e in row.verdict.earlier):
        raise BadInput("This earlier claim is not offered any more; open the page again.")
    return _keep_at_once(visit, row, "rejected", ancestor)


def _keep_at_once(
    visit: Visit, row: Judged, judgement: str, ancestor: str | None, supersedes: int | None = None
) -> Response:
    decision = Decision(
        id=None, claim_id=row.claim.id, reviewer=visit.name, judgement=judgement,
        at=visit.desk.clock(), ancestor_id=ancestor, supersedes=supersedes,
    )  # fmt: skip
    before = reviews.review(visit.store, row.claim.id)
    made_on = reviews.version(visit.store, row.claim.id)
    after = reviews.decide(visit.store, decision, made_on, blind=False)
    answer = _back(visit, row)
    answer.background = _published(visit, {before.state, after.state})
    return answer


def assign(visit: Visit) -> Response:
    """Give a claim to a person; an empty name gives it back."""
    row = judged(visit)
    name = " ".join(visit.form.get("reviewer", "").split())[:80]
    reviews.assign(visit.store, row.claim.id, name or None, visit.name, visit.desk.clock())
    return _back(visit, row)


def ask(visit: Visit) -> Response:
    """Log a question to a press office, or its answer."""
    row = judged(visit)
    question = visit.form.get("question", "").strip()[:MOST_NOTE]
    if not question:
        raise BadInput("The log needs the question; write it, and the answer once there is one.")
    answer = visit.form.get("answer", "").strip()[:MOST_NOTE]
    reviews.log_question(
        visit.store, row.claim.id, visit.name, question, answer or None, visit.desk.clock()
    )
    return _back(visit, row)


def _back(visit: Visit, row: Judged) -> Response:
    came_from = quote(visit.form.get("from", ""), safe="")
    return RedirectResponse(f"/claims/{quote(row.claim.id)}?from={came_from}", 303)
