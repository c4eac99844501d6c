"""Front doors of each kind: the links they give, the traps they hold."""

import gzip
import time
from datetime import date
from typing import get_args

import feedparser
import pytest

from repledge.errors import BadConfig, BadInput
from scraper.kinds import Link, list_links
from scraper.kinds.feed import MAX_ITEMS
from scraper.kinds.headlines import MAX_LINKS
from scraper.sources import Kind, Source

DOOR = "https://acme.example/news/"
DAY = date(2026, 3, 19)


def links(kind: str, web: dict[str, bytes] | bytes, **more: object) -> list[Link]:
    def get(url: str) -> bytes | None:
        return web if isinstance(web, bytes) else web.get(url)

    return list(list_links(Source("acme", kind, DOOR, **more), get))  # type: ignore[arg-type]


def rss(items: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0"><channel>{items}</channel></rss>'.encode()
    )


def urlset(urls: str) -> bytes:
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    image = "http://www.google.com/schemas/sitemap-image/1.1"
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:n="{news}" xmlns:i="{image}">{urls}</urlset>'
    ).encode()


INDEX = (
    b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<sitemap><loc>/a.xml.gz</loc></sitemap><sitemap><loc>/gone.xml</loc></sitemap>"
    b"</sitemapindex>"
)
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Acme</title><entry>'
    b'<title type="html">&lt;b&gt;A&lt;/b&gt; &amp;amp; B</title><link href="a"/>'
    b"<published>2026-03-19T23:30:00-05:00</published></entry></feed>"
)
RDF = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    b' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b'<item rdf:about="x"><title>A</title><link>https://acme.example/news/a</link>'
    b"<dc:date>2026-03-19</dc:date></item></rdf:RDF>"
)
A = "https://acme.example/news/a"
DATED = "<pubDate>Thu, 19 Mar 2026 23:30:00 -0500</pubDate>"


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        # the day that the newsroom wrote, though it is the 20th in UTC; the address made whole
        ("rss", rss(f"<item><title>A</title><link>a</link>{DATED}</item>"), Link(A, "A", DAY)),
        # the same address twice, once with a fragment
        ("rss", rss("<item><link>a</link></item><item><link>a#top</link></item>"), Link(A)),
        # an item without an address does not mean the feed itself
        ("rss", rss("<item><title>A</title></item>"), None),
        # another scheme is no page
        ("rss", rss("<item><link>javascript:alert(1)</link></item>"), None),
        # an empty feed is a feed
        ("rss", rss("<title>Acme</title>"), None),
        # markup in a title
        ("atom", ATOM, Link(A, "A & B", DAY)),
        # RSS 1.0 with Dublin Core
        ("rdf", RDF, Link(A, "A", DAY)),
        # a plain sitemap with a day
        (
            "sitemap",
            urlset("<url><loc>a</loc><lastmod>2026-03-19</lastmod></url>"),
            Link(A, None, DAY),
        ),
        # the publication date of a news sitemap outranks the last change; an image has no say
        (
            "sitemap",
            urlset(
                "<url><loc>a</loc><lastmod>2026-04-01</lastmod><n:news><n:title>T</n:title>"
                "<n:publication_date>2026-03-19T10:00Z</n:publication_date></n:news>"
                "<i:image><i:loc>b.png</i:loc><i:title>no</i:title></i:image></url>"
            ),
            Link(A, "T", DAY),
        ),
        # gzipped as a file
        ("sitemap", gzip.compress(urlset("<url><loc>a</loc></url>")), Link(A)),
        # an empty sitemap is a sitemap
        ("sitemap", urlset(""), None),
    ],
)
def test_the_links_of_a_front_door(kind: str, body: bytes, expected: Link | None) -> None:
    assert links(kind, body) == ([expected] if expected else [])


WEB_KINDS = sorted(set(get_args(Kind)) - {"archive", "reference"})


@pytest.mark.parametrize("kind", WEB_KINDS)
@pytest.mark.parametrize(
    "body",
    [
        b"<html><body><h1>Access Denied</h1></body></html>",  # 200 with a refusal
        b"",  # nothing
        b"\x1f\x8bno gzip",  # a damaged file
    ],
)
def test_what_cannot_be_read_names_source_and_address(kind: str, body: bytes) -> None:
    with pytest.raises(BadInput, match=f"acme: {DOOR}"):
        links(kind, body, link="a.release")


