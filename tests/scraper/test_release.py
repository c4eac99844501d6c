"""What a fetched page becomes, and what a person is told of it."""

from dataclasses import replace
from datetime import date

import pytest

from scraper.http import Fetched
from scraper.kinds import Link
from scraper.release import read_release
from scraper.sources import source_of
from tests.scraper.newsroom import NOW

URL = "http://acme.example/news/1"
WORDS = "Acme said today that it will build a plant in Ohio for its newest machines. " * 6
SOURCE = source_of(
    {"name": "acme", "kind": "rss", "url": "http://acme.example/feed", "language": "en"}, "test"
)


def fetched(stamp: str, words: str | bytes = WORDS) -> Fetched:
    text = words if isinstance(words, bytes) else words.encode()
    head = f'<meta charset="utf-8"><meta property="article:published_time" content="{stamp}">'
    body = head.encode() + b"<article><h1>Acme builds</h1><p>" + text + b"</p></article>"
    return Fetched(URL, URL, 200, (), body, "text/html", None, None, NOW)


LISTED = Link(URL, published=date(2025, 3, 24))
DOUBTS = [
    # page and feed agree, or differ by what time zones explain
    (LISTED, fetched("2025-03-24"), []),
    (LISTED, fetched("2025-03-25"), []),
    # a feed that names the day on which the site moved
    (LISTED, fetched("2019-07-01"), ["dates_differ"]),
    # a page put on the web ahead of its day, as embargoes and time zones have it (NOW is March 1)
    (Link(URL), fetched("2026-03-02"), []),
    # FAULTS 45: a day that has not been yet, alone and beside a feed that knows better
    (Link(URL), fetched("2026-03-03"), ["date_in_future"]),
    (LISTED, fetched("2062-03-24"), ["date_in_future", "dates_differ"]),
    # bytes that are no text in any charset
    (
        LISTED,
        fetched("2025-03-24", WORDS.encode() + bytes(range(128, 256)) * 40),
        ["charset_doubt"],
    ),
]


@pytest.mark.parametrize(("link", "page", "codes"), DOUBTS)
def test_doubts_are_told_and_the_release_is_kept(
    link: Link, page: Fetched, codes: list[str]
) -> None:
    document, doubts = read_release(SOURCE, link, page)
    assert document.text.startswith("Acme said today")
    assert [code for code, _ in doubts] == codes


def test_a_doubt_of_the_day_names_every_witness() -> None:
    document, ((_, sentence),) = read_release(SOURCE, LISTED, fetched("2019-07-01"))
    assert str(document.published) in sentence
    assert "meta 2019-07-01" in sentence
    assert "feed 2025-03-24" in sentence


FUTURE = [
    # what the feed says, if it was not to come either
    (LISTED, "2062-03-24", ("feed", date(2025, 3, 24))),
    # else the page came out on the day on which it was read, at the latest
    (Link(URL), "2062-03-24", ("capture", date(2026, 3, 1))),
    (Link(URL, published=date(2062, 3, 24)), "2062-03-24", ("capture", date(2026, 3, 1))),
    # the 29th of February of a year that has none is no day at all, and the feed is heard
    (LISTED, "2027-02-29", ("feed", date(2025, 3, 24))),
    # a day ahead stays
    (Link(URL), "2026-03-02", ("meta", date(2026, 3, 2))),
]


@pytest.mark.parametrize(("link", "stamp", "expected"), FUTURE)
def test_no_page_is_of_a_day_that_was_still_to_come(
    link: Link, stamp: str, expected: tuple[str, date]
) -> None:
    """FAULTS 45: a mistyped year must not make an old pledge the newest of all."""
    document, _ = read_release(SOURCE, link, fetched(stamp))
    assert (document.date_source, document.published) == expected


ZONES = [
    # noon of March 1 in UTC: still that day in New York, past midnight of the next in Auckland
    ("Asia/Seoul", "2026-03-02", []),
    ("Pacific/Auckland", "2026-03-03", []),
    ("America/New_York", "2026-03-03", ["date_in_future"]),
]


@pytest.mark.parametrize(("zone", "stamp", "codes"), ZONES)
def test_tomorrow_begins_where_the_newsroom_is(zone: str, stamp: str, codes: list[str]) -> None:
    """FAULTS 45: the border of the day is that of the newsroom's zone."""
    _, doubts = read_release(replace(SOURCE, zone=zone), Link(URL), fetched(stamp))
    assert [code for code, _ in doubts] == codes
