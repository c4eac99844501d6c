"""Long patterns asked only of texts that hold one of their letters-for-letters parts.

A pattern of thirty alternatives is tried at every character of a sentence, and nearly every
sentence holds none of them. What each alternative must contain literally ("groundbreak", "invest")
is read from the pattern itself; to look for these strings first costs a tenth, and changes nothing
in what is found. Three of their letters are looked up in all threes of the text before that.

A text may pass the screen and still hold no match. `re` compares letter by letter where case does
not count, and jumps over alternatives where it does: so the pattern in lower case is asked of the
text in lower case whether and where the first match stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from sys import maxsize
from typing import Any

_MOST = 60  # strings; more of them cost what the pattern costs
_LEAST = 2  # letters; single ones are in every sentence
_LONGEST = 4_000  # characters; of longer texts the threes are not gathered
_SELDOM = "zjqxkvbpgwyfmculdhrsnioate "  # the letters of English, the rare ones first
# what stays as it is when a pattern is put into lower case, beside all that is no letter
_KEPT = re.compile(r"\\.|\(\?P[<=]\w+|[^\W\d_]")
_OWN_CASE = re.compile(r"\\[uUxN]|\(\?[a-zA-Z]*-?i")  # letters by number, case set by the pattern


class Screened:
    """A compiled pattern with `search` and `finditer` as `re` has them, behind its screen."""

    __slots__ = ("needs", "pattern", "small", "threes")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.needs = _needs(pattern)
        self.threes = frozenset(map(_three, self.needs)) if _long(self.needs) else frozenset()
        self.small = _small(pattern)

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        first = self._first(text, start, end)
        return None if first is None else self.pattern.search(text, first, end)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """Every match in `text[start:end]`."""
        first = self._first(text, start, end)
        return iter(()) if first is None else self.pattern.finditer(text, first, end)

    def may(self, low: str) -> bool:
        """Whether the pattern can match in a text, given in lower case."""
        if self.threes and len(low) <= _LONGEST and self.threes.isdisjoint(_threes_of(low)):
            return False
        for need in self.needs:
            if need in low:
                return True
        return not self.needs

    def _first(self, text: str, start: int, end: int) -> int | None:
        """Where to begin, None where nothing can be found."""
        low, plain = lowered(text)
        if not self.may(low[start:end] if plain else text[start:end].lower()):
            return None
        if self.small is None or not plain:
            return start
        found = self.small.search(low, start, end)
        return found.start() if found else None


@lru_cache(maxsize=64)
def lowered(text: str) -> tuple[str, bool]:
    """The text in lower case, and whether it has letter for letter the text's own places there.

    It has not where a letter has other forms than a large and a small one (ß, ſ, ı): `re` knows
    some of them as equal.
    """
    low = text.lower()
    return low, len(low) == len(text) and low.casefold() == low and "ı" not in low


@lru_cache(maxsize=128)  # many patterns ask of one sentence in a row
def _threes_of(low: str) -> frozenset[str]:
    return frozenset(low[i : i + 3] for i in range(len(low) - 2))


def _long(needs: tuple[str, ...]) -> bool:
    return all(len(need) >= 3 for need in needs)


def _three(need: str) -> str:
    """The three letters in a row of a string that fewest texts hold."""
    threes = (need[i : i + 3] for i in range(len(need) - 2))
    return min(threes, key=lambda three: sum(map(_SELDOM.find, three)))


def _small(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    """The same pattern for texts in lower case; None where case counts, or cannot be told."""
    if not pattern.flags & re.IGNORECASE or _OWN_CASE.search(pattern.pattern):
        return None
    source = _KEPT.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], pattern.pattern)
    return re.compile(source, pattern.flags & ~re.IGNORECASE)


def _needs(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Strings in lower case, one of which stands in every text that the pattern matches; none
    where that cannot be said.

    >>> _needs(re.compile(r"(?:break(?:s|ing)? ground|start (?:of|to))"))
    ('break', 'start ')
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    return tuple(sorted(_of_sequence(tree) or ()))


def _of_sequence(items: Any) -> frozenset[str] | None:
    """The best of what one item after the other must contain; literals in a row are one string."""
    found: list[frozenset[str]] = []
    run: frozenset[str] = frozenset({""})
    for code, value in items:
        whole = _whole(code, value)
        grown = frozenset(a + b for a in run for b in whole) if whole else frozenset()
        if grown and len(grown) <= _MOST:
            run = grown
            continue
        found.append(run)
        run = whole if whole else frozenset({""})
        needed = None if whole else _of_item(code, value)
        if needed:
            found.append(needed)
    found.append(run)
    usable = [f for f in found if min(map(len, f)) >= _LEAST and len(f) <= _MOST]
    return max(usable, key=lambda f: (min(map(len, f)), -len(f)), default=None)


def _whole(code: Any, value: Any) -> frozenset[str] | None:
    """All that an item can stand for, where that is a few strings."""
    if code is codes.LITERAL:
        return frozenset({chr(value).lower()})
    if code is codes.SUBPATTERN:
        return _wholes([value[3]])
    if code is codes.BRANCH:
        return _wholes(value[1])
    if code is codes.AT:  # a border takes no letters
        return frozenset({""})
    return None


def _wholes(branches: Any) -> frozenset[str] | None:
    strings: set[str] = set()
    for branch in branches:
        run = {""}
        for code, value in branch:
            part = _whole(code, value)
            if part is None or len(run) * len(part) > _MOST:
                return None
            run = {a + b for a in run for b in part}
        strings |= run
    return frozenset(strings) if len(strings) <= _MOST else None


def _of_item(code: Any, value: Any) -> frozenset[str] | None:
    if code is codes.SUBPATTERN:
        return _of_sequence(value[3])
    if code is codes.BRANCH:
        needs = [_of_sequence(branch) for branch in value[1]]
        return None if None in needs else frozenset().union(*(n for n in needs if n))
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT} and value[0] > 0:
        return _of_sequence(value[2])
    return None
