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
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_KANJI = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_UNITS = {"万": 10_000, "千": 1_000, "만": 10_000, "천": 1_000, "백": 100}

COUNT = (
    r"(?:\d{1,3}|[０-９]{1,3}|[一二三四五六七八九十]|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + ")"
)
_UNDER_100 = "|".join(sorted(_WORDS, key=len, reverse=True))
# "six hundred", "two thousand", "a thousand", "twelve hundred", "two hundred and fifty", "fifty"
SPELLED = (
    rf"(?:(?:(?:{_UNDER_100})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|an?)\s+"
    rf"(?:hundred|thousand)(?:\s+(?:and\s+)?(?:{_UNDER_100})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)?"
    rf"|(?:{_UNDER_100})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_LARGE = re.compile(r"(\d+(?:\.\d+)?)([万千만천백]?)")


def read_count(text: str) -> int | None:
    """The whole number that the words or digits say, None where they say none.

    >>> read_count("five"), read_count("1,400"), read_count("1万2,000"), read_count("３")
    (5, 1400, 12000, 3)
    >>> read_count("six hundred"), read_count("two hundred and fifty"), read_count("a thousand")
    (600, 250, 1000)
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip().lower()
    if value := _WORDS.get(plain) or _KANJI.get(plain):
        return value
    if spelled := _spelled(plain):
        return spelled
    total = 0.0
    for digits, unit in _LARGE.findall(plain.replace(" ", "")):
        total += float(digits) * _UNITS.get(unit, 1)
    return int(total) or None


def _spelled(plain: str) -> int | None:
    """ "twenty-five", "six hundred", "two thousand and fifty"; None where a word is no number."""
    total = current = 0
    for word in plain.replace("-", " ").split():
        if word in _WORDS:
            current += _WORDS[word]
        elif word in ("a", "an"):
            current += 1
        elif word in ("hundred", "thousand"):
            total += max(1, current) * (100 if word == "hundred" else 1_000)
            current = 0
        elif word != "and":
            return None
    return total + current or None
