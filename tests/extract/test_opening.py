"""Which of the years that a text tells is the one in which a plant starts to work."""

from datetime import date

import pytest

from extract import read_document
from extract.opening import operational_by_of
from repledge.contracts import Claim, Document
from tests.extract.seats import seat

ROWS = [
    # what lasts to a year begins in none;
    # what does not come until then does, or is built until then
    ("The plant costs $2bn. The river will supply it with water until 2042.", "en", None),
    ("The plant costs $2bn. It will not be ready until 2028.", "en", 2028),
    ("The plant costs $2bn. Building goes on through 2028.", "en", 2028),
    # a dateline is no date of a plant
    ("It will spend $2bn.\n\nOSLO, 3 June 2025 – Acme will make Norway its base.", "en", None),
    # the year from which a claim's own sentence has things done; near miss: spent from
    ("It puts $2bn into raising the assembly of axles from 2027.", "en", 2027),
    ("Its $2bn plant is for a large van, from 2028, with 900 jobs.", "en", 2028),
    ("It will spend $2bn from 2026 to 2029 on a mill.", "en", None),
    # first goods that are due, lines that start, goods on their way out
    ("The plant costs $2bn. The first boilers are due in the first half of 2027.", "en", 2027),
    ("The plant costs $2bn. First cargoes are planned for 2028.", "en", 2028),
    ("The plant costs $2bn. First payments are due in 2027.", "en", None),
    ("The plant costs $2bn. Work begins this year and the lines are to start in 2027.", "en", 2027),
    ("The plant costs $2bn. Tyres will leave the gate from early 2027.", "en", 2027),
    # ready for tools is not yet ready
    ("The plant costs $2bn. The hall is ready for tools next summer.", "en", None),
    # what should have been; what is not then, but later
    ("Its $2bn plant should have run by the end of this year, not by 2028.", "en", 2028),
    ("The $2bn plant goes into service late: not in 2028 but in 2030.", "en", 2030),
    # output before completion where both are told
    ("The plant costs $2bn. It is finished in mid-2027 and is to produce from 2028.", "en", 2028),
    ("20억 달러를 들인다. 2027년 상반기 완공, 2028년 상반기 양산을 목표로 한다.", "ko", 2028),
    # only a part is dropped
    ("It dropped that half of the $2bn plan. Output starts in 2027.", "en", 2027),
    # an opening of today; near misses: long ago, no plant
    ("Ribbons were cut at the $2bn plant.", "en", 2025),
    ("Ten years after it opened, the plant gets $2bn.", "en", None),
    ("The fund opens the first tranche of its $2bn plan.", "en", None),
    # after completion is no completion; doors that open; within the month
    ("20억 달러를 투자한다. 완공 후 생산능력은 2028년 최대 20GWh다.", "ko", None),
    ("20억 달러를 투자한다. 내년 상반기에 문을 열면 이 만 개를 만든다.", "ko", 2026),
    ("20億ドルを投じる。月内に開所式を迎え、出荷を始める。", "ja", 2025),
    # an event belongs to the year told right before it
    ("20억 달러를 투자한다. 연내 설계에 들어가 2027년 하반기 준공한다.", "ko", 2027),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lang", "year"), ROWS)
def test_year_of_an_opening(text: str, lang: str, year: int | None) -> None:
    claim = text.split("。" if lang == "ja" else "\n" if "\n" in text else ". ")[0]
    found = operational_by_of(seat(claim, text=text, lang=lang))
    assert (found.value if found else None) == year


def test_a_project_that_grew_opens_with_its_first_phase() -> None:
    claim = "The total rises to $2 billion."
    text = f"{claim}\n\nThe second hall opens in 2029; the first starts production in 2027."
    grown = operational_by_of(seat(claim, text=text, new_total=True))
    assert grown is not None
    assert grown.value == 2027


def test_the_first_phase_is_not_what_is_added() -> None:
    claim = "A further $2 billion is added."
    text = f"{claim} The first building is ready in 2027."
    assert operational_by_of(seat(claim, text=text, role="additional")) is None


PLACES = [
    # what another sum's sentence tells of the past is not this plant's
    ("Toyota will invest $2 billion in a plant in Dayton, Ohio.\n\nIt announced in 2021 that it"
     " would spend $700 million on a mill in Buffalo, New York, which will be complete next year.",
     None),
    # what follows another part is that part's; what is said of both is of this one too
    ("Toyota will invest $9 billion. Of this, $2 billion goes to a plant in Dayton, Ohio. Another"
     " $1 billion of it is for a mill in Buffalo, New York. It opens in 2028.", None),
    ("Toyota will invest $9 billion. Of this, $2 billion goes to a plant in Dayton, Ohio. Another"
     " $1 billion of it is for a mill in Buffalo, New York. Both open in 2028.", 2028),
    # of two sums in a sentence the year is that of the one before it
    ("Toyota will invest $9 billion. Of this, $1 billion is for a mill that opens in 2028, and"
     " $2 billion for a plant in Dayton, Ohio.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "year"), PLACES)
def test_whose_year_it_is(text: str, year: int | None) -> None:
    assert _claim(text).operational_by == year


def _claim(text: str) -> Claim:
    document = Document(
        id="d1", url="https://acme.example/1", source="toyota-newsroom", title="News",
        published=date(2025, 6, 3), lang="en", text=text,
    )  # fmt: skip
    return {c.amount.value: c for c in read_document(document).claims if c.amount}[2 * 10**9]
