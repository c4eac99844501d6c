"""What a part takes over from the sum it belongs to, and what it does not."""

from datetime import date

import pytest

from extract import read_document
from repledge.contracts import Claim, Document

BN = 1_000_000_000

WINDOWS = [
    # a part of the news takes its window
    ("Toyota will invest $9 billion in the United States over the next five years. Of this,"
     " $2 billion goes to a plant in Dayton, Ohio.", 2030),
    # so does a part of a programme that is told in passing
    ("Toyota will build a $2 billion plant in Dayton, Ohio. It belongs to the program of"
     " $10 billion through 2029 that the company told of last week.", 2029),
    # so do several parts that only stand below it
    ("Toyota will invest $9 billion in Canada through 2029.\n\nCars, $6 billion. Plants"
     " grow.\n\nRobots, $2 billion. Homes follow.\n\nSteel, $1 billion. Mills grow.", 2029),
    # and a part of a part, and what stands in a list below a part
    ("Toyota will invest $9 billion in the United States through 2029. Of this, $4 billion goes to"
     " cars. Of this, $2 billion goes to a plant in Dayton, Ohio.", 2029),
    # a window that another sentence tells with the same sum
    ("Toyota pledges $2 billion for American plants, its president said.\n\nThe president spoke in"
     " Dayton, Ohio.\n\nToyota will spend the $2 billion over the next four years.", 2029),
    # what is added is spent by the time that the new total is
    ("Toyota will put $2 billion more into American plants than planned so far. Its commitment for"
     " the next four years thus grows to $6 billion.", 2029),
    # near miss: a plant that opens in a span of years spends in none
    ("Toyota will spend $2 billion on a hub in Dayton, Ohio, opening its doors between 2028 and"
     " 2029.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "end"), WINDOWS)
def test_window_of_a_part(text: str, end: int | None) -> None:
    assert _claim(text).horizon.end == end


def test_a_partners_share_opens_with_its_project() -> None:
    text = (
        "The board resolved to contribute $2 billion for 20 percent of Toyota's mill in Louisiana."
        " The mill has a budget of $5.8 billion.\n\nWorkers will be trained.\n\nCosts are shared."
        "\n\nThe team is named.\n\nProduction begins in 2029."
    )
    assert _claim(text).operational_by == 2029


def test_what_follows_another_pledge_is_that_ones_year() -> None:
    text = (
        "Toyota will invest $2 billion in a plant in Dayton, Ohio.\n\nIt will also invest $700"
        " million in a mill in Buffalo, New York. The mill starts production in 2029."
    )
    assert _claim(text).operational_by is None


@pytest.mark.parametrize(
    ("tail", "country"),
    [
        ("It has plants in Canada. Sales in Japan rose. Staff in India grew.", None),
        ("It has plants in Canada. More follow in Canada.", "CA"),
    ],
)
def test_a_programme_told_over_the_world_has_no_country(tail: str, country: str | None) -> None:
    text = f"Toyota will invest $2 billion in software and electrification projects. {tail}"
    claim = _claim(text)
    assert claim.role == "umbrella"
    assert claim.place.country == country


def _claim(text: str) -> Claim:
    document = Document(
        id="d1", url="https://acme.example/1", source="toyota-newsroom", title="News",
        published=date(2025, 6, 3), lang="en", text=text,
    )  # fmt: skip
    return {c.amount.value: c for c in read_document(document).claims if c.amount}[2 * BN]
