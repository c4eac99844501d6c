"""Sums told twice, rows for the command, sums that can hardly be meant."""

from datetime import date

import pytest

from extract.money import amount_rows, doubt, mismatch, pairs, read_amounts

DAY = date(2025, 8, 26)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("260억 달러(36조 1천530억 원)", [("260억 달러", "36조 1천530억 원")]),  # Korean bracket
        ("最大100億ドル（約1兆5千億円）", [("100億ドル", "1兆5千億円")]),  # full-width bracket
        ("€30bn, or about $35bn", [("€30bn", "$35bn")]),  # in words
        ("$5 million (and €3 million later)", []),  # another sum in the bracket
        ("$5 million ($3 million net)", []),  # the same currency is never a pair
    ],
)
def test_pairs(text: str, expected: list[tuple[str, str]]) -> None:
    found = pairs(read_amounts(text), text)
    assert [(p.stated.text, p.converted.text) for p in found] == expected


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("260억 달러(36조 1천530억 원)", True),  # at the day's rate
        ("$1.2 billion (1.7 billion won)", False),  # billion for trillion
        ("$5 billion (10 billion XAF)", True),  # no rate known: nothing to say
    ],
)
def test_a_pair_is_checked_against_the_day(text: str, agrees: bool) -> None:
    (pair,) = pairs(read_amounts(text), text)
    assert (mismatch(pair, DAY) is None) is agrees


def test_a_sum_beyond_all_pledges_is_doubted_not_mended() -> None:
    huge, large = read_amounts("$850 trillion and $18 trillion", on=DAY)
    assert doubt(huge) is not None
    assert huge.value == 850 * 10**12
    assert doubt(large) is None


def test_rows_keep_fractions_and_count_lines() -> None:
    rows = list(amount_rows(["nothing", "it costs $8.50, up to 50 cents more"]))
    assert [(r["line"], r["text"], r["value"], r["low"], r["qualifier"]) for r in rows] == [
        (2, "$8.50", 8.5, 8.5, "exact"),
        (2, "50 cents", 0.5, 0, "up_to"),
    ]
