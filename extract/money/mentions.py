"""Sums of money in a text, exactly: numbers and currency words brought together.

numbers   $[5] million · [36조 1천530억] 원          numbers.py
units     [$]5 million · 36조 1천530억 [원]          units.py
mentions  which number belongs to which unit, parts of a unit (3 dollars 50), ranges
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from extract.money.borrowed import borrows
from extract.money.labels import labelled
from extract.money.numbers import (
    CJK,
    DIGITS,
    ENGLISH_WORD,
    NUMERALS,
    SCALED,
    SPACED_LETTER,
    Quantity,
    cjk_at,
    latin_at,
    power,
    with_decimals,
)
from extract.money.units import UnitAt, find_units
from extract.patterns import Patterns

_START = Patterns(
    [
        re.compile(
            rf"(?P<digits>{DIGITS})|(?P<word>(?<![A-Za-z])(?i:{ENGLISH_WORD})(?![A-Za-z]))"
            rf"|(?P<cjk>[{''.join(CJK)}{''.join(NUMERALS)}])"
        )
    ]
)
_CJK_SCALE = re.compile(rf"\s{{0,3}}[{''.join(CJK)}]")
_BEFORE_GAP = re.compile(r"\s{0,3}")
_AFTER_GAP = re.compile(r"-|[^\S\n]{0,3}(?:\n[^\S\n]{0,12})?")
_MINOR_GAP = re.compile(r"\s{0,2}(?:and\s|と|와|과)?\s{0,2}")
_NO_NOUN = re.compile(r"\s{0,2}(?:$|[,;:!?)]|\.(?!\d)|(?:and|more)\b|그리고)", re.IGNORECASE)
_VAGUE_CJK = "数幾何수몇여第제"
_HANGUL = re.compile(r"[가-힣]")
_RANGE = re.compile(r"\s{0,2}(?:[-~/]|to|에서|から|乃至|ないし)\s{0,2}", re.IGNORECASE)
_OR = re.compile(r"\s+or\s+", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<![a-z])between(?:\s+[a-z]+){0,2}\s*$", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?<![a-z])(?<!ranging )(?<!ranges )(?<!range )(?:from|increas\w*|rais\w*|gr[eo]w\w*"
    r"|expand\w*|up|lift\w*|boost\w*|cut\w*|reduc\w*|rose|rise\w*|fell|revis\w*)\s[^.;]*$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s{0,2}to\s{0,2}", re.IGNORECASE)
_CJK_FROM = re.compile(r"\s{0,2}(?:에서|から)\s{0,2}")
# behind the upper sum: "from X to Y" of a plan that grows or shrinks
_CJK_CHANGE = re.compile(
    r"\s{0,2}(?:\([^)]{0,30}\)|규모|수준|이상|程度|規模|超|以上){0,2}(?:へ|(?:に|으로|로)[^、。,.]{0,10}"
    r"(?:引き[上下]げ|[増減縮]|拡大|膨ら|[上下]方|修正|変更|伸ば|改め"
    r"|늘|불어|커|줄|증액|감액|확대|축소|올리|올려|높|낮|변경|조정|정정))"
)
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD"})
_ADDRESS = re.compile(r"https?://[^\s)\]>\"]+")
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5E)))
_PLAIN = dict(
    zip(
        _WIDE + "￥￦～〜—–−‐‑　\xa0",
        "".join(chr(ord(ch) - 0xFEE0) for ch in _WIDE) + "¥₩~~-----  ",
        strict=True,
    )
)
_FULL_WIDTH = re.compile(f"[{re.escape(''.join(_PLAIN))}]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A sum as printed, in exact arithmetic; `low` of a printed range."""

    start: int
    end: int
    value: Fraction
    currency: str
    quantity: Quantity
    low: Fraction | None = None


Item = Quantity | UnitAt


def narrow(text: str) -> str:
    """The text with full-width forms made plain, every character kept in its place.

    Web addresses are blotted out: the "500-billion-usd" of a link is not told to a reader.
    """
    plain = _FULL_WIDTH.sub(lambda wide: _PLAIN[wide[0]], text)
    return _ADDRESS.sub(lambda found: "/" * len(found[0]), plain)