@pytest.mark.parametrize("kind", WEB_KINDS)
def test_an_unchanged_front_door_gives_nothing(kind: str) -> None:
    assert links(kind, {}, link="a") == []


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_is_cut_before_it_is_parsed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty thousand items cost their reader seconds; it must not even see them."""
    seen: list[bytes] = []
    parse = feedparser.parse
    monkeypatch.setattr(
        "scraper.kinds.hostile.feedparser.parse",
        lambda body, **options: seen.append(body) or parse(body, **options),
    )
    if kind == "rss":
        body = rss("".join(f"<item><link>{n}</link></item>" for n in range(20_000)))
    else:
        entries = "".join(f"<entry><link href='{n}'/></entry>" for n in range(20_000))
        body = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>".encode()
    assert len(links(kind, body)) == MAX_ITEMS
    assert len(seen[0]) < len(body) / 30
    assert not parse(seen[0]).bozo  # what is left is whole


LAUGHS = (
    b'<!DOCTYPE u [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)


DEEP = [
    "<b>" * 200_000,  # never closed
    "<b>" * 200_000 + "</b>" * 200_000,
    "&amp; & " + "<x:b y='1'>" * 200_000,  # behind what makes strict readers give up
]


@pytest.mark.parametrize("inner", DEEP)
def test_a_feed_nested_for_ever_is_refused_at_once(inner: str) -> None:
    with pytest.raises(BadInput, match="nests without end"):
        links("rss", rss(f"<item><link>a</link><description>{inner}</description></item>"))


@pytest.mark.parametrize("bait", [b"<!DOCTYPE", b"<!DOCTYPE[", b"<![CDATA[", b"<a", b"</item"])
def test_no_bait_makes_the_bounds_slow(bait: bytes) -> None:
    """Beginnings without an end: the bounds are linear in their number."""
    began = time.process_time()
    with pytest.raises(BadInput):
        links("rss", bait * (100_000 // len(bait)))
    assert time.process_time() - began < 5


def test_markup_in_a_feed_is_not_taken_for_depth() -> None:
    text = "<description><![CDATA[" + "<br>" * 5_000 + "]]></description>"
    assert links("rss", rss(f"<item><link>a</link>{text}</item>")) == [Link(A)]


def test_entities_of_a_feed_are_not_unfolded() -> None:
    with pytest.raises(BadInput, match="declares entities"):
        links("rss", rss("<item><title>&d;</title><link>a</link></item>", LAUGHS.decode()))


def test_entities_read_no_file_of_ours(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret"
    with open(secret, "w") as file:
        file.write("hidden")
    bait = f'<!DOCTYPE r [<!ENTITY e SYSTEM "file://{secret}">]>'
    feed = rss("<item><title>&e;</title><link>a</link></item>", bait)
    site = bait.encode() + urlset("<url><loc>a&e;</loc></url>")
    with pytest.raises(BadInput, match="declares entities"):
        links("rss", feed)
    assert "hidden" not in str(links("sitemap", site))


def test_an_index_leads_down_but_not_for_ever() -> None:
    both = urlset("<url><loc>/news/a</loc></url>")
    root = "https://acme.example"
    assert links("sitemap", {DOOR: INDEX, f"{root}/a.xml.gz": gzip.compress(both)}) == [Link(A)]
    # an index of indexes: three levels are read, the fourth is not, and no circle is walked
    steps = {f"{root}/{n}.xml": INDEX.replace(b"a.xml.gz", f"{n + 1}.xml".encode()) for n in (1, 2)}
    web = {DOOR: INDEX.replace(b"a.xml.gz", b"1.xml"), **steps, f"{root}/3.xml": both}
    assert links("sitemap", web) == []
    assert links("sitemap", web | {f"{root}/2.xml": both}) == [Link(A)]
    assert links("sitemap", {DOOR: INDEX, f"{root}/a.xml.gz": INDEX}) == []


def test_the_newest_addresses_come_first() -> None:
    """Who reads only the first two hundred reads what is new, however old the sitemap is."""
    urls = "".join(f"<url><loc>{y}</loc><lastmod>{y}-01-02</lastmod></url>" for y in (2019, 2026))
    assert [link.url[-4:] for link in links("sitemap", urlset(urls))] == ["2026", "2019"]
    index = INDEX.replace(
        b"<sitemap><loc>/gone",
        b"<sitemap><loc>/n.xml</loc><lastmod>2026-01-01</lastmod></sitemap><sitemap><loc>/gone",
    )
    root = "https://acme.example"
    old, new = (urlset(f"<url><loc>{n}</loc></url>") for n in ("old", "new"))
    found = links("sitemap", {DOOR: index, f"{root}/a.xml.gz": old, f"{root}/n.xml": new})
    assert [link.url for link in found] == [f"{root}/new", f"{root}/old"]


def test_sitemaps_of_other_hosts_are_left_alone() -> None:
    index = INDEX.replace(b"/a.xml.gz", b"https://other.example/a.xml")
    web = {DOOR: index, "https://other.example/a.xml": urlset("<url><loc>a</loc></url>")}
    assert links("sitemap", web) == []


def test_a_broken_sitemap_gives_what_it_said_before_it_broke() -> None:
    source, web = Source("acme", "sitemap", DOOR), {DOOR: urlset("<url><loc>a</loc></url>")[:-9]}
    found = list_links(source, web.get)
    assert next(found) == Link(A)
    with pytest.raises(BadInput, match=f"acme: {DOOR}"):
        next(found)


def test_a_packed_sitemap_is_read_up_to_its_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand to one: what lies behind the cap is never unpacked, the rest is told as broken."""
    monkeypatch.setattr("scraper.kinds.sitemap.MAX_BYTES", 100_000)
    bomb = gzip.compress(urlset("<url><loc>a</loc></url>" + " " * 10_000_000))
    with pytest.raises(BadInput, match="not a sitemap"):
        links("sitemap", bomb)


