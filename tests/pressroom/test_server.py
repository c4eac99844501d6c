"""The press room over real sockets: what each newsroom answers."""

import gzip
import http.client
import time
from collections.abc import Iterator
from contextlib import closing

import feedparser
import pytest
from lxml import etree

from repledge.errors import CannotWrite
from repledge.pressroom import PressRoom, originals, pressroom_sources, serve
from repledge.pressroom.answers import Request, answer
from repledge.pressroom.archive import carried_by, sites


@pytest.fixture(scope="module")
def room() -> Iterator[PressRoom]:
    with serve() as running:
        yield running


def get(room: PressRoom, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """GET by name: the connection goes where `dial` says, the Host header names the site."""
    host, _, path = url.removeprefix("http://").partition("/")
    address, port = room.dial[host]
    with closing(http.client.HTTPConnection(address, port, timeout=5)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", f"/{path}", headers={"Host": host, **named})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def plain_connection(room: PressRoom) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(room.base_url.removeprefix("http://"), timeout=5)


def door_of(slug: str) -> str:
    return next(str(record["url"]) for record in pressroom_sources() if record["name"] == slug)


FEEDS = [s.slug for s in sites() if s.door in {"rss", "atom", "rdf"} and not s.refuse]


@pytest.mark.parametrize("slug", FEEDS)
def test_a_feed_names_every_release_of_its_site(room: PressRoom, slug: str) -> None:
    _, headers, body = get(room, door_of(slug))
    kind = {"content-type": headers["Content-Type"]}
    parsed = feedparser.parse(body, response_headers=kind)
    assert not parsed.bozo
    own = [u for u in originals() if u.startswith(f"http://{slug}.example/")]
    assert sorted(entry.link for entry in parsed.entries) == sorted(own)
    assert all(entry.get("published") or entry.get("updated") for entry in parsed.entries)


@pytest.mark.parametrize(
    ("slug", "pages"), [("carmakers", 4), ("hanguk-media", 3), ("nippon-ir", 1)]
)
def test_a_listing_leads_to_every_release(room: PressRoom, slug: str, pages: int) -> None:
    site = next(s for s in sites() if s.slug == slug)
    found = b"".join(get(room, f"{door_of(slug)}?page={n}")[2] for n in range(1, pages + 1))
    assert all(f'href="http://{site.host}{r.path}"'.encode() in found for r in carried_by(site))
    assert get(room, f"{door_of(slug)}?page={pages + 1}")[0] == 404


def test_a_sitemap_index_leads_through_gzip_to_every_release(room: PressRoom) -> None:
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = etree.fromstring(get(room, door_of("ministries"))[2])
    found = []
    for child in index.findall("s:sitemap/s:loc", spaces):
        tree = etree.fromstring(gzip.decompress(get(room, str(child.text))[2]))
        found += [loc.text for loc in tree.findall("s:url/s:loc", spaces)]
    assert sorted(map(str, found)) == sorted(u for u in originals() if "//ministries." in u)


LABELS = [
    # bytes that plain shift_jis cannot hold, under that label
    ("nippon-ir", "shift_jis", "cp932", "①"),
    ("hanguk-media", "euc-kr", "cp949", "보도자료"),
]


@pytest.mark.parametrize(("slug", "label", "codec", "sign"), LABELS)
def test_east_asian_pages_are_written_as_windows_does(
    room: PressRoom, slug: str, label: str, codec: str, sign: str
) -> None:
    url = next(u for u in originals() if u.startswith(f"http://{slug}."))
    _, headers, body = get(room, url)
    assert headers["Content-Type"] == f"text/html; charset={label}"
    assert sign in body.decode(codec)


def test_robots_forbid_a_folder_that_the_feed_names(room: PressRoom) -> None:
    assert b"Disallow: /embargoed/\n" in get(room, "http://millworks.example/robots.txt")[2]
    assert b"/embargoed/" in get(room, door_of("millworks"))[2]


def test_the_closed_site_lets_only_its_robots_be_read(room: PressRoom) -> None:
    assert get(room, "http://closed.example/robots.txt")[0] == 200
    assert get(room, "http://closed.example/")[0] == 403


@pytest.mark.parametrize(
    ("slug", "validator", "header"),
    [
        ("residence-briefings", "ETag", "If_None_Match"),
        ("lifesciences", "Last-Modified", "If_Modified_Since"),
        ("cloudfront-pages", "ETag", "If_None_Match"),
    ],
)
def test_what_has_not_changed_is_not_sent_again(
    room: PressRoom, slug: str, validator: str, header: str
) -> None:
    url = next(u for u in originals() if u.startswith(f"http://{slug}."))
    _, headers, body = get(room, url)
    status, _, again = get(room, url, **{header: headers[validator]})
    assert (status, again) == (304, b"")
    assert body
    assert room.log[-1].conditional
    assert get(room, url, **{header: "yesterday"})[0] == 200


def test_one_page_is_silently_edited_on_the_second_night() -> None:
    def read(url: str, night: int) -> bytes:
        return answer(Request(method="GET", target=url), night=night)[2].body

    changed = [url for url in originals() if read(url, 1) != read(url, 2)]
    assert changed == ["http://millworks.example/orlenne-bearings/news/new-hall"]


def test_gzip_is_sent_only_where_it_is_taken(room: PressRoom) -> None:
    url = door_of("wirehouse")
    _, headers, packed = get(room, url, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == get(room, url)[2]


def test_the_slow_site_is_slow_and_the_log_tells_it(room: PressRoom) -> None:
    get(room, door_of("town-and-trade"), User_Agent="a slow reader")
    visit = room.log[-1]
    assert (visit.host, visit.path, visit.status) == ("town-and-trade.example", "/rss.xml", 200)
    assert visit.agent == "a slow reader"
    assert visit.ready - visit.began >= 0.2
    assert visit.ready <= time.monotonic()


def test_the_same_pages_lie_under_paths_of_the_address(room: PressRoom) -> None:
    with closing(plain_connection(room)) as plain:
        plain.request("GET", "/millworks.example/feed/")
        entries = feedparser.parse(plain.getresponse().read()).entries
        assert {entry.link for entry in entries} <= set(originals(room.base_url))
        plain.request("GET", "/robots.txt")
        assert b"Disallow: /millworks.example/embargoed/" in plain.getresponse().read()


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        ("POST", "/", 405),  # it is read only
        ("GET", "/nowhere", 404),
        ("GET", "/carmakers.example/releases/?page=none", 404),
        ("GET", "http://carmakers.example/robots.txt", 200),  # as proxies are asked
    ],
)
def test_other_requests(room: PressRoom, method: str, target: str, status: int) -> None:
    with closing(plain_connection(room)) as plain:
        plain.request(method, target)
        assert plain.getresponse().status == status


def test_a_taken_port_is_told_in_one_sentence(room: PressRoom) -> None:
    port = int(room.base_url.rpartition(":")[2])
    with (
        pytest.raises(CannotWrite, match=f"port {port} on 127.0.0.1: cannot be opened"),
        serve(port=port),
    ):
        pass
