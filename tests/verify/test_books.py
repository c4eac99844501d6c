"""The ledger and the checks of the books."""

import pytest

from repledge.contracts import LedgerLine, Place
from tests.verify.build import BILLION, claim, evidence, usd
from verify.books import dollars
from verify.evidence import Evidence
from verify.history import MemoryHistory
from verify.ledger import ledger_of
from verify.verdict import judge_document

US = Place(country="US")


def lines(*found: Evidence) -> tuple[LedgerLine, ...]:
    history = MemoryHistory(found)
    return ledger_of(found, [v for e in found for v in judge_document(e, history)])


def codes(*found: Evidence) -> list[str]:
    history = MemoryHistory(found)
    return [check.code for v in judge_document(found[-1], history) for check in v.books]


def test_retellings_stand_on_one_line_with_the_newest_sum_and_status() -> None:
    (line,) = lines(
        evidence(claim("2021-12-06", 1.29, city="Liberty")),
        evidence(claim("2022-08-31", 3.8, base=usd(1.29), city="Liberty")),
        evidence(claim("2025-11-12", 3.8, city="Liberty", milestones=("opened",))),
    )
    assert (line.live_high_usd, line.status) == (3_800_000_000, "opened")
    assert len(line.claim_ids) == 3


def test_a_list_never_changes_the_sum_that_the_party_has_told() -> None:
    (line,) = lines(
        evidence(claim("2025-01-01", 1.0)), evidence(claim("2025-05-01", 1.03, voice="list"))
    )
    assert line.live_high_usd == BILLION


def test_a_cancelled_line_holds_no_money() -> None:
    (line,) = lines(
        evidence(claim("2021-01-01")), evidence(claim("2023-01-01", milestones=("cancelled",)))
    )
    assert (line.status, line.live_low_usd, line.live_high_usd) == ("cancelled", 0, 0)


def test_a_line_may_have_several_parents() -> None:
    """A slice of the umbrella that a later total holds as well."""
    umbrella = evidence(claim("2025-01-01", 10.0, role="umbrella", place=US))
    part = evidence(claim("2025-02-01", 0.5, role="component", whole=usd(10.0), city="Liberty"))
    total = evidence(claim("2025-06-01", 0.9, role="umbrella", disclosed=True))
    found = lines(umbrella, part, total)
    (child,) = [line for line in found if line.live_high_usd == 500_000_000]
    assert len(child.parents) == 2


BOOKS = [
    ("parts_balance", [(2.0, "component"), (1.0, "component")]),
    ("parts_exceed_total", [(2.0, "component"), (2.0, "component")]),
    ("itemisation_gap", [(1.0, "component"), (1.0, "component")]),
]


@pytest.mark.parametrize(("code", "parts"), BOOKS)
def test_parts_against_their_total(code: str, parts: list[tuple[float, str]]) -> None:
    total = claim("2025-01-01", 3.0, role="umbrella", place=US)
    inside = [
        claim("2025-01-01", amount, role=role, whole=usd(3.0), at=50 + n)
        for n, (amount, role) in enumerate(parts)
    ]
    assert codes(evidence(total, *inside)) == [code]


def test_increments_that_do_not_add_up() -> None:
    old = evidence(claim("2024-01-01", 1.0))
    added = claim("2025-01-01", 1.0, role="additional", at=50)
    total = claim("2025-01-01", 3.0, base=usd(1.0))
    assert codes(old, evidence(total, added)) == ["increments_fail"]


def test_a_misprint_by_a_thousand() -> None:
    old = evidence(claim("2025-01-01", 0.85))
    assert "corrupted_copy" in codes(old, evidence(claim("2025-01-03", 850.0, voice="press")))


def test_the_two_currencies_of_one_sum_must_agree() -> None:
    printed = claim("2025-01-01", 1.0, also_stated=((2 * BILLION, "USD"),))
    won = claim("2025-01-01", also_stated=((2 * BILLION, "USD"),), amount=_in_won())
    assert codes(evidence(printed)) == []
    assert codes(evidence(won)) == ["currencies_differ"]


def _in_won():  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(usd(1.0), currency="KRW", text="1.4조원", value=1_400 * BILLION)


def test_a_cut_in_scope_under_the_same_sum() -> None:
    old = evidence(claim("2024-01-01", jobs=2000))
    assert codes(old, evidence(claim("2025-01-01", jobs=900))) == ["scope_cut"]


@pytest.mark.parametrize(
    ("usd_value", "printed"),
    [
        (13_900_000_000, "$13.9 billion"),
        (366_000_000, "$366 million"),
        (1_400_000_000_000, "$1.4 trillion"),
        (21_000_000_000_000, "$21 trillion"),
        (1750, "$1,750"),
        (999_900_000, "$999.9 million"),
    ],
)
def test_dollars(usd_value: int, printed: str) -> None:
    assert dollars(usd_value) == printed