def test_entities_of_a_sitemap_are_not_unfolded() -> None:
    found = links("sitemap", LAUGHS + urlset("<url><loc>a&d;</loc></url>"))
    assert all("haha" not in link.url for link in found)


def test_only_addresses_that_match_are_releases() -> None:
    urls = "".join(f"<url><loc>/{p}</loc></url>" for p in ("news/a", "careers/b", "news/tag/c"))
    found = links("sitemap", urlset(urls), match=r"/news/[^/]+$")
    assert [link.url for link in found] == [A]


def listing(*hrefs: str, older: str = "") -> bytes:
    rows = "".join(
        f'<li><i>2026年3月19日</i><a href="{h}">対米投資①</a><a href="x">x</a></li>' for h in hrefs
    )
    page = f'<meta charset="shift_jis"><ul>{rows}</ul>{older}'
    return page.encode("cp932")


ROWS = {"item": "li", "link": "a", "date": "i", "next": "b a"}


def test_a_listing_in_a_windows_charset_leads_to_older_pages() -> None:
    older = '<b><a href="?page=2">older</a></b>'
    pages = {DOOR: listing("a", older=older), f"{DOOR}?page=2": listing("b", "a", older=older)}
    found = links("listing", pages, **ROWS)
    assert found == [Link(A, "対米投資①", DAY), Link(f"{DOOR}b", "対米投資①", DAY)]


def test_a_listing_is_bounded() -> None:
    pages = {DOOR: listing("a", older='<b><a href="?page=2">older</a></b>')}
    pages[f"{DOOR}?page=2"] = listing("b")
    assert [link.url for link in links("listing", pages, **ROWS, pages=1)] == [A]


def test_a_bad_selector_is_named() -> None:
    with pytest.raises(BadConfig, match="acme: bad CSS selector"):
        links("listing", listing("a"), link="a[")


