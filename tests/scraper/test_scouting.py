"""A person's look at newsrooms: which front door is found from any page, what a check says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from repledge.errors import BadInput
from repledge.pressroom import PressRoom, open_doors, pressroom_sources, serve
from scraper.http import Http, Limits
from scraper.probing import Probe, probe
from scraper.recording import record
from scraper.robots import Robots
from scraper.scouting import EACH, Find, scout
from scraper.sources import Source, read_sources, source_of, toml_of
from scraper.visitor import Visitor
from tests.scraper.newsroom import Page, answer, newsroom

AGENT = "Repledge/1 (+mailto:desk@newsroom.org)"
TODAY = date(2026, 3, 25)


@contextmanager
def visitor(dial: dict[str, tuple[str, int]]) -> Iterator[Visitor]:
    limits = Limits(0.0, 10.0, 5, 10_000_000)
    with Http(AGENT, limits, lambda: datetime(2026, 3, 25, tzinfo=UTC), dial) as http:
        yield Visitor(http, Robots(http, AGENT, 500_000), 10_000_000, 10_000_000)


@pytest.fixture(scope="module")
def room() -> Iterator[PressRoom]:
    with serve() as opened:
        yield opened


def found_at(url: str, room: PressRoom) -> list[Find]:
    with visitor(dict(room.dial)) as looking:
        return scout(url, looking, TODAY)


@pytest.mark.parametrize(
    ("url", "kind", "door"),
    [
        # the home page names its feed
        ("http://statehouse-news.example/", "atom", "/atom.xml"),
        ("http://residence-briefings.example/", "rss", "/feed/"),
        # an address that is the feed itself
        ("http://residence-briefings.example/feed/", "rss", "/feed/"),
        # no feed: the listing that the home page leads to
        ("http://carmakers.example/", "listing", "/releases/"),
        # in Korean, labelled as another charset than it is written in
        ("http://hanguk-media.example/", "listing", "/board/press"),
        # nothing on the page, but robots.txt names a sitemap
        ("http://ministries.example/", "sitemap", "/sitemap.xml"),
    ],
)
def test_the_front_door_is_found_from_the_home_page(
    room: PressRoom, url: str, kind: str, door: str
) -> None:
    best = found_at(url, room)[0]
    assert (best.source.kind, best.source.url.removesuffix("/")) == (
        kind, f"http://{url.split('/')[2]}{door}".removesuffix("/"),
    )  # fmt: skip
    assert best.items >= 3


def test_what_is_found_is_a_source_file(room: PressRoom, tmp_path) -> None:
    best = found_at("http://hanguk-media.example/", room)[0].source
    (tmp_path / f"{best.name}.toml").write_text(toml_of(best), encoding="utf-8")
    assert read_sources(tmp_path) == (best,)
    assert (best.language, best.zone) == ("ko", "Asia/Seoul")


def test_interfaces_are_found_by_what_they_answer() -> None:
    with open_doors() as doors, visitor(dict(doors.room.dial)) as looking:
        posts = scout("http://blog.example/wp-json/wp/v2/posts", looking, TODAY)[0]
        feed = scout("http://cards.example/feed.json", looking, TODAY)[0]
    assert (posts.source.kind, posts.items, posts.newest) == ("wordpress", 6, date(2026, 3, 7))
    assert feed.source.kind == "jsonfeed"


def rss(*days: str) -> bytes:
    items = "".join(
        f"<item><title>Acme builds {n}</title><link>/{n}</link><pubDate>{day}</pubDate></item>"
        for n, day in enumerate(days)
    )
    return f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>".encode()


LIVE = rss("24 Mar 2026", "17 Mar 2026", "3 Mar 2026")
ROWS = "".join(
    f"<li><a href='/{n}'>Acme will build plant {n} in Ohio</a> March {n}, 2026</li>"
    for n in (1, 2, 3)
)
HOME = (
    "<html lang=en><head><title>Acme News</title>"
    "<link rel=alternate type='application/rss+xml' href='/feed'></head><body>{}</body></html>"
)


def look(pages: dict[str, Page], work: Callable[[Visitor, str], object]) -> object:
    with newsroom(pages) as room, visitor(room.dial) as looking:
        return work(looking, room.url("/"))


@pytest.mark.parametrize(
    ("feed", "kind"),
    [
        (LIVE, "rss"),  # a living feed says more than the page
        (rss("1 May 2018", "2 May 2018", "3 May 2018"), "listing"),  # a feed that died in 2018
        (b"<html>Access denied</html>", "listing"),  # 200 is not a feed
        (rss("24 Mar 2026"), "listing"),  # a feed of one item
    ],
)
def test_a_dead_feed_is_not_the_best_door(feed: bytes, kind: str) -> None:
    pages = {"/": answer(HOME.format(ROWS).encode()), "/feed": answer(feed)}
    best = look(pages, lambda looking, url: scout(url, looking, TODAY)[0].source.kind)
    assert best == kind


def test_a_page_that_leads_nowhere_is_told() -> None:
    with pytest.raises(BadInput, match="leads to no feed"):
        look({"/": answer(b"<html>Hello</html>")}, lambda v, url: scout(url, v, TODAY))


def test_no_more_than_a_few_candidates_are_asked() -> None:
    links = "".join(f"<a href='/rss/{n}'>RSS {n}</a>" for n in range(100))
    pages = {"/": answer(links.encode()), "/rss/1": answer(LIVE)}
    with newsroom(pages) as room, visitor(room.dial) as looking:
        scout(room.url("/"), looking, TODAY)
        assert sum(path.startswith("/rss/") for path in room.asked) == EACH


def test_robots_are_obeyed() -> None:
    robots = answer(b"User-agent: *\nDisallow: /\n")
    with newsroom({"/robots.txt": robots}) as room, visitor(room.dial) as looking:
        with pytest.raises(BadInput, match=r"robots\.txt disallows"):
            scout(room.url("/"), looking, TODAY)
        assert room.asked == ["/robots.txt"]


# a check

PAGE = (
    "<html><body><article><h1>Acme will build a plant</h1><p>TOLLAND, March 24, 2026 - "
    + "Acme will build a plant in Ohio for its newest machines. " * 8
    + "</p></article></body></html>"
).encode()
GOOD = {"/feed": answer(LIVE), "/0": answer(PAGE, Content_Type="text/html; charset=utf-8")}
LATIN = PAGE.replace(b"Ohio", "Zürich".encode("latin-1"))


def check(pages: dict[str, Page], **changes: object) -> Probe:
    with newsroom(pages) as room, visitor(room.dial) as looking:
        source = Source("acme", "rss", room.url("/feed"), max_silent_days=30)
        return probe(replace(source, **changes), looking, TODAY)  # type: ignore[arg-type]


def test_a_good_newsroom() -> None:
    found = check(GOOD)
    assert (found.verdict, found.robots, found.items) == ("ok", "allowed", 3)
    assert (found.newest, found.published) == (date(2026, 3, 24), date(2026, 3, 24))
    assert (found.charset, found.date_source) == ("utf-8", "dateline")


def test_the_charset_is_what_reads_the_page() -> None:
    latin = "text/html; charset=iso-8859-1"  # as WHATWG says, that means Windows-1252
    assert check(GOOD | {"/0": answer(LATIN, Content_Type=latin)}).charset == "cp1252"


FAULTS = [
    # robots.txt forbids the feed
    ({"/robots.txt": answer(b"User-agent: *\nDisallow: /feed")}, {}, "robots.txt disallows"),
    # the host refuses
    ({"/feed": answer(status=403)}, {}, "status 403"),
    # 200 with something else
    ({"/feed": answer(b"<html>Access denied</html>")}, {}, "is not a feed"),
    # too little
    ({}, {"min_items": 5}, "3 links at the front door, 5 expected"),
    # nothing new for long
    ({"/0": answer(PAGE.replace(b"2026", b"2024")), "/feed": answer(rss("24 Mar 2024"))}, {},
     "nothing new for 731 days"),
    # the release itself cannot be had, or holds nothing
    ({"/0": answer(status=404)}, {}, "/0: status 404"),
    ({"/0": answer(b"<html></html>")}, {}, "holds no text"),
    # no day anywhere: the crawler would leave its releases out
    ({"/feed": answer(rss("")), "/0": answer(PAGE.replace(b"TOLLAND, March 24, 2026 - ", b""))}, {},
     "no day at the front door nor on the page"),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "changes", "why"), FAULTS, ids=[why for _, _, why in FAULTS])
def test_a_check_says_what_fails(
    pages: dict[str, Page], changes: dict[str, object], why: str
) -> None:
    found = check(GOOD | pages, **changes)
    assert found.verdict == "fails"
    assert why in (found.reason or "")


def test_a_day_in_the_future_is_doubtful() -> None:
    pages = GOOD | {"/0": answer(PAGE.replace(b"March 24", b"April 24"))}
    assert check(pages).verdict == "doubtful"


def test_all_of_the_press_room_passes_but_the_one_that_refuses(room: PressRoom) -> None:
    with visitor(dict(room.dial)) as looking:
        records = [source_of(record, "press room") for record in pressroom_sources()]
        found = {s.name: probe(s, looking, TODAY).verdict for s in records}
    assert {name for name, verdict in found.items() if verdict != "ok"} == {"closed"}


def test_every_kind_of_front_door_passes() -> None:
    with open_doors() as doors, visitor(dict(doors.room.dial)) as looking:
        found = [probe(source_of(record, "doors"), looking, TODAY) for record in doors.sources]
    assert {(p.name, p.verdict) for p in found} == {(p.name, "ok") for p in found}
    assert next(p for p in found if p.name == "papers").charset == "pdf"


def test_a_recording_keeps_no_cookie() -> None:
    page = answer(PAGE, Content_Type="text/html", Set_Cookie="canary=1", X_Served_By="a")
    with newsroom(GOOD | {"/0": page}) as room, visitor(room.dial) as looking:
        files = dict(record(Source("acme", "rss", room.url("/feed")), looking))
    assert files["page.body"] == PAGE
    assert b"X-Served-By" in files["page.json"]
    assert not [name for name, content in files.items() if b"canary" in content]
