"""The entries of a list on a web page (Markdown comes here as HTML): items, rows or paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import cast

from lxml import etree, html

from extract import amount_rows
from repledge.audit.items import Item
from repledge.text import clean

_AROUND = ["script", "style", "template", "noscript", "nav", "header", "footer", "form", "aside"]
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LEAD_WORDS = 8  # a party stands before the first link where no word is bold: "Qatar [committed]"
_DASH = re.compile(r"^([^:–—]{2,60}?)(?::|\s[–—-])\s")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS = (
    re.compile(r"(?<!\d)(20[0-3]\d)[-/](\d{1,2})[-/](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(20[0-3]\d)(\d{2})(\d{2})\d{0,8}(?!\d)"),
    re.compile(r"[/-](20[0-3]\d)[-/](\d{2})(?=[/-]|$)"),
    re.compile(r"/(20[0-3]\d)/([a-z]{3,9})(?=/)", re.IGNORECASE),
)


def page_items(text: str) -> tuple[Item, ...]:
    """The entries of the page: of its lists that name money, else its tables, else paragraphs."""
    root = _tree(text)
    if root is None:
        return ()
    places = _places(root)
    for elements in (_list_items(root), _table_rows(root), _paragraphs(root)):
        found = [element for element in elements if _text_of(element)]
        if any(names_money(_text_of(element)) for element in found):
            return tuple(
                _item(number, element, places.get(element))
                for number, element in enumerate(found, start=1)
            )
    return ()


def page_title(text: str) -> str | None:
    """The first heading, else the title of the page."""
    root = _tree(text)
    if root is None:
        return None
    for found in _find(root, "//h1 | //title"):
        if words := _words(found.text_content()):
            return words
    return None


def names_money(text: str) -> bool:
    """Whether a sum of money stands in the text."""
    return any(True for _ in amount_rows([text]))


def day_in_address(url: str) -> date | None:
    """The day in a web address; the first of the month where no day stands in it.

    >>> day_in_address("https://a.example/news/2025/04/23/plant"), day_in_address("https://a.example/1")
    (datetime.date(2025, 4, 23), None)
    """
    for pattern in _DAYS:
        for match in pattern.finditer(url):
            if found := _day(*match.groups()):
                return found
    return None


def _day(year: str, month: str, day: str = "1") -> date | None:
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    short = name.lower()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _find(element: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """The elements on an XPath that selects elements alone."""
    return cast(list[html.HtmlElement], element.xpath(path))


def _tree(text: str) -> html.HtmlElement | None:
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, ValueError):
        return None
    for name in _AROUND:
        for element in _find(root, f"//{name}[not(self::body)]"):
            element.drop_tree()
    for comment in _find(root, "//comment()"):
        comment.drop_tree()
    return root


def _list_items(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Items of the outermost lists; a list without money is navigation."""
    for found in _find(root, "//*[self::ul or self::ol][not(ancestor::li)]"):
        items = _find(found, "./li")
        if any(names_money(_text_of(item)) for item in items):
            yield from items


def _table_rows(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for row in _find(root, "//tr[td][not(.//table)]"):
        if len(_find(row, "./td")) > 1:
            yield row


def _paragraphs(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for found in _find(root, "//p[not(ancestor::li)]"):
        if names_money(_text_of(found)):
            yield found


def _places(root: html.HtmlElement) -> dict[html.HtmlElement, str | None]:
    """The heading above each element; a paragraph that is bold as a whole heads what follows."""
    found: dict[html.HtmlElement, str | None] = {}
    heading: str | None = None
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _HEADINGS or _is_bold_line(element):
            heading = _text_of(element).rstrip(":") or heading
        found[element] = heading
    return found


def _is_bold_line(element: html.HtmlElement) -> bool:
    if element.tag != "p" or len(element) != 1 or element[0].tag not in {"strong", "b"}:
        return False
    return _text_of(element) == _words(element[0].text_content())


def _item(number: int, element: html.HtmlElement, section: str | None) -> Item:
    if element.tag == "tr":
        cells = [_words(cell.text_content()) for cell in _find(element, "./td")]
        own, party = ", ".join(filter(None, cells)), cells[0] or None
        parts: tuple[str, ...] = ()
    else:
        own = _text_of(element, nested=False)
        parts = tuple(filter(None, (_text_of(e) for e in _find(element, "./ul/li | ./ol/li"))))
        party = _party(element, own)
    links = tuple(
        href for a in _find(element, ".//a[@href]") if (href := clean(a.get("href") or "").strip())
    )
    days = (day_in_address(link) for link in links)
    return Item(
        number=number, section=section, party=party, text=own, parts=parts, links=links,
        day=next((day for day in days if day), None),
    )  # fmt: skip


def _party(element: html.HtmlElement, own: str) -> str | None:
    """Who the entry is about: in bold at its beginning, before its first link, before a dash."""
    for bold in _find(element, "./strong | ./b | ./p[1]/strong | ./p[1]/b"):
        words = _words(bold.text_content()).strip(" ,:;")
        if words and own.find(words) < 80:
            return words
    link = next(iter(_find(element, "./a[@href] | ./p[1]/a[@href]")), None)
    if link is not None and link.getparent() is not None:
        before = _words(link.getparent().text or "").strip(" ,:;*")
        if before and len(before.split()) <= _LEAD_WORDS and before[:1].isupper():
            return before
    dash = _DASH.match(own)
    return dash[1] if dash and not any(map(str.isdigit, dash[1])) else None


def _text_of(element: html.HtmlElement, *, nested: bool = True) -> str:
    skipped: set[html.HtmlElement] = set() if nested else set(_find(element, "./ul | ./ol"))
    return _words("".join(_pieces(element, skipped)))


def _pieces(element: html.HtmlElement, skipped: set[html.HtmlElement]) -> Iterator[str]:
    """The text below an element in order, without recursion: pages may be nested very deep."""
    waiting: list[html.HtmlElement | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        if one in skipped or not isinstance(one.tag, str):
            continue
        yield one.text or ""
        for child in reversed(one):
            waiting.append(child.tail or "")
            waiting.append(child)


def _words(text: str) -> str:
    return " ".join(clean(text).split())
