"""Every guard of the crawler's GET, against a real server."""

import gzip
import socket
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler

import httpcore
import pytest

from scraper.http import Failed, Fetched, Http, Limits, NotModified, Refused
from tests.scraper.newsroom import HOST, NOW, Page, answer, client, newsroom

PAGE = b"Hanwha will invest $5 billion."
RAW_DEFLATE = zlib.compress(PAGE)[2:-4]


def test_a_page_comes_whole_with_what_its_server_said() -> None:
    page = answer(PAGE, Content_Type="text/html", ETag='"1"', Last_Modified="then")
    with newsroom({"/a?b": page}) as room, client(room) as http:
        got = http.get(room.url("/a?b#part"))
    assert isinstance(got, Fetched)
    assert (got.body, got.status, got.content_type) == (PAGE, 200, "text/html")
    assert (got.etag, got.last_modified, got.fetched_at) == ('"1"', "then", NOW)
    assert (got.url, got.final_url) == (room.url("/a?b#part"), room.url("/a?b"))


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        # two members are one body (RFC 1952, 2.2)
        ("gzip", gzip.compress(PAGE[:7]) + gzip.compress(PAGE[7:])),
        ("deflate", zlib.compress(PAGE)),
        # deflate without the zlib head, as some servers send it
        ("deflate", RAW_DEFLATE),
        ("identity", PAGE),
    ],
)
def test_bodies_are_unpacked(coding: str, packed: bytes) -> None:
    with newsroom({"/": answer(packed, Content_Encoding=coding)}) as room, client(room) as http:
        got = http.get(room.url("/"))
    assert isinstance(got, Fetched)
    assert got.body == PAGE


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        # a connection that ends before the promised length
        (answer(PAGE, Content_Length="999"), "truncated"),
        # a whole HTTP body, yet half a gzip stream
        (answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"), "truncated"),
        (answer(PAGE, Content_Encoding="gzip"), "broken gzip"),
        # we asked for gzip only
        (answer(PAGE, Content_Encoding="br"), "content coding 'br' was not asked for"),
        (answer(b"x" * 5001), "larger than 5000 bytes"),
        # a bomb: 1 kB that unpacks to 900 kB, though the cap is on the unpacked page
        (answer(gzip.compress(bytes(900_000)), Content_Encoding="gzip"), "larger than 5000 bytes"),
        # thousands of tiny members would cost time by their square
        (answer(gzip.compress(b"") * 200, Content_Encoding="gzip"), "broken gzip"),
        (answer(status=500), "status 500"),
        # nobody asked for a part or named an etag
        (answer(status=304), "status 304"),
        (answer(status=302, Location="file:///etc/passwd"), "only http and https"),
        (answer(status=302, Location="http://a.example:port/"), "cannot be fetched"),
        (answer(status=302, Location="/"), "more than 5 redirects"),
        (answer(PAGE, X="y" * 200_000), "no valid answer"),
    ],
)
def test_what_is_no_whole_page_fails_with_its_reason(page: Page, reason: str) -> None:
    with newsroom({"/": page}) as room, client(room, max_page_bytes=5000) as http:
        got = http.get(room.url("/"))
    assert isinstance(got, Failed)
    assert reason in got.reason


