"""A document as the models see it: its words in their places, its sentences, its sums."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
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
_LONGEST_TITLE = 400  # characters
_FARTHEST = 3  # years before or after the release that are still told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The sentences of a document and its sums, all in order.

    `words` are those of the sentences that hold a sum, `starts` is where each begins.
    """

    body: str
    title: str
    title_words: frozenset[str]
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
    for left, right in sorted({(s.line.start, s.line.end) for s in sums}):
        for word, start in _words(body, left, right, year):
            words.append(word)
            starts.append(start)
    title_end = max(0, body.find("\n", 0, _LONGEST_TITLE))
    return Page(
        body=body,
        title=body[:title_end],
        title_words=frozenset(word for word, _ in _words(body, 0, title_end, year)),
        words=tuple(words),
        starts=tuple(starts),
        lines=tuple(lines),
        sums=tuple(sums),
    )


def _words(body: str, left: int, right: int, year: int) -> Iterator[tuple[str, int]]:
    """The words of `body[left:right]`, each with its beginning."""
    for match in _WORD.finditer(body, left, right):
        word, start = match[0].lower(), match.start()
        if word[0].isdigit():
            yield _figure(word, year), start
        elif len(word) > 1 and not word.isascii() and _CJK.match(word):
            yield from ((word[i : i + 2], start + i) for i in range(len(word) - 1))
        else:
            yield word, start


def _figure(word: str, year: int) -> str:
    if len(word) != 4 or not word.isdigit() or word[:2] not in ("19", "20"):
        return _FIGURE
    distance = max(-_FARTHEST, min(_FARTHEST, int(word) - year))
    return f"y{distance:+d}"
