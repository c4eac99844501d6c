"""HTML pages that list releases, found by the CSS selectors of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from repledge.errors import BadConfig
from repledge.text import clean
from scraper.charset import decode
from scraper.days import day_of
from scraper.kinds.link import Link, unreadable, whole
from scraper.sources import Source


def links(source: Source, get: Callable[[str], bytes | None]) -> Iterator[Link]:
    """The links of a listing and of the older pages it leads to, at most `source.pages` pages."""
    url: str | None = source.url
    visited: set[str] = set()
    while url is not None and url not in visited and len(visited) < source.pages:
        visited.add(url)
        body = get(url)
        if body is None:
            return
        page = BeautifulSoup(decode(body, None), "lxml")
        try:
            items = _items(source, page)
            older = page.select_one(source.next) if source.next else None
        except SelectorSyntaxError as error:
            raise BadConfig(f"{source.name}: bad CSS selector ({error}); mend it.") from error
        if not items and url == source.url:
            raise unreadable(source, url, "holds no item of the listing")
        yield from _links(source, url, items)
        url = whole(url, _reference(older)) if older else None


def _items(source: Source, page: BeautifulSoup) -> list[tuple[Tag, Tag]]:
    """Each link with the item it stands in."""
    link = source.link or "a"
    if source.item is None:
        return [(found, found) for found in page.select(link)]
    return [
        (item, found) for item in page.select(source.item) for found in item.select(link, limit=1)
    ]


def _links(source: Source, url: str, items: list[tuple[Tag, Tag]]) -> Iterator[Link]:
    for item, found in items:
        address = whole(url, _reference(found))
        if address is not None:
            title = " ".join(clean(found.get_text(" ")).split())
            yield Link(address, title or None, _day(source, item))


def _reference(tag: Tag) -> str:
    return str(tag.get("href") or "")


def _day(source: Source, item: Tag) -> date | None:
    shown = item.select_one(source.date) if source.date else None
    if shown is None:
        return None
    return day_of(str(shown.get("datetime") or "")) or day_of(shown.get_text(" "))
