"""Reading money takes time in proportion to the text, whatever the text; nothing crashes it."""

import time

import pytest

from extract.money import read_amounts
from extract.money.amounts import qualifier_of
from extract.money.mentions import find_mentions, narrow

SIZE = 100_000
EVIL = {
    "digits": "9",  # one number of 100,000 digits
    "separated digits": "1,",
    "thousands": "000,",
    "dots": "1.",
    "signs": "$",
    "sign and digit": "$1 ",
    "dashes": "$1-",
    "range words": "$1 to ",
    "between": "between $1 and ",
    "blanks": "$ \t ",
    "number words": "twenty ",
    "joined number words": "one-and-a-half-",
    "scales": "million ",
    "kanji scales": "億",
    "kanji numbers": "一億",
    "hangul numbers": "이십",
    "spaced scales": "천 ",
    "labelled": "금액(원): 1,234 ",
    "units": "dollar",
    "names with dots": "スイス・",
    "brackets": "$1 (",
    "qualifiers": "up to about ",
    "quantity and unit": "1 billion won ",
}


def seconds(text: str) -> float:
    began = time.process_time()
    for mention in find_mentions(narrow(text), 0, len(text))[:2000]:
        qualifier_of(text, mention)
    return time.process_time() - began


@pytest.mark.parametrize("name", sorted(EVIL))
def test_time_grows_with_the_text_only(name: str) -> None:
    unit = EVIL[name]
    text = "$1 " + unit * (SIZE // len(unit))
    taken = seconds(text)
    # a quadratic pattern takes minutes here; 100 microseconds a character leaves room for a slow
    # machine at work on something else
    assert taken < 100e-6 * SIZE


@pytest.mark.parametrize(
    "text",
    [
        "\x00$5",
        "\u202e$5 million\u202c",
        "$\ud800",
        "$" + "9" * 5000,
        "²³ $½",
        "١٢٣ dollars",
        "İ$5",
    ],
)
def test_odd_characters_do_no_harm(text: str) -> None:
    for amount in read_amounts(text):
        assert text[amount.start : amount.end] == amount.text
