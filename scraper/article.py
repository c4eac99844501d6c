"""A page as served -> title, text, language and day of publication, with every witness of it.

Markup is data: scripts, styles and hidden elements say nothing to the reader, nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from typing import Any

import trafilatura
from lxml import etree, html
from trafilatura.settings import Extractor

from repledge.errors import BadInput
from repledge.text import clean, fold
from scraper.charset import broken, decode, without_declaration
from scraper.embedded import linked_data, metas, states, strings
from scraper.furniture import is_furniture
from scraper.language import language_of, region_of
from scraper.mending import mend
from scraper.pdf import is_pdf, read_pdf
from scraper.witnesses import Told, Witness, believed, witnesses

_SUFFIX = re.compile(r" [|–—-] |[|｜]")
_UNSEEN = re.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])"
    # far outside the window; what fades in (opacity) or is white is mostly meant to be read
    r"|(?<![\w-])(?:text-indent|left|top|margin-left)\s*:\s*-\d{4,}"
)
_ENOUGH = 400  # characters; a page that shows less may keep its text in a script
_EXCERPT = 2  # a body in JSON-LD that is so many times longer: the page shows its beginning only
_NO_TITLE = re.compile(  # how word processors and filing agents call a page without a title
    r"(?i)(?:untitled|document|ex(?:hibit)?[\s.-]*99[\d\s.-]*|[\w .()-]+\.(?:docx?|html?|txt|pdf)"
    r"|microsoft word\b.*|press release|)"
)
_PARAGRAPH = re.compile(r"(?s)^.{150,}[.!?\u201d\"']\s*$")
_FEW, _LONG = 3, 250  # words and characters between which a line is a headline
# read from its configuration once: that costs a tenth of a page
_OPTIONS = Extractor(comments=False, with_metadata=False)
_BODY_KEY = re.compile(r"(?i)(?:body|content|html|text)$")


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says. `witnesses` name each place that dates it, the most trusted first."""

    title: str
    text: str
    lang: str
    published: date | None
    date_source: str | None
    witnesses: tuple[Witness, ...]
    garbled: bool = False  # no charset reads the page without losing characters


def read_page(
    body: bytes | str,
    url: str,
    *,
    content_type: str | None = None,
    language: str | None = None,
    zone: tzinfo = UTC,
    listed: Witness | None = None,
) -> Article:
    """Read a page or a PDF; `language`, `zone` and `listed` are what its source says of it.

    Raises BadInput with the address where the page holds no text.
    """
    if isinstance(body, bytes) and is_pdf(body):
        printed = read_pdf(body, url)
        page, garbled = html.document_fromstring("<html></html>"), False
        data: tuple[dict[str, Any], ...] = ()
        title, text = clean(printed.title), clean(printed.text)
    else:
        served = _decoded(body, content_type)
        page, garbled = _whole(served, url), broken(served)
        data = tuple(linked_data(page))
        title = _title(page)
        text = _text(page, title, data)
        if _NO_TITLE.fullmatch(title):
            title, text = _headline(title, text)
    if not text:
        raise _empty(url)
    lang = language_of(f"{title}\n{text}", page.get("lang"), language or "en")
    region = region_of(url, page.get("lang"), lang)
    told = Told(url=url, text=text, region=region, data=data, zone=zone, listed=listed)
    found = witnesses(page, told)
    day_source, day = believed(found) or (None, None)
    return Article(title, text, lang, day, day_source, found, garbled)


def _empty(url: str) -> BadInput:
    return BadInput(f"{url}: holds no text to read; open it and check that it is a release.")


def _decoded(body: bytes | str, content_type: str | None) -> str:
    return decode(body, content_type) if isinstance(body, bytes) else without_declaration(body)


def _whole(served: str, url: str) -> html.HtmlElement:
    page = _parsed(clean(served))
    if page is None:
        raise _empty(url)
    return page


def _parsed(markup: str) -> html.HtmlElement | None:
    """The page without what its readers do not see; None where there is nothing to parse."""
    try:
        page = html.document_fromstring(markup, parser=_parser())
    except (etree.ParserError, ValueError):
        return None
    for element in [e for e in page.iter("*") if isinstance(e, html.HtmlElement) and _is_unseen(e)]:
        element.drop_tree()
    return page


