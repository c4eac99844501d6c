"""A release as PDF 1.4, by hand: one page in Helvetica, enough for a reader of PDFs to work on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

_WIDTH = 84  # characters of a line of text
_LEFT, _TOP, _STEP, _GAP = 60, 760, 15, 26  # points


def pdf_of(title: str, paragraphs: Iterable[str]) -> bytes:
    """The release on one page; characters outside Latin-1 become question marks."""
    content = b"BT " + b" ".join(_operators(title, paragraphs)) + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</Font<</F 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _operators(title: str, paragraphs: Iterable[str]) -> Iterator[bytes]:
    height = _TOP
    for size, text in ((18, title), *((11, paragraph) for paragraph in paragraphs)):
        for line in wrap(text, _WIDTH * 11 // size):
            yield b"/F %d Tf 1 0 0 1 %d %d Tm (%s) Tj" % (size, _LEFT, height, _escaped(line))
            height -= _STEP * size // 11
        height -= _GAP - _STEP


def _escaped(line: str) -> bytes:
    for sign in "\\()":
        line = line.replace(sign, f"\\{sign}")
    return line.encode("cp1252", "replace")
