"""A newsroom behind each kind of front door, for tests that send the real crawler there.

    with open_doors(night=1) as doors:
        crawl(doors.sources, dial=doors.room.dial)      # must find exactly doors.releases

The other newsrooms of the press room have feeds, sitemaps and listings; these have the interfaces
that programs are given, releases on paper (PDF), and a list that is watched. They hold releases of
their own that no night of the default archive sees. On night 2 one entry of the list is raised and
one is new.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

from repledge.pressroom.answers import Answer, Request
from repledge.pressroom.paper import pdf_of
from repledge.pressroom.server import PressRoom, serve_answers

_JSON, _HTML, _XML = "application/json", "text/html; charset=utf-8", "application/xml"
_COUNT = 6  # releases of a newsroom
_FIRST = date(2026, 3, 2)
_SUBJECTS = ("gears", "pumps", "cables", "lenses", "valves", "motors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Where it is, the sources as records, and the address of every release with its title."""

    room: PressRoom
    sources: tuple[dict[str, Any], ...]
    releases: Mapping[str, str]


@contextmanager
def open_doors(*, night: int = 1, port: int = 0) -> Iterator[Doors]:
    """Serve the newsrooms on 127.0.0.1 until the block ends."""
    with serve_answers(partial(_answer, night=night), hosts=tuple(_HOUSES), port=port) as room:
        yield Doors(room=room, sources=tuple(_records()), releases=dict(_all_releases()))


def _answer(request: Request, *, night: int) -> tuple[str, str, Answer]:
    parts = urlsplit(request.target)
    host = (parts.netloc or request.headers.get("host", "")).partition(":")[0]
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    if target == "/robots.txt":
        return host, target, _served(request, b"User-agent: *\nDisallow:\n", "text/plain")
    found = _HOUSES[host](parts.path, parse_qs(parts.query), night) if host in _HOUSES else None
    if found is None:
        return host, target, Answer(status=404, headers={"Content-Type": "text/plain"})
    return host, target, _served(request, *found)


def _served(request: Request, body: bytes, kind: str) -> Answer:
    headers = {"Content-Type": kind, "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Answer(status=304, headers=headers)
    return Answer(status=200, body=body, headers=headers)


_Found = tuple[bytes, str] | None
_Query = Mapping[str, list[str]]


def _title(host: str, number: int) -> str:
    works = host.partition(".")[0].title()
    return f"{works} Works to Build Hall {number} for {_SUBJECTS[number].title()} in Tolland Falls"


def _day(number: int) -> date:
    return _FIRST + timedelta(days=number)


def _paragraphs(host: str, number: int) -> tuple[str, ...]:
    day, works = _day(number), host.partition(".")[0].title()
    return (
        f"TOLLAND FALLS, Ohio, {day:%B} {day.day}, {day.year} - {works} Works said today that it"
        f" will invest ${number + 2}00 million to build a hall for {_SUBJECTS[number]} here.",
        "The works on the river will be enlarged before the winter, the owners said, and the first"
        " machines are to run in 2028. The council had approved the plan in the spring.",
        f"The hall will employ {number + 1}50 people. It is the company's hall number {number}.",
    )


def _page(host: str, number: int) -> _Found:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in _paragraphs(host, number))
    title = _title(host, number)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><nav>"
        f"<a href='/'>Home</a></nav><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode(), _HTML


def _release_at(host: str, path: str, beginning: str, end: str = "") -> _Found:
    """The page at an address of the form beginning + number + end."""
    number = path.removeprefix(beginning).removesuffix(end)
    known = path == f"{beginning}{number}{end}" and number.isdecimal() and int(number) < _COUNT
    return _page(host, int(number)) if known else None


def _json(value: Any) -> _Found:
    return json.dumps(value).encode(), _JSON


def _wordpress(path: str, query: _Query, night: int) -> _Found:
    if path != "/wp-json/wp/v2/posts":
        return _release_at("blog.example", path, "/posts/", "/")
    return _json([
        {"link": f"http://blog.example/posts/{n}/", "date": f"{_day(n)}T10:00:00",
         "title": {"rendered": _title("blog.example", n).replace("to", "&#116;o")}}
        for n in reversed(range(_COUNT))
    ])  # fmt: skip


