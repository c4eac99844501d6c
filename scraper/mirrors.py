"""Whether two pages of one newsroom are one release: the same text at another address or day.

Releases of one newsroom resemble each other, and differ in their figures: so the title and every
figure must agree, the rest may differ in what pages add around a text.
"""

from __future__ import annotations

import re

from repledge.text import fold

_FIGURE = re.compile(r"\d+")
_TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W\d_぀-ヿ㐀-鿿가-힯]+")
_SHINGLE = 4
_SHARE = 0.9  # of all shingles of both


def same_release(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two (title, text) pairs tell the same in the same words.

    >>> same_release(("Plant", "We invest $5 billion."), ("Plant", "We invest  $5 billion"))
    True
    >>> same_release(("Plant", "We invest $5 billion."), ("Plant", "We invest $6 billion."))
    False
    """
    if fold(left[0]) != fold(right[0]):
        return False
    a, b = fold(left[1]), fold(right[1])
    if _FIGURE.findall(a) != _FIGURE.findall(b):
        return False
    words, others = _shingles(a), _shingles(b)
    return len(words & others) >= _SHARE * len(words | others)


def _shingles(text: str) -> set[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    last = max(1, len(tokens) - _SHINGLE + 1)
    return {tuple(tokens[start : start + _SHINGLE]) for start in range(last)}
