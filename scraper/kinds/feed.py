"""RSS, Atom and RDF feeds."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from bs4 import BeautifulSoup

from repledge.text import clean
from scraper.days import day_of
from scraper.kinds.hostile import read_feed
from scraper.kinds.link import Link, whole
from scraper.sources import Source

MAX_ITEMS = 500
_TIMES = ("published", "updated", "created")


def links(source: Source, get: Callable[[str], bytes | None]) -> Iterator[Link]:
    """The items of a feed, at most MAX_ITEMS."""
    body = get(source.url)
    if body is None:
        return
    parsed = read_feed(source, source.url, body, MAX_ITEMS)
    for entry in islice(parsed.entries, MAX_ITEMS):
        url = whole(source.url, entry.get("link") or "")
        if url is not None:
            yield Link(url, _title(entry), _published(entry))


def _title(entry: Any) -> str | None:
    text = entry.get("title") or ""
    if "<" in text or "&" in text:  # RSS titles often hold markup, whatever type they claim
        text = BeautifulSoup(text, "lxml").get_text(" ")
    return " ".join(clean(text).split()) or None


def _published(entry: Any) -> date | None:
    for key in (key for key in _TIMES if key in entry):  # `get` would take one for another
        # The day that the newsroom wrote, in its own time zone; feedparser turns it into UTC.
        if day := day_of(entry.get(key) or ""):
            return day
        if moment := entry.get(f"{key}_parsed"):
            return datetime.fromtimestamp(calendar.timegm(moment), UTC).date()
    return None
