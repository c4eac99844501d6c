"""Releases as PDF: what a good one says, and what bad ones cannot do to us."""

from __future__ import annotations

import time
import zlib
from datetime import date
from pathlib import Path

import pytest

from repledge.errors import BadInput
from scraper import pdf
from scraper.article import read_page

URL = "https://acme.example/release.pdf"
RELEASE = (Path(__file__).parent / "pages" / "release.pdf").read_bytes()


def small_pdf(content: bytes, *, pages: int = 1, more: bytes = b"") -> bytes:
    """A PDF by hand: `pages` times the same page; readers rebuild its missing table."""
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(pages))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 3 0 R>>>>>>"
    )
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj" % (kids, pages),
        b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj" % (len(content), content),
        *(b"%d 0 obj%sendobj" % (10 + n, page) for n in range(pages)),
    ]
    return b"%PDF-1.4\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R" + more + b">>\n%%EOF"


def printed(*lines: str) -> bytes:
    return (
        b"BT /F 12 Tf 50 700 Td 15 TL "
        + b"".join(b"(%s) Tj T* " % x.encode() for x in lines)
        + b"ET"
    )


def test_a_release_reads_as_its_page_would() -> None:
    article = read_page(RELEASE, URL, content_type="application/octet-stream")
    assert article.title.endswith("plant for electric motors in Ohio")
    assert (article.published, article.date_source) == (date(2025, 3, 3), "dateline")
    assert article.lang == "en"
    blocks = article.text.split("\n\n")
    assert blocks[1].startswith("COLUMBUS, Ohio, March 3, 2025 – Acme Robotics Inc. (NYSE: ACME)")
    assert blocks[1].endswith("in the second half of 2028.")
    assert "- Motors for warehouse robots, at a rate of 400,000 a year" in blocks
    assert "What the plant will make" in blocks
    # the foot of each page is no text, and no paragraph is cut where a page ends
    assert "Acme Robotics Inc. 1" not in article.text
    assert all(block[-1] in ".”:" for block in blocks if len(block) > 90)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        # a word cut at the end of a line
        (["Acme will build", "a fac-", "tory in Ohio."], "a factory in Ohio."),
        # a hyphen of its own
        (["Acme will build", "a state-of-the-", "art plant."], "a state-of-the-art plant."),
        (["Acme will build", "with Hewlett-", "Packard."], "with Hewlett-Packard."),
    ],
)
def test_lines_become_sentences(lines: list[str], text: str) -> None:
    assert text in (found := pdf.read_pdf(small_pdf(printed(*lines)), URL)).title + found.text


BAD = [
    (b"%PDF-1.4 and nothing else", "is damaged"),
    (RELEASE[: len(RELEASE) // 3], "is damaged"),
    # a scan: a page with a box on it and no words
    (small_pdf(b"0 0 100 100 re f"), "holds no text"),
    # locked: encrypted with a key that nobody gave
    (
        small_pdf(
            printed("A"),
            more=b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]"
            % (b"41" * 32, b"42" * 32),
        ),
        "is locked by a password",
    ),
]


@pytest.mark.parametrize(("body", "why"), BAD, ids=[why for _, why in BAD])
def test_what_cannot_be_read_says_why(body: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=f"{URL}: this PDF {why}"):
        read_page(body, URL)


def test_a_report_is_read_up_to_the_limit_of_pages() -> None:
    page = printed("Head", "Line", "Acme builds.", "Line", "Foot")
    found = pdf.read_pdf(small_pdf(page, pages=pdf.MAX_PAGES + 50), URL)
    assert (found.title + found.text).count("Acme builds.") == pdf.MAX_PAGES


def test_a_pdf_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.3)
    endless = small_pdf(b"BT /F 12 Tf " + b"1 0 0 1 5 5 Tm (word word word) Tj " * 300_000 + b"ET")
    began = time.monotonic()
    with pytest.raises(BadInput, match=r"takes longer than 0\.3 s"):
        pdf.read_pdf(endless, URL)
    assert time.monotonic() - began < 5


def packed(size: int) -> bytes:
    """A page whose stream unpacks to so many bytes of text operators."""
    content = zlib.compress(b"BT /F 12 Tf 50 700 Td " + b"(word) Tj " * (size // 10) + b"ET", 1)
    plain = printed("A")
    return small_pdf(plain).replace(
        b"<</Length %d>>stream\n%s\n" % (len(plain), plain),
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\n" % (len(content), content),
    )


def test_a_pdf_that_eats_memory_dies_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred to one: the child may not have so much, and we never see it."""
    assert "word" in pdf.read_pdf(packed(1_000), URL).title
    monkeypatch.setattr(pdf, "MEMORY", 150_000_000)
    with pytest.raises(BadInput, match="this PDF breaks its reader"):
        pdf.read_pdf(packed(150_000_000), URL)
