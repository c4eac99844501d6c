"""A case of the decision table: earlier claims, the new one, and which rule judges it."""

from dataclasses import dataclass, field
from typing import Any

from repledge.contracts import Place, Quote, Sum
from tests.verify.build import claim, evidence, told, usd
from verify.evidence import Evidence
from verify.history import MemoryHistory
from verify.verdict import judge_document

US = Place(country="US")
OHIO = Place(country="US", region="OH")


@dataclass
class Case:
    """Earlier claims, the new one, and the rule that must (or must not) judge it."""

    rule: str
    why: str
    new: dict[str, Any]
    before: list[dict[str, Any]] = field(default_factory=list)
    beside: list[dict[str, Any]] = field(default_factory=list)  # other claims of the new document
    told: tuple[float, ...] = ()  # sums that the new text tells as the past
    then: tuple[float, ...] = ()  # sums that the earlier text prints besides
    lowered: float | None = None  # a sum that the new text prints as the one that was cut
    printed: float | None = None  # a sum that the sentence of a part prints, not as the past


def made(day: str, fields: dict[str, Any], at: int = 0) -> Any:
    values = dict(fields)
    day, amount = values.pop("day", day), values.pop("amount", 1.0)
    return claim(day, amount, at=at, **values)


def judged(case: Case) -> str:
    claims = [
        made("2025-06-01", fields, at=50 * n) for n, fields in enumerate([case.new, *case.beside])
    ]
    sums: tuple[Sum, ...] = tuple(told(claims[0].document_id, amount) for amount in case.told)
    if case.lowered is not None:
        words = Quote(document_id="new", start=0, end=9, text="lowered from the old sum")
        cut = Sum(amount=usd(case.lowered), quote=words, kind="background", why="earlier")
        sums = (*sums, cut)
    if case.printed is not None:
        part = next((c for c in claims if c.role == "component"), claims[0])
        here = Sum(amount=usd(case.printed), quote=part.quote, kind="claim", why="pledge")
        sums = (*sums, here)
    newest = evidence(*claims, sums=sums)
    before: list[Evidence] = [
        evidence(
            made("2025-01-01", {"document": f"old-{n}", **fields}),
            sums=tuple(told(f"old-{n}", amount) for amount in case.then),
        )
        for n, fields in enumerate(case.before)
    ]
    return judge_document(newest, MemoryHistory([*before, newest]))[0].rule


OLD: dict[str, Any] = {}
DATED = "In January it had announced a first plant. "
STATE = {
    "company": "Government of Japan",
    "company_id": "japan",
    "sector": "mixed",
    "place": US,
}
