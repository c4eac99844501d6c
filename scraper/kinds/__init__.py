"""The kinds of front door: each file lists the links of one group of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from repledge.contracts import Document
from scraper.kinds import (
    archive,
    edgar,
    federal_register,
    feed,
    jsonfeed,
    listing,
    sitemap,
    watched,
    wordpress,
)
from scraper.kinds.link import Link
from scraper.sources import Kind, Source

__all__ = ["CAPTURED", "Get", "Link", "least_gaps", "list_links", "obliged"]

CAPTURED: frozenset[Kind] = frozenset({"watched"})  # their front door is evidence on each visit

Get = Callable[[str], bytes | None]
_READERS: dict[str, Callable[[Source, Get], Iterator[Link]]] = {
    "rss": feed.links,
    "atom": feed.links,
    "rdf": feed.links,
    "sitemap": sitemap.links,
    "listing": listing.links,
    "jsonfeed": jsonfeed.links,
    "wordpress": wordpress.links,
    "federal_register": federal_register.links,
    "edgar": edgar.links,
    "archive": archive.links,
}


def list_links(source: Source, get: Get, earlier: Sequence[Document] = ()) -> Iterator[Link]:
    """The links at the front door of a source, each address once.

    `get` fetches an address: bytes as served, or None where there is nothing (not modified, gone);
    a front door of None gives no links. `earlier` are the documents that a watched list gave
    before. Raises BadInput with the source and the address where the front door cannot be parsed.
    """
    seen: set[str] = set()
    found = (
        watched.links(source, get, earlier)
        if source.kind == "watched"
        else _READERS[source.kind](source, get)
    )
    wanted = re.compile(source.match or "")
    for link in found:
        if link.url not in seen and wanted.search(link.url):
            seen.add(link.url)
            yield link


def least_gaps(sources: Iterable[Source]) -> Iterator[tuple[str, float]]:
    """Addresses, and the seconds between requests to their hosts that are published for them."""
    for source in sources:
        if source.kind == "edgar":
            yield from edgar.least_gaps(source.url)


def obliged(source: Source, contact: str) -> Source:
    """The source, disabled where its host asks for more of a contact than we have."""
    if source.kind == "edgar" and source.enabled and "@" not in contact:
        reason = "EDGAR asks for a mail address in the User-Agent; set crawl.contact to one."
        return replace(source, enabled=False, reason=reason)
    return source
