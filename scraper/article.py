"""A page as served -> title, text, language and day of publication, with every witness of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import trafilatura
from bs4 import BeautifulSoup
from charset_normalizer import from_bytes
from lxml import etree
from w3lib.encoding import html_to_unicode

from repledge.errors import BadInput
from repledge.text import clean, fold
from scraper.witnesses import linked_data, witnesses

_BROKEN = 0.005  # share of U+FFFD above which the label of a page lies about its charset
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")  # of XHTML: names a charset that no longer holds
_SUFFIX = re.compile(r" [|–—-] |[|｜]")


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says. `witnesses` name each place that dates it, the most trusted first."""

    title: str
    text: str
    lang: str
    published: date | None
    date_source: str | None
    witnesses: tuple[tuple[str, date], ...]


def decode(body: bytes, content_type: str | None) -> str:
    """The text of a page: BOM, header and meta are believed unless the outcome is broken."""
    text = str(html_to_unicode(content_type, body, auto_detect_fun=_guess)[1])
    if text.count("\ufffd") > _BROKEN * len(text):
        best = from_bytes(body).best()
        text = str(best) if best is not None else text
    return _DECLARATION.sub("", text)


def read_page(
    body: bytes | str,
    url: str,
    *,
    content_type: str | None = None,
    language: str | None = None,
    listed: date | None = None,
) -> Article:
    """Read a page; `language` and `listed` are what its source says of it.

    Raises BadInput with the address where the page holds no text.
    """
    served = decode(body, content_type) if isinstance(body, bytes) else body
    html = clean(_DECLARATION.sub("", served))
    page = BeautifulSoup(html, "lxml")
    data = tuple(linked_data(page))
    title = _title(page)
    text = _text(html, title, data)
    if not text:
        raise BadInput(f"{url}: holds no text to read; open it and check that it is a release.")
    found = witnesses(html, page, data, text, listed)
    day_source, day = found[0] if found else (None, None)
    return Article(title, text, _lang(page, title + text, language), day, day_source, found)


def _guess(body: bytes) -> str | None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(body).best()
        return best.encoding if best is not None else None
    return "utf-8"


def _title(page: BeautifulSoup) -> str:
    og = page.find("meta", property="og:title")
    shared = _line(str(og.get("content") or "")) if og else ""
    window = _line(page.title.get_text()) if page.title else ""
    headings = [line for h in page.find_all("h1") if (line := _line(h.get_text(" ")))]
    for heading in headings:  # the title bar and og:title often add the name of the site to it
        if _extends(shared, heading) or _extends(window, heading):
            return heading
    return shared or (headings[0] if headings else _SUFFIX.split(window)[0].strip())


def _extends(line: str, heading: str) -> bool:
    """Whether the line is the heading, or the heading and a separator with more behind it."""
    whole, head = fold(line), fold(heading)
    return whole.startswith(head) and not whole[len(head) :].strip()[:1].isalnum()


def _line(text: str) -> str:
    return " ".join(text.split())


def _text(html: str, title: str, data: tuple[dict[str, Any], ...]) -> str:
    blocks = list(_blocks(html))
    while blocks and (fold(_line(blocks[0])) == fold(title)):
        del blocks[0]
    text = "\n\n".join(blocks)
    bodies = [clean(body) for item in data if isinstance(body := item.get("articleBody"), str)]
    longest = max(bodies, key=len, default="")
    return text if len(text) >= len(longest) else "\n\n".join(_paragraphs(longest))


def _paragraphs(text: str) -> Iterator[str]:
    return (line for part in text.splitlines() if (line := _line(part)))


def _blocks(html: str) -> Iterator[str]:
    found = trafilatura.bare_extraction(html, include_comments=False, with_metadata=False)
    body = getattr(found, "body", None)  # a Document, or nothing where no text is found
    for element in () if body is None else body:
        lines = _rows(element) if element.tag in {"list", "table"} else _lines(element)
        if block := "\n".join(lines):
            yield block


def _rows(element: etree._Element) -> list[str]:
    rows = (_line(" ".join(map(str, row.itertext()))) for row in element.iter("item", "row"))
    mark = "- " if element.tag == "list" else ""
    return [mark + row for row in rows if row]


def _lines(element: etree._Element) -> list[str]:
    for br in element.iter("lb"):
        br.tail = "\n" + (br.tail or "")
    return list(_paragraphs("".join(map(str, element.itertext()))))


def _lang(page: BeautifulSoup, text: str, language: str | None) -> str:
    letters = sum(map(str.isalpha, text)) or 1
    # A tenth: a Japanese or Korean name in an English release stays far below it.
    if sum("ぁ" <= c <= "ヿ" for c in text) > letters / 10:
        return "ja"
    if sum("가" <= c <= "힣" for c in text) > letters / 10:
        return "ko"
    own = str(page.html.get("lang") or "") if page.html else ""
    return re.split("[-_]", own)[0].lower() or language or "en"
