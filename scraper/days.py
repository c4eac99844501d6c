"""Days as newsrooms write them, in English, Japanese, Korean and the larger European languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

_ERAS = {"令和": 2018, "平成": 1988}  # the year before the first: Reiwa 1 was 2019
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DAY = r"(?P<d>\d{1,2})"
_NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR} ?[年년] ?(?P<m>\d{{1,2}}) ?[月월] ?{_DAY} ?[日일]",
        rf"(?P<era>令和|平成) ?(?P<n>\d{{1,2}}|元) ?年 ?(?P<m>\d{{1,2}}) ?月 ?{_DAY} ?日",
        rf"(?<![\d.]){_YEAR}(?P<s>[-/.]) ?(?P<m>\d{{1,2}})(?P=s) ?{_DAY}(?!\d|-\d)",
        rf"(?<![\d./-]){_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?!\d)",
        rf"\b{_NAME} {_DAY}(?:st|nd|rd|th)?[.,]? {_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}(?:st|nd|rd|th|er|º|\.)?(?: de| of)?[ -]?{_NAME}(?: de| del)?[ ,-] ?"
        rf"{_YEAR}(?!\d)",
        rf"(?<![\d./])(?P<a>\d{{1,2}})(?P<s>[/.-]) ?(?P<b>\d{{1,2}})(?P=s) ?{_YEAR}(?!\d)",
    )
)


# 28.09.19: only where a line is known to be a date, for sums and versions look like it
_SHORT = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<yy>\d\d)(?![\d.])")


def day_of(text: str, language: str = "en") -> date | None:
    """The first day that the text writes; None where it writes none.

    >>> day_of("Thu, 19 Mar 2026 23:00:00 -0500"), day_of("등록일 : 2025.11.16")
    (datetime.date(2026, 3, 19), datetime.date(2025, 11, 16))
    """
    found = first_day(text, language)
    return found[0] if found else None


def first_day(
    text: str, language: str = "en", *, short: bool = False
) -> tuple[date, int, int] | None:
    """The first day that the text writes, and where it begins and ends in the NFKC form.

    `short` reads 28.09.19 too.
    """
    patterns = (*_WRITTEN, _SHORT) if short else _WRITTEN
    days = _days(unicodedata.normalize("NFKC", text), language, patterns)
    return min(days, key=lambda found: (found[1], -found[2]), default=None)


def all_days(text: str, language: str = "en") -> set[date]:
    """Every day that a text writes, 28.09.19 included."""
    folded = unicodedata.normalize("NFKC", text)
    return {day for day, _, _ in _days(folded, language, (*_WRITTEN, _SHORT))}


def _days(
    folded: str, language: str, patterns: tuple[re.Pattern[str], ...]
) -> Iterator[tuple[date, int, int]]:
    for pattern in patterns:
        for match in pattern.finditer(folded):
            if (day := _day(match.groupdict(), language)) is not None:
                yield day, match.start(), match.end()


def _day(parts: dict[str, str | None], language: str) -> date | None:
    day = int(parts.get("d") or 0)
    if era := parts.get("era"):
        number = 1 if parts["n"] == "元" else int(parts["n"] or 0)
        return _valid(_ERAS[era] + number, int(parts["m"] or 0), day)
    if short := parts.get("yy"):
        return _valid(2000 + int(short), int(parts["m"] or 0), day)
    year = int(parts["y"] or 0)
    if name := parts.get("name"):
        return _valid(year, _months().get(name.lower(), 0), day)
    if month := parts.get("m"):
        return _valid(year, int(month), day)
    first, second = int(parts["a"] or 0), int(parts["b"] or 0)
    # 3/4/2025 is the fourth of March to Americans; elsewhere, and with dots, the day comes first
    if second > 12 or (first <= 12 and parts["s"] == "/" and language in {"en", "en-us"}):
        return _valid(year, first, second)
    return _valid(year, second, first)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the 31st of February, a version number
        return None


@cache
def _months() -> dict[str, int]:
    table = tomllib.loads((files(__package__) / "data/months.toml").read_text(encoding="utf-8"))
    return {
        form: number
        for names in table["months"].values()
        for number, forms in enumerate(names, start=1)
        for form in forms.split()
    }
