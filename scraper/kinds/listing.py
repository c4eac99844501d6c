"""Pages that list releases: HTML read by the CSS selectors of the source, or else by looking; and
the JSON that a "load more" button fetches, read by paths such as `data.items`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from repledge.errors import BadConfig
from repledge.text import clean
from scraper.charset import decode
from scraper.days import day_of
from scraper.kinds.headlines import headlines
from scraper.kinds.link import Link, day_in, read_json, records, unreadable, whole, words_of
from scraper.sources import Source

_HOLE = re.compile(r"\{([\w.]+)\}")


def links(source: Source, get: Callable[[str], bytes | None]) -> Iterator[Link]:
    """The links of a listing and of the older pages it leads to, at most `source.pages` pages.

    A page that repeats what is known ends it: many listings show their last page for ever.
    """
    url: str | None = source.url
    visited: set[str] = set()
    told: set[str] = set()
    while url is not None and url not in visited and len(visited) < source.pages:
        visited.add(url)
        body = get(url)
        if body is None:
            return
        try:
            found, older = _read(source, url, body)
        except SelectorSyntaxError as error:
            raise BadConfig(f"{source.name}: bad CSS selector ({error}); mend it.") from error
        if not found and url == source.url:
            raise unreadable(source, url, "holds no item of the listing")
        yield from found
        if told.issuperset(link.url for link in found):
            return
        told.update(link.url for link in found)
        url = _more(source, len(visited), len(told)) or older


def _read(source: Source, url: str, body: bytes) -> tuple[list[Link], str | None]:
    """The links of one page and the address of the next one."""
    if not (source.html or body.lstrip()[:1] in {b"{", b"["}):
        return _of_markup(source, url, decode(body, None))
    answer = read_json(source, url, body)
    if source.html:
        return _of_markup(source, url, str(_at(answer, source.html) or ""))
    further = _at(answer, source.next) if source.next else None
    items = records(_at(answer, source.item or ""))
    found = [link for item in items if (link := _of_record(source, url, item)) is not None]
    return found, whole(url, further) if isinstance(further, str) else None


def _more(source: Source, pages: int, items: int) -> str | None:
    """The address behind the button, once `pages` pages with `items` items were read."""
    if source.more is None:
        return None
    return source.more.replace("{page}", str(pages + 1)).replace("{offset}", str(items))


def _of_record(source: Source, url: str, item: dict[str, Any]) -> Link | None:
    path = source.link or "url"
    reference = _HOLE.sub(lambda hole: str(_at(item, hole[1]) or ""), path)
    address = whole(url, reference if reference != path else str(_at(item, path) or ""))
    if address is None:
        return None
    day = day_in(_at(item, source.date), source.language) if source.date else None
    return Link(address, words_of(_at(item, source.headline or "title")), day)


def _at(value: Any, path: str) -> Any:
    """What stands at a dotted path of a JSON value; None where nothing does."""
    for key in filter(None, path.split(".")):
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def _of_markup(source: Source, url: str, markup: str) -> tuple[list[Link], str | None]:
    page = BeautifulSoup(markup, "lxml")
    older = page.select_one(source.next) if source.next else None
    return list(_links(source, url, page)), whole(url, _reference(older)) if older else None


def _links(source: Source, url: str, page: BeautifulSoup) -> Iterator[Link]:
    if source.link is None:
        for seen in headlines(page, url, source.language):
            yield Link(seen.url, seen.title, seen.published)
        return
    for item, found in _items(source, source.link, page):
        address = whole(url, _reference(found))
        if address is not None:
            shown = item.select_one(source.headline) if source.headline else None
            title = " ".join(clean((shown or found).get_text(" ")).split())
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
