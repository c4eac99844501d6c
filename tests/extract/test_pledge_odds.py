"""The trained models: what they see, and what they rank above what; never a number by itself."""

from datetime import date

import pytest

from extract.claims import read_sums
from extract.pledge_odds import Odds, Page, read_odds
from extract.pledge_odds.features import features
from tests.factories import a_document


def page(text: str) -> Page:
    title, _, rest = text.partition("\n")
    return read_sums(a_document(title=title, text=rest, published=date(2024, 6, 1)))


def odds(text: str) -> Odds:
    return read_odds(page(text))[0]


def seen(text: str, index: int = 0) -> set[str]:
    return {f"{kind}: {v}" for kind, values in features(page(text), index) for v in values}


@pytest.mark.parametrize(
    ("pledge", "other"),
    [
        # a plant beside a quarter's revenue
        ("Acme to build plant\nAcme will invest $500 million in a new factory in Ohio.",
         "Acme reports results\nAcme had revenue of $500 million in the third quarter."),
        # a company's programme beside a market's size
        ("Acme plans expansion\nAcme plans to invest $2 billion in the United States.",
         "Acme in growing market\nThe market was valued at $2 billion, growing at a CAGR of 9%."),
        # works beside a token sale
        ("Acme breaks ground\nThe $90 million plant will create 300 jobs.",
         "Coin presale soars\nThe presale has raised $90 million from crypto investors."),
    ],
)  # fmt: skip
def test_a_pledge_ranks_above_another_sum(pledge: str, other: str) -> None:
    assert odds(pledge).pledge > odds(other).pledge + 1


@pytest.mark.parametrize(
    ("past", "news"),
    [
        # a year gone by, and a verb of the past
        ("Acme adds a line\nThe site was built after a $500 million investment announced in 2021.",
         "Acme to build plant\nAcme will invest $500 million in a new factory by 2027."),
        # what the new sum builds on
        ("Acme grows\nThe work builds on the $2 billion that Acme pledged in 2022.",
         "Acme grows\nAcme today pledged $2 billion for a site that opens in 2026."),
    ],
)  # fmt: skip
def test_the_past_ranks_above_the_news(past: str, news: str) -> None:
    assert odds(past).past > odds(news).past + 1


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        # years are told by their distance from the release, sums as figures
        ("T\nIn 2021 it put $3 billion there.", {"all: y-3", "left pair: put it"}, {"all: 2021"}),
        # a clause ends at a mark, a sentence does not
        ("T\nAfter a loss, it will spend $3 billion, it said.",
         {"clause left: spend", "all: loss"}, {"clause left: loss", "clause right: said"}),
        # the nearest words keep their place
        ("T\nIt will spend $3 billion on chips.",
         {"left 1: spend", "left 2: will", "right 1: on"}, {"left: on"}),
        # the sentence before says nothing that lasts
        ("T\nSales rose. It will spend $3 billion.", {"all: spend"}, {"all: sales"}),
        # a smaller sum in the same sentence
        ("T\nOf $3 billion, $1 billion is spent.", {"mate: smaller", "largest: True"}, set()),
        # Japanese in pairs of characters
        ("T\n新工場に30億円を投資する。", {"right: 投資"}, {"right: 投資する"}),
        # a sum of the title told again
        ("Acme puts in $3 billion\nThe $3 billion is for chips.", {"in title: True"}, set()),
    ],
)  # fmt: skip
def test_what_is_seen_of_a_sum(text: str, there: set[str], absent: set[str]) -> None:
    told = seen(text)
    assert there - told == set()
    assert absent & told == set()


def test_words_far_off_in_an_endless_sentence_are_not_seen() -> None:
    filler = "word " * 20_000
    assert len(seen(f"T\n{filler}$3 billion {filler}")) < 600
