"""Nights of the real crawl over a newsroom that a test writes, on a real store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from repledge import crawling
from repledge.config import Config, Crawl
from repledge.contracts import Document
from repledge.runs import run
from repledge.store import Store, health, links, open_store, reads
from scraper.sources import Source, source_of
from tests.scraper.newsroom import HOST, Newsroom, Page, answer, newsroom

START = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
ROBOTS = answer(b"User-agent: *\nDisallow:\n")
WORDS = (
    "Acme Robotics said today that it will build a plant for its newest machines beside the old one"
    " by the river, where the council has approved the plan and the first of them are to run soon."
)


def release(title: str, day: str = "2026-02-27", words: str = WORDS, **headers: str) -> Page:
    """A page with a release; each `title` is a release of its own."""
    meta = f'<meta property="article:published_time" content="{day}T10:00:00Z">' if day else ""
    body = (
        f"<html lang=en><head><title>{title}</title>{meta}</head><body><article><h1>{title}</h1>"
        f"<p>{words}</p><p>It is called {title} by all who know it.</p></article></body></html>"
    )
    return answer(body.encode(), Content_Type="text/html; charset=utf-8", **headers)


def feed(*paths: str, **headers: str) -> Page:
    """A feed of these pages, newest first; `/a@5` is of March 5."""
    items = "".join(f"<item><title>{p}</title>{_link(p)}</item>" for p in paths)
    body = f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>"
    return answer(body.encode(), Content_Type="application/rss+xml", **headers)


def sitemap(*paths: str) -> Page:
    """A sitemap of these pages."""
    rows = "".join(f"<url><loc>http://{HOST}{p}</loc></url>" for p in paths)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return answer(f"<urlset xmlns='{space}'>{rows}</urlset>".encode())


def _link(path: str) -> str:
    name, _, day = path.partition("@")
    stamp = f"<pubDate>{int(day):02} Mar 2026 10:00:00 GMT</pubDate>" if day else ""
    return f"<link>http://{HOST}{name}</link>{stamp}"


@dataclass
class Nights:
    """A newsroom, its pages, and the store of who reads it; `at` is the present moment."""

    folder: Path
    room: Newsroom
    pages: dict[str, Page]
    store: Store
    at: datetime = START
    config: dict[str, Any] = field(default_factory=dict)

    def night(self, *sources: Source, since: date | None = None) -> dict[str, int]:
        """Crawl once; the next night is a day later. Gives the counts of the run."""
        config = Config(root=self.folder, crawl=Crawl(**self.config))
        self.room.asked.clear()
        with run("crawl", self.store, config, lambda: self.at) as started:
            self.at += timedelta(days=1)
            crawling.crawl_sources(started, sources or (source(),), self.dial, since)
        return started.counts | {"issues": started.issues}

    @property
    def dial(self) -> Mapping[str, tuple[str, int]]:
        return dict.fromkeys((HOST, "other.example"), self.room.dial[HOST])

    @property
    def documents(self) -> dict[str, Document]:
        return {d.url.removeprefix(f"http://{HOST}"): d for d in reads.documents(self.store)}

    def codes(self) -> Sequence[str]:
        """The codes of all issues, oldest first."""
        return [issue["code"] for issue in reversed(reads.issues(self.store))]

    def health(self, name: str = "acme") -> dict[str, Any]:
        return health.newsroom(self.store, name)

    def link(self, path: str) -> links.LinkRow:
        url = f"http://{HOST}{path}"
        return links.links(self.store, [url])[url]


def source(**changes: Any) -> Source:
    """The newsroom's feed."""
    values = {"name": "acme", "kind": "rss", "url": f"http://{HOST}/feed"} | changes
    return source_of(values, "test")


@contextmanager
def nights(folder: Path, pages: Mapping[str, Page], **config: Any) -> Iterator[Nights]:
    """A newsroom with these pages; they may be changed between nights."""
    own = {"/robots.txt": ROBOTS} | dict(pages)
    store = open_store(folder / "var" / "repledge.db")
    try:
        with newsroom(own) as room:
            yield Nights(folder, room, own, store, config=config)
    finally:
        store.close()
