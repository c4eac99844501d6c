"""One feed as data, before it is written in any format: which entries, and where its pages lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from repledge.config import Feeds
from repledge.feeds.entries import Entry

PAGE_ENTRIES = 50
_TAG_DATE = "2026"  # RFC 4151: a date on which the name was held; never to be changed
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # `updated` of a feed that has no entry yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One page of one feed; `stem` is its address without the ending of the format."""

    stem: str
    title: str
    base_url: str
    entries: tuple[Entry, ...]
    hub: str | None = None
    page: int = 1
    pages: int = 1

    @property
    def id(self) -> str:
        """The feed's own id, the same for all its pages and formats."""
        return tag(self.base_url, f"feed/{self.stem}")

    @property
    def updated(self) -> datetime:
        """When the newest entry changed: never the time of writing."""
        return max((entry.updated for entry in self.entries), default=_NEVER)

    def address(self, ending: str, page: int | None = None) -> str:
        """The address of a page of this feed in a format (`atom`, `rss`, `json`)."""
        return f"{self.base_url}{self.file(ending, page)}"

    def file(self, ending: str, page: int | None = None) -> str:
        """The same as a file below the folder of the feeds."""
        number = self.page if page is None else page
        return f"{self.stem}{'' if number == 1 else f'-{number}'}.{ending}"


def channel(stem: str, title: str, entries: Sequence[Entry], feeds: Feeds) -> list[Channel]:
    """A feed, newest first, in pages of PAGE_ENTRIES (RFC 5005 §3); at least one page."""
    ordered = sorted(entries, key=lambda e: e.key)
    ordered.sort(key=lambda e: e.updated, reverse=True)
    pages = max(1, -(-len(ordered) // PAGE_ENTRIES))
    whole = Channel(
        stem=stem, title=f"{feeds.title}: {title}", base_url=base_of(feeds), entries=(),
        hub=feeds.hub, pages=pages,
    )  # fmt: skip
    return [
        replace(
            whole,
            page=number,
            entries=tuple(ordered[(number - 1) * PAGE_ENTRIES : number * PAGE_ENTRIES]),
        )
        for number in range(1, pages + 1)
    ]


def base_of(feeds: Feeds) -> str:
    """The configured base address with exactly one slash at its end."""
    return feeds.base_url.rstrip("/") + "/"


def tag(base_url: str, key: str) -> str:
    """A `tag:` id (RFC 4151) under the operator's host name.

    >>> tag("https://news.example/pledges/", "claim/c1")
    'tag:news.example,2026:claim/c1'
    """
    return f"tag:{urlsplit(base_url).hostname},{_TAG_DATE}:{key}"


def web_address(url: str) -> str | None:
    """The address where it is one that a browser may be sent to, else None."""
    try:
        return url if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:  # brackets that hold no address: one bad entry does not end the feed
        return None
