"""What is said beside a verdict: the sentence, near misses, questions, what would change it.

All of it is made from the case and the finding; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from repledge.contracts import RelationCode
from verify.books import dollars
from verify.candidates import Candidate
from verify.case import Case, Finding
from verify.comparisons.amount import usd_of
from verify.evidence import Evidence
from verify.netnew import NetNew

NEAR_MISSES = 3  # look-alikes worth a line; the whole list stays with the candidates

_QUESTIONS: dict[RelationCode, tuple[str, ...]] = {
    "new": ("Is any of this money inside a total that you have announced before?",),
    "copy": (),
    "echo": ("Does the sum stand for anything that the company had not announced on {date}?",),
    "restated": (
        "What of this sum was not in your announcement of {date}?",
        "Has the board approved money beyond what was announced then?",
    ),
    "status": ("Has the total changed since {date}?",),
    "extended": ("Which year is now planned for first output, and does the sum still hold?",),
    "upsized": (
        "Is the {old} of {date} inside the new sum?",
        "How much of the new sum is approved, and for which years?",
    ),
    "downsized": ("What of the {old} of {date} is no longer planned?",),
    "cancelled": ("Is the {old} of {date} withdrawn or only deferred, and what becomes of it?",),
    "rollup": (
        "Which projects make up the total, and when was each announced?",
        "How much of it is already spent or under contract?",
    ),
    "carveout": ("Does this count toward the {old} of {date}, or come on top of it?",),
    "joint_venture": ("Is this your share of the {old} of {date}, or money on top of it?",),
}
_WOULD_CHANGE: dict[RelationCode, str] = {
    "new": "An earlier announcement of this sum, or of a total that holds it.",
    "copy": "A sum or scope in this text that the first edition does not have.",
    "echo": "Proof that the sum stands for more than what was announced on {date}.",
    "restated": "A scope, site or approval that the announcement of {date} did not cover.",
    "status": "A larger total, or money put on top of it.",
    "extended": "A sum or scope that has changed with the date.",
    "upsized": "Proof that the {old} of {date} was withdrawn or spent, or is not inside this sum.",
    "downsized": "Proof that the two sums cover different scopes.",
    "cancelled": "A statement by the party that the project goes on.",
    "rollup": "A list of what the total holds, with dates.",
    "carveout": "A statement that this comes on top of the {old} of {date}.",
    "joint_venture": "A statement that the partners' sums come on top of each other.",
}


def sentence(template: str, case: Case, finding: Finding, net: NetNew) -> str:
    """The verdict in one sentence: the relation with its date, then how much is new."""
    head = _filled(template, finding)
    headline = usd_of(case.claim)
    if finding.relation in {"new", "copy", "status"} or net.value is None or not headline:
        return head
    low, high = net.value.low, net.value.high
    if high == 0:
        return f"{head.rstrip('.')}; none of the {dollars(headline)} is new."
    amount = dollars(low) if low == high else f"between {dollars(low)} and {dollars(high)}"
    return f"{head.rstrip('.')}; {amount} of {dollars(headline)} is new."


def near_misses(case: Case, finding: Finding) -> tuple[str, ...]:
    """Earlier claims that look like this one and are not, each with what sets it apart."""
    return tuple(list(_misses(case, finding))[:NEAR_MISSES])


def questions(finding: Finding) -> tuple[str, ...]:
    """Two or three questions for the press office."""
    return tuple(_filled(text, finding) for text in _QUESTIONS[finding.relation])


def would_change(finding: Finding) -> tuple[str, ...]:
    """What would make this verdict another one."""
    return (_filled(_WOULD_CHANGE[finding.relation], finding),)


def _misses(case: Case, finding: Finding) -> Iterator[str]:
    cited = {k.claim.document_id for k in finding.evidence}
    for k in case.candidates:
        alike = k.level("amount") in {"same", "close"} and k.level("company") in {"same", "part"}
        against = [c.sentence for c in k.comparisons if c.level == "different"]
        if alike and against and k.claim.document_id not in cited:
            yield f"Not {_told(k)}: {' '.join(against)}"


def _filled(text: str, finding: Finding) -> str:
    if not finding.evidence:
        return text.format(date="an earlier day", old="sum")
    first = finding.evidence[0]
    usd = usd_of(first.claim)
    return text.format(date=day(first), old=dollars(usd) if usd else "project")


def _told(k: Candidate) -> str:
    usd = usd_of(k.claim)
    return f"the {dollars(usd) if usd else 'project'} of {day(k)}"


def trace_sentence(trace: Evidence) -> str:
    """The first public trace that is known of a project, with its link."""
    claim = trace.claims[0]
    usd = usd_of(claim)
    sum_told = f", {dollars(usd)}" if usd else ""
    when = _day(trace.document.published, trace.document.precision)
    return f"First public trace we know: {when}, {claim.quote.text}{sum_told}; {trace.document.url}"


def day(k: Candidate) -> str:
    """The day of an earlier claim, as precisely as it is known."""
    return _day(k.claim.published, k.evidence.document.precision)


def _day(published: date, precision: str) -> str:
    if precision == "year":
        return f"{published.year}"
    month = f"{published:%B %Y}"
    return month if precision == "month" else f"{published.day} {month}"
