"""Where currency words stand in a text: signs, codes, names and parts of a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.money.tables import Unit, codes, is_cjk, key, name_words, names, one_of, signs, table
from extract.patterns import Patterns

_WORD_SIGNS = [sign for sign in signs() if sign[-1].isalpha()]
_MARK_SIGNS = [sign for sign in signs() if not sign[-1].isalpha()]
_LETTER_MARKS = [sign for sign in _MARK_SIGNS if sign[0].isalpha()]
_PLAIN_MARKS = [sign for sign in _MARK_SIGNS if not sign[0].isalpha() and sign != "\\"]
_LATIN_NAMES = one_of(word for word in name_words() if not is_cjk(word) and word != "¢")
_CJK_NAMES = one_of(word for word in name_words() if is_cjk(word))
_CODES = one_of(form for code in codes() for form in (code, code.upper()))
_KSIGNS = one_of(_WORD_SIGNS)
# what may not follow: 엔진 (engine), フランス (France), 三元系 (ternary), 불 only as a whole word
_TRAPS = r"(?!(?<=엔)[진지터드])(?!(?<=フラン)ス)(?!(?<=元)[化系素的論材管年首])(?!(?<=불)[가-힣])"
_UNIT = Patterns(
    [
        re.compile(
            r"(?<![A-Za-z](?=[A-Za-z]))"  # none begins within a word
            rf"(?:(?P<sign>(?<![A-Za-z]){one_of(_LETTER_MARKS)}|{one_of(_PLAIN_MARKS)}|\\(?=\d)"
            rf"|(?<![A-Za-z]){_KSIGNS}(?=\s?\d)|(?:(?<=\d)|(?<=\d\s)){_KSIGNS}(?![A-Za-z]))"
            rf"|(?P<code>(?<![A-Za-z]){_CODES}(?![A-Za-z]))"
            rf"|(?P<name>(?<![A-Za-z])(?i:{_LATIN_NAMES})s?(?![A-Za-z])|¢|{_CJK_NAMES}{_TRAPS}))"
        )
    ]
)
# 1.2 million pounds of copper is a weight, unless what is measured is money
_WEIGHT = re.compile(
    r"\s+(?:of|per|a year|annually|U3O8|Cu|Zn)\b"
    r"(?!\s+(?:debt|investment|funding|sales|revenue|profit|cash))"
)
_GLUED_ONLY = {"R", "LE"}


@dataclass(frozen=True, slots=True)
class UnitAt:
    """A currency word and where it stands."""

    start: int
    end: int
    unit: Unit


def find_units(text: str, start: int, end: int, country: str | None) -> Iterator[UnitAt]:
    """All currency words of `text[start:end]`, left to right, in the country's reading of "$"."""
    for match in _UNIT.matches(text, start, end):
        found = _unit(text, match)
        if found:
            yield replace(found, unit=_localised(found.unit, country))


def _unit(text: str, match: re.Match[str]) -> UnitAt | None:
    word = match[0]
    if match["sign"]:
        begin = match.start()
        if word.startswith("us ") and _has_capitals(text, begin):
            word, begin = "$", match.end() - 1
        if word in _GLUED_ONLY and not _touches_digit(text, match):
            return None
        return UnitAt(begin, match.end(), signs()[word])
    if match["code"]:
        return UnitAt(match.start(), match.end(), codes()[word.lower()])
    unit = names().get(key(word))
    if unit is None or (unit.word == "pound" and _WEIGHT.match(text, match.end())):
        return None
    return UnitAt(match.start(), match.end(), unit)


def _has_capitals(text: str, position: int) -> bool:
    """Whether the words around show that the text kept its case ("gives us $5 million")."""
    window = text[max(0, position - 80) : position + 80]
    return window != window.lower()


def _touches_digit(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 1]
    before = text[max(0, match.start() - 2) : match.start()]
    return after.isdigit() or (match[0] != "R" and before[:1].isdigit())


def _localised(unit: Unit, country: str | None) -> Unit:
    if not country:
        return unit
    facts = table("currencies")
    if unit.word in {"$", "dollar"}:
        return replace(unit, currency=facts["dollar_countries"].get(country, unit.currency))
    return replace(
        unit, currency=facts["by_country"].get(unit.word, {}).get(country, unit.currency)
    )
