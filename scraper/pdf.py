"""The text of a PDF release, read in a child process with limits of time, memory and pages.

A PDF is a program for a page printer, often written by hand to break readers: whatever it does, it
does to the child (FAULTS 52). `python -m scraper.pdf MEMORY` reads one from standard input and
answers with JSON; it is started by `read_pdf` and by nobody else.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from repledge.errors import BadInput

SECONDS = 20
MEMORY = 500_000_000  # bytes of address space
MAX_PAGES = 100  # a longer one is a report, not a release; its beginning is read
MAX_TEXT = 2_000_000  # characters
_MAGIC = b"%PDF-"
_HEAD = 1_024  # bytes within which the format lets the magic stand
_BULLETS = "•●▪■◦‣·*"
_PAGE_NUMBER = re.compile(r"[-–— ]*(?:page )?\d{1,3}(?: ?(?:/|of) ?\d{1,3})?[-–— ]*", re.IGNORECASE)
_STOPS = tuple('.!?:;"”’)。！？」）')
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")


def is_pdf(body: bytes) -> bool:
    """Whether the bytes are a PDF, whatever their server calls them."""
    return _MAGIC in body[:_HEAD]


@dataclass(frozen=True, slots=True)
class Pdf:
    """Title, and paragraphs separated by a blank line."""

    title: str
    text: str


def read_pdf(body: bytes, url: str) -> Pdf:
    """The words of a PDF; raises BadInput with the address where it cannot be read or has none."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "scraper.pdf", str(MEMORY)], input=body, capture_output=True,
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise BadInput(f"{url}: this PDF takes longer than {SECONDS} s; read it by eye.") from error
    if done.returncode:
        raise BadInput(f"{url}: this PDF breaks its reader; read it by eye.")
    answer = json.loads(done.stdout)
    if fault := answer.get("fault"):
        raise BadInput(f"{url}: this PDF {fault}; read it by eye.")
    return Pdf(answer["title"], answer["text"])


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line; `top` counts from the bottom of the page, both in points."""

    text: str
    top: float
    height: float


def _main() -> None:
    """The child: limits first, then the file."""
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # should nobody wait for it
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    body = sys.stdin.buffer.read()
    sys.stdout.write(json.dumps(_answer(body)))


def _answer(body: bytes) -> dict[str, str]:
    import pypdfium2  # not at the top: only the child loads the reader of PDFs

    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return {"fault": "is locked by a password" if locked else "is damaged"}
    count = min(len(document), MAX_PAGES)
    pages = [_lines(document[number].get_textpage()) for number in range(count)]
    blocks = _blocks(_without_furniture(pages))
    if not blocks:
        return {"fault": "holds no text, only pictures of it"}
    title = _title(blocks)
    words = "\n\n".join(_words(block) for block in blocks if block is not title)
    return {"title": " ".join(_words(title).split()), "text": words[:MAX_TEXT]}


def _lines(page: Any) -> list[_Line]:
    """The lines of a page as they are printed, from its characters and their boxes."""
    import pypdfium2.raw as pdfium

    lines: list[_Line] = []
    letters: list[str] = []
    tops: list[float] = []
    heights: list[float] = []
    for number in range(page.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(page.raw, number) or 32)
        if letter in "\r\n\x02":  # \x02: pdfium's sign for a hyphen that ends a line
            letters += "-" if letter == "\x02" else ""
            _end_line(lines, letters, tops, heights)
            continue
        letters.append(letter)
        if not letter.isspace():
            _, bottom, _, top = page.get_charbox(number, loose=True)
            tops.append(top)
            heights.append(top - bottom)
    _end_line(lines, letters, tops, heights)
    return lines


def _end_line(
    lines: list[_Line], letters: list[str], tops: list[float], heights: list[float]
) -> None:
    text = " ".join("".join(letters).split())
    if text and tops:
        lines.append(_Line(text, median(tops), median(heights)))
    for values in (letters, tops, heights):
        values.clear()


def _without_furniture(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without their numbers and without the lines that most of them repeat at an edge."""
    edges = Counter(
        text for page in pages for text in {_shape(line) for line in [*page[:2], *page[-2:]]}
    )
    repeated = {text for text, times in edges.items() if times > 1 and 2 * times > len(pages)}
    return [
        [line for number, line in enumerate(page) if _stays(line, number, len(page), repeated)]
        for page in pages
    ]


def _stays(line: _Line, number: int, count: int, repeated: set[str]) -> bool:
    at_edge = number < 2 or number >= count - 2
    return not (
        at_edge and (_shape(line) in repeated or _PAGE_NUMBER.fullmatch(line.text) is not None)
    )


def _shape(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _blocks(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Lines gathered to paragraphs: by distance, size of the letters, bullets, and over pages."""
    blocks: list[list[_Line]] = []
    for page in pages:
        begun = list(_paragraphs(page))
        if blocks and begun and _goes_on(blocks[-1], begun[0]):
            blocks[-1] += begun.pop(0)
        blocks += begun
    return blocks


def _paragraphs(lines: list[_Line]) -> Iterator[list[_Line]]:
    steps = sorted((a.top - b.top) / b.height for a, b in pairwise(lines) if a.top > b.top)
    usual = steps[len(steps) // 3] if steps else 0.0  # most steps stay within a paragraph
    block: list[_Line] = []
    for line in lines:
        if block:
            step = (block[-1].top - line.top) / line.height
            apart = step > 1.25 * min(usual, 1.6) or step < 0
            if apart or _sizes_differ(block[-1], line) or line.text[0] in _BULLETS:
                yield block
                block = []
        block.append(line)
    if block:
        yield block


def _sizes_differ(a: _Line, b: _Line) -> bool:
    return abs(a.height - b.height) > 0.15 * max(a.height, b.height)


def _goes_on(block: list[_Line], after: list[_Line]) -> bool:
    """Whether a paragraph that a page ends with goes on at the top of the next page."""
    return (
        not block[-1].text.endswith(_STOPS)
        and not _sizes_differ(block[-1], after[0])
        and after[0].text[0] not in _BULLETS
    )


def _title(blocks: list[list[_Line]]) -> list[_Line]:
    """The block in the largest letters among the first; the first block where all are alike."""
    usual = median(line.height for block in blocks for line in block)
    first = blocks[:12]
    largest = max(first, key=lambda block: block[0].height)
    return largest if largest[0].height > 1.1 * usual else first[0]


def _words(block: list[_Line]) -> str:
    text = block[0].text
    if text[0] in _BULLETS:
        text = f"- {text[1:].strip()}"
    for line in block[1:]:
        text = _joined(text, line.text)
    return text


def _joined(text: str, line: str) -> str:
    """Two lines as one: a word cut by a hyphen is made whole, Chinese and Japanese need no gap."""
    last = text.rpartition(" ")[2]
    if re.search(r"[a-z]-$", last) and "-" not in last[:-1] and line[0].islower():
        return text[:-1] + line
    if text.endswith("-") or (_WIDE.match(text[-1]) and _WIDE.match(line[0])):
        return text + line
    return f"{text} {line}"


if __name__ == "__main__":
    _main()
