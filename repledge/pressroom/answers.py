"""What the press room answers to one request: pure, no sockets.

A site is asked by its own name (`Host: carmakers.example`, or the absolute form that proxies are
asked in), or by path on the loopback address (`/carmakers.example/releases/`), which is for people
and for clients that cannot be told where a name leads.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from html import escape
from urllib.parse import parse_qs, urlsplit

from repledge.pressroom import pages
from repledge.pressroom.archive import Site, carried_by, sites

_XML = {"rss": "application/rss+xml", "atom": "application/atom+xml", "rdf": "application/rdf+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as read from the wire; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def conditional(self) -> bool:
        """Whether the client asks only for what it has not seen."""
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Status, headers and body; the seconds to wait before them, and between pieces of the body.

    `cut` breaks the connection after so many bytes of the body.
    """

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    cut: int | None = None


@dataclass(frozen=True, slots=True)
class _Content:
    """What lies at an address, before validators and compression."""

    body: bytes
    kind: str
    modified: datetime | None = None  # a silent edit leaves no trace here, as in real life


def answer(request: Request, *, night: int) -> tuple[str, str, Answer]:
    """The site's host ("" for the room itself), the path on it, and the answer."""
    host, path, base = _place(request)
    site = next((s for s in sites() if s.host == host), None)
    if site is None:
        return host, path, _room_answer(path, base)
    if site.refuse and path != "/robots.txt":
        return host, path, _plain(403, "Forbidden\n")
    content = _content(site, path, base, night)
    if content is None:
        return host, path, _plain(404, "Not found\n")
    return host, path, _validated(request, site, content)


def _place(request: Request) -> tuple[str, str, str]:
    parts = urlsplit(request.target)
    asked = parts.netloc or request.headers.get("host", "")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    name = asked.partition(":")[0].lower()
    if any(site.host == name for site in sites()):
        return name, path, f"http://{asked}"
    first, _, rest = path.removeprefix("/").partition("/")
    if any(site.host == first for site in sites()):
        return first, f"/{rest}", f"http://{asked}/{first}"
    return "", path, f"http://{asked}"


def _room_answer(path: str, base: str) -> Answer:
    if path == "/robots.txt":
        rules = [f"Disallow: /{s.host}{rule}\n" for s in sites() for rule in s.disallow]
        return _plain(200, "User-agent: *\n" + "".join(rules))
    if path != "/":
        return _plain(404, "Not found\n")
    rows = "".join(f'<li><a href="{base}/{s.host}/">{escape(s.title)}</a></li>\n' for s in sites())
    body = f"<!doctype html>\n<title>Press room</title>\n<h1>Press room</h1>\n<ul>\n{rows}</ul>\n"
    return Answer(
        status=200, body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8"}
    )


def _plain(status: int, text: str) -> Answer:
    return Answer(status=status, body=text.encode(), headers={"Content-Type": "text/plain"})


@lru_cache(maxsize=4_096)
def _content(site: Site, target: str, base: str, night: int) -> _Content | None:
    path, _, query = target.partition("?")
    if path == "/robots.txt":
        return _Content(pages.robots(site, base=base).encode(), "text/plain; charset=utf-8")
    if path == site.path:
        return _front_door(site, query, base, night)
    if query:
        return None
    if path == "/":
        return _html(site, pages.home_page(site, base=base), None)
    if site.door == "sitemap_index" and path.startswith("/sitemap-"):
        return _yearly_sitemap(site, path, base)
    release = next((r for r in carried_by(site) if r.path == path), None)
    if release is None:
        return None
    page = pages.release_page(site, release, base=base, night=night)
    return _html(site, page, release.stamped(site))


def _front_door(site: Site, query: str, base: str, night: int) -> _Content | None:
    newest = max((r.stamped(site) for r in carried_by(site)), default=None)
    if site.door == "listing":
        page = parse_qs(query).get("page", ["1"])[0]
        text = pages.listing_page(site, base=base, page=int(page)) if page.isdecimal() else None
        return None if text is None else _html(site, text, newest)
    if query:
        return None
    body = pages.feed(site, base=base, night=night).encode(site.codec)
    return _Content(
        body, f"{_XML.get(site.door, 'application/xml')}; charset={site.charset}", newest
    )


def _yearly_sitemap(site: Site, path: str, base: str) -> _Content | None:
    year = path.removeprefix("/sitemap-").removesuffix(".xml.gz")
    if not year.isdecimal() or int(year) not in pages.years(site):
        return None
    text = pages.sitemap_of(site, int(year), base=base)
    return _Content(gzip.compress(text.encode(), mtime=0), "application/gzip")


def _html(site: Site, text: str, modified: datetime | None) -> _Content:
    return _Content(text.encode(site.codec), f"text/html; charset={site.charset}", modified)


def _validated(request: Request, site: Site, content: _Content) -> Answer:
    headers = {"Content-Type": content.kind}
    if site.etag:
        headers["ETag"] = f'"{hashlib.sha256(content.body).hexdigest()[:20]}"'
    if site.last_modified and content.modified:
        headers["Last-Modified"] = format_datetime(content.modified.astimezone(UTC), usegmt=True)
    if _unchanged(request, headers):
        return Answer(status=304, headers=headers, delay=site.delay)
    body = content.body
    if site.gzip and "gzip" in request.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        body = gzip.compress(body, mtime=0)
    return Answer(status=200, body=body, headers=headers, delay=site.delay)


def _unchanged(request: Request, headers: Mapping[str, str]) -> bool:
    """RFC 9110 §13.2.2: an ETag, where the client sends one, outranks the date."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return headers.get("ETag") in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    since, modified = request.headers.get("if-modified-since"), headers.get("Last-Modified")
    if since is None or modified is None:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):  # a date that is none, or one without a zone
        return False
