"""What a speaker claimed over time: every telling, each project once, what was new."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repledge.contracts import LedgerLine, Place
from repledge.followup import Speaker, claimant_object, speaker_named, tally
from repledge.followup.claimant import live_lines
from repledge.store.reads import Judged
from tests.factories import a_claim, a_document, a_verdict, an_amount

BILLION = 10**9
SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
HOUSE = Speaker(name="President", kind="office", newsrooms=("white-?house",))
ACME = Speaker(name="Acme", kind="company", company_id="acme")


def said(number: int, day: date, usd: int, new: int | None = None, **claim: Any) -> Judged:
    verdict = {k: claim.pop(k) for k in ("relation", "verdict") if k in claim}
    source = claim.pop("source", "white-house-news")
    one = a_claim(id=f"c{number}", document_id=f"d{number}", published=day,
                  amount=an_amount(usd), **claim)  # fmt: skip
    return Judged(
        claim=one,
        document=a_document(id=f"d{number}", source=source, published=day),
        verdict=a_verdict(claim_id=one.id, document_id=f"d{number}", headline_usd=usd,
                          net_new_low_usd=new, net_new_high_usd=new, **verdict),
        changed_at=datetime(2025, 1, 1, tzinfo=UTC),
        review="pending",
    )  # fmt: skip


def line(name: str, usd: int | None, *claims: str, parents: tuple[str, ...] = ()) -> LedgerLine:
    return LedgerLine(
        id=name, company_id="acme", name=name, sector="mixed", place=Place(), status="announced",
        live_low_usd=usd, live_high_usd=usd, opened_on=date(2025, 1, 1), parents=parents,
        claim_ids=claims,
    )  # fmt: skip


MAY, JUNE, JULY = date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1)


def test_the_same_plant_told_three_times_is_three_headlines_and_one_project() -> None:
    rows = [
        said(1, MAY, 2 * BILLION, 2 * BILLION),
        said(2, JUNE, 2 * BILLION, 0),
        said(3, JULY, 3 * BILLION, BILLION),
    ]
    sums = {MAY: 2 * BILLION, JUNE: 2 * BILLION, JULY: 3 * BILLION}
    found = tally(HOUSE, rows, lambda day: [line("plant", sums[day], "c1", "c2", "c3")])
    assert [d.told_usd for d in found.days] == [2 * BILLION, 4 * BILLION, 7 * BILLION]
    assert [d.ledger_high_usd for d in found.days] == [2 * BILLION, 2 * BILLION, 3 * BILLION]
    assert [d.new_high_usd for d in found.days] == [2 * BILLION, 2 * BILLION, 3 * BILLION]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # a part of a total that the same text tells
        (said(1, MAY, BILLION, 0, role="component"), [(0, 0)]),
        # goods are bought: apart
        (said(1, MAY, BILLION, 0, nature="purchase"), [(0, BILLION)]),
        # a total of others' pledges is the speaker's own sum, not one more pledge
        (said(1, MAY, BILLION, 0, relation="rollup"), [(0, 0)]),
        # another newsroom
        (said(1, MAY, BILLION, BILLION, source="acme-newsroom"), []),
    ],
)
def test_what_is_told(row: Judged, expected: list[tuple[int, int]]) -> None:
    found = tally(HOUSE, [row], lambda _: [])
    assert [(d.told_usd, d.apart_usd) for d in found.days] == expected


def test_the_speakers_own_total_stands_apart() -> None:
    rows = [said(1, MAY, BILLION, BILLION), said(2, MAY, 900 * BILLION, 0, relation="rollup")]
    day = tally(HOUSE, rows, lambda _: []).days[0]
    assert day.own_total is not None
    assert day.own_total.verdict.headline_usd == 900 * BILLION
    assert day.told_usd == BILLION


def test_unknown_new_money_is_nothing_for_certain_and_all_at_most() -> None:
    day = tally(HOUSE, [said(1, MAY, BILLION, None)], lambda _: []).days[0]
    assert (day.new_low_usd, day.new_high_usd) == (0, BILLION)


def test_a_company_speaks_in_its_own_voice_only() -> None:
    rows = [
        said(1, MAY, BILLION, BILLION, voice="company"),
        said(2, JUNE, BILLION, 0, voice="government"),
        said(3, JULY, BILLION, 0, voice="company", company_id="beta", partner_ids=("acme",)),
    ]
    assert [d.day for d in tally(ACME, rows, lambda _: []).days] == [MAY]


LINES = [
    # a part under a total that is counted
    ([line("total", 5, "a"), line("part", 2, "b", parents=("total",))], {"a", "b"}, ["total"]),
    # a part whose total the speaker never named
    ([line("total", 5, "a"), line("part", 2, "b", parents=("total",))], {"b"}, ["part"]),
    # a circle of parents hides nothing for ever
    ([line("x", 5, "a", parents=("y",)), line("y", 2, "z", parents=("x",))], {"a"}, ["x"]),
]


@pytest.mark.parametrize(("lines", "touched", "names"), LINES)
def test_a_part_is_in_its_total(lines: list[LedgerLine], touched: set[str], names: list[str]):
    assert [one.id for one in live_lines(lines, touched)] == names


NAMES = [
    # an office, however it is called
    ("the president", "office", None),
    ("Biden", "office", None),
    # a company of the store
    ("Acme", "company", "acme"),
    # a part of a newsroom's name
    ("Statehouse News", "newsroom", None),
    # nobody
    ("Nobody", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("name", "kind", "company_id"), NAMES)
def test_who_is_meant(name: str, kind: str | None, company_id: str | None) -> None:
    found = speaker_named(name, name.lower(), ["acme"], ["statehouse-news", "white-house-news"])
    assert (found.kind if found else None) == kind
    assert (found.company_id if found else None) == company_id


def test_a_term_bounds_what_a_president_said() -> None:
    found = speaker_named("Biden", "biden", [], [])
    assert found is not None
    row = said(1, date(2023, 1, 1), BILLION)
    later = said(2, date(2025, 1, 20), BILLION)
    assert found.says(row.claim, row.document)
    assert not found.says(later.claim, later.document)


def test_the_tally_is_as_its_schema_says() -> None:
    schema = json.loads((SCHEMAS / "claimant.schema.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema).validate
    check(claimant_object(tally(HOUSE, [said(1, MAY, BILLION, None)], lambda _: [])))
    empty = claimant_object(tally(HOUSE, [], lambda _: []))
    check(empty)
    assert "claimed nothing" in empty["sentence"]


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 10**12), st.integers(0, 100)),
                max_size=12))  # fmt: skip
def test_totals_only_grow_and_new_never_exceeds_told(rows: list[tuple[int, int, int]]) -> None:
    made = [
        said(n, date.fromordinal(738000 + day), usd, usd * share // 100)
        for n, (day, usd, share) in enumerate(rows)
    ]
    days = tally(HOUSE, made, lambda _: []).days
    told = [d.told_usd for d in days]
    assert told == sorted(told)
    assert all(0 <= d.new_low_usd <= d.new_high_usd <= d.told_usd for d in days)
    assert tally(HOUSE, list(reversed(made)), lambda _: []).days == days
