"""Many patterns asked of one text at once, each only where it can match.

A sentence is asked hundreds of patterns of many alternatives, and holds one or two. With what
strings a match can begin ("broke ground", "invest") is read from the pattern itself; one automaton
finds all strings of all patterns in one pass, and a pattern is tried at the places of its own
strings only. A pattern that may begin with any word is asked of texts that hold one of the strings
further on in it. The matches are those of `re`, each pattern's from left to right.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from re import _casefix as casefix  # type: ignore[attr-defined]
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from sys import maxsize
from typing import Any

from extract.automaton import search_for

Match = re.Match[str]
_Start = tuple[str, bool]  # what a match can begin with, and whether all of that is known
_MOST = 600  # strings of one pattern; where there are more they are cut shorter
_LONGEST = 8  # characters of a string; longer ones are hardly rarer
_RANGE = 10  # characters of a range that are written out
# letters that `re` takes for equal where case does not count, beside large and small: the first of
# them stands for all
_FIRST = {chr(a): chr(min(b)) for a, b in casefix._EXTRA_CASES.items() if min(b) < a}
# all but the characters that are common in a text and stand for themselves
_ODD = re.compile("[^ -~\u2010-\u2027\u3001-\u9fff\uac00-\ud7a3€£¥]")
_BORDERS = frozenset({codes.AT, codes.ASSERT, codes.ASSERT_NOT})  # they take no characters
_CATEGORIES = {codes.CATEGORY_DIGIT: "0123456789", codes.CATEGORY_SPACE: " "}


class Patterns:
    """Compiled patterns, asked together; each has its place in the order given as its number."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._always: set[int] = set()
        begins: dict[str, set[int]] = {}
        holds: dict[str, set[int]] = {}
        for number, pattern in enumerate(self._patterns):
            for way in _ways(parser.parse(pattern.pattern, pattern.flags)):
                filed, strings = begins, _starts(way)
                if not strings:
                    filed, strings = holds, _within(way)
                if not strings:
                    self._always.add(number)
                for string in strings:
                    filed.setdefault(string, set()).add(number)
        strings = sorted(begins.keys() | holds.keys())
        self._begins = [tuple(begins.get(string, ())) for string in strings]
        self._holds = {key: holds[string] for key, string in enumerate(strings) if string in holds}
        self._search = search_for(strings)

    def find(self, text: str, start: int = 0, end: int = maxsize) -> list[tuple[int, list[Match]]]:
        """Of every pattern that stands in `text[start:end]` its number and its matches."""
        places = self._search(fold(text[start:end]))
        if not places and not self._always:
            return []
        held = (self._holds[key] for key, _, _ in places if key in self._holds)
        whole = self._always.union(*held)
        found = {n: list(self._patterns[n].finditer(text, start, end)) for n in whole}
        for key, place, _ in sorted(places, key=itemgetter(1)):
            for number in self._begins[key]:
                matches = found.get(number)
                if number in whole or (matches and start + place < matches[-1].end()):
                    continue
                if match := self._patterns[number].match(text, start + place, end):
                    found.setdefault(number, []).append(match)
        return sorted(pair for pair in found.items() if pair[1])

    def matches(self, text: str, start: int = 0, end: int = maxsize) -> list[Match]:
        """All matches in `text[start:end]`, one pattern's after the other's."""
        return [match for _, found in self.find(text, start, end) for match in found]


@lru_cache(maxsize=64)  # several sets of patterns are asked of one sentence
def fold(text: str) -> str:
    """The text with what `re` may take for equal written as one, character for character."""
    low = text.lower()
    if len(low) != len(text):  # only this letter is two in lower case
        low = text.replace("İ", "i").lower()
    return low if low.isascii() and low.isprintable() else _ODD.sub(_plain, low)


def _plain(odd: Match) -> str:
    """One for all kinds of space, of a digit, and of a letter; the automaton takes no half ones."""
    one = odd[0]
    if one.isspace():
        return " "
    if one.isdecimal():
        return str(unicodedata.decimal(one))
    return "\ufffd" if "\ud800" <= one <= "\udfff" else _FIRST.get(one, one)


def _ways(items: Sequence[tuple[Any, Any]]) -> Iterator[Sequence[tuple[Any, Any]]]:
    """The alternatives with which a pattern begins, each with all that follows it."""
    for index, (code, value) in enumerate(items):
        if code is codes.SUBPATTERN:
            yield from _ways([*value[3], *items[index + 1 :]])
            return
        if code is codes.BRANCH:
            for branch in value[1]:
                yield from _ways([*branch, *items[index + 1 :]])
            return
        if code not in _BORDERS:
            break
    yield items


def _distinct(strings: Iterable[str]) -> list[str]:
    """The strings without those that begin with another one; none if one of them is empty."""
    kept: list[str] = []
    for string in sorted(strings):
        if not string:
            return []
        if not kept or not string.startswith(kept[-1]):
            kept.append(string)
    return kept


def _starts(items: Iterable[tuple[Any, Any]]) -> list[str]:
    """Strings with one of which every match begins; none where that cannot be said.

    >>> _starts(parser.parse(r"(?:broke|breaks?) ground|laid"))
    ['break gr', 'breaks g', 'broke gr', 'laid']
    """
    return _distinct(string for string, _ in _sequence(items))


def _within(items: Sequence[tuple[Any, Any]]) -> list[str]:
    """Strings one of which stands in every match; none where that cannot be said.

    >>> _within(parser.parse(r"\\w+ (?:plant|site)s? near"))
    [' plant n', ' plants ', ' site ne', ' sites n']
    """
    usable = []
    for index, (code, value) in enumerate(items):
        usable += [_starts(items[index:])]
        if code is codes.SUBPATTERN:
            usable += [_within(value[3])]
        elif code is codes.BRANCH:
            branches = [_within(branch) for branch in value[1]]
            usable += [_distinct(itertools.chain(*branches)) if all(branches) else []]
    return max(usable, key=lambda strings: min(map(len, strings), default=0), default=[])


def _sequence(items: Iterable[tuple[Any, Any]]) -> set[_Start]:
    """With what one item after the other can begin."""
    starts: set[_Start] = {("", True)}
    for code, value in items:
        follow = _item(code, value)
        grown = {
            (string + more, goes_on and len(string + more) < _LONGEST)
            for string, open_ in starts
            for more, goes_on in (follow if open_ else {("", False)})
        }
        if len(grown) > _MOST:
            return {(string, False) for string, _ in starts}
        starts = grown
    return starts


def _item(code: Any, value: Any) -> set[_Start]:
    """With what one item can begin, and whether what follows the item follows that string."""
    if code is codes.LITERAL:
        return {(fold(chr(value)), True)}
    if code is codes.SUBPATTERN:
        return _sequence(value[3])
    if code is codes.BRANCH:
        return set().union(*map(_sequence, value[1]))
    if code is codes.IN:
        return set().union(*(_member(*member) for member in value))
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, item = value
        once = {(string, goes_on and most == 1) for string, goes_on in _sequence(item)}
        return once if least else once | {("", True)}
    return {("", code in _BORDERS)}


def _member(code: Any, value: Any) -> set[_Start]:
    """What one member of a set of characters stands for."""
    if code is codes.LITERAL:
        return {(fold(chr(value)), True)}
    if code is codes.RANGE and value[1] - value[0] < _RANGE:
        return {(fold(chr(one)), True) for one in range(value[0], value[1] + 1)}
    if code is codes.CATEGORY and value in _CATEGORIES:
        return {(one, True) for one in _CATEGORIES[value]}
    return {("", False)}
