"""Long patterns asked only of texts that hold one of their letters-for-letters parts.

A pattern of thirty alternatives is tried at every character of a sentence, and nearly every
sentence holds none of them. What each alternative must contain literally ("groundbreak", "invest")
is read from the pattern itself; to look for these strings first costs a tenth, and changes nothing
in what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from sys import maxsize
from typing import Any

_MOST = 60  # strings; more of them cost what the pattern costs
_LEAST = 2  # letters; single ones are in every sentence


class Screened:
    """A compiled pattern with `search` and `finditer` as `re` has them, behind its screen."""

    __slots__ = ("needs", "pattern")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.needs = _needs(pattern)

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        return self.pattern.search(text, start, end) if self.may(text[start:end].lower()) else None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """Every match in `text[start:end]`."""
        return (
            iter(())
            if not self.may(text[start:end].lower())
            else (self.pattern.finditer(text, start, end))
        )

    def may(self, low: str) -> bool:
        """Whether the pattern can match in a text, given in lower case."""
        for need in self.needs:
            if need in low:
                return True
        return not self.needs


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
