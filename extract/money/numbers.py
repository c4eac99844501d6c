"""Numbers as press text writes them: digits, words and positional characters, with their scales.

    1,290 million · 12,34,567.89 · $7.6Billion · half a billion · one-point-29-billion
    12億5,000万 · 36조 1천530억 · 千二百億 · 이십구점구

Every pattern is flat (no quantifier inside a repeated group that can match the same text twice), so
reading is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from extract.money.spelled import ENGLISH, FRACTIONS, WORDS, spelled
from extract.money.tables import one_of, table

_SCALES = table("scales")
LETTERS: dict[str, int] = _SCALES["letters"]
CJK: dict[str, int] = _SCALES["cjk"]
NUMERALS: dict[str, int] = _SCALES["digits"]

_LONG = "(?:million|billion|trillion|thousand|hundred)s?"  # may be glued to the next word
_SCALE = rf"(?:{_LONG}(?!aire)|{one_of(sorted(WORDS))}(?![a-z]))"
_LETTER = rf"(?:mm|[{''.join(LETTERS)}])(?![a-z\d²³/])"
# 40 digits are more than all money; a longer run of digits is no number of ours
DIGITS = (
    r"(?<!\d)(?<!\d[.,])(?:\d{1,3}(?:,\d{3}){1,13}|\d{1,2}(?:,\d{2}){1,6},\d{3}|\d{1,3}(?:\.\d{3}){2,13}"
    rf"|\d{{1,3}},\d{{1,2}}(?=\s?{_SCALE})|\d{{1,40}})(?!\d)(?:\.\d{{1,20}}(?!\d))?"
    r"|(?<![\d.])\.\d{1,6}(?![\d.])"
)
# a blank, a hyphen, or the line break of a wrapped list entry
_TO_SCALE = r"(?:-|[^\S\n]{0,2}(?:\n[^\S\n]{0,12})?)"
# "hundred million", "lakh crore", "million million"; the noun in "a $20 billion bill" is no scale
_FIRST = rf"(?:{_TO_SCALE}(?:hundred|thousand|lakhs?|lacs?)(?![a-z])){{1,2}}"
MORE = r"(?:\+|-plus)"  # "$5+ trillion": at least, and the scale counts all the same
SCALED = re.compile(
    rf"{_TO_SCALE}million{_TO_SCALE}million(?![a-z])"
    rf"|{_FIRST}{_TO_SCALE}(?!bill(?![a-z])){_SCALE}|{MORE}?{_TO_SCALE}{_SCALE}|{_LETTER}",
    re.IGNORECASE,
)
SPACED_LETTER = re.compile(r"\s(?:mm|[kmb])(?![a-z\d²³/'’])", re.IGNORECASE)
ENGLISH_WORD = one_of([*ENGLISH, *WORDS, *FRACTIONS, "point"])
_WORD = re.compile(rf"(?:{DIGITS})|(?<![a-z])(?:{ENGLISH_WORD})(?![a-z])", re.IGNORECASE)
_JOINT = re.compile(r"[\s-]{0,3}(?:(?:and|of)[\s-]{1,3})?(?:an?[\s-]{1,3})?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<![a-z])an?[\s-]{1,3}$", re.IGNORECASE)
_VAGUE = re.compile(
    r"(?<![a-z])(?:several|few|many|multi|tens|hundreds|of|some|couple)[\s-]{0,3}$", re.IGNORECASE
)
_POSITIONAL = re.compile(
    rf"(?P<number>{DIGITS}|[{''.join(NUMERALS)}]{{1,20}})?(?P<gap>\s{{0,3}})(?P<scale>[{''.join(CJK)}])"
)
_TAIL = re.compile(rf"\s{{0,3}}(?P<number>{DIGITS}|[{''.join(NUMERALS)}]{{1,20}})")
_POINT = re.compile(rf"[점쩜点](?P<decimals>[{''.join(NUMERALS)}]{{1,10}})")
_GAP = re.compile(r"\s{0,3}")
MYRIAD = 10_000


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text; `scaled` where a word or character multiplies it."""

    start: int
    end: int
    value: Fraction
    scaled: bool = False
    mantissa: Fraction = Fraction(0)  # the number before its scale: 1.5 of "1.5 billion"


def decimal(digits: str) -> Fraction:
    """The value of a number written in digits, with thousands separators of either kind.

    >>> decimal("12,34,567.89"), decimal("1.234.567"), decimal("2,5")
    (Fraction(123456789, 100), Fraction(1234567, 1), Fraction(5, 2))
    """
    if digits.isdecimal():
        return Fraction(int(digits))
    if digits.count(".") > 1:
        return Fraction(digits.replace(".", ""))
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return Fraction(digits.replace(",", "."))
    return Fraction(digits.replace(",", ""))


def power(words: str) -> int:
    """The power of ten that a run of scale words makes: "thousand million" -> 9."""
    parts = re.findall(r"[a-z]+", words.lower().removeprefix("-plus"))
    return sum(WORDS.get(p) or WORDS.get(p.removesuffix("s")) or LETTERS[p] for p in parts)


