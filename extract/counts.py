"""Small counts in words and digits: "five", "three to four", "10", "1,400", "１０", "3만", "数"."""

from __future__ import annotations

import re
import unicodedata

_NUMERALS = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
"""
_WORDS = {word: value for value, word in enumerate(_NUMERALS.split(), start=1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
_KANJI = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_UNITS = {"万": 10_000, "千": 1_000, "만": 10_000, "천": 1_000, "백": 100}

COUNT = (
    r"(?:\d{1,3}|[０-９]{1,3}|[一二三四五六七八九十]|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + ")"
)
_LARGE = re.compile(r"(\d+(?:\.\d+)?)([万千만천백]?)")


def read_count(text: str) -> int | None:
    """The whole number that the words or digits say, None where they say none.

    >>> read_count("five"), read_count("1,400"), read_count("1万2,000"), read_count("３")
    (5, 1400, 12000, 3)
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip().lower()
    if value := _WORDS.get(plain) or _KANJI.get(plain):
        return value
    total = 0.0
    for digits, unit in _LARGE.findall(plain.replace(" ", "")):
        total += float(digits) * _UNITS.get(unit, 1)
    return int(total) or None