def find_mentions(
    text: str, start: int, end: int, country: str | None = None
) -> tuple[Mention, ...]:
    """All sums in `text[start:end]` (made `narrow` before), left to right."""
    labels = list(labelled(text, start, end))
    starts = [label.start for label in labels]
    found = [
        Mention(one.number.start, one.number.end, one.value, one.currency, one.number)
        for one in labels
    ]
    read = list(_Reader(text, _items(text, start, end, country)).read())
    for mention in _merge_ranges(text, read):
        before = bisect_left(starts, mention.end) - 1  # the last label that starts before its end
        if before < 0 or labels[before].number.end <= mention.start:
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _items(text: str, start: int, end: int, country: str | None) -> list[Item]:
    units = list(find_units(text, start, end, country))
    if not units:
        return []
    numbers = _numbers(text, start, end, units)
    return sorted([*units, *numbers], key=lambda item: item.start)


def _numbers(text: str, start: int, end: int, units: Sequence[UnitAt]) -> Iterator[Quantity]:
    """Numbers that do not overlap a currency word (대만 달러 holds the numeral 만)."""
    taken = iter(units)
    unit = next(taken, None)
    reached = start
    after_unit = -1
    for match in _START.matches(text, start, end):
        if match.start() < reached:
            continue
        while unit and unit.end <= match.start():
            after_unit, unit = unit.end, next(taken, None)
        if unit and unit.start <= match.start():
            continue
        quantity = _quantity(text, match, inside=after_unit != match.start())
        if quantity and quantity.end <= end and not (unit and unit.start < quantity.end):
            yield quantity
            reached = quantity.end


def _quantity(text: str, match: re.Match[str], *, inside: bool) -> Quantity | None:
    """The number that starts here; `inside` where the character before may be of the same word."""
    if match["word"]:
        return latin_at(text, match.start())
    if match["digits"] and not _CJK_SCALE.match(text, match.end()):
        return latin_at(text, match.start())
    before = text[max(0, match.start() - 1) : match.start()]
    if before and before in _VAGUE_CJK:
        return None
    if inside and match["cjk"] and _HANGUL.match(match[0]) and _HANGUL.match(before):
        return None  # a numeral inside a Korean word
    quantity = cjk_at(text, match.start())
    return with_decimals(text, quantity) if quantity else None


