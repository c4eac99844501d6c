"""English number words made one number: "two hundred and twelve million", "half a billion"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from extract.money.tables import table

WORDS: dict[str, int] = table("scales")["words"]
ENGLISH: dict[str, int] = table("scales")["english"]
FRACTIONS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "quarters": Fraction(1, 4)}


def spelled(words: Sequence[str], *, article: bool) -> Fraction | None:
    """The value of number words; None where they do not make one number.

    `article` tells that "a" stands before them: "a million" is a number, "million" is not.

    >>> spelled(["half", "billion"], article=False), spelled(["five", "two"], article=False)
    (Fraction(500000000, 1), None)
    """
    first = words[0]
    if (first in WORDS and not article) or first in {"quarters", "point"} or words[-1] == "point":
        return None
    if len(words) == 1 and first in FRACTIONS:
        return None
    sum_ = _Sum()
    for place, word in enumerate(words):
        if not sum_.add(word, last=place == len(words) - 1):
            return None
    return sum_.value() or None


class _Sum:
    """Adds number words up, left to right: `section` until a scale word moves it to `total`."""

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.section = Fraction(0)
        self.last = Fraction(0)  # the latest word within the section
        self.scale = Fraction(1)  # the latest large scale: "a billion and a half"
        self.decimals: str | None = None  # digits spoken after "point"

    def value(self) -> Fraction:
        return self.total + self.section + self._spoken()

    def add(self, word: str, *, last: bool) -> bool:
        """Take one word; False where it cannot follow."""
        if self.decimals is not None and (word.isdigit() or ENGLISH.get(word, 10) < 10):
            self.decimals += word if word.isdigit() else str(ENGLISH[word])
            return True
        if word == "point":
            fresh, self.decimals = self.decimals is None, ""
            return fresh
        self.section, self.decimals = self.section + self._spoken(), None
        if word in FRACTIONS:
            self._add_fraction(word, last=last)
            return True
        if word in ENGLISH:
            return self._add_plain(Fraction(ENGLISH[word]))
        return word in WORDS and self._scale_by(word)

    def _spoken(self) -> Fraction:
        return Fraction(f"0.{self.decimals}") if self.decimals else Fraction(0)

    def _add_fraction(self, word: str, *, last: bool) -> None:
        part = FRACTIONS[word]
        if word == "quarters" and self.section < 4:
            self.section *= part  # three quarters
        elif last and self.total:
            self.total += part * self.scale  # a billion and a half
        else:
            self.section += part

    def _add_plain(self, value: Fraction) -> bool:
        """Twenty + five and hundred + twenty go together; five + two do not."""
        if not (self.last == 0 or self.last >= 100 or (self.last >= 20 and value < 10)):
            return False
        self.section += value
        self.last = value
        return True

    def _scale_by(self, word: str) -> bool:
        if word == "hundred":
            self.section = (self.section or Fraction(1)) * 100
            self.last = Fraction(100)
            return True
        self.scale = Fraction(10 ** WORDS[word])
        self.total += (self.section or Fraction(0 if self.total else 1)) * self.scale
        self.section = self.last = Fraction(0)
        return True
