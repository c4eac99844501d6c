"""Sums read from text: a table of forms, each row with the oddity that it covers."""

from datetime import date

import pytest

from extract.money import read_amounts
from extract.rates import to_usd

BN, MN = 10**9, 10**6
CASES = [
    # plain, and with a scale word
    ("a $13.9 billion plant", [("$13.9 billion", 13_900 * MN, 13_900 * MN, "USD", "exact")]),
    # short scale, country prefix
    ("US$55bn in chips", [("US$55bn", 55 * BN, 55 * BN, "USD", "exact")]),
    # hyphen between number and scale
    # a law is no scale word, also where the text that was copied here broke the line
    ("the $20 billion bill", [("$20 billion", 20 * BN, 20 * BN, "USD", "exact")]),
    ("the $1.2\ntrillion bill", [("$1.2\ntrillion", 1_200 * BN, 1_200 * BN, "USD", "exact")]),
    ("the $100-billion bet", [("$100-billion", 100 * BN, 100 * BN, "USD", "exact")]),
    # words for numbers
    ("half a trillion dollars", [("half a trillion dollars", 500 * BN, 500 * BN, "USD", "exact")]),
    # words and digits mixed, as read aloud
    ("one-point-29-billion dollars",
     [("one-point-29-billion dollars", 1290 * MN, 1290 * MN, "USD", "exact")]),
    # thousands separator before the scale
    ("1,290 million dollars", [("1,290 million dollars", 1290 * MN, 1290 * MN, "USD", "exact")]),
    # the currency in the label, as in filings
    ("투자금액(원): 413,000,000,000", [("413,000,000,000", 413 * BN, 413 * BN, "KRW", "exact")]),
    ("取得価額（百万円）：12,500", [("12,500", 12_500 * MN, 12_500 * MN, "JPY", "exact")]),
    ("사업비(억원) 약 3,700", [("3,700", 370 * BN, 370 * BN, "KRW", "about")]),
    # near misses: a sum with its own unit, a share, a year
    ("투자금액(원): 4,130억 원", [("4,130억 원", 413 * BN, 413 * BN, "KRW", "exact")]),
    ("비중(원) 35% 2028년", []),
    # a range shares sign and scale
    ("$1-2 billion", [("$1-2 billion", 2 * BN, BN, "USD", "range")]),
    # a range with both ends whole
    ("between $1 billion and $2 billion",
     [("$1 billion and $2 billion", 2 * BN, BN, "USD", "range")]),
    # a rise is two sums, not a range
    ("raises its plan from $21 billion to $26 billion",
     [("$21 billion", 21 * BN, 21 * BN, "USD", "exact"),
      ("$26 billion", 26 * BN, 26 * BN, "USD", "exact")]),
    ("130억 원에서 170억 원으로 늘리고",
     [("130억 원", 13 * BN, 13 * BN, "KRW", "exact"),
      ("170억 원", 17 * BN, 17 * BN, "KRW", "exact")]),
    ("70億円から86億円に引き上げる",
     [("70億円", 7 * BN, 7 * BN, "JPY", "exact"),
      ("86億円", 8_600 * MN, 8_600 * MN, "JPY", "exact")]),
    # near miss: a range that is expected
    ("5,000億円から5,500億円を見込む",
     [("5,000億円から5,500億円", 550 * BN, 500 * BN, "JPY", "range")]),
    # a correction prints the former sum in the unit of its label
    ("투자금액(원): 183,000,000,000 (정정 전 164,000,000,000)",
     [("183,000,000,000", 183 * BN, 183 * BN, "KRW", "exact"),
      ("164,000,000,000", 164 * BN, 164 * BN, "KRW", "exact")]),
    # a ceiling reaches down to nothing
    ("up to an additional $5bn", [("$5bn", 5 * BN, 0, "USD", "up_to")]),
    # a floor
    ("in excess of $5bn", [("$5bn", 5 * BN, 5 * BN, "USD", "more_than")]),
    # an estimate
    ("an estimated $5bn", [("$5bn", 5 * BN, 5 * BN, "USD", "about")]),
    # "expected" alone says nothing of exactness
    ("an expected $5bn", [("$5bn", 5 * BN, 5 * BN, "USD", "exact")]),
    # two currencies for one sum
    ("€30bn ($33bn)",
     [("€30bn", 30 * BN, 30 * BN, "EUR", "exact"), ("$33bn", 33 * BN, 33 * BN, "USD", "exact")]),
    # words glued by a broken wire
    ("invests $5million and $7.6Billion",
     [("$5million", 5 * MN, 5 * MN, "USD", "exact"),
      ("$7.6Billion", 7600 * MN, 7600 * MN, "USD", "exact")]),
    # accounting's MM, and codes with a scale letter
    ("$5MM; 30 MUSD",
     [("$5MM", 5 * MN, 5 * MN, "USD", "exact"), ("30 MUSD", 30 * MN, 30 * MN, "USD", "exact")]),
    # South Asian scales
    ("Rs 500 crore", [("Rs 500 crore", 5000 * MN, 5000 * MN, "INR", "exact")]),
    # rand, glued
    ("R225.06bn", [("R225.06bn", 225_060 * MN, 225_060 * MN, "ZAR", "exact")]),
    # full width, ceiling, pair with an estimate
    ("最大１００億ドル（約1兆5千億円）",
     [("１００億ドル", 10 * BN, 0, "USD", "up_to"),
      ("1兆5千億円", 1500 * BN, 1500 * BN, "JPY", "about")]),
    # mixed digits and characters, in Korean and Japanese
    ("260억 달러(36조 1천530억 원)",
     [("260억 달러", 26 * BN, 26 * BN, "USD", "exact"),
      ("36조 1천530억 원", 36_153 * BN, 36_153 * BN, "KRW", "exact")]),
    ("12億5,000万ドル、2兆5,592億円",
     [("12億5,000万ドル", 1250 * MN, 1250 * MN, "USD", "exact"),
      ("2兆5,592億円", 2559_200 * MN, 2559_200 * MN, "JPY", "exact")]),
    # decimals before a scale character
    ("5.5조원 이상", [("5.5조원", 5500 * BN, 5500 * BN, "KRW", "more_than")]),
    # a wrapped list entry
    ("a $23\n    billion\n    plant", [("$23\n    billion", 23 * BN, 23 * BN, "USD", "exact")]),
    # a link is not read
    ("[a](https://x.example/600-billion-usd-plan) plan", []),
    # the outer cue of two counts
    ("up to about $30 billion", [("$30 billion", 30 * BN, 0, "USD", "up_to")]),
    # "at least" between the number and its scale
    ("$5+ trillion", [("$5+ trillion", 5000 * BN, 5000 * BN, "USD", "more_than")]),
    ("$2-plus billion", [("$2-plus billion", 2 * BN, 2 * BN, "USD", "more_than")]),
    ("no less than $30 billion", [("$30 billion", 30 * BN, 30 * BN, "USD", "more_than")]),
    # a cue behind the bracket of a pair
    ("5조원(약 45억 달러) 이상",
     [("5조원", 5000 * BN, 5000 * BN, "KRW", "more_than"),
      ("45억 달러", 4500 * MN, 4500 * MN, "USD", "about")]),
    # a bare number borrows the unit it is compared with
    ("4.9 trillion yen instead of 4.5 trillion.",
     [("4.9 trillion yen", 4900 * BN, 4900 * BN, "JPY", "exact"),
      ("4.5 trillion", 4500 * BN, 4500 * BN, "JPY", "exact")]),
    # ... but people are not paid out
    ("$5 billion, up from 3 million vehicles", [("$5 billion", 5 * BN, 5 * BN, "USD", "exact")]),
    # weight, not sterling
    ("1.2 million pounds of copper", []),
    # vague counts are no sums
    ("hundreds of millions of dollars; 数百億円; 수백억 원; several billion dollars", []),
    # words that are not money
    ("ALL 5 solutions, 20% of us, 5 won in 2024, the R and D", []),
    # a sum larger than any real one stays a number
    (f"${10**30}", [(f"${10**30}", 10**30, 10**30, "USD", "exact")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sums(text: str, expected: list[tuple[str, int, int, str, str]]) -> None:
    found = read_amounts(text)
    assert [(a.text, a.value, a.low, a.currency, a.qualifier) for a in found] == expected
    assert all(text[a.start : a.end] == a.text for a in found)


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("$5 million", "CA", "CAD"),  # the country of the text
        ("US$5 million", "CA", "USD"),  # a named dollar stays
        ("5億元", "TW", "TWD"),
        ("¥5 billion", "CN", "CNY"),
    ],
)
def test_the_country_decides_an_open_currency(text: str, country: str, currency: str) -> None:
    assert [a.currency for a in read_amounts(text, country=country)] == [currency]


def test_dollars_at_the_rate_of_the_day() -> None:
    (amount,) = read_amounts("€30bn", on=date(2025, 3, 24))
    assert amount.usd == to_usd(30 * BN, "EUR", date(2025, 3, 24))
    assert amount.usd is not None
    assert 32 * BN < amount.usd < 33 * BN


def test_offsets_count_in_the_whole_text() -> None:
    text = "$1 million. $2 million. $3 million."
    (amount,) = read_amounts(text, start=12, end=23)
    assert text[amount.start : amount.end] == "$2 million"