def _json_feed(path: str, query: _Query, night: int) -> _Found:
    if path not in {"/feed.json", "/feed2.json"}:
        return _release_at("cards.example", path, "/news/")
    older = path == "/feed2.json"
    numbers = range(_COUNT // 2) if older else range(_COUNT // 2, _COUNT)
    items = [
        {"id": str(n), "url": f"/news/{n}", "title": _title("cards.example", n),
         "date_published": f"{_day(n)}T10:00:00-05:00"}
        for n in reversed(numbers)
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Cards", "items": items}
    return _json(feed if older else feed | {"next_url": "http://cards.example/feed2.json"})


def _register(path: str, query: _Query, night: int) -> _Found:
    if path.startswith("/full_text/"):
        return _release_at("register.example", path, "/full_text/", ".html")
    if path != "/api/v1/documents.json":
        return None  # the pages for people refuse programs
    rows = [
        {"title": _title("register.example", n), "publication_date": str(_day(n)),
         "html_url": f"http://register.example/documents/{n}",
         "body_html_url": f"http://register.example/full_text/{n}.html"}
        for n in reversed(range(_COUNT))
    ]  # fmt: skip
    return _json({"count": len(rows), "results": rows})


_CIK, _PREFIX = 1001, "0000001001-26-"


def _submissions(path: str, query: _Query, night: int) -> _Found:
    if path != f"/submissions/CIK{_CIK:010d}.json":
        return None
    numbers = list(reversed(range(_COUNT)))
    recent = {
        "form": ["8-K" for _ in numbers],
        "items": ["7.01,9.01" for _ in numbers],
        "accessionNumber": [f"{_PREFIX}{n:06d}" for n in numbers],
        "filingDate": [str(_day(n)) for n in numbers],
    }
    return _json({"cik": f"{_CIK:010d}", "name": "Filings Works Inc.",
                  "filings": {"recent": recent, "files": []}})  # fmt: skip


def _filings(path: str, query: _Query, night: int) -> _Found:
    """Folders of filings; of each second one only the table tells which file is the release."""
    root = f"/Archives/edgar/data/{_CIK}/"
    folder, _, name = path.removeprefix(root).partition("/")
    if not path.startswith(root) or not folder.isdecimal() or int(folder[-6:]) >= _COUNT:
        return None
    number = int(folder[-6:])
    release = "ex99-1.htm" if number % 2 else "news.htm"
    if name == "index.json":
        items = [{"name": n, "type": "text.gif", "last-modified": f"{_day(number)} 06:00:00"}
                 for n in ("form8-k.htm", release, "logo.jpg")]  # fmt: skip
        return _json({"directory": {"item": items, "name": root + folder}})
    if name.endswith("-index.htm"):
        rows = f"<tr><td><a href='{release}'>{release}</a></td><td>EX-99.1</td></tr>"
        return f"<table>{rows}</table>".encode(), _HTML
    return _page("filings.example", number) if name == release else None


def _board(path: str, query: _Query, night: int) -> _Found:
    if path != "/api/news":
        return _release_at("board.example", path, "/news/")
    first = (int(query.get("page", ["1"])[0]) - 1) * 2
    numbers = list(reversed(range(_COUNT)))[first : first + 2]
    items = [{"slug": str(n), "headline": _title("board.example", n), "on": str(_day(n))}
             for n in numbers]  # fmt: skip
    return _json({"data": {"items": items}})


def _papers(path: str, query: _Query, night: int) -> _Found:
    host, numbers = "papers.example", range(_COUNT)
    if path == "/press/":
        rows = "".join(
            f"<li><span>{_day(n):%d.%m.%Y}</span> <a href='{n}.pdf'>{_title(host, n)}</a></li>"
            for n in reversed(numbers)
        )
        return f"<html lang=en><body><main><ul>{rows}</ul></main></body></html>".encode(), _HTML
    number = path.removeprefix("/press/").removesuffix(".pdf")
    if not number.isdecimal() or int(number) >= _COUNT:
        return None
    return pdf_of(_title(host, int(number)), _paragraphs(host, int(number))), "application/pdf"


def _maps(path: str, query: _Query, night: int) -> _Found:
    """An index that names a packed file of news and one of other pages."""
    root, space = "http://maps.example", "http://www.sitemaps.org/schemas/sitemap/0.9"
    if path == "/sitemap.xml":
        names = ("news.xml.gz", "other.xml")
        rows = "".join(f"<sitemap><loc>{root}/{name}</loc></sitemap>" for name in names)
        return f"<sitemapindex xmlns='{space}'>{rows}</sitemapindex>".encode(), _XML
    if path == "/other.xml":
        return f"<urlset xmlns='{space}'><url><loc>{root}/jobs</loc></url></urlset>".encode(), _XML
    if path != "/news.xml.gz":
        return _release_at("maps.example", path, "/news/")
    rows = "".join(
        f"<url><loc>{root}/news/{n}</loc><n:news><n:title>{_title('maps.example', n)}</n:title>"
        f"<n:publication_date>{_day(n)}</n:publication_date></n:news></url>"
        for n in range(_COUNT)
    )
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    text = f"<urlset xmlns='{space}' xmlns:n='{news}'>{rows}</urlset>"
    return gzip.compress(text.encode(), mtime=0), "application/gzip"


_ENTRIES = (
    "<b>Gear Works</b> announced a $5 billion investment in a plant for gears in Ohio.",
    "<b>Pump Works</b>, a maker of pumps, will invest $800 million in its works in Texas.",
    "<b>Lens Works</b> announced $2 billion for a laboratory in Nevada.",
)


def _list(path: str, query: _Query, night: int) -> _Found:
    if path != "/investments/":
        return None
    entries = list(_ENTRIES)
    if night > 1:
        entries[0] = entries[0].replace("$5 billion", "$7 billion")
        entries.append("<b>Valve Works</b> will invest $300 million in Iowa.")
    rows = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"<html lang=en><body><h1>Investments</h1><ul>{rows}</ul></body></html>".encode(), _HTML


_HOUSES: Mapping[str, Callable[[str, _Query, int], _Found]] = {
    "blog.example": _wordpress,
    "cards.example": _json_feed,
    "register.example": _register,
    "data.filings.example": _submissions,
    "www.filings.example": _filings,
    "board.example": _board,
    "papers.example": _papers,
    "maps.example": _maps,
    "list.example": _list,
}


def _records() -> Iterator[dict[str, Any]]:
    yield _record("blog", "wordpress", "http://blog.example/wp-json/wp/v2/posts")
    yield _record("cards", "jsonfeed", "http://cards.example/feed.json")
    yield _record(
        "register", "federal_register", "http://register.example/api/v1/documents.json",
        owner="government",
    )  # fmt: skip
    door = f"http://data.filings.example/submissions/CIK{_CIK:010d}.json"
    yield _record("filings", "edgar", door, document="filing")
    api = "http://board.example/api/news?page="
    yield _record(
        "board", "listing", f"{api}1", item="data.items", link="/news/{slug}",
        headline="headline", date="on", more=f"{api}{{page}}",
    )  # fmt: skip
    yield _record("papers", "listing", "http://papers.example/press/")
    yield _record("maps", "sitemap", "http://maps.example/sitemap.xml", match="/news/")
    yield _record("list", "watched", "http://list.example/investments/", document="list")


def _record(name: str, kind: str, url: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": kind, "url": url, "zone": "America/New_York", **more}


def _all_releases() -> Iterator[tuple[str, str]]:
    """Every release with its address; entries of the list have no address of their own."""
    places = {
        "blog.example": "http://blog.example/posts/{0}/",
        "cards.example": "http://cards.example/news/{0}",
        "register.example": "http://register.example/documents/{0}",
        "board.example": "http://board.example/news/{0}",
        "papers.example": "http://papers.example/press/{0}.pdf",
        "maps.example": "http://maps.example/news/{0}",
    }
    for number in range(_COUNT):
        for host, place in places.items():
            yield place.format(number), _title(host, number)
        name = "ex99-1.htm" if number % 2 else "news.htm"
        folder = f"{_PREFIX}{number:06d}".replace("-", "")
        place = f"http://www.filings.example/Archives/edgar/data/{_CIK}/{folder}/{name}"
        yield place, _title("filings.example", number)
