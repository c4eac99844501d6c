"""Verdicts in words: nothing that was decided is left unsaid, and the printed table is current."""

from pathlib import Path

from repledge.contracts import Place
from tests.verify.build import claim, evidence
from verify.explain import explain, how_we_decide, meaning_of
from verify.history import MemoryHistory
from verify.rules import RULES
from verify.verdict import judge_document

DOCS = Path(__file__).parents[2] / "docs"
US = Place(country="US")


def test_explanation_says_rule_quotes_sum_and_what_would_change_it() -> None:
    old = evidence(claim("2025-01-01", text="Acme will build a plant for $1 billion."))
    new = evidence(claim("2025-03-01", text="Acme announces a $1 billion plant."))
    verdict = judge_document(new, MemoryHistory([old, new]))[0]
    text = explain(new.document, new.claims[0], verdict)
    for piece in (
        "REPACKAGED (restated, rule R07",
        "The same money was announced on 1 January 2025; none of the $1 billion is new.",
        'said: "Acme will build a plant for $1 billion."',
        'says: "Acme announces a $1 billion plant."',
        "company: same. Both speak of Acme.",
        "+ $1 billion  headline",
        "What would change it",
        "Ask the press office",
        old.document.url,
    ):
        assert piece in text


def test_a_look_alike_is_named_with_what_sets_it_apart() -> None:
    old = evidence(claim("2025-01-01", place=Place(country="US", region="OH")))
    new = evidence(claim("2025-06-01"))
    verdict = judge_document(new, MemoryHistory([old, new]))[0]
    assert verdict.relation == "new"
    assert verdict.near_misses == (
        "Not the $1 billion of 1 January 2025: The sites are in different places.",
    )


def test_an_unknown_rule_is_said_to_be_of_another_version() -> None:
    assert meaning_of("R77") == "a rule of another version"
    assert all(meaning_of(rule.id) == rule.meaning for rule in RULES)


def test_the_printed_table_is_current() -> None:
    """Print it again with `make docs`."""
    printed = (DOCS / "how_we_decide.md").read_text(encoding="utf-8")
    assert printed == how_we_decide()
