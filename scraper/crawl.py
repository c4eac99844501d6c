"""One night over the newsrooms: front doors, links, pages; side by side over hosts only.

Workers fetch and read; what they find comes back to the calling thread, which alone touches the
archive (SQLite connections do not cross threads) and writes each body as evidence before its row.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Literal, Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from repledge.contracts import Document, Issue
from repledge.errors import BadInput
from repledge.ids import content_hash, stable_id
from scraper.article import Article, read_page
from scraper.http import Failed, Fetched, Http, NotModified, Refused
from scraper.kinds import CAPTURED, Link, list_links
from scraper.robots import Robots
from scraper.sources import Source
from scraper.witnesses import Witness

State = Literal["ok", "failing", "blocked"]
WAITING = 16  # pages that may wait for the archive: bounds memory


@dataclass(frozen=True, slots=True)
class Known:
    """What a page answered last time: the validators of a conditional GET."""

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A document and the page that holds it; `told` by a front door, or a page of its own.

    A document of an archive on our own disk has no page.
    """

    source: Source
    fetched: Fetched | None
    document: Document
    told: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """A front door that is evidence itself, whether or not anything on it is new."""

    source: Source
    fetched: Fetched


@dataclass(slots=True)
class Visit:
    """How a newsroom was found this night."""

    source: Source
    state: State = "ok"
    reason: str | None = None
    items: int = 0
    newest: date | None = None
    unchanged: int = 0


class Archive(Protocol):
    """Where a crawl looks up and keeps what it finds; called from one thread only."""

    def known(self, source: Source) -> Mapping[str, Known]:
        """The pages of a newsroom that were fetched before, by address."""
        ...

    def earlier(self, source: Source) -> Sequence[Document]:
        """The newest version of each document of a watched list; asked of no other kind."""
        ...

    def keep(self, page: Page) -> None:
        """Keep a page: its body as evidence first, then its row."""
        ...

    def capture(self, capture: Capture) -> None:
        """Keep a front door as evidence."""
        ...

    def issue(self, issue: Issue) -> None:
        """Keep what could not be fetched or read."""
        ...

    def visited(self, visit: Visit) -> None:
        """Keep how the newsroom was found."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Limits of one newsroom in one run (FAULTS 17)."""

    pages: int
    seconds: float
    page_bytes: int
    feed_bytes: int
    pdf_bytes: int


_Event = Page | Capture | Issue | Visit