MENU = '<nav><ul><li><a href="/about">About the company and its history</a></li></ul></nav>'
ROW = '<li class="row"><a href="{0}">Acme will build plant number {0} in Ohio</a>{1}</li>'
TITLES = [f"Acme will build plant number {n} in Ohio" for n in (1, 2)]
PLAIN = MENU + "".join(ROW.format(n, "") for n in (1, 2))
DATED = (
    MENU
    + "".join(f'<p><a href="/tag/{n}">Everything about subject {n} of ours</a></p>' for n in "abc")
    + "".join(ROW.format(n, "<i>March 19, 2026</i>") for n in (1, 2))
)
CARDS = "".join(
    f'<div class="card"><h3>Acme will build plant {n}</h3><time datetime="2026-03-19">19/3</time>'
    f'<a class="more" href="{n}">Read more</a></div>'
    for n in (1, 2)
)
JAPANESE = "".join(
    f'<dl><dt>2026年3月19日</dt><dd><a href="{n}">米国に新工場を建設{n}</a></dd></dl>'
    for n in (1, 2)
)


DEFINITIONS = "".join(
    f"<dt>2026.03.19</dt><dd><a href='{n}'>米国に新工場を建設{n}</a></dd>" for n in (1, 2)
)
WHOLE_CARDS = "".join(
    f"<a class=card href='{n}'><span>Mar 19, 2026</span><h3>Acme will build plant {n}</h3>"
    "<p>The company said that it will hire hundreds of people there by 2028.</p></a>"
    for n in (1, 2)
)
PICTURES = "".join(  # picture, title and button lead to the same page
    f"<article><a href='{n}'><img src='{n}.png'></a><h2><a href='{n}'>Acme will build plant {n}</a>"
    f"</h2><time>March 19, 2026</time><a href='{n}'>Read more about plant {n}</a></article>"
    for n in (1, 2)
)
ROWS_OF_A_TABLE = "<table>" + "".join(
    f"<tr><td>03/19/2026</td><td><a href='{n}'>Acme will build plant {n}</a></td></tr>"
    for n in (1, 2)
) + "</table>"  # fmt: skip
SIDEBAR = "<div><ul>" + "".join(
    f"<li><a href='/about/{n}'>All that we do about the subject number {n} of ours</a></li>"
    for n in range(5)
) + "</ul></div>" + "".join(
    f"<p><a href='/news/{n}'>Acme will build plant {n}</a> 19 March 2026</p>" for n in (1, 2)
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "titles", "day"),
    [
        # a list; the menu is none
        (PLAIN, TITLES, None),
        # more links of another kind, but these have days beside them
        (DATED, TITLES, DAY),
        # the link says "Read more", the title stands above it
        (CARDS, ["Acme will build plant 1", "Acme will build plant 2"], DAY),
        # a letter of Japanese says more than a Latin one
        (JAPANESE, ["米国に新工場を建設1", "米国に新工場を建設2"], DAY),
        # one list of definitions for all: the day stands before the link
        (DEFINITIONS, ["米国に新工場を建設1", "米国に新工場を建設2"], DAY),
        # a card is a link as a whole: its heading is the title
        (WHOLE_CARDS, ["Acme will build plant 1", "Acme will build plant 2"], DAY),
        # three links to each page
        (PICTURES, ["Acme will build plant 1", "Acme will build plant 2"], DAY),
        (ROWS_OF_A_TABLE, ["Acme will build plant 1", "Acme will build plant 2"], DAY),
        # more and longer links beside the list, to other parts of the site and without days
        (SIDEBAR, ["Acme will build plant 1", "Acme will build plant 2"], DAY),
    ],
)
def test_a_listing_that_nobody_described(body: str, titles: list[str], day: date | None) -> None:
    found = links("listing", body.encode())
    assert [(link.title, link.published) for link in found] == [(t, day) for t in titles]
    assert [link.url for link in found] == [f"{DOOR}{n}" for n in (1, 2)]


@pytest.mark.parametrize(
    "body",
    [
        MENU,  # only a menu
        "<a href='https://other.example/a'>Somebody else writes of many things</a>" * 2,
        "<a href='a'>News</a><a href='b'>Careers</a><a href='c'>Contact</a>",  # no headline
    ],
)
def test_a_page_that_lists_nothing_is_told(body: str) -> None:
    with pytest.raises(BadInput, match="no item of the listing"):
        links("listing", body.encode())


def test_a_page_of_links_without_end_is_cut() -> None:
    body = "".join(f"<li><a href='{n}'>Acme will build plant {n}</a></li>" for n in range(20_000))
    assert len(links("listing", body.encode())) == MAX_LINKS
