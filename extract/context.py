"""What the readers of single fields see: one document, and one claim's seat in it.

Every field reader is a pure function of a `ClaimContext` (and of mentions found once per document)
and returns a `Found` with the words it read, or None. Offsets count in the document's body.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from repledge.contracts import Document, Role
from repledge.text import sentences

Value = TypeVar("Value")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Value]):
    """A value with the words of the body that it was read from: `body[start:end]`."""

    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document cut into sentences once, for all readers."""

    body: str
    lang: str
    published: date
    sentences: tuple[Span, ...]
    title_end: int  # body[:title_end] is the title
    source: str = ""  # slug of the newsroom

    def index_at(self, offset: int) -> int:
        """The number of the sentence that holds the offset (the nearest before it otherwise)."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle][0] <= offset:
                low = middle + 1
            else:
                high = middle
        return max(0, low - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContext:
    """One claim's seat in its document.

    `others` are the sentences of the document's other claims: their facts are theirs, a reader that
    looks beyond its own sentence passes over them.
    """

    view: DocumentView
    start: int  # the claim's sentence: view.body[start:end]
    end: int
    focus: int  # where the sum stands, else where the sentence starts
    main: bool = True
    role: Role = "total"
    new_total: bool = False  # the sum is the new total of a project that grew
    nation: str | None = None  # the country whose government or companies pledge together
    others: tuple[Span, ...] = ()
    parts: tuple[Span, ...] = ()  # those of `others` that tell parts of this claim's sum
    currency: str | None = None  # of the claim's sum
    whole: Span | None = None  # the one of `others` that tells the sum that this one is part of
    rivals: tuple[int, ...] = ()  # where the sums of other claims stand in the claim's sentence
    past: tuple[Span, ...] = ()  # sentences that tell another sum as the past
    again: tuple[tuple[Span, int], ...] = ()  # other sentences that tell the sum, and where it is

    @property
    def sentence(self) -> str:
        """The claim's sentence as written."""
        return self.view.body[self.start : self.end]

    def is_rivals(self, offset: int) -> bool:
        """Whether the sum told last before a place of the claim's sentence is another claim's."""
        last = max((at for at in self.rivals if at < offset), default=-1)
        return last >= 0 and not last < self.focus < offset

    def is_bullet(self, offset: int) -> bool:
        """Whether the line at the offset is an item of a list."""
        line = self.view.body.rfind("\n", 0, offset) + 1
        return self.view.body[line : line + 1] in tuple("-•*·□ㅇ")

    def nearby(self, before: int, after: int) -> list[Span]:
        """Sentences around the claim's own, nearest first, without those of other claims."""
        first = self.view.index_at(self.start)
        last = self.view.index_at(max(self.start, self.end - 1))
        spans = self.view.sentences
        following = list(spans[last + 1 : last + 1 + after])
        preceding = list(reversed(spans[max(0, first - before) : first]))
        merged = [s for pair in zip(following, preceding, strict=False) for s in pair]
        rest = following[len(preceding) :] or preceding[len(following) :]
        return [span for span in merged + rest if not self._of_another(span)]

    def _of_another(self, span: Span) -> bool:
        return any(a < span[1] and span[0] < b for a, b in self.others)


def view_of(document: Document) -> DocumentView:
    """The document as the readers need it."""
    body = document.body
    return DocumentView(
        body=body,
        lang=document.lang,
        published=document.published,
        sentences=tuple(sentences(body)),
        title_end=len(document.title),
        source=document.source,
    )
