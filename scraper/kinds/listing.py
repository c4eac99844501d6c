"""HTML pages that list releases: by the CSS selectors of the source, or else by looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from repledge.errors import BadConfig
from repledge.text import clean
from scraper.charset import decode
from scraper.days import day_of
from scraper.kinds.headlines import headlines
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
            found = list(_links(source, url, page))
            older = page.select_one(source.next) if source.next else None
        except SelectorSyntaxError as error:
            raise BadConfig(f"{source.name}: bad CSS selector ({error}); mend it.") from error
        if not found and url == source.url:
            raise unreadable(source, url, "holds no item of the listing")
        yield from found
        url = whole(url, _reference(older)) if older else None


def _links(source: Source, url: str, page: BeautifulSoup) -> Iterator[Link]:
    if source.link is None:
        for seen in headlines(page, url, source.language):
            yield Link(seen.url, seen.title, seen.published)
        return
    for item, found in _items(source, source.link, page):
        address = whole(url, _reference(found))
        if address is not None:
            title = " ".join(clean(found.get_text(" ")).split())
            yield Link(address, title or None, _day(source, item))


def _items(source: Source, link: str, page: BeautifulSoup) -> list[tuple[Tag, Tag]]:
    """Each link with the item it stands in."""
    if source.item is None:
        return [(found, found) for found in page.select(link)]
    return [
        (item, found) for item in page.select(source.item) for found in item.select(link, limit=1)
    ]


def _reference(tag: Tag) -> str:
    return str(tag.get("href") or "")


def _day(source: Source, item: Tag) -> date | None:
    shown = item.select_one(source.date) if source.date else None
    if shown is None:
        return None
    written = (str(shown.get("datetime") or ""), shown.get_text(" "))
    return next((day for text in written if (day := day_of(text, source.language))), None)
