"""A document as the models see it: its words in their places, its sentences, its sums."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extract.layout import Line
from extract.sums import SeatedSum

_WORD = re.compile(
    r"[a-z][a-z'’]*|(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d)|\d+(?:[.,]\d+)*|[^\s\w]"
    r"|[぀-ヿ㐀-鿿가-힣]+",
    re.IGNORECASE,
)
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힣]")
_FIGURE = "#"
_FARTHEST = 3  # years before or after the release that are still told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Words and where each begins; the sentences and the sums among them, all in order."""

    body: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    lines: tuple[Line, ...]
    sums: tuple[SeatedSum, ...]

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """The words that begin in `body[start:end]`."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def read_page(body: str, year: int, lines: Sequence[Line], sums: Sequence[SeatedSum]) -> Page:
    """The page of a release of that year.

    Words are in lower case, Japanese and Korean runs in pairs of characters, figures as #, years as
    their distance from the release: "in 2021" of a release of 2024 is the words "in" and "y-3".
    """
    words: list[str] = []
    starts: list[int] = []
    for match in _WORD.finditer(body):
        word, start = match[0].lower(), match.start()
        if word[0].isdigit():
            words.append(_figure(word, year))
            starts.append(start)
        elif len(word) > 1 and _CJK.match(word):
            words += [word[i : i + 2] for i in range(len(word) - 1)]
            starts += range(start, start + len(word) - 1)
        else:
            words.append(word)
            starts.append(start)
    return Page(
        body=body, words=tuple(words), starts=tuple(starts), lines=tuple(lines), sums=tuple(sums)
    )


def _figure(word: str, year: int) -> str:
    if len(word) != 4 or not word.isdigit() or word[:2] not in ("19", "20"):
        return _FIGURE
    distance = max(-_FARTHEST, min(_FARTHEST, int(word) - year))
    return f"y{distance:+d}"
