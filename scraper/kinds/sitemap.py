"""Sitemaps (sitemaps.org 0.9): address lists, indexes of them, news sitemaps, gzipped or not."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from lxml import etree

from repledge.text import clean
from scraper.days import day_of
from scraper.kinds.link import Link, unreadable, whole
from scraper.sources import Source

MAX_URLS = 50_000  # sitemaps.org: at most 50,000 addresses and 50 MB a file
MAX_BYTES = 50_000_000
MAX_FILES = 200
MAX_DEPTH = 3  # indexes of indexes are against the rules, and common
_GZIP = b"\x1f\x8b"
_PIECE = 65_536
_OLDEST = date(1, 1, 1)


@dataclass(slots=True)
class _Map:
    """What one file says."""

    entries: list[Link] = field(default_factory=list)
    children: list[tuple[date, str]] = field(default_factory=list)
    is_map: bool = False


def links(source: Source, get: Callable[[str], bytes | None]) -> Iterator[Link]:
    """The addresses of a sitemap and of those that an index names, the newest files first.

    Within a file the newest addresses come first too: who reads only some reads what is new.
    Only files of the same host are followed. A broken file ends the reading, after what it said.
    """
    waiting = [(source.url, 0)]
    seen = {source.url}
    left = MAX_URLS
    for _ in range(MAX_FILES):
        if not waiting or left <= 0:
            return
        url, depth = waiting.pop(0)
        body = get(url)
        if body is None:
            continue
        found = _Map()
        fault = _read(url, body, found)
        entries = sorted(found.entries[:left], key=lambda e: e.published or _OLDEST, reverse=True)
        left -= len(entries)
        yield from entries
        if fault is not None or not found.is_map:
            raise unreadable(source, url, "is not a sitemap" + (f" ({fault})" if fault else ""))
        for _, child in sorted(found.children, key=lambda pair: pair[0], reverse=True):
            if depth + 1 < MAX_DEPTH and child not in seen and _host(child) == _host(source.url):
                seen.add(child)
                waiting.append((child, depth + 1))


def _read(url: str, body: bytes, found: _Map) -> Exception | None:
    """Fill in what the file says until it ends or breaks; memory is bounded by its caps."""
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for piece in _pieces(body):
            parser.feed(piece)
            for event, element in parser.read_events():
                if isinstance(element, etree._Element):
                    _note(url, str(event), element, found)
            if len(found.entries) >= MAX_URLS:
                return None
        parser.close()
    except (etree.XMLSyntaxError, zlib.error) as error:
        return error
    return None


def _note(url: str, event: str, element: etree._Element, found: _Map) -> None:
    name = _local(element)
    if event == "start":
        found.is_map = found.is_map or name in {"urlset", "sitemapindex"}
        return
    if name not in {"url", "sitemap"}:
        return
    parts = _parts(element)
    address = whole(url, parts.get("loc", ""))
    if name == "url" and address:
        found.entries.append(Link(address, parts.get("title"), _day(parts)))
    elif address:
        found.children.append((_day(parts) or _OLDEST, address))
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _parts(element: etree._Element) -> dict[str, str]:
    """Texts of the element and of its news part; an image has a `loc` and a `title` of its own."""
    news = [part for child in element.iter("{*}news") for part in child.iterchildren("{*}*")]
    own = list(element.iterchildren("{*}*"))
    return {_local(part): clean(part.text or "").strip() for part in [*news, *own]}


def _pieces(body: bytes) -> Iterator[bytes]:
    """The text of the file in pieces, unpacked where it is packed, at most MAX_BYTES of it."""
    if not body.startswith(_GZIP):
        yield from (body[at : at + _PIECE] for at in range(0, min(len(body), MAX_BYTES), _PIECE))
        return
    packed = zlib.decompressobj(zlib.MAX_WBITS | 16)
    left = MAX_BYTES
    while body and left > 0 and not packed.eof:
        piece = packed.decompress(body, min(_PIECE, left))
        body = packed.unconsumed_tail
        left -= len(piece)
        yield piece


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _day(parts: dict[str, str]) -> date | None:
    return day_of(parts.get("publication_date") or parts.get("lastmod") or "")


def _host(url: str) -> str | None:
    return urlsplit(url).hostname
