"""Faults of the wire: what a server, or who stands behind it, can do to one request.

The table of all faults, with the guard of each and how it was broken, is guards.toml.
"""

import socket
import ssl
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from repledge.config import PLACEHOLDER_CONTACT, Config, Crawl
from repledge.crawling import live_sources, require_contact
from repledge.errors import BadConfig
from scraper.http import Failed, Fetched, Http, Limits, Refused
from scraper.turns import backoff
from tests.scraper.newsroom import HOST, NOW, Newsroom, answer, client, newsroom

LIMITS = Limits(0.0, 5.0, 5, 1000)
PAGE = b"Hanwha will invest $5 billion."
FORBIDDEN = "127.0.0.2"


def rushed(room: Newsroom, sleep: Callable[[float], None] = lambda _: None) -> Http:
    """A client that does not really wait."""
    return Http("a", LIMITS, lambda: NOW, room.dial, sleep)


def test_a_redirect_into_our_own_network_is_refused_and_reaches_nobody() -> None:
    """FAULTS 1: the hop itself is checked, not only the first address."""
    with socket.create_server((FORBIDDEN, 0)) as secret:
        secret.settimeout(0.1)
        inside = f"http://{FORBIDDEN}:{secret.getsockname()[1]}/latest/meta-data"
        pages = {"/": answer(status=302, Location=inside), "/ok": answer(PAGE)}
        with newsroom(pages) as room, client(room) as http:
            got = http.get(room.url("/"))
            assert isinstance(http.get(room.url("/ok")), Fetched), "the run goes on"
        with pytest.raises(TimeoutError):
            secret.accept()
    words = f"blocked address: {FORBIDDEN} leads to {FORBIDDEN}"
    assert got == Refused(room.url("/"), None, words)


@pytest.mark.parametrize(
    "host",
    [
        "0x7f000002",  # hexadecimal
        "2130706434",  # decimal
        "127.2",  # short
        "[::ffff:127.0.0.2]",  # mapped into v6
        "[64:ff9b::7f00:2]",  # NAT64
        "[2002:7f00:2::1]",  # 6to4
        "[fe80::1]",
    ],
)
def test_odd_spellings_of_inside_addresses_are_refused(host: str) -> None:
    """FAULTS 2: what the resolver makes of a name is checked, not how the name looks."""
    with Http("a", Limits(0.0, 2.0, 5, 1000), lambda: NOW) as http:
        got = http.get(f"http://{host}:9/")
    # an address family that this machine lacks is never dialled either
    assert isinstance(got, Refused | Failed)
    assert "blocked address" in got.reason or "cannot be resolved" in got.reason


@pytest.mark.parametrize(
    "scheme", ["file:///etc/passwd", "data:,x", "ftp://a.example/", "javascript:1"]
)
def test_only_web_addresses_are_followed(scheme: str) -> None:
    """FAULTS 3: from a caller and from a redirect."""
    pages = {"/": answer(status=302, Location=scheme)}
    with newsroom(pages) as room, client(room) as http:
        for url in (scheme, room.url("/")):
            got = http.get(url)
            assert isinstance(got, Failed)
            assert "only http and https" in got.reason or "cannot be fetched" in got.reason


BOMB_CODE = """
import resource, sys
from scraper.http import Failed, Http, Limits
from tests.scraper.newsroom import HOST, NOW
port, path = int(sys.argv[1]), sys.argv[2]
with Http("a", Limits(0.0, 30.0, 5, 10_000_000), lambda: NOW, {HOST: ("127.0.0.1", port)}) as http:
    http.get(f"http://{HOST}/small")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    got = http.get(f"http://{HOST}{path}")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(type(got).__name__, got.reason, grown, sep="|")
"""


def bomb(coding: str, megabytes: int = 200) -> bytes:
    packer = zlib.compressobj(wbits={"gzip": 31, "deflate": 15}[coding])
    return b"".join([*(packer.compress(bytes(10**6)) for _ in range(megabytes)), packer.flush()])


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_cut_off_at_a_ratio_with_little_memory(coding: str) -> None:
    """FAULTS 4: 200 kB that unpack to 200 MB cost less than the cap (10 MB) and one more."""
    pages = {"/bomb": answer(bomb(coding), Content_Encoding=coding), "/small": answer(PAGE)}
    with newsroom(pages) as room:
        run = [sys.executable, "-c", BOMB_CODE, str(room.port), "/bomb"]
        done = subprocess.run(run, capture_output=True, text=True, timeout=60, check=True)
    kind, reason, grown = done.stdout.strip().split("|")
    assert (kind, reason) == ("Failed", "unpacks to more than 200 times its size")
    assert int(grown) < 11_000, "kB of memory above what a small page takes"


