"""JSON Feed (jsonfeed.org, version 1 and 1.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scraper.kinds.feed import MAX_ITEMS
from scraper.kinds.link import Link, day_in, read_json, records, unreadable, whole, words_of
from scraper.sources import Source

_TITLE = 120  # characters of the text that stand for a title; the format allows items without one


def links(source: Source, get: Callable[[str], bytes | None]) -> Iterator[Link]:
    """The items of a feed and of the older pages that it names in `next_url`."""
    url: str | None = source.url
    visited: set[str] = set()
    count = 0
    while url is not None and url not in visited and len(visited) < source.pages:
        visited.add(url)
        body = get(url)
        if body is None:
            return
        feed = read_json(source, url, body)
        if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
            raise unreadable(source, url, "is no JSON feed")
        for item in records(feed["items"])[: MAX_ITEMS - count]:
            count += 1
            address = whole(url, str(item.get("url") or item.get("external_url") or ""))
            if address is not None:
                day = day_in(item.get("date_published")) or day_in(item.get("date_modified"))
                yield Link(address, _title(item), day, language=_language(item.get("language")))
        url = whole(url, feed["next_url"]) if isinstance(feed.get("next_url"), str) else None


def _title(item: dict[str, object]) -> str | None:
    text = words_of(item.get("title"))
    return (
        text or (words_of(item.get("summary") or item.get("content_text")) or "")[:_TITLE] or None
    )


def _language(value: object) -> str | None:
    return value.split("-")[0].lower() if isinstance(value, str) and value else None
