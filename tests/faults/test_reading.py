"""Faults of markup: what a feed can do to who reads it."""

import time

import pytest

from repledge.errors import BadInput
from scraper.kinds import list_links
from scraper.sources import Source

ITEM = "<item><title>T</title><link>https://a.example/1</link></item>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def rss(inner: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<rss><channel>{inner}</channel></rss>'.encode()


def urlset(inner: str, head: str = "") -> bytes:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?>{head}<urlset xmlns="{space}">{inner}</urlset>'.encode()


ATTACKS = [
    # FAULTS 9: a billion laughs, the quadratic one, and one whose bytes are UTF-16
    ("rss", rss(ITEM.replace("T", "&l9;"), f'<!DOCTYPE r [<!ENTITY l0 "x">{LAUGHS}]>')),
    ("rss", rss(ITEM.replace("T", "&a;" * 9_000), f'<!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]>')),
    ("rss", rss(ITEM, '<!DOCTYPE r [<!ENTITY a "b">]>').decode().encode("utf-16")),
    ("sitemap", urlset("<url><loc>&l9;</loc></url>", f'<!DOCTYPE r [<!ENTITY l0 "x">{LAUGHS}]>')),
    # FAULTS 10: a file of ours as an entity
    ("rss", rss(ITEM, '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>')),
    # FAULTS 11: nesting without end, a tag of megabytes
    ("rss", rss("<a>" * 200_000)),
    ("rss", rss(ITEM + "<a>" * 3_000 + "</a>" * 3_000)),
    ("rss", rss("<item " + " ".join(f'a{n}="1"' for n in range(200_000)) + ">")),
    ("sitemap", urlset("<a>" * 200_000)),
    # half a megabyte of tags left open a little under the bound of nesting, of tags closed by
    # others' names, of brackets and ampersands that open nothing, and of tags without a fault
    ("rss", rss("".join("<a>" * 1_900 + "</a>" * 1_899 for _ in range(35)))),
    ("rss", rss("<item><title>T</title><description>" + "<a></b>" * 60_000)),
    ("rss", rss("<item><description>" + "<a " * 170_000)),
    ("rss", rss("<item><description>" + "& &x; " * 80_000)),
    ("rss", rss(ITEM + "<b></b>" * 70_000)),
]


@pytest.mark.parametrize(("kind", "body"), ATTACKS, ids=range(len(ATTACKS)))
def test_an_attack_on_the_parser_fails_fast(kind: str, body: bytes) -> None:
    """FAULTS 9-11: nothing is expanded or read; without the guard some take minutes."""
    source = Source(name="a", kind=kind, url="https://a.example/feed")
    started = time.process_time()
    with pytest.raises(BadInput):
        list(list_links(source, lambda url: body))
    assert time.process_time() - started < 1


def test_a_feed_of_twenty_thousand_items_is_cut_before_it_is_parsed() -> None:
    """FAULTS 11: 500 items in a fraction of what the whole would take."""
    items = "".join(ITEM.replace("/1", f"/{n}") for n in range(20_000))
    source = Source(name="a", kind="rss", url="https://a.example/feed")
    started = time.process_time()
    found = list(list_links(source, lambda url: rss(items)))
    assert time.process_time() - started < 2
    assert [link.url for link in found] == [f"https://a.example/{n}" for n in range(500)]


def test_items_full_of_markup_are_read_as_far_as_seconds_go() -> None:
    """FAULTS 11: a feed that is honest and heavy loses its oldest items for a night, no more."""
    heavy = ITEM.replace("</item>", "<description>%s</description></item>" % ("<p>a<br/></p>" * 99))
    items = "".join(heavy.replace("/1", f"/{n}") for n in range(400))
    source = Source(name="a", kind="rss", url="https://a.example/feed")
    found = list(list_links(source, lambda url: rss(items)))
    assert 100 < len(found) < 400
    assert [link.url for link in found] == [f"https://a.example/{n}" for n in range(len(found))]