def latin_at(text: str, start: int) -> Quantity | None:
    """The number in digits or English words that starts here, with its scale."""
    words = _words_from(text, start)
    if not words:
        return None
    first = words[0]
    if first[0][0].isdigit() or first[0][0] == ".":
        return _digits_quantity(text, words)
    return _spelled_quantity(text, words)


def _words_from(text: str, start: int) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    match = _WORD.match(text, start)
    while match and len(found) < 24:
        if found and match[0][0].isdigit() and found[-1][0] != "point":
            break
        found.append((match[0].lower(), match.start(), match.end()))
        joint = _JOINT.match(text, match.end())
        match = _WORD.match(text, joint.end()) if joint and joint.end() > match.end() else None
    return found


def _digits_quantity(text: str, words: Sequence[tuple[str, int, int]]) -> Quantity:
    digits, start, end = words[0]
    value = plain = decimal(digits)
    if half := _and_a_half(words[1:]):
        value, end = value + half[0], half[1]
    scale = SCALED.match(text, end)
    if not scale:
        return Quantity(start, words[0][2], plain, mantissa=plain)
    factor = 10 ** power(scale[0])
    return Quantity(start, scale.end(), value * factor, scaled=True, mantissa=value)


def _and_a_half(words: Sequence[tuple[str, int, int]]) -> tuple[Fraction, int] | None:
    """The "and a half" of "two and a half million"; only where a scale follows."""
    if len(words) > 1 and words[0][0] in FRACTIONS and words[1][0] in WORDS:
        return FRACTIONS[words[0][0]], words[0][2]
    return None


def _spelled_quantity(text: str, words: Sequence[tuple[str, int, int]]) -> Quantity | None:
    """Read the longest run of words that makes a number."""
    article = _ARTICLE.search(text, max(0, words[0][1] - 8), words[0][1])
    start = article.start() if article else words[0][1]
    named = words[0][0] in ENGLISH or words[0][0] in FRACTIONS  # "some half a billion"
    if not named and _VAGUE.search(text, max(0, start - 12), start):
        return None
    for count in range(len(words), 0, -1):
        value = spelled([word for word, *_ in words[:count]], article=article is not None)
        if value is not None:
            bare = words[0][0] not in WORDS and words[0][0] not in FRACTIONS
            scaled = any(word in WORDS for word, *_ in words[:count])
            begin = words[0][1] if bare else start
            return Quantity(begin, words[count - 1][2], value, scaled=scaled, mantissa=value)
    return None


def cjk_at(text: str, start: int) -> Quantity | None:
    """The positional number that starts here: 2兆5,592億, 36조 1천530억, 千二百, 이십구점구."""
    total, section = Fraction(0), Fraction(0)
    end, position, floor = start, start, None
    mantissa: Fraction | None = None
    while piece := _POSITIONAL.match(text, position):
        unit = 10 ** CJK[piece["scale"]]
        if floor is not None and unit >= floor and unit >= MYRIAD:
            break
        number = _cjk_number(piece["number"]) if piece["number"] else Fraction(0)
        if not piece["number"] and piece["gap"] and piece.start() == start:
            break
        if not piece["number"] and unit >= 10**8 and not section:
            return None  # 億円 alone, 조원 alone: a unit, not a sum
        if unit < MYRIAD:
            section += (number or 1) * unit
        else:
            total += (section + number or 1) * unit
            section, floor = Fraction(0), unit
        mantissa = mantissa if mantissa is not None else (number or Fraction(1))
        end = piece.end()
        gap = _GAP.match(text, end)
        position = gap.end() if gap else end
    if end == start:
        return _plain_cjk(text, start)
    tail = _TAIL.match(text, end)
    if (
        tail
        and (value := _cjk_number(tail["number"])) < MYRIAD
        and not _is_scaled(text, tail.end())
    ):
        section, end = section + value, tail.end()
    return Quantity(start, end, total + section, scaled=True, mantissa=mantissa or Fraction(1))


def _is_scaled(text: str, position: int) -> bool:
    return bool(SCALED.match(text, position))


def _plain_cjk(text: str, start: int) -> Quantity | None:
    match = _TAIL.match(text, start)
    if not match or match.start("number") != start or match["number"][0].isascii():
        return None
    value = _cjk_number(match["number"])
    return Quantity(start, match.end(), value, mantissa=value)


def _cjk_number(digits: str) -> Fraction:
    if digits[0] in NUMERALS:
        return Fraction("".join(str(NUMERALS[ch]) for ch in digits))
    return decimal(digits)


def with_decimals(text: str, quantity: Quantity) -> Quantity:
    """The number with spoken decimals behind it: 일점이삼 -> 1.23."""
    match = _POINT.match(text, quantity.end)
    if not match:
        return quantity
    places = "".join(str(NUMERALS[ch]) for ch in match["decimals"])
    value = quantity.value + Fraction(f"0.{places}")
    return replace(quantity, end=match.end(), value=value, mantissa=value)