def _is_unseen(element: html.HtmlElement) -> bool:
    marked = element.get("hidden") is not None or _UNSEEN.search(element.get("style") or "")
    return bool(marked) and element.tag not in {"html", "body"}


def _parser() -> html.HTMLParser:
    return html.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False)


def _title(page: html.HtmlElement) -> str:
    shared = _line(next((c for name, c in metas(page) if name == "og:title"), ""))
    window = _line(page.findtext(".//title") or "")
    headings = [line for h in page.iter("h1") if (line := _line(" ".join(h.itertext())))]
    for heading in headings:  # the title bar and og:title often add the name of the site to it
        if _extends(shared, heading) or _extends(window, heading):
            return heading
    return shared or (headings[0] if headings else _SUFFIX.split(window)[0].strip())


def _headline(title: str, text: str) -> tuple[str, str]:
    """Title and text of a page that is titled by its file, as exhibits of filings are.

    The headline is the last line before the first paragraph of the text; what stands above it is
    the letterhead, and stays.
    """
    blocks = text.split("\n\n")
    begins = next((n for n, block in enumerate(blocks) if _PARAGRAPH.search(block)), 0)
    for number in range(begins - 1, -1, -1):
        line = _line(blocks[number])
        if len(line.split()) > _FEW and len(line) <= _LONG and not _NO_TITLE.fullmatch(line):
            return line, "\n\n".join([*blocks[:number], *blocks[number + 1 :]])
    return title, text


def _extends(line: str, heading: str) -> bool:
    """Whether the line is the heading, or the heading and a separator with more behind it."""
    whole, head = fold(line), fold(heading)
    return whole.startswith(head) and not whole[len(head) :].strip()[:1].isalnum()


def _line(text: str) -> str:
    return " ".join(text.split())


def _text(page: html.HtmlElement, title: str, data: tuple[dict[str, Any], ...]) -> str:
    blocks = list(_blocks(page))
    while blocks and (fold(_line(blocks[0])) == fold(title)):
        del blocks[0]
    text = "\n\n".join(blocks)
    if len(text) < _ENOUGH:
        return max((text, *_texts_in_scripts(page)), key=len)
    stated = max((_plain(clean(b)) for b in _bodies(data)), key=len, default="")
    return stated if len(stated) > _EXCERPT * len(text) else text


def _bodies(data: tuple[dict[str, Any], ...]) -> Iterator[str]:
    return (body for item in data if isinstance(body := item.get("articleBody"), str))


def _texts_in_scripts(page: html.HtmlElement) -> Iterator[str]:
    """Bodies that the page keeps as data for its scripts, plain or as markup."""
    for state in states(page):
        for key, value in strings(state):
            if len(value) >= _ENOUGH // 2 and (_BODY_KEY.search(key) or "<p" in value):
                yield _plain(clean(value))


def _plain(value: str) -> str:
    inner = (
        _parsed(f"<html><body><article>{value}</article></body></html>") if "<" in value else None
    )
    return "\n\n".join(_paragraphs(value) if inner is None else _blocks(inner))


def _paragraphs(text: str) -> Iterator[str]:
    return (line for part in text.splitlines() if (line := _line(part)))


def _blocks(page: html.HtmlElement) -> Iterator[str]:
    mend(page)
    try:
        found = trafilatura.bare_extraction(page, options=_OPTIONS)
    except (ValueError, RecursionError):  # markup that its readers give up on
        return
    body = getattr(found, "body", None)  # a Document, or nothing where no text is found
    for element in () if body is None else body:
        lines = _rows(element) if element.tag in {"list", "table"} else _lines(element)
        for part in (lines, _paragraphs(element.tail or "")):
            if block := "\n".join(line for line in part if not is_furniture(line)):
                yield block


def _rows(element: etree._Element) -> list[str]:
    rows = (_line(" ".join(map(str, row.itertext()))) for row in element.iter("item", "row"))
    mark = "- " if element.tag == "list" else ""
    return [mark + row for row in rows if row]


def _lines(element: etree._Element) -> list[str]:
    for br in element.iter("lb"):
        br.tail = "\n" + (br.tail or "")
    return list(_paragraphs("".join(map(str, element.itertext()))))
