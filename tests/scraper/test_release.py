"""What a fetched page becomes, and what a person is told of it."""

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
