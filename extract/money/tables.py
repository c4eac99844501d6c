"""The words of money: signs, names, codes, scales, numerals, from the TOML files beside this one.

Full currency names come from the Unicode CLDR tables that babel carries; a row of currencies.toml
wins over them. Keys are folded by `key`, so that "Swiss  francs", "swiss franc" and
スイス・フラン / スイスフラン each stand once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from babel import Locale
from babel.core import get_global

from extract.wordtree import any_of

Kind = Literal["sign", "code", "name", "minor"]
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Unit:
    """A currency word: which money it means and how many of its whole units one makes."""

    currency: str
    kind: Kind
    size: Fraction = Fraction(1)  # a cent: 1/100; MUSD: 1,000,000
    word: str = ""  # the folded word
    wary: bool = False  # read only beside a large number
    leads: bool = True  # may stand before its number


@lru_cache
def table(name: str) -> dict[str, Any]:
    """One of the TOML files beside this one."""
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def key(word: str) -> str:
    """The word without blanks and middle dots, in lower case: what units are looked up by.

    >>> key("スイス・フラン"), key("US Dollars")
    ('スイスフラン', 'usdollars')
    """
    return re.sub(r"[\s・]+", "", word).lower()


def is_cjk(word: str) -> bool:
    """True where the word holds kana, hangul or han."""
    return any(ch > "\u2e7f" for ch in word)


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; their spaces may be missing or double."""
    return any_of(words, _step)


def _step(character: str) -> str:
    if character == "・":
        return r"[・\s]?"
    return r"\s{0,2}" if character == " " else re.escape(character)


@lru_cache
def active_codes() -> frozenset[str]:
    """ISO 4217 codes that are tender somewhere today, and the older ones still met in text."""
    territories = get_global("territory_currencies")
    now = {row[0] for rows in territories.values() for row in rows if row[2] is None and row[3]}
    facts = table("currencies")["codes"]
    return frozenset(now | set(facts["also"])) - frozenset(facts["never"])


@lru_cache
def signs() -> dict[str, Unit]:
    """Signs as written: "$", "US$", "RM"."""
    return {
        sign: Unit(iso, "sign", word=sign) for sign, iso in table("currencies")["signs"].items()
    }


@lru_cache
def codes() -> dict[str, Unit]:
    """ISO codes, and those with a scale letter before them (MUSD, KSEK)."""
    wary = set(table("currencies")["codes"]["wary"])
    found: dict[str, Unit] = {}
    for code in active_codes():
        found[code.lower()] = Unit(code, "code", word=code.lower(), wary=code in wary)
        for letter, power in (("m", 6), ("k", 3), ("t", 3)):
            word = letter + code.lower()
            found.setdefault(word, Unit(code, "code", Fraction(10**power), word))
    return found


@lru_cache
def names() -> dict[str, Unit]:
    """Names of currencies and of their parts, folded by `key`."""
    facts = table("currencies")
    found: dict[str, Unit] = {}
    for code, word in _spelled_names():
        for form in (word, f"{word}s"):
            found.setdefault(
                key(form),
                Unit(
                    code,
                    "name",
                    word=key(word),
                    wary=word in facts["words"]["large_only"],
                    leads=word not in facts["words"]["never_before"],
                ),
            )
    for row in facts["minor"]:
        size = Fraction(1, row["parts"])
        for word in row["names"]:
            for form in (word, f"{word}s"):
                found[key(form)] = Unit(row["currency"], "minor", size, key(word), leads=False)
    return found


@lru_cache
def name_words() -> tuple[str, ...]:
    """The names as words to build patterns from."""
    minor = [word for row in table("currencies")["minor"] for word in row["names"]]
    return tuple({word.lower() for _, word in _spelled_names()} | set(minor))


def _spelled_names() -> Iterator[tuple[str, str]]:
    for code, words in table("currencies")["names"].items():
        for word in words:
            yield code, word
    for language in ("en", "ja", "ko"):
        for code, name in Locale(language).currencies.items():
            if code in active_codes() and re.fullmatch(r"[^\d()]+", name):
                yield code, name.replace(" ", "・") if language == "ja" else name