@pytest.mark.parametrize("coding", ["br", "zstd", "compress"])
def test_codings_that_we_did_not_ask_for_are_not_unpacked(coding: str) -> None:
    """FAULTS 4: no unpacker, no bomb."""
    with newsroom({"/": answer(b"x" * 99, Content_Encoding=coding)}) as room, client(room) as http:
        assert f"'{coding}' was not asked for" in getattr(http.get(room.url("/")), "reason", "")


def slow_head(handler: BaseHTTPRequestHandler) -> None:
    """Header lines that never end."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            handler.wfile.write(f"X-{number}: y\r\n".encode())
            time.sleep(0.05)
    except OSError:
        pass


def test_slow_heads_end_at_the_deadline() -> None:
    """FAULTS 5: one deadline for the whole request; each read alone is well in time."""
    with newsroom({"/": slow_head}) as room, client(room, request_seconds=0.3) as http:
        started = time.monotonic()
        got = http.get(room.url("/"))
    assert isinstance(got, Failed)
    assert "took longer than 0.3 s" in got.reason
    assert time.monotonic() - started < 2


def test_a_cut_answer_is_asked_for_again_and_never_taken_for_whole() -> None:
    """FAULTS 6: two more tries, then `truncated`."""
    pages = {"/": answer(PAGE, Content_Length="999")}
    slept: list[float] = []
    with newsroom(pages) as room, rushed(room, slept.append) as http:
        got = http.get(room.url("/"), tries=3)
    assert got == Failed(room.url("/"), "truncated")
    assert room.asked == ["/"] * 3
    assert 0.5 < slept[0] < 1.5 < slept[1] < 5.5, "the pauses grow"


def chunked(handler: BaseHTTPRequestHandler) -> None:
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"5\r\nHanwh\r\nzz\r\nbroken")


def test_bad_chunks_are_no_page() -> None:
    """FAULTS 6: a chunk whose size is no number."""
    with newsroom({"/": chunked}) as room, client(room) as http:
        assert isinstance(http.get(room.url("/")), Failed)


def test_a_fault_that_passes_is_over_at_the_second_try() -> None:
    """FAULTS 6: the other side of trying again."""
    answers = [answer(status=502), answer(PAGE)]
    with newsroom({"/": lambda handler: answers.pop(0)(handler)}) as room, rushed(room) as http:
        assert isinstance(http.get(room.url("/"), tries=3), Fetched)


def test_a_lasting_fault_is_not_asked_for_again() -> None:
    """FAULTS 6: "not there" and "not for you" are answers."""
    pages = {"/gone": answer(status=410), "/no": answer(status=403)}
    with newsroom(pages) as room, client(room) as http:
        for path in pages:
            http.get(room.url(path), tries=3)
    assert room.asked == ["/gone", "/no"]


def test_redirects_end_after_five_and_their_path_is_kept() -> None:
    """FAULTS 7: loops, long chains, chains over hosts."""
    pages = {f"/{n}": answer(status=302, Location=f"/{n + 1}") for n in range(9)}
    pages |= {"/loop": answer(status=302, Location="/loop"), "/9": answer(PAGE)}
    with newsroom(pages) as room, client(room) as http:
        for path in ("/loop", "/3"):
            got = http.get(room.url(path))
            assert got == Failed(room.url(path), "more than 5 redirects")
        got = http.get(room.url("/4"))
    assert isinstance(got, Fetched)
    assert got.hops == tuple(room.url(f"/{n}") for n in range(4, 9))


def raw(head: bytes) -> object:
    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)

    return page


def test_weird_heads_fail_their_own_address_only() -> None:
    """FAULTS 8: floods of headers, huge ones, lines that are no status."""
    pages = {
        "/flood": answer(PAGE, **{f"X{n}": "y" for n in range(2000)}),
        "/huge": answer(PAGE, X="y" * 300_000),
        "/status": raw(b"HTTP/1.1 abc Strange\r\n\r\n"),
        "/nine": raw(b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n"),
        "/noise": raw(b"\x00\xff\x00\xff" * 9),
        "/ok": answer(PAGE),
    }
    with newsroom(pages) as room, client(room) as http:  # type: ignore[arg-type]
        for path in ("/flood", "/huge", "/status", "/nine", "/noise"):
            assert isinstance(http.get(room.url(path)), Failed), path
        assert isinstance(http.get(room.url("/ok")), Fetched)


def test_an_address_that_grows_without_end_is_not_asked_for() -> None:
    """FAULTS 17: longer than 2,083 characters."""
    with newsroom({}) as room, client(room) as http:
        got = http.get(room.url("/" + "a/" * 1100))
    assert isinstance(got, Failed)
    assert "longer than 2083" in got.reason
    assert room.asked == []


RESTS = [
    # seconds and dates are waited for
    ("30", 30),
    ("Sun, 01 Mar 2026 12:00:40 GMT", 40),
    # nothing usable said: our own pause, growing
    ("later", backoff),
]


@pytest.mark.parametrize(("asked", "seconds"), RESTS)
def test_a_busy_host_gets_the_rest_that_it_asks_for(asked: str, seconds: object) -> None:
    """FAULTS 19: the pause holds for the whole host, not for the one page."""
    slept: list[float] = []
    pages = {"/": answer(status=503, Retry_After=asked), "/b": answer(PAGE)}
    with newsroom(pages) as room, rushed(room, slept.append) as http:
        http.get(room.url("/"))
        assert isinstance(http.get(room.url("/b")), Fetched)
    expected = seconds if isinstance(seconds, int) else 1.0
    assert slept == [pytest.approx(expected, abs=0.5)]


def test_a_longer_rest_than_we_have_patience_for_is_not_slept_through() -> None:
    """FAULTS 19: a worker is not held for half an hour; the host is simply not asked."""
    pages = {"/": answer(status=429, Retry_After="1800"), "/b": answer(PAGE)}
    with newsroom(pages) as room, client(room) as http:
        http.get(room.url("/"))
        got = http.get(room.url("/b"))
        assert 1790 < http.wait(room.url("/b")) <= 1800
    assert got == Failed(room.url("/b"), f"{HOST} asks to wait 1800 s")
    assert room.asked == ["/"]


PARKINGS = [
    # asks for more than an hour: once is enough
    ("7200", 1, timedelta(seconds=7200)),
    # an absurd wish counts as a day
    ("99999999999999999999", 1, timedelta(days=1)),
    ("Fri, 01 Mar 2999 12:00:00 GMT", 1, timedelta(days=1)),
    # five refusals in a row: an hour
    ("0", 5, timedelta(hours=1)),
]


@pytest.mark.parametrize(("asked", "answers", "rest"), PARKINGS)
def test_a_storming_host_is_parked_and_released(asked: str, answers: int, rest: timedelta) -> None:
    """FAULTS 19: parked over runs, until its time has come; never hammered."""
    now = [NOW]
    pages = {"/": answer(status=429, Retry_After=asked)}
    with newsroom(pages) as room:
        with Http("a", LIMITS, lambda: now[0], room.dial, lambda _: None) as http:
            for _ in range(8):
                http.get(room.url("/"))
            parked = http.parked()
        assert len(room.asked) == answers
        assert parked[HOST].until == NOW + rest
        # the next run knows it still, and asks nothing
        now[0] = NOW + rest - timedelta(seconds=1)
        with Http("a", LIMITS, lambda: now[0], room.dial, parked=parked) as http:
            got = http.get(room.url("/"))
            assert isinstance(got, Failed)
            assert "is left alone until" in got.reason
            assert len(room.asked) == answers
            # released
            now[0] += timedelta(seconds=2)
            assert http.parked() == {}
            http.get(room.url("/"))
            assert len(room.asked) == answers + 1


def test_good_answers_end_a_storm() -> None:
    """FAULTS 19: five in a row, not five in all."""
    answers = [answer(status=503), answer(PAGE)] * 8
    with newsroom({"/": lambda handler: answers.pop(0)(handler)}) as room, rushed(room) as http:
        for _ in range(16):
            http.get(room.url("/"))
        assert http.parked() == {}


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    """FAULTS 20: TLS is verified, the reason told, and it is not tried again."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("self_signed.pem"))
    with newsroom({"/": answer(PAGE)}, tls=context) as room, client(room) as http:
        got = http.get(f"https://{HOST}/", tries=3)
    assert isinstance(got, Failed)
    assert "certificate verify failed" in got.reason.lower()
    assert room.asked == []


def test_nobody_is_visited_without_a_real_contact() -> None:
    """A webmaster must be able to write to us: no placeholder, nothing that is no address."""
    for contact in (PLACEHOLDER_CONTACT, "", "me", "desk@paper.invalid", "a page of ours"):
        with pytest.raises(BadConfig, match=r"crawl\.contact"):
            live_sources(Config(crawl=Crawl(live=True, contact=contact)))
    for contact in ("desk@paper.org", "https://paper.org/crawler"):
        require_contact(Config(crawl=Crawl(live=True, contact=contact)))
