"""Which of the windows that a text states date the spending."""

from datetime import date

import pytest

from extract.horizon import horizon_of
from extract.windows import windows
from tests.extract.seats import seat

ROWS = [
    # a year in which something is done dates the money only between the same commas
    ("It will spend $4 billion on a mill in 2027.", "en", 2027),
    ("It will spend $4 billion on a mill, due in 2027, and on roads.", "en", None),
    ("It puts $4 billion into the mill, whose gates open for trucks by 2028.", "en", None),
    ("By 2028, it will put $4 billion into mills.", "en", 2028),
    # jobs that are told with the money do not take its date away
    ("It commits to $672 million of outlays and 1,454 jobs by 2028.", "en", 2028),
    # of two things told with "and" the years are the staff's; near miss: both are to be done
    ("The bill comes to $4 billion, and its payroll to 1,900 over eight years.", "en", None),
    ("It will invest $4 billion and create 1,900 jobs over eight years.", "en", 2033),
    # what is yet to be spent is no past
    ("Some $3 billion will be spent over the next three years.", "en", 2028),
    # an abbreviation ends no clause
    ("It puts $3 billion into its U.S. plants over the next two years.", "en", 2027),
    # months and half years are counted out: it is March 2025
    ("It will invest $5 billion, most of it within the next 14 months.", "en", 2026),
    ("It will buy gas for $5 billion over two and a half years.", "en", 2027),
    # years in which, years of a contract; near misses: a record, a time from now
    ("It is to spend $5 billion on ten halls in six years.", "en", 2031),
    ("It will spend $5 billion on the first mill here in thirty years.", "en", None),
    ("It will spend $5 billion on a mill that closes in six years' time.", "en", None),
    ("A ten-year agreement worth $5 billion gives it half the plant.", "en", 2035),
    # a start that is put off tells two dates and no window
    ("It moves the start of the $4 billion plant from 2026 to 2028.", "en", None),
    # fiscal years told as two
    ("The plant costs $4 billion and makes cars from 2028-29.", "en", None),
    ("It sets $4 billion aside for the line, to 2029-30.", "en", 2030),
    # goods that are bought: until they have come; near miss: a plant's own deliveries
    ("It ordered 90 jets for $9 billion, to be delivered by 2034.", "en", 2034),
    ("It ordered jets for $9 billion, with deliveries to the end of the 2030s.", "en", 2039),
    ("It spends $9 billion on a works that will deliver by 2034.", "en", None),
    # a sum right beside the year, whatever was told before it
    ("電池の生産設備の増強に71億円（2027年3月末まで）", "ja", 2027),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lang", "year"), ROWS)
def test_window(text: str, lang: str, year: int | None) -> None:
    found = horizon_of(seat(text, lang=lang))
    assert (found.value.end if found else None) == year


TOLD_ON = [
    # the money, or its payment, is spoken of again
    ("Acme invests $5 billion in a mill.", "The money will be paid out until 2029.", 2029),
    ("Acme invests $5 billion in a mill.", "Payment is made in instalments until 2029.", 2029),
    # near miss: the plant is spoken of
    ("Acme invests $5 billion in a mill.", "The works will be open until 2029.", None),
    # the years of what was counted are printed elsewhere; near miss: those of another plan
    ("Acme has a five-year spending plan of $5 billion.", "The period, 2025 to 2029, stays.", 2029),
    ("Acme has a five-year spending plan of $5 billion.", "It made cars from 2025 to 2028.", 2030),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "then", "year"), TOLD_ON)
def test_the_money_told_on(claim: str, then: str, year: int | None) -> None:
    found = horizon_of(seat(claim, text=f"{claim}\n\nTalks go on.\n\n{then}"))
    assert (found.value.end if found else None) == year


def test_the_same_period_is_the_one_told_last() -> None:
    claim = "Acme sets $2 billion aside over the same period."
    text = f"The state will spend $9 billion over the next four years.\n\n{claim}"
    found = horizon_of(seat(claim, text=text, main=False))
    assert found is not None
    assert found.value.end == 2029


def test_a_filings_period_dates_the_sums_above_it() -> None:
    text = "투자금액은 5조원이다.\n\n투자기간: 2025-04-01 ~ 2028-12-31\n\n전체 사업비는 20조원이다."
    above = horizon_of(seat("투자금액은 5조원이다.", text=text, lang="ko", main=False))
    below = horizon_of(seat("전체 사업비는 20조원이다.", text=text, lang="ko", main=False))
    assert above is not None
    assert above.value.end == 2028
    assert below is None


def test_months_are_counted_from_the_documents_own() -> None:
    (window,) = windows("within the next 10 months", date(2025, 11, 3).year, month=11)
    assert window.horizon.end == 2026
