"""Sitemaps (sitemaps.org 0.9): address lists, indexes of them, news sitemaps, gzipped or not."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from datetime import date

from lxml import etree

from repledge.text import clean
from scraper.days import day_of
from scraper.kinds.link import Link, unreadable, whole
from scraper.sources import Source

MAX_URLS = 50_000  # sitemaps.org: at most 50,000 addresses and 50 MB a file
MAX_BYTES = 50_000_000
MAX_CHILDREN = 100
_GZIP = b"\x1f\x8b"


def links(source: Source, get: Callable[[str], bytes | None]) -> Iterator[Link]:
    """The addresses of a sitemap, and of the sitemaps that an index names (one level)."""
    body = get(source.url)
    if body is None:
        return
    entries, children = _read(source, source.url, body)
    yield from entries
    for url in children[:MAX_CHILDREN]:
        child = get(url)
        if child is not None:
            yield from _read(source, url, child)[0]


def _read(source: Source, url: str, body: bytes) -> tuple[list[Link], list[str]]:
    entries: list[Link] = []
    children: list[str] = []
    known = False
    try:
        for name, parts in _elements(_unpacked(body)):
            known = True
            address = whole(url, parts.get("loc", ""))
            if name == "url" and address:
                entries.append(Link(address, parts.get("title"), _day(parts)))
            elif name == "sitemap" and address:
                children.append(address)
            if len(entries) >= MAX_URLS:
                break
    except (etree.XMLSyntaxError, zlib.error) as error:
        raise unreadable(source, url, f"is not a sitemap ({error})") from error
    if not known:
        raise unreadable(source, url, "is not a sitemap")
    return entries, children


def _elements(body: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each sitemap element with the texts in it; roots too, so that an empty list is known."""
    events = etree.iterparse(
        io.BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in events:
        name = _local(element)
        if name in {"url", "sitemap"}:
            yield name, _parts(element)
            element.clear()
        elif name in {"urlset", "sitemapindex"}:
            yield name, {}


def _parts(element: etree._Element) -> dict[str, str]:
    """Texts of the element and of its news part; an image has a `loc` and a `title` of its own."""
    news = [part for child in element.iter("{*}news") for part in child.iterchildren("{*}*")]
    own = list(element.iterchildren("{*}*"))
    return {_local(part): clean(part.text or "").strip() for part in [*news, *own]}


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body[:MAX_BYTES]
    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, MAX_BYTES)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _day(parts: dict[str, str]) -> date | None:
    return day_of(parts.get("publication_date") or parts.get("lastmod") or "")