class _Reader:
    """Walks over numbers and units once and joins those that touch."""

    def __init__(self, text: str, items: Sequence[Item]) -> None:
        self.text = text
        self.items = items
        self.last: Mention | None = None

    def read(self) -> Iterator[Mention]:
        index = 0
        while index < len(self.items):
            found = self._at(index)
            if found:
                yield from found[0]
                self.last = found[0][-1]
                index = found[1]
            else:
                index += 1

    def _at(self, index: int) -> tuple[list[Mention], int] | None:
        item = self.items[index]
        if isinstance(item, UnitAt):
            return self._prefixed(index, item) if self._leads(index) else None
        return (
            self._suffixed(index, item) or self._shared(index, item) or self._elliptic(index, item)
        )

    def _elliptic(self, index: int, quantity: Quantity) -> tuple[list[Mention], int] | None:
        """A number without a unit that is money all the same, in that of the sum before it."""
        last = self.last
        if not last or not borrows(self.text, last.end, last.value, quantity):
            return None
        found = Mention(quantity.start, quantity.end, quantity.value, last.currency, quantity)
        return [found], index + 1

    def _quantity(self, index: int) -> Quantity | None:
        item = self.items[index] if 0 <= index < len(self.items) else None
        return item if isinstance(item, Quantity) else None

    def _unit(self, index: int) -> UnitAt | None:
        item = self.items[index] if 0 <= index < len(self.items) else None
        return item if isinstance(item, UnitAt) else None

    def _touching(self, left: int, gap: re.Pattern[str]) -> bool:
        """Whether only such a gap lies between two neighbours."""
        if not 0 <= left < len(self.items) - 1:
            return False
        match = gap.match(self.text, self.items[left].end)
        return bool(match) and match.end() == self.items[left + 1].start  # type: ignore[union-attr]

    def _leads(self, index: int) -> bool:
        """Whether the unit here stands before its number."""
        unit, after = self._unit(index), self._quantity(index + 1)
        if not unit or not after or not unit.unit.leads or not self._touching(index, _BEFORE_GAP):
            return False
        if unit.unit.wary and not after.scaled:
            return False
        follower = self._unit(index + 2) if self._touching(index + 1, _AFTER_GAP) else None
        foreign = follower and not _same_money(unit, follower) and not self._leads(index + 2)
        if unit.unit.kind == "name":
            known = after.scaled or after.value >= 1000 or " " in self._word(unit)
            hangul = _HANGUL.match(self.text, after.start)
            return not foreign and (known or self._word(unit)[0] > "\u2e7f") and not hangul
        return not foreign

    def _word(self, unit: UnitAt) -> str:
        return self.text[unit.start : unit.end]

    def _belongs_right(self, index: int) -> bool:
        """Of `number unit number`: whether the unit goes with the number on its right."""
        unit, before, after = (
            self._unit(index),
            self._quantity(index - 1),
            self._quantity(index + 1),
        )
        if not unit or not before or not after or not self._leads(index):
            return False
        glued_left, glued_right = before.end == unit.start, unit.end == after.start
        if glued_left != glued_right:
            return glued_right
        follower = self._unit(index + 2) if self._touching(index + 1, _AFTER_GAP) else None
        if unit.unit.kind == "sign":
            mirrored = follower and (
                follower.unit.word == unit.unit.word or follower.unit.kind == "minor"
            )
            return not mirrored
        if unit.unit.kind == "code":
            return not follower and not before.scaled and (after.scaled or after.value >= 1000)
        return False

    def _prefixed(self, index: int, unit: UnitAt) -> tuple[list[Mention], int]:
        quantity = self._quantity(index + 1)
        if quantity is None:
            raise ValueError("a leading unit has a number after it")
        if not quantity.scaled and (letter := SPACED_LETTER.match(self.text, quantity.end)):
            value = quantity.value * 10 ** power(letter[0])
            quantity = replace(quantity, value=value, scaled=True, end=letter.end())
        mention = _mention(unit.start, quantity.end, quantity, unit)
        if upper := self._upper(index + 2, mention):
            return upper
        after = self._unit(index + 2)
        if after and self._touching(index + 1, _AFTER_GAP) and self._repeats(index + 2, unit):
            mention = replace(mention, end=after.end, currency=after.unit.currency)
            return self._with_minor(index + 3, mention)
        return self._with_minor(index + 2, mention)

    def _repeats(self, index: int, unit: UnitAt) -> bool:
        """Whether the unit here says the leading one again: $10 dollars, $5 million CAD."""
        after = self._unit(index)
        if not after or after.unit.kind == "minor" or self._leads(index):
            return False
        return _same_money(unit, after)

    def _upper(self, index: int, low: Mention) -> tuple[list[Mention], int] | None:
        """The upper end that shares the unit before it: $1-2 billion, US$10 to 15 million."""
        high = self._quantity(index)
        if not high or not _range_gap(self.text, low, high) or self._touching(index, _AFTER_GAP):
            return None
        if low.quantity.scaled and not high.scaled:
            return None
        size = low.value / low.quantity.value if low.quantity.value else Fraction(1)
        top = Mention(high.start, high.end, high.value * size, low.currency, high)
        bottom = _scaled_like(low.quantity, high) * size
        if bottom >= top.value:
            return None
        if _is_change(self.text, low, top):
            return [replace(low, value=bottom), top], index + 1
        return [replace(top, start=low.start, low=bottom)], index + 1

    def _suffixed(self, index: int, quantity: Quantity) -> tuple[list[Mention], int] | None:
        unit = self._unit(index + 1)
        if not unit or not self._touching(index, _AFTER_GAP) or self._belongs_right(index + 1):
            return None
        if unit.unit.wary and not (quantity.scaled or quantity.value >= 1000):
            return None
        if unit.unit.kind in {"sign", "code"} and not quantity.scaled:
            scale = SCALED.match(self.text, unit.end)
            if scale and scale[0][0].isspace():
                value = quantity.value * 10 ** power(scale[0])
                scaled = replace(quantity, value=value, scaled=True)
                return [_mention(quantity.start, scale.end(), scaled, unit)], index + 2
        return self._with_minor(index + 2, _mention(quantity.start, unit.end, quantity, unit))

    def _with_minor(self, index: int, mention: Mention) -> tuple[list[Mention], int]:
        """Add a part of a unit that follows: 3 dollars 50 cents, 15 dollars and 15, 2円13銭."""
        part, unit = self._quantity(index), self._unit(index + 1)
        plain = mention.value.denominator == 1 and not mention.quantity.scaled
        gap = _MINOR_GAP.match(self.text, mention.end)
        if not part or not gap or gap.end() != part.start or part.value.denominator != 1:
            return [mention], index
        if unit and unit.unit.kind == "minor" and self._touching(index, _AFTER_GAP):
            value = mention.value + part.value * unit.unit.size
            return [replace(mention, end=unit.end, value=value)], index + 2
        bare = plain and 0 < part.value < 100 and not part.scaled and gap.end() > gap.start()
        if bare and _NO_NOUN.match(self.text, part.end):
            value = mention.value + part.value / 100
            return [replace(mention, end=part.end, value=value)], index + 1
        return [mention], index

    def _shared(self, index: int, low: Quantity) -> tuple[list[Mention], int] | None:
        """Two numbers before one unit: 10-20 dollars, 100億~200億円, from 10 to 20 million won."""
        high = self._quantity(index + 1)
        if not high or not _range_gap(self.text, low, high):
            return None
        found = self._suffixed(index + 1, high)
        if not found:
            return None
        top = found[0][0]
        bottom = _scaled_like(low, top.quantity)
        first = Mention(low.start, low.end, bottom, top.currency, low)
        if bottom > top.value or _is_change(self.text, first, top):
            return [first, *found[0]], found[1]
        return [replace(top, start=low.start, low=bottom)], found[1]


