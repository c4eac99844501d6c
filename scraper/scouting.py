"""Where a newsroom can be read, from any of its pages: feeds, interfaces, listings, sitemaps.

The page names most of them itself: `<link rel=alternate>` (RSS Advisory Board, "autodiscovery"),
the interface of WordPress (`rel="https://api.w.org/"`), links to feeds and press pages; sitemaps
stand in robots.txt. Each candidate is read once, as the crawler would read it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, pairwise
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from repledge.errors import BadInput
from repledge.ids import slug
from repledge.text import clean
from scraper.charset import decode
from scraper.http import Fetched
from scraper.kinds import Link, list_links
from scraper.kinds.hostile import read_feed
from scraper.kinds.link import whole
from scraper.language import language_of
from scraper.sources import Kind, Source
from scraper.visitor import Visitor

EACH = 3  # of one sort that are looked at: a page may name hundreds of feeds
_MENU_WORDS = 4  # of a link to a press page; longer ones are headlines
_ENOUGH = 3  # releases that a front door must show
_STALE = timedelta(days=400)
_ITEMS = 500
_ALTERNATES: dict[str, Kind] = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/rdf+xml": "rdf",
    "application/feed+json": "jsonfeed",
    "application/json": "jsonfeed",
}
_FEED = re.compile(r"(?i)\b(?:rss|atom|feed)s?\b|\.rdf$")
_PRESS = re.compile(
    r"(?i)\b(?:news ?room|press|news|media|releases)\b|ニュース|プレス|報道|보도|뉴스"
)
_PRESS_PATH = re.compile(r"(?i)/(?:[\w-]*(?:news|press|release|media)[\w-]*)/")
# a feed says most; a listing without days and a sitemap of everything say least
_RANKS: dict[Kind, int] = {
    "rss": 0, "atom": 0, "rdf": 0, "jsonfeed": 0, "wordpress": 1, "listing": 2, "sitemap": 3,
}  # fmt: skip
# what the name of a site tells of country, language and time zone, where the page does not
_COUNTRIES = {
    "jp": ("JP", "Asia/Tokyo"), "kr": ("KR", "Asia/Seoul"), "tw": ("TW", "Asia/Taipei"),
    "uk": ("GB", "Europe/London"), "de": ("DE", "Europe/Berlin"), "fr": ("FR", "Europe/Paris"),
    "ca": ("CA", "America/Toronto"), "gov": ("US", "America/New_York"),
    "eu": ("EU", "Europe/Brussels"), "ch": ("CH", "Europe/Zurich"),
}  # fmt: skip
_ZONES = {"ja": "Asia/Tokyo", "ko": "Asia/Seoul"}  # of languages that are at home in one zone


@dataclass(frozen=True, slots=True)
class Find:
    """A front door that was read: as a source, with the number of its releases and the newest."""

    source: Source
    items: int
    newest: date | None


def scout(url: str, visitor: Visitor, today: date) -> list[Find]:
    """The front doors that a page leads to, the best first.

    Raises BadInput where the page cannot be had, or none is found.
    """
    answer = visitor.fetch(url)
    if not isinstance(answer, Fetched):
        raise BadInput(f"{url}: cannot be read ({answer.reason}); give another page of the site.")
    page = BeautifulSoup(decode(answer.body, answer.content_type), "lxml")
    base = _described(page, answer.final_url)
    wanted = dict.fromkeys(_candidates(page, answer.final_url, visitor))
    seen = (_read(replace(base, kind=kind, url=place), visitor) for kind, place in wanted)
    finds = [find for find in seen if find is not None]
    if not finds:
        raise BadInput(f"{url}: leads to no feed, listing or sitemap; give its page of releases.")
    once = {(find.source.kind, find.source.url): find for find in finds}
    return sorted(once.values(), key=lambda find: _rank(find, today))


def _candidates(page: BeautifulSoup, url: str, visitor: Visitor) -> Iterator[tuple[Kind, str]]:
    """What the page may be and what it names, without saying yet whether it is there."""
    yield from _kinds_of(visitor.get(url) or b"", url)
    yield from islice(_named_in_head(page, url), EACH)
    feeds: list[str] = []
    pages: list[str] = []
    for link in page.find_all("a", href=True):
        address = whole(url, str(link["href"]))
        if address is None or urlsplit(address).hostname != urlsplit(url).hostname:
            continue
        if _FEED.search(f"{link.get_text(' ')} {urlsplit(address).path}"):
            feeds.append(address)
        elif _PRESS.search(link.get_text(" ")) and len(link.get_text().split()) <= _MENU_WORDS:
            pages.append(address)
    yield from (("rss", address) for address in feeds[:EACH])
    yield from (("listing", address) for address in pages[:EACH])
    yield from (("sitemap", address) for address in visitor.robots.sitemaps(url)[:EACH])


def _named_in_head(page: BeautifulSoup, url: str) -> Iterator[tuple[Kind, str]]:
    for link in page.find_all("link", href=True):
        address = whole(url, str(link["href"]))
        kind = _ALTERNATES.get(str(link.get("type") or "").lower())
        rels = {str(rel).lower() for rel in link.get_attribute_list("rel") if rel}
        if address and kind and "alternate" in rels and "/comments/" not in address:
            yield ("wordpress" if "/wp-json/" in address else kind), address
        if address and "https://api.w.org/" in rels:
            yield "wordpress", f"{address.rstrip('/')}/wp/v2/posts"


def _kinds_of(body: bytes, url: str) -> Iterator[tuple[Kind, str]]:
    """What a page itself is."""
    start = body[:1_000].lstrip().lower()
    if start.startswith((b"{", b"[")):
        yield ("wordpress" if "/wp-json/" in url else "jsonfeed"), url
    elif b"<urlset" in start or b"<sitemapindex" in start or url.endswith(".xml.gz"):
        yield "sitemap", url
    elif start.startswith(b"<?xml") or b"<rss" in start or b"<feed" in start:
        yield "rss", url
    yield "listing", url


def _read(source: Source, visitor: Visitor) -> Find | None:
    """The candidate as a source that works; None where it does not."""
    try:
        links = list(islice(list_links(replace(source, pages=1), visitor.get), _ITEMS))
    except BadInput:
        return None
    if source.kind == "sitemap":
        source, links = _narrowed(source, links)
    if len(links) < _ENOUGH:
        return None
    titles = ". ".join(link.title for link in links[:20] if link.title)
    language = language_of(titles, source.language or None, "en")
    days = sorted({link.published for link in links if link.published}, reverse=True)
    gaps = [(a - b).days for a, b in pairwise(days)]
    found = replace(
        source,
        kind=_exact_kind(source, visitor),
        language=language,
        zone=_ZONES.get(language, source.zone) if source.zone == "UTC" else source.zone,
        min_items=max(1, min(len(links), 20) // 2),
        # three times the longest silence that the front door shows, within reason
        max_silent_days=min(max(3 * max(gaps), 7), 120) if gaps else 60,
    )
    return Find(found, len(links), days[0] if days else None)


def _exact_kind(source: Source, visitor: Visitor) -> Kind:
    if source.kind not in {"rss", "atom", "rdf"}:
        return source.kind
    body = visitor.get(source.url)
    version = (read_feed(source, source.url, body, 1).get("version") if body else None) or "rss"
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in {"rss10", "rss090"} else "rss"


def _narrowed(source: Source, links: list[Link]) -> tuple[Source, list[Link]]:
    """A sitemap names every page of a site: only those under its commonest press path are meant."""
    paths = Counter(m[0] for link in links if (m := _PRESS_PATH.search(urlsplit(link.url).path)))
    if not paths:
        return source, []
    path = paths.most_common(1)[0][0]
    return replace(source, match=re.escape(path)), [link for link in links if path in link.url]


def _rank(find: Find, today: date) -> tuple[bool, bool, int, int]:
    """Living and dated front doors first, then by kind, then by how much they show."""
    living = find.newest is not None and today - find.newest < _STALE
    return not living, find.newest is None, _RANKS.get(find.source.kind, 9), -find.items


def _described(page: BeautifulSoup, url: str) -> Source:
    """The site as a source without a front door: its name, title, language, time zone."""
    host = (urlsplit(url).hostname or "site").removeprefix("www.")
    country, zone = _COUNTRIES.get(host.rpartition(".")[2], (None, "UTC"))
    title = " ".join(clean(page.title.get_text()).split()) if page.title else host
    language = str(page.html.get("lang") or "") if page.html else ""
    named = slug(title) if host.replace(".", "").isdecimal() else ""  # an address names nobody
    return Source(
        name=named or slug(host),
        kind="listing",
        url=url,
        title=title[:100],
        country=country,
        zone=zone,
        language=language.split("-")[0].lower(),
    )
