"""The press room grown to many newsrooms, with faults mixed in: for soaks of the crawler.

    with grow(hosts=200, pages=10_000, faults=0.05) as crowd:
        crawl(crowd.sources, dial=crowd.room.dial)      # must find exactly crowd.releases

Faults of the passing kind (500, cut connection, 429, 503) strike the first request for a page and
let the second one through; a redirect leads to the page; a slow page comes in drops. So every
release can be had by a crawler that tries again. Traps are pages that hold no release and that no
crawler should finish: a gzip bomb, and a body that drips for half an hour. Everything follows from
the numbers alone.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlsplit

from repledge.pressroom.answers import Answer, Request
from repledge.pressroom.server import PressRoom, serve_answers

FAULTS = ("error", "cut", "busy", "unavailable", "redirect", "slow")
_BOMB_MEGABYTES = 200
_FEED_BREAKS_EVERY = 10  # one host in ten has a feed with a bare ampersand
_PARAGRAPH = (
    "The works on the river will be enlarged by a hall for large gears, the owners said, and the"
    " first machines are to run before the winter. The council had approved the plan."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """A grown press room: where it is, what it publishes, and what nobody should finish reading."""

    room: PressRoom
    sources: tuple[dict[str, Any], ...]
    releases: frozenset[str]
    traps: frozenset[str]


@contextmanager
def grow(*, hosts: int = 200, pages: int = 10_000, faults: float = 0.05) -> Iterator[Crowd]:
    """Serve `pages` releases on `hosts` newsrooms; the share `faults` of the pages misbehaves."""
    town = _Town(hosts=hosts, pages=pages, faults=faults)
    with serve_answers(town.answer, hosts=town.hosts_served, port=0) as room:
        yield Crowd(
            room=room,
            sources=tuple(_source(host) for host in town.hosts_served),
            releases=frozenset(f"http://{h}{p}" for h in town.hosts_served for p in town.paths(h)),
            traps=frozenset(f"http://{h}{p}" for h in town.hosts_served for p in town.traps(h)),
        )


def _source(host: str) -> dict[str, Any]:
    name = host.removesuffix(".example")
    return {"name": name, "kind": "rss", "url": f"http://{host}/feed", "language": "en"}


@dataclass
class _Town:
    """What each address of the crowd holds, and how often it was asked for."""

    hosts: int
    pages: int
    faults: float
    _asked: Counter[tuple[str, str]] = field(default_factory=Counter)

    @cached_property
    def hosts_served(self) -> tuple[str, ...]:
        return tuple(f"works-{number:03d}.example" for number in range(self.hosts))

    def paths(self, host: str) -> list[str]:
        """The addresses of a newsroom's releases."""
        return [f"/news/{page}" for page in range(self._number(host), self.pages, self.hosts)]

    def traps(self, host: str) -> list[str]:
        """One newsroom in five links to a trap as well; half of the traps explode, half drip."""
        number = self._number(host)
        if not self.faults or number % 5:
            return []
        return ["/archive/bomb"] if number % 2 else ["/archive/endless"]

    def answer(self, request: Request) -> tuple[str, str, Answer]:
        """See `answers.answer`: host, path and what is answered there."""
        parts = urlsplit(request.target)
        host = (parts.netloc or request.headers.get("host", "")).partition(":")[0]
        path = parts.path or "/"
        if host not in self.hosts_served:
            return "", path, Answer(status=404)
        self._asked[host, path] += 1
        return host, path, self._answer(request, host, path)

    def _answer(self, request: Request, host: str, path: str) -> Answer:
        if path == "/robots.txt":
            return Answer(status=200, body=b"User-agent: *\nDisallow:\n", headers=_PLAIN)
        if path == "/feed":
            return _validated(request, self._feed(host).encode(), "application/rss+xml")
        if path in self.traps(host):
            return _bomb() if path.endswith("bomb") else _ENDLESS
        page = path.removeprefix("/moved")
        if page not in self.paths(host):
            return Answer(status=404, headers=_PLAIN)
        ready = _validated(request, _page(page).encode(), "text/html; charset=utf-8")
        return self._spoiled(host, path, ready)

    def _spoiled(self, host: str, path: str, ready: Answer) -> Answer:
        first = self._asked[host, path] == 1
        match self._fault(path):
            case "error" if first:
                return Answer(status=500, body=b"Internal error\n", headers=_PLAIN)
            case "unavailable" if first:
                return Answer(status=503, headers={"Retry-After": "1"})
            case "busy" if first:
                return Answer(status=429, headers={"Retry-After": "1"})
            case "redirect":
                return Answer(status=301, headers={"Location": f"http://{host}/moved{path}"})
            case "cut" if first:
                return Answer(status=200, body=ready.body, headers=ready.headers, cut=100)
            case "slow":
                return Answer(
                    status=ready.status, body=ready.body, headers=ready.headers, drip=0.02
                )
        return ready

    def _fault(self, path: str) -> str | None:
        if path.startswith("/moved"):
            return None
        share = int.from_bytes(hashlib.sha256(path.encode()).digest()[:4]) / 2**32
        if share >= self.faults:
            return None
        return FAULTS[int(share / self.faults * len(FAULTS))]

    def _feed(self, host: str) -> str:
        items = "".join(_item(host, path) for path in [*self.paths(host), *self.traps(host)])
        broken = self.faults and self._number(host) % _FEED_BREAKS_EVERY == 1
        name = "Gears & Halls" if broken else "Gears"
        return (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>'
            f"<link>http://{host}/</link><description>News</description>{items}</channel></rss>"
        )

    def _number(self, host: str) -> int:
        return int(host.removeprefix("works-").removesuffix(".example"))


_PLAIN = {"Content-Type": "text/plain"}
_ENDLESS = Answer(
    status=200, body=b"<p>and so on</p>" * 14_400, headers={"Content-Type": "text/html"}, drip=0.5
)


@cache
def _bomb() -> Answer:
    packer = zlib.compressobj(wbits=31)
    pieces = [packer.compress(bytes(1_000_000)) for _ in range(_BOMB_MEGABYTES)]
    body = b"".join([*pieces, packer.flush()])
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    return Answer(status=200, body=body, headers=headers)


def _page(path: str) -> str:
    title = _title(path)
    return (
        f"<!doctype html><html><head><title>{title}</title>"
        '<meta property="article:published_time" content="2025-05-06T10:00:00Z"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>"
        f"<p>TOLLAND FALLS, May 6, 2025 - {title}.</p><p>{_PARAGRAPH}</p>"
        f"<p>It is release number {path.rpartition('/')[2]} of the works.</p></article></body>"
        "</html>"
    )


def _title(path: str) -> str:
    return f"Works Enlarge Hall {path.rpartition('/')[2]}"


def _item(host: str, path: str) -> str:
    address = f"http://{host}{path}"
    return (
        f"<item><title>{_title(path)}</title><link>{address}</link><guid>{address}</guid>"
        "<pubDate>Tue, 06 May 2025 10:00:00 +0000</pubDate></item>"
    )


def _validated(request: Request, body: bytes, kind: str) -> Answer:
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"Content-Type": kind, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Answer(status=304, headers=headers)
    return Answer(status=200, body=body, headers=headers)