def test_a_long_body_is_cut_where_that_is_asked_for() -> None:
    pages = {
        "/plain": answer(b"ab" * 600),
        "/gzip": answer(gzip.compress(b"ab" * 90_000), Content_Encoding="gzip"),
    }
    with newsroom(pages) as room, client(room) as http:
        for path in pages:
            got = http.get(room.url(path), max_bytes=500, cut=True)
            assert isinstance(got, Fetched)
            assert got.body == b"ab" * 250


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Bytes that never stop coming: each alone is well within any time-out for one read."""
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(200):
            handler.wfile.write(b"x")
            time.sleep(0.02)
    except OSError:
        pass


def test_drips_end_at_the_deadline() -> None:
    with newsroom({"/": drip}) as room, client(room, request_seconds=0.3) as http:
        started = time.monotonic()
        got = http.get(room.url("/"))
        took = time.monotonic() - started
    assert got == Failed(room.url("/"), "took longer than 0.3 s")
    assert took < 2


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_closed_door_is_not_a_failure(status: int) -> None:
    with newsroom({"/": answer(status=status)}) as room, client(room) as http:
        assert http.get(room.url("/")) == Refused(room.url("/"), status, f"status {status}")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        # an hour after NOW
        ("Sun, 01 Mar 2026 13:00:00 GMT", 3600.0),
        # a date gone by asks for nothing
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after_is_read(value: str, seconds: float | None) -> None:
    with newsroom({"/": answer(status=429, Retry_After=value)}) as room, client(room) as http:
        got = http.get(room.url("/"))
    assert got == Failed(room.url("/"), "status 429", 429, seconds)


def test_a_page_that_did_not_change() -> None:
    def page(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers["If-None-Match"] == '"1"'
        answer(b"" if same else PAGE, 304 if same else 200)(handler)

    with newsroom({"/": page}) as room, client(room) as http:
        assert http.get(room.url("/"), etag='"1"') == NotModified(room.url("/"))
        assert isinstance(http.get(room.url("/"), etag='"2"'), Fetched)


@pytest.mark.parametrize("host", ["127.0.0.1", "0x7f000001", "127.1", "localhost"])
def test_our_own_network_is_never_dialled_but_by_the_table(host: str) -> None:
    with newsroom({"/secret": answer(PAGE)}) as room:
        inside = f"http://{host}:{room.port}/secret"
        pages = {"/": answer(status=302, Location=inside)}
        with newsroom(pages) as outside, client(outside) as http:
            for url in (inside, outside.url("/")):
                got = http.get(url)
                assert isinstance(got, Refused)
                assert got.reason.startswith("blocked address")
        assert room.asked == []
        # the same request passes where the table names the host: the check alone stopped it
        limits = Limits(0.0, 5.0, 5, 1000)
        with Http("a", limits, lambda: NOW, {host: ("127.0.0.1", room.port)}) as http:
            assert isinstance(http.get(inside), Fetched)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "169.254.169.254",  # the metadata service of clouds
        "100.64.0.1",  # shared by the customers of a provider (RFC 6598)
        "224.0.0.1",  # multicast, which Python calls global
        "::1",
        "fe80::1%lo",
        "::ffff:8.8.8.8",
        "64:ff9b::a00:1",  # NAT64 of 10.0.0.1, which Python calls global
        "2002:a00:1::",  # 6to4 of 10.0.0.1
        "2001:0:a00:1::",  # Teredo
    ],
)
def test_a_name_with_one_inside_address_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(0, 0, 0, "", ("93.184.215.14", 80)), (0, 0, 0, "", (address, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with Http("a", Limits(0.0, 1.0, 5, 1000), lambda: NOW) as http:
        got = http.get("http://rebind.example/")
    assert got == Refused(
        "http://rebind.example/", None, f"blocked address: rebind.example leads to {address}"
    )


def test_the_checked_address_is_the_one_dialled(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [[(0, 0, 0, "", ("93.184.215.14", 80))], [(0, 0, 0, "", ("127.0.0.1", 80))]]
    dialled: list[str] = []

    def connect(_: object, host: str, *__: object) -> None:
        dialled.append(host)
        raise httpcore.ConnectError("closed")

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers.pop(0))
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with Http("a", Limits(0.0, 1.0, 5, 1000), lambda: NOW) as http:
        assert isinstance(http.get("http://rebind.example/"), Failed)
    assert dialled == ["93.184.215.14"]


@pytest.mark.parametrize("url", ["ftp://a.example/", "data:,x", "/x", "http://me:pw@a.example/"])
def test_other_addresses_are_not_fetched(url: str) -> None:
    with Http("a", Limits(0.0, 1.0, 5, 1000), lambda: NOW) as http:
        got = http.get(url)
    assert isinstance(got, Failed)
    assert "cannot be fetched" in got.reason


def test_every_hop_is_asked_about() -> None:
    pages = {"/": answer(status=301, Location="/private"), "/private": answer(PAGE)}
    with newsroom(pages) as room, client(room) as http:
        got = http.get(room.url("/"), refusal=lambda url: "no" if "private" in url else None)
        assert got == Refused(room.url("/"), None, "no")
        assert isinstance(http.get(room.url("/")), Fetched)
    assert room.asked == ["/", "/", "/private"]


def test_one_request_at_a_time_to_one_host() -> None:
    inside: list[int] = []
    guard = threading.Lock()

    def page(handler: BaseHTTPRequestHandler) -> None:
        with guard:
            inside.append(1)
            now = sum(inside)
        time.sleep(0.02)
        with guard:
            inside.append(-1)
        answer(str(now).encode())(handler)

    bodies: list[bytes] = []
    with newsroom({"/": page}) as room, client(room) as http:

        def ask() -> None:
            got = http.get(room.url("/"))
            assert isinstance(got, Fetched)
            bodies.append(got.body)

        threads = [threading.Thread(target=ask) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert bodies == [b"1"] * 5


def test_the_gap_is_kept_by_host() -> None:
    slept: list[float] = []
    with newsroom({"/": answer(PAGE)}) as room:
        dial = room.dial | {"other.example": room.dial[HOST]}
        limits = Limits(30.0, 5.0, 5, 1000)
        with Http("a", limits, lambda: NOW, dial, slept.append) as http:
            http.get(room.url("/"))
            http.get("http://other.example/")
            assert slept == []
            http.get(room.url("/"))
            assert [round(s) for s in slept] == [30]
            http.keep_gap(room.url("/"), 50.0)
            http.keep_gap(room.url("/"), 1.0)
            http.get(room.url("/"))
            http.get(room.url("/"))
    assert round(slept[-1]) == 50