@dataclass(slots=True)
class _Walk:
    """One worker's way through one newsroom."""

    source: Source
    http: Http
    robots: Robots
    bounds: Bounds
    known: Mapping[str, Known]
    earlier: Sequence[Document]
    out: queue.Queue[_Event]
    stop: threading.Event
    front: Fetched | None = None
    visit: Visit = field(init=False)
    until: float = field(init=False)

    def run(self) -> None:
        """Read the front door, then each page behind it; whatever happens, report the visit."""
        self.visit, self.until = Visit(self.source), monotonic() + self.bounds.seconds
        try:
            for link in self._links():
                if self.stop.is_set():
                    return
                self._page(link)
        except Exception as error:  # one newsroom's page must not end the others' night
            self._fail("failing", f"{type(error).__name__}: {error}")
            self._issue("broken_source", f"{self.source.name}: {type(error).__name__}: {error}.")
        finally:
            self._say(self.visit)

    def _links(self) -> Iterator[Link]:
        """The links at the front door; those told before it broke are read all the same."""
        try:
            for link in list_links(self.source, self._front, self.earlier):
                asks = link.text is None
                if asks and (self.visit.items >= self.bounds.pages or monotonic() > self.until):
                    break
                self.visit.items += 1
                yield link
        except BadInput as error:
            self._fail("failing", str(error))
            self._issue("broken_source", str(error))
        if self.visit.state == "ok" and self.visit.items < self.source.min_items:
            reason = f"{self.visit.items} links at the front door, {self.source.min_items} expected"
            self._fail("failing", reason)
            self._issue(
                "too_few_items", f"{self.source.name}: {reason}; look at {self.source.url}."
            )

    def _front(self, url: str) -> bytes | None:
        answer = self.http.get(url, max_bytes=self.bounds.feed_bytes, refusal=self.robots.refusal)
        match answer:
            case Fetched():
                self.front = answer
                if self.source.kind in CAPTURED:
                    self._say(Capture(self.source, answer))
                return answer.body
            case Refused():
                self._fail("blocked", answer.reason)
                self._issue("refused", f"{self.source.name}: {url}: {answer.reason}.")
            case Failed():
                self._fail("failing", answer.reason)
                self._issue("front_door", f"{self.source.name}: {url}: {answer.reason}.")
            case NotModified():
                raise AssertionError("no validators were sent")
        return None

    def _page(self, link: Link) -> None:
        if link.text is not None:
            self._told(link, link.text)
            return
        if monotonic() > self.until:
            return
        address = link.at or link.url
        refusal = self.robots.refusal(address)
        if refusal:
            self._issue("refused", f"{self.source.name}: {link.url}: {refusal}.", level="info")
            return
        old = self.known.get(link.url, Known(None, None))
        is_pdf = urlsplit(address).path.lower().endswith(".pdf")
        answer = self.http.get(
            address,
            etag=old.etag,
            last_modified=old.last_modified,
            max_bytes=self.bounds.pdf_bytes if is_pdf else self.bounds.page_bytes,
            refusal=self.robots.refusal,
        )
        match answer:
            case Fetched():
                self._read(link, answer)
            case NotModified():
                self.visit.unchanged += 1
            case Refused() | Failed():
                self._issue("page_failed", f"{self.source.name}: {link.url}: {answer.reason}.")

    def _read(self, link: Link, fetched: Fetched) -> None:
        source = self.source
        try:
            article = read_page(
                fetched.body,
                fetched.final_url,
                content_type=fetched.content_type,
                language=source.language,
                zone=ZoneInfo(source.zone),
                listed=_listed(source, link),
            )
        except BadInput as error:
            self._issue("unreadable", f"{source.name}: {link.url}: {error}")
            return
        if article.published is None:
            self._issue("no_date", f"{source.name}: {link.url}: no date found; it was left out.")
            return
        self._save(Page(source, fetched, _document(source, link, article, article.published)))

    def _told(self, link: Link, text: str) -> None:
        """A document whose whole text the front door holds: of the day it names, or of today."""
        source, front = self.source, self.front
        seen = front.fetched_at.astimezone(ZoneInfo(source.zone)).date() if front else None
        day, place = (link.published, _place(source)) if link.published else (seen, "capture")
        if day is None:
            self._issue("no_date", f"{source.name}: {link.url}: no date; it was left out.")
            return
        title = link.title or text.split("\n")[0]
        article = Article(title, text, link.language or source.language, day, place, ())
        self._save(Page(source, front, _document(source, link, article, day), told=True))

    def _save(self, page: Page) -> None:
        day = page.document.published
        self.visit.newest = max(self.visit.newest or day, day)
        self._say(page)

    def _say(self, event: _Event) -> None:
        while not self.stop.is_set():
            try:
                self.out.put(event, timeout=0.5)
                return
            except queue.Full:
                continue

    def _fail(self, state: State, reason: str) -> None:
        self.visit.state, self.visit.reason = state, reason

    def _issue(
        self, code: str, message: str, level: Literal["info", "warning"] = "warning"
    ) -> None:
        self._say(
            Issue(stage="crawl", code=code, message=message, level=level, source=self.source.name)
        )


def _listed(source: Source, link: Link) -> Witness | None:
    return (_place(source), link.published) if link.published else None


def _place(source: Source) -> str:
    return "feed" if source.kind in {"rss", "atom", "rdf", "jsonfeed"} else "listing"


def _document(source: Source, link: Link, article: Article, published: date) -> Document:
    return Document(
        id=stable_id("document", link.url),
        url=link.url,
        source=source.name,
        title=article.title,
        published=published,
        lang=article.lang,
        text=article.text,
        kind=link.kind or source.document,
        date_source=article.date_source or "given",
        announcer=link.company or source.company,
        content_hash=content_hash(article.title, article.text),
    )


def crawl(
    sources: Sequence[Source],
    http: Http,
    robots: Robots,
    archive: Archive,
    bounds: Bounds,
    *,
    workers: int,
) -> Iterator[Visit]:
    """Visit every source; yields each visit when it ends. Sources of one host share its gap."""
    out: queue.Queue[_Event] = queue.Queue(maxsize=WAITING)
    stop = threading.Event()
    walks = [_walk(source, http, robots, archive, bounds, out, stop) for source in sources]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for walk in walks:
            pool.submit(walk.run)
        try:
            yield from _collect(out, archive, len(walks))
        finally:
            stop.set()  # where the caller gave up, no worker waits at a full queue


def _walk(
    source: Source,
    http: Http,
    robots: Robots,
    archive: Archive,
    bounds: Bounds,
    out: queue.Queue[_Event],
    stop: threading.Event,
) -> _Walk:
    earlier = archive.earlier(source) if source.kind in CAPTURED else ()
    return _Walk(source, http, robots, bounds, archive.known(source), earlier, out, stop)


def _collect(out: queue.Queue[_Event], archive: Archive, visits: int) -> Iterator[Visit]:
    while visits:
        match out.get():
            case Visit() as visit:
                visits -= 1
                archive.visited(visit)
                yield visit
            case Page() as page:
                archive.keep(page)
            case Capture() as capture:
                archive.capture(capture)
            case Issue() as issue:
                archive.issue(issue)
