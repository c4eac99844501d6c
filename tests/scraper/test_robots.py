"""RFC 9309, row by row, against a real server."""

import pytest

from scraper.robots import Robots
from tests.scraper.newsroom import Page, answer, client, newsroom

AGENT = "Repledge/1 (+mailto:desk@example.org)"
DISALLOWED = "robots.txt disallows this address"


@pytest.mark.parametrize(
    ("page", "path", "refusal"),
    [
        (answer(b"User-agent: *\nDisallow: /private"), "/news", None),
        (answer(b"User-agent: *\nDisallow: /private"), "/private/1", DISALLOWED),
        # a wildcard and an end, which the parser of the standard library does not know
        (answer(b"User-agent: *\nDisallow: /*.pdf$"), "/a/b.pdf", DISALLOWED),
        # the longest match wins
        (answer(b"User-agent: *\nDisallow: /\nAllow: /news"), "/news/1", None),
        # our own name goes before the star, in any case
        (answer(b"User-agent: *\nDisallow:\n\nUser-agent: repledge\nDisallow: /"), "/", DISALLOWED),
        (answer(b"User-agent: GPTBot\nDisallow: /"), "/", None),
        # a byte order mark does not hide the first line
        (answer(b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), "/", DISALLOWED),
        # bytes of no charset do not hide the rest
        (answer(b"# \xff\xfe\nUser-agent: *\nDisallow: /"), "/", DISALLOWED),
        # no such file, or not for us: no rules (2.3.1.3)
        (answer(status=404), "/", None),
        (answer(status=403), "/", None),
        # a server in trouble, or one that asks for patience: stay away (2.3.1.4)
        (answer(status=503), "/", "robots.txt cannot be read: status 503"),
        (answer(status=429), "/", "robots.txt cannot be read: status 429"),
        (answer(b"x", Content_Length="9"), "/", "robots.txt cannot be read: truncated"),
        # a redirect is followed
        (answer(status=301, Location="/rules"), "/", DISALLOWED),
        # half obeying would be worse than staying away
        (
            answer(b"User-agent: *\nCrawl-delay: 3600"),
            "/",
            "robots.txt asks for 3600 s between requests",
        ),
    ],
)
def test_what_may_be_fetched(page: Page, path: str, refusal: str | None) -> None:
    pages = {"/robots.txt": page, "/rules": answer(b"User-agent: *\nDisallow: /")}
    with newsroom(pages) as room, client(room) as http:
        assert Robots(http, AGENT, 1000).refusal(room.url(path)) == refusal


def test_a_host_is_asked_once() -> None:
    with newsroom({"/robots.txt": answer(status=404)}) as room, client(room) as http:
        robots = Robots(http, AGENT, 1000)
        for path in ("/a", "/b"):
            assert robots.refusal(room.url(path)) is None
    assert room.asked == ["/robots.txt"]


def test_an_inside_address_is_refused() -> None:
    with newsroom({}) as room, client(room) as http:
        refusal = Robots(http, AGENT, 1000).refusal(f"http://127.0.0.1:{room.port}/")
    assert refusal is not None
    assert "blocked address" in refusal
    assert room.asked == []


def test_rules_behind_the_cut_do_not_count() -> None:
    rules = b"User-agent: *\nDisallow: /a\n"
    page = answer(rules + b"#" * 1000 + b"\nDisallow: /b\n")
    with newsroom({"/robots.txt": page}) as room, client(room, max_page_bytes=10_000) as http:
        robots = Robots(http, AGENT, 500)
        assert robots.refusal(room.url("/a")) == DISALLOWED
        assert robots.refusal(room.url("/b")) is None


def test_the_crawl_delay_is_told_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    page = answer(b"User-agent: *\nCrawl-delay: 7")
    with newsroom({"/robots.txt": page}) as room, client(room) as http:
        kept: list[tuple[str, float]] = []
        monkeypatch.setattr(http, "keep_gap", lambda url, seconds: kept.append((url, seconds)))
        assert Robots(http, AGENT, 1000).crawl_delay(room.url("/")) == 7.0
    assert kept == [(room.url("/robots.txt"), 7.0)]
