"""The kinds of front door: each file lists the links of one group of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scraper.kinds import feed, listing, sitemap
from scraper.kinds.link import Link
from scraper.sources import Source

__all__ = ["Get", "Link", "list_links"]

Get = Callable[[str], bytes | None]
_READERS: dict[str, Callable[[Source, Get], Iterator[Link]]] = {
    "rss": feed.links,
    "atom": feed.links,
    "rdf": feed.links,
    "sitemap": sitemap.links,
    "listing": listing.links,
}


def list_links(source: Source, get: Get) -> Iterator[Link]:
    """The links at the front door of a source, each address once.

    `get` fetches an address: bytes as served, or None where there is nothing (not modified, gone);
    a front door of None gives no links. Raises BadInput with the source and the address where the
    front door cannot be parsed.
    """
    seen: set[str] = set()
    for link in _READERS[source.kind](source, get):
        if link.url not in seen:
            seen.add(link.url)
            yield link
