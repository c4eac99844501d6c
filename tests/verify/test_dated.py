"""Which days a sentence means by its date of earlier news."""

from datetime import date

import pytest

from verify.dated import mentions_of_news

TOLD = date(2025, 6, 14)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # months without a year are the last that have begun, with one that year's
        ("The plant was announced in March.", date(2025, 3, 1), date(2025, 3, 31)),
        ("It had unveiled the plan last November.", date(2024, 11, 1), date(2024, 11, 30)),
        ("The site, presented in May 2023, grows.", date(2023, 5, 1), date(2023, 5, 31)),
        ("The plan agreed in December of last year holds.", date(2024, 12, 1), date(2024, 12, 31)),
        ("It was the subject of March 3, 2024, when it was unveiled.", date(2024, 3, 2),
         date(2024, 3, 4)),
        # a day, written either way round, and one day of slack for another time zone
        ("On February 4, 2025 it signed.", date(2025, 2, 3), date(2025, 2, 5)),
        ("It was signed on 4 February.", date(2025, 2, 3), date(2025, 2, 5)),
        # relative dates
        ("What was presented last month stays.", date(2025, 5, 1), date(2025, 5, 31)),
        ("Three months after the memorandum, work starts.", date(2025, 2, 14), date(2025, 4, 15)),
        ("The firms committed themselves in the spring.", date(2025, 3, 1), date(2025, 6, 13)),
        # the month under way ends on the day before the text
        ("It was announced on 2 June.", date(2025, 6, 1), date(2025, 6, 3)),
        # Japanese and Korean
        ("先月公表した計画に含まれる。", date(2025, 5, 1), date(2025, 5, 31)),
        ("昨年11月に発表した計画だ。", date(2024, 11, 1), date(2024, 11, 30)),
        ("지난 3월 착공한 공장이 포함된다.", date(2025, 3, 1), date(2025, 3, 31)),
        ("2024년 8월 발표한 계획이다.", date(2024, 8, 1), date(2024, 8, 31)),
    ],
)  # fmt: skip
def test_dated_news(text: str, first: date, last: date) -> None:
    assert (first, last) in [(m.first, m.last) for m in mentions_of_news(text, TOLD)]


@pytest.mark.parametrize(
    "text",
    [
        "The line runs since March.",  # no news was told
        "It was announced in 2023.",  # a year says too little
        "The work is separate from what was announced in March.",  # set apart
        "It will be announced on 20 June 2025.",  # still to come
        "It may be told of by 31 June.",  # no such day
        "生産は7月に始まる。",  # no news was told
    ],
)
def test_no_dated_news(text: str) -> None:
    assert mentions_of_news(text, TOLD) == ()
