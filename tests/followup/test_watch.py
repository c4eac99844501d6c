"""Pledges past their own milestones, slipped, cut or raised; nothing later than the day counts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from repledge.contracts import BooksCheck, Earlier, Horizon, LedgerLine, Place
from repledge.followup import watch, watch_lines, watched_object
from repledge.store.follow import Told, Word
from tests.factories import a_claim, a_verdict, an_amount

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
TODAY = date(2026, 11, 24)
FIRST, SECOND = date(2022, 3, 1), date(2023, 6, 1)


def word(number: int, day: date, relation: str = "new", before: int | None = None, **changes: Any):
    books = changes.pop("books", ())
    claim = a_claim(id=f"c{number}", published=day, **changes)
    earlier = (
        Earlier(claim_id=f"c{before}", document_id="d", url="https://a.example/0", published=FIRST,
                relation=relation, amount_usd=None, quote="x", score=1.0),
    ) if before is not None else ()  # fmt: skip
    verdict = a_verdict(claim_id=claim.id, relation=relation, earlier=earlier, books=books)
    return Word(claim=claim, verdict=verdict, url=f"https://a.example/{number}")


def told(*words: Word, status: str = "announced") -> Told:
    line = LedgerLine(
        id="l1", company_id="acme", name="plant", sector="batteries", place=Place(),
        status=status, live_low_usd=2 * 10**9, live_high_usd=2 * 10**9, opened_on=FIRST,
        claim_ids=tuple(w.claim.id for w in words),
    )  # fmt: skip
    return Told(line=line, words=words)


def kinds(*words: Word, today: date = TODAY, **options: Any) -> list[str]:
    return [one.kind for one in watch([told(*words, **options)], today)]


OVERDUE = [
    # the year of first output has passed and nobody said more
    ([word(1, FIRST, operational_by=2025)], {}, True),
    # the end of the spending, where no first output was named
    ([word(1, FIRST, horizon=Horizon(end=2024))], {}, True),
    # the year is not over yet
    ([word(1, FIRST, operational_by=2026)], {}, False),
    # no milestone was ever named
    ([word(1, FIRST)], {}, False),
    # somebody spoke after the date
    ([word(1, FIRST, operational_by=2024), word(2, date(2025, 2, 1))], {}, False),
    # it opened early
    ([word(1, FIRST, operational_by=2025), word(2, SECOND, milestones=("opened",))], {}, False),
    # it was stopped
    ([word(1, FIRST, operational_by=2025)], {"status": "cancelled"}, False),
    # stopped and taken up again: overdue as before
    ([word(1, FIRST, operational_by=2025), word(2, SECOND, milestones=("cancelled", "revived"))],
     {}, True),
    # the newer date counts
    ([word(1, FIRST, operational_by=2024), word(2, SECOND, operational_by=2030)], {}, False),
    # a year that is a misreading
    ([word(1, FIRST, operational_by=20255)], {}, False),
]  # fmt: skip


@pytest.mark.parametrize(("words", "options", "overdue"), OVERDUE)
def test_silent_past_the_own_milestone(words, options, overdue) -> None:
    assert ("overdue" in kinds(*words, **options)) is overdue


def test_the_sentence_names_year_last_word_and_months() -> None:
    one = watch([told(word(1, FIRST, operational_by=2025))], TODAY)[0]
    assert one.sentence == (
        "First output was named for 2025; no word since 2022-03-01 (57 months)."
    )
    assert (one.since, one.due, one.last_word) == (date(2025, 12, 31), date(2025, 12, 31), FIRST)


CHANGES = [
    # a later year of first output
    (word(2, SECOND, "extended", 1, operational_by=2030), ("slipped", "moved from 2025 to 2030")),
    # sooner is no slip
    (word(2, SECOND, "status", 1, operational_by=2024), None),
    # more money for the same line
    (word(2, SECOND, "upsized", 1, amount=an_amount(3 * 10**9)),
     ("scope", "raised from $2bn to $3bn")),
    # money on top
    (word(2, SECOND, "upsized", 1, role="additional", amount=an_amount(10**9)),
     ("scope", "$1bn was added to $2bn")),
    (word(2, SECOND, "downsized", 1, amount=an_amount(10**9)), ("scope", "cut from $2bn to $1bn")),
    # rounding is no change
    (word(2, SECOND, "upsized", 1, amount=an_amount(2_010_000_000)), None),
    # another sum that the verdict does not tie to the first
    (word(2, SECOND, "new", None, amount=an_amount(9 * 10**9), operational_by=2030), None),
    # fewer jobs for the same money, from the check of the books
    (word(2, SECOND, "restated", 1,
          books=(BooksCheck(code="scope_cut", ok=False, sentence="Jobs fall."),)),
     ("scope", "Jobs fall.")),
    # ground is broken
    (word(2, SECOND, "status", 1, milestones=("ground_broken",)), ("status", "ground was broken")),
]  # fmt: skip


@pytest.mark.parametrize(("second", "expected"), CHANGES)
def test_changes_come_from_what_the_verdict_ties(second: Word, expected) -> None:
    found = watch([told(word(1, FIRST, operational_by=2025), second)], date(2024, 1, 1))
    if expected is None:
        assert found == []
    else:
        kind, part = expected
        assert [one.kind for one in found] == [kind]
        assert part in found[0].sentence
        assert found[0].url == "https://a.example/2"


def test_nothing_later_than_the_day_counts() -> None:
    later = word(2, SECOND, "extended", 1, operational_by=2030)
    words = (word(1, FIRST, operational_by=2025), later)
    assert kinds(*words, today=date(2022, 12, 1)) == []
    assert kinds(*words, today=date(2023, 12, 1)) == ["slipped"]


def test_a_ceremony_told_again_is_one_row() -> None:
    again = (
        word(2, SECOND, "status", 1, milestones=("opened",)),
        word(3, date(2024, 1, 1), "status", 1, milestones=("opened",)),
    )
    assert kinds(word(1, FIRST), *again) == ["status"]


def test_the_message_of_the_day_has_what_came_up_since() -> None:
    rows = watch([told(word(1, FIRST, operational_by=2025))], TODAY)
    assert watch_lines(rows, date(2026, 6, 1)) == []
    text = "\n".join(watch_lines(rows, date(2025, 12, 1)))
    assert "Acme, $2bn: First output was named for 2025" in text
    many = watch_lines(rows * 12, date(2025, 12, 1), most=10)
    assert many[-1] == "... and 2 more: repledge watch"


def test_a_row_is_as_its_schema_says() -> None:
    schema = json.loads((SCHEMAS / "watch.schema.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft202012Validator(schema)
    for one in watch([told(word(1, FIRST, operational_by=2025), *(c[0] for c in CHANGES))], TODAY):
        check.validate(watched_object(one))


@pytest.mark.parametrize(
    ("before", "after", "slips"),
    [
        # an end that is named for a later year
        (Horizon(end=2027), Horizon(end=2029), True),
        # "over the next ten years", said again a year later
        (Horizon(start=2022, end=2032, years=10), Horizon(start=2023, end=2033, years=10), False),
        # ten years became twelve
        (Horizon(start=2022, end=2032, years=10), Horizon(start=2022, end=2034, years=12), True),
    ],
)
def test_a_window_told_again_is_no_slip(before: Horizon, after: Horizon, slips: bool) -> None:
    words = word(1, FIRST, horizon=before), word(2, SECOND, "extended", 1, horizon=after)
    found = [one.kind for one in watch([told(*words)], date(2024, 1, 1))]
    assert ("slipped" in found) is slips
