"""Text as all stages see it: cleaned, folded for comparing, cut into sentences with offsets.

Everything here is linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

MAX_SENTENCE = 2_000  # longer ones are cut: no pattern of ours ever sees more (FAULTS 23)

_DROP = {
    *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0),  # controls
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),  # zero width, bidi
    0xFEFF, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000),
}  # fmt: skip
_CLEAN = dict.fromkeys(_DROP) | {0x85: "\n", 0x2028: "\n", 0x2029: "\n\n", 0xA0: " ", 0x3000: " "}
_FOLD = str.maketrans({"〜": "~", "～": "~", "–": "-", "—": "-", "―": "-", "−": "-", "‐": "-",
                       "‑": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "￦": "₩"})  # fmt: skip

_ABBREVIATIONS = frozenset(
    """
    u.s u.k u.n e.u inc corp co ltd llc no nos st mr mrs ms dr gen gov sen rep hon jr sr vs etc e.g
    i.e jan feb mar apr jun jul aug sept sep oct nov dec a.m p.m ph.d d.c l.p s.a n.v mt ft approx
    est ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb
    nev n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c s.d tenn tex vt va wash w.va wis wyo bros mfg
    intl dept univ assn ave blvd rd fig vol art sec
    """.split()  # noqa: SIM905 - a list of words reads better
)
_BOUNDARY = re.compile(  # by its first character, so that a search runs from mark to mark
    r"[\n。！？.!?](?:(?<=\n)\n*|(?<=[。！？])[。！？]*[」』）)”\"]*|(?<=[.!?])[.!?]*[\"'”’)\]]*(?=\s))"
)
_WORD_BEFORE = re.compile(r"[\w.&]+$")


def clean(text: str) -> str:
    """The text without controls, bidi marks, zero-width characters and lone surrogates."""
    return text.translate(_CLEAN).replace("\r\n", "\n").replace("\r", "\n")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """A form for comparing: NFKC, case folded, dashes, tildes and quotation marks made one."""
    return unicodedata.normalize("NFKC", text).translate(_FOLD).casefold()


def body_of(title: str, text: str) -> str:
    """Title, a line break, text: the string that every offset counts in."""
    return f"{title}\n{text}"


def sentences(text: str, *, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of `text[start:end]`: lines, and sentences within lines.

    Knows the abbreviations of English press text ("Corp.", "Calif.", "U.S."); a sentence longer
    than MAX_SENTENCE is cut there.

    >>> body = "Acme Corp. will invest $1.5 billion. Work starts now."
    >>> [body[a:b] for a, b in sentences(body)]
    ['Acme Corp. will invest $1.5 billion.', 'Work starts now.']
    """
    stop = len(text) if end is None else end
    left = start
    for match in _BOUNDARY.finditer(text, start, stop):
        if match[0][0] in ".!?" and not _ends_sentence(text, match.start(), match.end(), stop):
            continue
        yield from _pieces(text, left, match.end())
        left = match.end()
    yield from _pieces(text, left, stop)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the lines that hold something."""
    for match in re.finditer(r"[^\n]+", text):
        if match[0].strip():
            yield match.start(), match.end()


def _ends_sentence(text: str, dot: int, after: int, stop: int) -> bool:
    nxt = text[after : min(after + 8, stop)].lstrip()
    if text[dot] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, dot - 24), dot)
    word = before[0].lower() if before else ""
    if nxt[:1].islower():
        return False
    if word in _ABBREVIATIONS or word.split(".")[-1] in {"inc", "corp"}:
        # "… at Acme Corp. The plant" ends a sentence, "Acme Corp. Chairman" does not: only words
        # that open sentences count.
        return bool(
            re.match(
                r"(?:The|It|In|This|That|With|At|Its|A|An|Under|For|On|By|When|He|She|They|We)\b",
                nxt,
            )
        )
    return not (len(word) == 1 and word.isalpha())


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = cut if cut > 0 else start + MAX_SENTENCE
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
