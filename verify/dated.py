"""Which day or month a text names for news told before: "unveiled last month", "3月に発表した".

A text that dates an earlier announcement points at it, in whatever words it tells the rest. Years
alone say too little; what is not over on the day of the text is no past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from repledge.text import sentences
from verify.recall import belongs, tells_news

DAY = timedelta(days=1)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_MONTH_AGO = frozenset({"last month", "先月", "지난달"})
_WEEK_AGO = frozenset({"last week", "earlier this week", "先週", "지난주"})
_YEAR_AGO = frozenset({"last year", "昨年", "前年", "지난해", "작년"})

_DATE = re.compile(
    rf"\b(?P<m1>{_NAMES})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y1>20\d\d)\b)?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{_NAMES})\b\.?(?:,? (?P<y2>20\d\d)\b)?"
    rf"|\b(?P<m3>{_NAMES})\b\.?,? (?:of )?(?:(?P<y3>20\d\d)\b|(?P<r3>last year))"
    rf"|\b(?:in|last|since|of) (?:early |mid-|late )?(?P<m4>{_NAMES})\b(?: (?P<d4>\d{{1,2}})\b)?"
    r"(?:\.?,? (?:of )?(?:(?P<y4>20\d\d)\b|(?P<r4>last year)))?"
    r"|\b(?P<r5>last month|last week|earlier this week)\b"
    r"|\b(?:this|last|in the|of) (?P<s6>spring|summer|autumn|fall|winter)\b"
    r"|\b(?P<n7>two|three|four|five|six|seven|eight|\d+) (?P<u7>week|month)s? "
    r"(?:ago|after|earlier)\b"
    r"|(?P<y8>20\d\d)[年년] ?(?P<m8>\d{1,2})[月월]"
    r"|(?P<r9>昨年|前年|지난해|작년) ?(?P<m9>\d{1,2})[月월]"
    r"|(?P<r10>先月|先週|지난달|지난주)"
    r"|(?<![\d年년])(?P<m11>\d{1,2})[月월](?!\d)",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """A sentence that tells of earlier news, and the days (both inclusive) that it may mean."""

    sentence: str
    first: date
    last: date


@lru_cache(maxsize=4_096)
def mentions_of_news(text: str, published: date) -> tuple[Mention, ...]:
    """Every day, week, month or season that the text names for something told before it."""
    found: list[Mention] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        if tells_news(sentence) and belongs(sentence):
            found += [
                Mention(sentence, first, min(last, published - DAY))
                for first, last in _windows(sentence, published)
                if first < published
            ]
    return tuple(found)


def _windows(sentence: str, published: date) -> Iterator[tuple[date, date]]:
    for match in _DATE.finditer(sentence):
        told = {name.rstrip("0123456789"): v for name, v in match.groupdict().items() if v}
        try:
            window = _window({name: value.lower() for name, value in told.items()}, published)
        except ValueError:  # "31 June"
            continue
        if window:
            yield window


def _window(told: dict[str, str], published: date) -> tuple[date, date] | None:
    """The days that the parts of a date mean: m(onth), d(ay), y(ear), r(elative), s(eason), n."""
    relative = told.get("r", "")
    if "m" in told:
        year = int(told["y"]) if "y" in told else None
        year = published.year - 1 if relative in _YEAR_AGO else year
        return _in_month(_month_number(told["m"]), told.get("d"), year, published)
    if relative in _MONTH_AGO:
        before = published.replace(day=1) - DAY
        return before.replace(day=1), before
    if relative in _WEEK_AGO:
        return published - 13 * DAY, published
    if "s" in told:
        month = _SEASONS[told["s"]]
        first = date(published.year - (month > published.month), month, 1)
        return first, first + 120 * DAY
    if "n" in told:
        count = _NUMBERS.get(told["n"]) or int(told["n"])
        unit = 7 if told["u"] == "week" else 30
        middle = published - min(count, 99) * unit * DAY
        return middle - unit * DAY, middle + unit * DAY
    return None


def _in_month(
    month: int, day: str | None, year: int | None, published: date
) -> tuple[date, date] | None:
    """A month or a day; without a year the last one that is over."""
    if not 1 <= month <= 12:
        return None
    if year is None:
        year = published.year - ((month, int(day or 1)) > (published.month, published.day))
    first = date(year, month, int(day or 1))
    if day:
        return first - DAY, first + DAY
    return first, date(year + month // 12, month % 12 + 1, 1) - DAY


def _month_number(name: str) -> int:
    return int(name) if name.isdecimal() else _MONTHS.index(name[:3]) + 1
