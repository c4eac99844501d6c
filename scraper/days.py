"""Days as newsrooms write them, in English, Japanese and Korean, found in text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_REIWA = 2018  # Reiwa 1 was 2019
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<y>\d{4}) ?[年년] ?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일]",
        r"令和 ?(?P<era>\d{1,2}|元) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2}) ?日",
        r"(?<!\d)(?P<y>\d{4})(?P<s>[-/.]) ?(?P<m>\d{1,2})(?P=s) ?(?P<d>\d{1,2})(?!\d)",
        r"(?<![\d./-])(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        rf"\b{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}[ ,-] ?(?P<y>\d{{4}})\b",
        r"(?<![\d/])(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})\b",  # American: month first
    )
)


def day_of(text: str) -> date | None:
    """The first day that the text writes; None where it writes none.

    >>> day_of("Thu, 19 Mar 2026 23:00:00 -0500"), day_of("등록일 : 2025.11.16")
    (datetime.date(2026, 3, 19), datetime.date(2025, 11, 16))
    """
    found = first_day(text)
    return found[0] if found else None


def first_day(text: str) -> tuple[date, int, int] | None:
    """The first day that the text writes, and where it begins and ends in the NFKC form."""
    folded = unicodedata.normalize("NFKC", text)
    days = [
        (match.start(), match.end(), day)
        for pattern in _WRITTEN
        for match in pattern.finditer(folded)
        if (day := _day(match.groupdict())) is not None
    ]
    if not days:
        return None
    start, end, day = min(days)
    return day, start, end


def _day(parts: dict[str, str | None]) -> date | None:
    era = parts.get("era")
    year = _REIWA + (1 if era == "元" else int(era)) if era else int(parts["y"] or 0)
    name = parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["m"] or 0)
    try:
        return date(year, month, int(parts["d"] or 0))
    except ValueError:  # the 31st of February, a version number
        return None
