"""A verdict in words: rule, comparisons, arithmetic, quotes, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from repledge.contracts import Claim, Document, Earlier, Term, Verdict
from verify.books import dollars
from verify.rules import CONFIRMED, FIRST, LOOK_ALIKE, RULES, SEPARATE


def explain(document: Document, claim: Claim, verdict: Verdict) -> str:
    """The whole explanation as plain text, one thought a line, for `repledge explain ID`."""
    lines = [
        f"{document.published:%Y-%m-%d}  {document.title}",
        f"  {document.url}",
        f'  says: "{claim.quote.text}"',
        "",
        f"{verdict.verdict.upper()} ({verdict.relation}, rule {verdict.rule}, ruleset "
        f"{verdict.ruleset}, certainty {verdict.score:.2f})",
        f"  {verdict.sentence}",
        f"  Rule {verdict.rule}: {meaning_of(verdict.rule)}",
        *_section("Earlier", [line for e in verdict.earlier for line in _earlier(e)]),
        *_section("The sum", list(_sum(verdict))),
        *_section("Books", [f"{'ok' if b.ok else 'CHECK'}: {b.sentence}" for b in verdict.books]),
        *_section("Usual spending", [verdict.run_rate] if verdict.run_rate else []),
        *_section("Known before", [verdict.first_trace] if verdict.first_trace else []),
        *_section("Near misses", list(verdict.near_misses)),
        *_section("Other readings", [", ".join(verdict.also)] if verdict.also else []),
        *_section("What would change it", list(verdict.would_change)),
        *_section("Ask the press office", list(verdict.questions)),
    ]
    return "\n".join(lines)


def meaning_of(rule_id: str) -> str:
    """A rule of the table in words."""
    table = (*RULES, LOOK_ALIKE, FIRST, CONFIRMED, SEPARATE)
    return next((rule.meaning for rule in table if rule.id == rule_id), "a rule of another version")


def how_we_decide() -> str:
    """docs/how_we_decide.md: the decision table, printed from the rules themselves."""
    rows = "\n".join(
        f"| {rule.id} | `{rule.relation}` | {rule.meaning} | {rule.sentence} |" for rule in RULES
    )
    closing = "\n".join(
        f"- **{rule.id}** `{rule.relation}`: {rule.sentence} {rule.meaning}"
        for rule in (LOOK_ALIKE, FIRST, CONFIRMED, SEPARATE)
    )
    return f"{_HEAD}{rows}\n\n{_TAIL}{closing}\n"


_HEAD = """# How we decide

Printed from verify/rules.py by `make docs`; do not edit. The rows are tried from top to bottom; the
first that fires gives the relation, the others that fire are shown as other readings. A document is
judged from what was public before it, never from later documents.

| rule | relation | fires when | says |
| --- | --- | --- | --- |
"""
_TAIL = "Where no row fires, or where a person has spoken:\n\n"


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)] if lines else []


def _earlier(earlier: Earlier) -> Iterator[str]:
    usd = f", {dollars(earlier.amount_usd)}" if earlier.amount_usd else ""
    yield f"{earlier.published:%Y-%m-%d}{usd}  {earlier.url}"
    yield f'  said: "{earlier.quote}"'
    for comparison in earlier.why:
        if comparison.level != "missing":
            yield f"  {comparison.field}: {comparison.level}. {comparison.sentence}"


def _sum(verdict: Verdict) -> Iterator[str]:
    for term in verdict.terms:
        yield f"{term.op} {_range(term)}  {term.label}"
    if verdict.terms:
        yield f"basis: {verdict.basis}"


def _range(term: Term) -> str:
    if term.low == term.high:
        return dollars(term.low)
    return f"{dollars(term.low)} to {dollars(term.high)}"
