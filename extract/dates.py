"""Whether a date that stands beside a sum is the day of the news itself."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_WEEK = 7  # days within which a date is still that of the news
_DATE = re.compile(
    rf"\b(?:on|in|during|of) (?:early |late |mid-?)?({'|'.join(_MONTHS)})[a-z]*\.?"
    r"(?: (?P<day>\d{1,2})(?:st|nd|rd|th)?\b)?,?(?: of)? ?(?P<year>(?:19|20)\d\d|last year)?",
    re.IGNORECASE,
)
_CJK_DATE = re.compile(
    r"(?:(?P<year>\d{2,4})[年년] ?)?(?P<month>\d{1,2})[月월] ?(?P<day>\d{1,2})[日일]"
)
_BEHIND = 12  # characters behind the words in which the date may go on


def dates_itself(body: str, start: int, end: int, published: date) -> bool:
    """Whether the words `body[start:end]` hold the document's own date: the news dates itself.

    >>> dates_itself("announced on March 3, 2025", 0, 26, date(2025, 3, 4))
    True
    >>> dates_itself("announced in March of last year", 0, 31, date(2025, 3, 4))
    False
    >>> dates_itself("3月3日に公表した", 0, 9, date(2025, 3, 4))
    True
    """
    if spelled := _CJK_DATE.search(body, start, end):
        return _of_the_day(spelled, published)
    found = _DATE.search(body, start, end + _BEHIND)
    if found is None or _MONTHS.index(found[1].lower()) + 1 != published.month:
        return False
    if found["year"] and found["year"] != str(published.year):
        return False
    return found["day"] is None or 0 <= published.day - int(found["day"]) <= _WEEK


def _of_the_day(found: re.Match[str], published: date) -> bool:
    """Whether a Japanese or Korean date is that of the news; of a year its last digits count."""
    year, month, day = found["year"], int(found["month"]), int(found["day"])
    same_year = year is None or str(published.year).endswith(year)
    return same_year and month == published.month and 0 <= published.day - day <= _WEEK
