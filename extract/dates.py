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
_BEHIND = 12  # characters behind the words in which the date may go on


def dates_itself(body: str, start: int, end: int, published: date) -> bool:
    """Whether the words `body[start:end]` hold the document's own date: the news dates itself.

    >>> dates_itself("announced on March 3, 2025", 0, 26, date(2025, 3, 4))
    True
    >>> dates_itself("announced in March of last year", 0, 31, date(2025, 3, 4))
    False
    """
    found = _DATE.search(body, start, end + _BEHIND)
    if found is None or _MONTHS.index(found[1].lower()) + 1 != published.month:
        return False
    if found["year"] and found["year"] != str(published.year):
        return False
    return found["day"] is None or 0 <= published.day - int(found["day"]) <= _WEEK
