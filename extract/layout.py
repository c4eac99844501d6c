"""The parts of a release: title, paragraphs, list items, headings, boilerplate, line by line.

A sum means different things in the lead, under "What the state contributes" and under "About Acme".
This file only says where a sentence stands, never what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from repledge.text import paragraphs, sentences

Part = Literal["title", "deck", "text", "item", "heading", "boilerplate"]
Span = tuple[int, int]

_HEADING_MAX = 80
_BULLET = re.compile(r"\s*(?:[-+*•▪‣◦–—○●・◆■□ㅇ]|\(?\d{1,2}[.)．]|[가나다라마바사아]\.)\s*(?=\D)")
_LABEL = re.compile(r"(?:\*\*)?[^\W\d_][^.:：\n]{1,60}(?:[:：]\s|[:：](?=[A-Z\d$€£¥]))")
_NAME_AND_DASH = re.compile(r"[A-Z][^.,:\d\n]{1,50}\s[—–-]\s")  # "LEGO Group — announced a ..."
_ABOUT = re.compile(r"\W{0,4}About [A-Z][^\n]{0,70}?(?:$|[.:–—-]\s| [A-Z]\w+ (?:is|was|has)\b)")
_NOTICE = re.compile(
    r"\W{0,4}(?:cautionary |caution |safe )?(?:statements? )?"
    r"(?:forward[- ]looking|safe[- ]harbou?r|cautionary|regarding forward|media contact|"
    r"press contact|investor contact|contacts?:|your contact|for (?:more|further) information|"
    r"notes? (?:to|for) editors|background for editors|for inquiries|[\w.·]{1,20} 소개)",
    re.IGNORECASE,
)
_ENDS_SENTENCE = tuple('.!?;。！？”"…)）다')


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of the body with its seat; offsets count in the body."""

    start: int
    end: int
    part: Part
    paragraph: int  # 0 = title, 1 = first line of the text, ...
    number: int  # of the sentence within the text proper, 0 = first
    heading: Span | None = None  # the nearest heading above
    intro: Span | None = None  # of an item: the sentence that opens its list


def read_layout(body: str, title_end: int) -> tuple[Line, ...]:
    """Cut the body (title, line break, text) into sentences, each with its seat.

    >>> [line.part for line in read_layout("Acme grows\\nAcme will build.\\n\\n- Jobs: 5", 10)]
    ['title', 'text', 'item']
    """
    return tuple(_seat_lines(body, title_end))


def _seat_lines(body: str, title_end: int) -> Iterator[Line]:
    heading: Span | None = None
    opener: Span | None = None  # the last sentence of running text above
    boilerplate = False
    number = 0
    for index, (start, end) in enumerate(paragraphs(body)):
        part = _part_of(body[start:end], index, in_title=start < title_end)
        if part == "heading":
            heading, opener = (start, end), None
            boilerplate = _opens_boilerplate(body[start:end])
        elif part in ("text", "item"):
            boilerplate = boilerplate or _opens_boilerplate(body[start:end])
        inner = _after_bullet(body, start, end) if part == "item" else start
        for left, right in sentences(body, start=inner, end=end):
            boilerplate = boilerplate or (
                part == "text" and left > start and _opens_boilerplate(body[left:right])
            )
            seat: Part = "boilerplate" if boilerplate and part in ("text", "item") else part
            intro = opener if part == "item" else None
            yield Line(start=left, end=right, part=seat, paragraph=index, number=number,
                       heading=heading, intro=intro)  # fmt: skip
            number += part in ("text", "item")
            if part == "text":
                opener = (left, right)


def _part_of(line: str, index: int, *, in_title: bool) -> Part:
    if in_title:
        return "title"
    text = line.strip()
    if _BULLET.match(line) and len(text) > 3:
        return "item"
    if index > 2 and _NAME_AND_DASH.match(text):  # lines 1 and 2 open with a dateline
        return "item"
    short = len(text) <= _HEADING_MAX and not text.endswith((*_ENDS_SENTENCE, ":", "："))
    if _LABEL.match(text) and (short or len(text) <= 3 * _HEADING_MAX):
        return "item"
    if not short:
        return "text"
    return "deck" if index == 1 else "heading"


def _after_bullet(body: str, start: int, end: int) -> int:
    bullet = _BULLET.match(body, start, end)
    return bullet.end() if bullet else start


def _opens_boilerplate(text: str) -> bool:
    return bool(_ABOUT.match(text) or _NOTICE.match(text))
