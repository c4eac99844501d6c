"""A night over newsrooms that are broken in one place each: what is told, and what comes in."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from repledge.contracts import Document, Issue
from scraper.archive import Bounds, Capture, Door, Listed, Memory, Outcome, Page, Visit
from scraper.crawl import crawl
from scraper.http import Failed, Fetched, NotModified, Refused
from scraper.sources import Source

AT = datetime(2026, 11, 24, tzinfo=UTC)
BOUNDS = Bounds(pages=50, seconds=30, page_bytes=10**6, feed_bytes=10**6, pdf_bytes=10**6)
HOME = "https://acme.example"
WORDS = "Acme Robotics said today that it will build a plant in Ohio for its newest machines. " * 6


def page(title: str, date: str = "2025-03-01") -> bytes:
    meta = f'<meta property="article:published_time" content="{date}">' if date else ""
    return (
        f"<html lang=en><head><title>{title}</title>{meta}</head>"
        f"<body><main><article><h1>{title}</h1><p>{WORDS}</p></article></main></body></html>"
    ).encode()


def feed(*paths: str) -> bytes:
    items = "".join(f"<item><title>T</title><link>{HOME}{p}</link></item>" for p in paths)
    return f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>".encode()


def sitemap_index(*paths: str) -> bytes:
    rows = "".join(f"<sitemap><loc>{HOME}{p}</loc></sitemap>" for p in paths)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f"<sitemapindex xmlns='{space}'>{rows}</sitemapindex>".encode()


def sitemap(*paths: str) -> bytes:
    rows = "".join(f"<url><loc>{HOME}{p}</loc></url>" for p in paths)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f"<urlset xmlns='{space}'>{rows}</urlset>".encode()


@dataclass
class Web:
    """A web of a few addresses; stands in for `Http` and for `Robots`."""

    answers: Mapping[str, object]
    forbidden: str = "/nowhere"

    def get(self, url: str, **options: object) -> object:
        if why := self.refusal(url):
            return Refused(url, None, why)
        answer = self.answers.get(url.removeprefix(HOME), Failed(url, "no such page", 404))
        if isinstance(answer, bytes):
            kind = "text/html; charset=utf-8"
            return Fetched(url, url, 200, (), answer, kind, None, None, AT)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def wait(self, url: str) -> float:
        return 0.0

    def trouble(self, url: str) -> None:
        return None

    def sitemaps(self, url: str) -> list[str]:
        return [HOME + "/sitemap.xml"]

    def refusal(self, url: str) -> str | None:
        return "robots.txt forbids it" if url.startswith(HOME + self.forbidden) else None


@dataclass
class Kept:
    """An archive in lists."""

    pages: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    captures: int = 0
    due: list[str] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)

    def together(self) -> AbstractContextManager[None]:
        return nullcontext()

    def earlier(self, source: Source) -> list[Document]:
        return self.documents

    def capture(self, capture: Capture) -> None:
        self.captures += 1

    def doors(self, source: Source) -> Mapping[str, Door]:
        return {}

    def memory(self, source: Source, urls: Sequence[str]) -> Memory:
        return Memory()

    def listed(self, listed: Listed) -> None:
        self.due += [link.url.removeprefix(HOME) for link in listed.due]

    def outcome(self, outcome: Outcome) -> None:
        self.outcomes[outcome.url.removeprefix(HOME)] = outcome.state

    def keep(self, page: Page) -> None:
        self.pages.append(page.document.url.removeprefix(HOME))
        self.documents.append(page.document)

    def issue(self, issue: Issue) -> None:
        self.codes.append(issue.code)

    def visited(self, visit: Visit) -> None:
        pass


FEED, GOOD = "/feed", {"/a": page("A"), "/b": page("B")}
NIGHTS = [
    # all is well
    ({FEED: feed("/a", "/b"), **GOOD}, "rss", "ok", ["/a", "/b"], []),
    # one page is gone: the other still comes in
    ({FEED: feed("/a", "/gone"), **GOOD}, "rss", "ok", ["/a"], ["page_failed"]),
    # a release without a date is told, not guessed
    ({FEED: feed("/a", "/x"), "/x": page("X", ""), **GOOD}, "rss", "ok", ["/a"], ["no_date"]),
    # a page without text
    ({FEED: feed("/a", "/x"), "/x": b"<html></html>", **GOOD}, "rss", "ok", ["/a"], ["unreadable"]),
    # robots.txt forbids one page
    ({FEED: feed("/a", "/nowhere/c"), **GOOD}, "rss", "ok", ["/a"], ["refused"]),
    # the front door is shut: blocked, not "nothing new"
    ({FEED: Refused(FEED, 403, "status 403")}, "rss", "blocked", [], ["refused"]),
    # the front door answers nothing
    ({FEED: Failed(FEED, "timed out")}, "rss", "failing", [], ["front_door"]),
    # what was a feed is a page of something else
    ({FEED: b"<html>Access Denied</html>"}, "rss", "failing", [], ["broken_source"]),
    # a feed without items is no quiet night
    ({FEED: feed()}, "rss", "failing", [], ["too_few_items"]),
    # the second part of a sitemap is broken: the links of the first are read all the same
    ({FEED: sitemap_index("/1", "/2"), "/1": sitemap("/a", "/b"), "/2": b"<urlset><url>", **GOOD},
     "sitemap", "failing", ["/a", "/b"], ["broken_source"]),
    # our own fault in one newsroom does not end the night
    ({FEED: RuntimeError("bug")}, "rss", "failing", [], ["broken_source"]),
    # nothing changed since last night
    ({FEED: NotModified(FEED)}, "rss", "ok", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("web", "kind", "state", "pages", "codes"), NIGHTS)
def test_a_fault_is_told_and_the_rest_comes_in(web, kind, state, pages, codes) -> None:
    broken = Source(name="acme", kind=kind, url=HOME + FEED)
    kept, room = Kept(), Web(web)
    visits = list(crawl([broken], room, room, kept, BOUNDS, workers=2))
    assert [visit.state for visit in visits] == [state]
    assert (sorted(kept.pages), kept.codes) == (pages, codes)


def test_no_more_pages_are_read_than_the_bounds_allow() -> None:
    paths = [f"/{number}" for number in range(20)]
    room = Web({FEED: feed(*paths), **{path: page(path) for path in paths}})
    source = Source(name="acme", kind="rss", url=HOME + FEED)
    bounds = Bounds(pages=3, seconds=30, page_bytes=10**6, feed_bytes=10**6, pdf_bytes=10**6)
    kept = Kept()
    list(crawl([source], room, room, kept, bounds, workers=2))
    assert sorted(kept.pages) == ["/0", "/1", "/2"]


def test_a_watched_list_is_captured_and_each_entry_is_a_document_of_that_day() -> None:
    body = b"<ul><li><b>Acme</b> will invest $5 billion in Ohio.</li></ul>"
    source = Source(name="list", kind="watched", url=HOME + "/list", zone="Asia/Seoul")
    kept, room = Kept(), Web({"/list": body})
    for night in (1, 2):  # on the second night the entry is known: it is told in its old words
        visits = list(crawl([source], room, room, kept, BOUNDS, workers=2))
        assert [(v.state, v.items, v.newest) for v in visits] == [("ok", 1, AT.date())]
        assert kept.captures == night
    first, second = kept.documents
    assert (first.kind, first.title, first.date_source) == ("list", "Acme", "capture")
    assert (first.id, first.content_hash, first.published) == (
        second.id, second.content_hash, second.published,
    )  # fmt: skip