def _mention(start: int, end: int, quantity: Quantity, unit: UnitAt) -> Mention:
    return Mention(start, end, quantity.value * unit.unit.size, unit.unit.currency, quantity)


def _same_money(left: UnitAt, right: UnitAt) -> bool:
    pair = {left.unit.currency, right.unit.currency}
    return len(pair) == 1 or pair <= _DOLLARS


def _range_gap(text: str, low: Quantity | Mention, high: Quantity | Mention) -> bool:
    match = _RANGE.match(text, low.end)
    if match and match.end() == high.start:
        return True
    match = _OR.match(text, low.end)
    if match and match.end() == high.start and isinstance(low, Quantity):
        return True  # 20 or 21 trillion dollars; two whole sums joined by "or" stay two
    match = _AND.match(text, low.end)
    between = _BETWEEN.search(text, max(0, low.start - 40), low.start)
    return bool(match and between) and match.end() == high.start  # type: ignore[union-attr]


def _scaled_like(low: Quantity, high: Quantity) -> Fraction:
    """The lower number in the scale of the upper one: the 1 of "$1-2 billion" is a billion."""
    if low.scaled or not high.scaled or low.value >= 1000 or high.mantissa == 0:
        return low.value
    return low.value * (high.value / high.mantissa)


def _is_change(text: str, low: Mention, high: Mention) -> bool:
    """Whether "X to Y" tells a rise or a cut and not a range."""
    if _CJK_FROM.match(text, low.end):
        return bool(_CJK_CHANGE.match(text, high.end))
    if not _TO.match(text, low.end):
        return False
    return bool(_CHANGE.search(text, max(0, low.start - 60), low.start))


def _merge_ranges(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Join two whole sums into a range: $1 billion to $2 billion, between $10 and $20."""
    index = 0
    while index < len(found):
        low = found[index]
        high = found[index + 1] if index + 1 < len(found) else None
        merged = _merged(text, low, high) if high else None
        if isinstance(merged, Mention):
            yield merged
            index += 2
        else:
            yield low
            index += 1


def _merged(text: str, low: Mention, high: Mention) -> Mention | None:
    same = low.currency == high.currency and low.low is None and high.low is None
    if not same or not _range_gap(text, low, high) or _is_change(text, low, high):
        return None
    bottom = _scaled_like(low.quantity, high.quantity)
    if bottom >= high.value:
        return None
    return replace(high, start=low.start, low=bottom)
