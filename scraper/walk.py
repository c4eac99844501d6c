"""One visit to one newsroom: its front door, then page after page, one request a step."""

from __future__ import annotations

import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from repledge.contracts import Document, Issue
from repledge.errors import BadInput
from scraper import planning
from scraper.addresses import canonical, trap
from scraper.archive import (
    Archive,
    Bounds,
    Capture,
    Door,
    Known,
    LinkState,
    Listed,
    Memory,
    Outcome,
    Page,
    State,
    Visit,
)
from scraper.http import Failed, Fetched, Http, NotModified, Refused
from scraper.kinds import CAPTURED, Link, list_links
from scraper.release import NoDate, read_release, told_release
from scraper.robots import Robots
from scraper.sources import Source
from scraper.turns import backoff

TRIES = 3  # of one page in one visit, where its fault may pass
_PAGES_BACK = 1_000  # list pages read when looking back
_OLD_ENOUGH = 50  # items in a row before the day we look back to
_SITEMAPS = 3  # that are read to close a gap
_UNCHECKED = 4  # each fourth look at a page that has a date but no etag asks for the whole page


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the archive knows; it is answered on the archive's own thread."""

    ask: Callable[[Archive], Any]
    answer: Future[Any] = field(default_factory=Future)


_T = TypeVar("_T")
Event = Page | Capture | Listed | Outcome | Issue | Visit | Question
Say = Callable[[Event], None]


class _Held(Exception):
    """The host is to be left alone for longer than this visit lasts."""


@dataclass(slots=True)
class Walk:
    """The way through one newsroom; `until` is the end of the run on the monotonic clock."""

    source: Source
    http: Http
    robots: Robots
    bounds: Bounds
    until: float
    say: Say
    visit: Visit = field(init=False)
    front: Fetched | None = None
    memory: Memory = field(default_factory=Memory)
    doors: dict[str, Door] = field(default_factory=dict)
    opened: list[Door] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.visit = Visit(self.source)

    def steps(self) -> Iterator[float]:
        """Do the next request; yields the seconds before the one after it makes sense.

        Whatever happens, the visit is told at the end; only a walk given up half-way tells nobody.
        """
        self.until = min(self.until, monotonic() + self.bounds.seconds)
        try:
            todo = self._links()
            yield 0.0
            yield from self._pages(todo)
        except _Held as error:
            self._fail("failing", str(error))
            self._issue("parked", f"{self.source.name}: {error}; its pages wait for the next run.")
        except Exception as error:  # one newsroom's page must not end the others' night
            self._fail("failing", f"{type(error).__name__}: {error}")
            self._issue("broken_source", f"{self.source.name}: {type(error).__name__}: {error}.")
        self.say(self.visit)

    def _pages(self, todo: deque[Link]) -> Iterator[float]:
        asked = 0
        while todo:
            if asked >= self.bounds.pages or monotonic() > self.until:
                self.visit.left = len(todo)
                return
            link = todo.popleft()
            asked += self.tries[link.url] == 0
            self.visit.left = len(todo) + 1  # should the next request end the visit
            if self._page(link):
                self.visit.left = 0
                yield 0.0
                continue
            todo.append(link)  # after the others: they give it the time to recover
            yield backoff(self.tries[link.url]) if len(todo) == 1 else 0.0
        self.visit.left = 0

    def _links(self) -> deque[Link]:
        """What is to be fetched, after the front door was read and its addresses are kept."""
        watched = self.source.kind in CAPTURED
        if not watched and self.bounds.since is None:
            self.doors = dict(self._ask(lambda archive: archive.doors(self.source)))
        earlier = self._ask(lambda archive: archive.earlier(self.source)) if watched else ()
        listed = self._listed(earlier)
        urls = [link.url for link in listed]
        memory = self.memory = self._ask(lambda archive: archive.memory(self.source, urls))
        self._count(len(listed))
        if self.bounds.since or planning.gap(listed, memory):
            listed = self._with_missed(listed)
        plan = planning.plan(listed, self.memory, self.bounds.pages, self.bounds.since)
        # doors come with their links: a door that is known while its links are not loses them
        self.say(Listed(self.source, plan.due, plan.passed, tuple(self.opened)))
        return deque(plan.fetch)

    def _listed(self, earlier: Sequence[Document]) -> list[Link]:
        """The addresses at the front door; those told before it broke are read all the same."""
        found: dict[str, Link] = {}
        since, old = self.bounds.since, 0
        source = self.source if since is None else replace(self.source, pages=_PAGES_BACK)
        try:
            for link in list_links(source, self._front, earlier):
                # a list runs from new to old, but for what is pinned
                old = old + 1 if since and link.published and link.published < since else 0
                if old > _OLD_ENOUGH and self.source.kind != "sitemap":
                    break
                if link.text is not None:
                    self._told(link, link.text)
                    continue
                if why := trap(link.at or link.url):
                    words = f"{self.source.name}: {link.url[:200]}: {why}; it was passed over."
                    self._issue("trap", words, level="info")
                    continue
                # the first mention is the newest; `at` stays as the newsroom gave it
                name = canonical(link.url)
                found.setdefault(name, replace(link, url=name, at=link.at or link.url))
                if monotonic() > self.until:
                    break
        except BadInput as error:
            self._fail("failing", str(error))
            self._issue("broken_source", str(error))
        return list(found.values())

    def _count(self, pages: int) -> None:
        """Fewer items than there should be are no quiet night (FAULTS 12)."""
        items, source = pages + (self.visit.items or 0), self.source
        if items == 0 and self.visit.unchanged:
            return
        self.visit.items = items
        usual = self.memory.usual_items or 0
        if self.visit.state != "ok" or items >= max(source.min_items, usual / 4):
            return
        expected = f"{source.min_items} expected" if items < source.min_items else f"{usual} usual"
        reason = f"{items} links at the front door, {expected}"
        self._fail("failing", reason)
        self._issue("too_few_items", f"{source.name}: {reason}; look at {source.url}.")

    def _with_missed(self, listed: list[Link]) -> list[Link]:
        """The links, and those that the sitemaps of the site have beside them."""
        found = [link for link in self._mapped() if not trap(link.url)]
        urls = [link.url for link in (*listed, *found)]
        self.memory = self._ask(lambda archive: archive.memory(self.source, urls))
        samples = [*self.memory.known, *(link.url for link in listed)]
        more = planning.missed(found, self.memory, samples, self.bounds.since)
        if self.bounds.since is None:
            words = "nothing else is known there"
            if more:
                words = f"{len(more)} more addresses come from its sitemap"
            self._issue("gap", f"{self.source.name}: the front door shows nothing of what it "
                        f"showed before, so items may have been missed; {words}.")  # fmt: skip
        return list({link.url: link for link in (*listed, *more)}.values())

    def _mapped(self) -> Iterator[Link]:
        if self.source.kind == "sitemap":
            return
        for url in self.robots.sitemaps(self.source.url)[:_SITEMAPS]:
            site = replace(self.source, kind="sitemap", url=url)
            try:
                for link in list_links(site, self._sitemap, ()):
                    name = canonical(link.url)
                    yield replace(link, url=name, at=link.at or link.url)
            except BadInput as error:
                self._issue("broken_sitemap", str(error), level="info")

    def _sitemap(self, url: str) -> bytes | None:
        answer = self.http.get(
            url, max_bytes=self.bounds.feed_bytes, refusal=self.robots.refusal, tries=TRIES
        )
        return answer.body if isinstance(answer, Fetched) else None

    def _front(self, url: str) -> bytes | None:
        door = self.doors.get(url, Door(url, None, None))
        answer = self.http.get(
            url,
            etag=door.etag,
            last_modified=door.last_modified,
            max_bytes=self.bounds.feed_bytes,
            refusal=self.robots.refusal,
            tries=TRIES,
        )
        match answer:
            case Fetched():
                self.front = answer
                self.opened.append(Door(url, answer.etag, answer.last_modified))
                if self.source.kind in CAPTURED:
                    self.say(Capture(self.source, answer))
                return answer.body
            case Refused():
                trouble = self.robots.trouble(url)
                if trouble is not None:
                    self._shut(url, answer.reason, trouble)
                else:
                    self._fail("blocked", answer.reason)
                    self._issue("refused", f"{self.source.name}: {url}: {answer.reason}.")
            case Failed():
                self._shut(url, answer.reason, answer)
            case NotModified():
                self.visit.unchanged += 1
        return None

    def _shut(self, url: str, reason: str, answer: Failed) -> None:
        if answer.held:
            raise _Held(reason)
        self._fail("failing", reason)
        self.visit.unreached = answer.unreached
        self._issue("front_door", f"{self.source.name}: {url}: {reason}.")

    def _page(self, link: Link) -> bool:
        """Fetch a page; False where it is to be tried again in this visit."""
        address = link.at or link.url
        self.tries[link.url] += 1
        known = self.memory.known.get(link.url, Known("due"))
        checked = known.etag or known.attempts % _UNCHECKED
        is_pdf = urlsplit(address).path.lower().endswith(".pdf")
        answer = self.http.get(
            address,
            etag=known.etag,
            last_modified=known.last_modified if checked else None,
            max_bytes=self.bounds.pdf_bytes if is_pdf else self.bounds.page_bytes,
            refusal=self.robots.refusal,
        )
        match answer:
            case Fetched():
                self._read(link, answer)
            case NotModified():
                self.visit.unchanged += 1
                self.say(Outcome(link.url, known.state, status=304))
            case Refused():
                trouble = self.robots.trouble(address)
                if trouble is not None:
                    return self._failed(link, replace(trouble, reason=answer.reason))
                self._refused(link, answer)
            case Failed():
                return self._failed(link, answer)
        return True

    def _refused(self, link: Link, answer: Refused) -> None:
        level: Literal["info", "warning"] = "info" if answer.status is None else "warning"
        self._issue("refused", f"{self.source.name}: {link.url}: {answer.reason}.", level=level)
        self.say(Outcome(link.url, "refused", reason=answer.reason, status=answer.status))

    def _failed(self, link: Link, answer: Failed) -> bool:
        if answer.held:
            raise _Held(answer.reason)
        if answer.passing and self.tries[link.url] < TRIES:
            return False
        self._issue("page_failed", f"{self.source.name}: {link.url}: {answer.reason}.")
        state: LinkState = "failed" if answer.lasting else "due"
        self.say(Outcome(link.url, state, reason=answer.reason, status=answer.status))
        return True

    def _read(self, link: Link, fetched: Fetched) -> None:
        name = self.source.name
        try:
            document, doubts = read_release(self.source, link, fetched)
        except BadInput as error:
            code = "no_date" if isinstance(error, NoDate) else "unreadable"
            self._issue(code, f"{name}: {error}")
            reason = str(error).removeprefix(f"{link.url}: ")
            self.say(Outcome(link.url, "left_out", reason=reason, fetched=fetched))
        except Exception as error:  # a page that breaks us must not end its newsroom's nights
            where = traceback.extract_tb(error.__traceback__)[-1]
            reason = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
            self._issue("failed", f"{name}: {link.url}: {reason}.", level="error")
            self.say(Outcome(link.url, "due", reason=reason, status=fetched.status))
        else:
            for code, sentence in doubts:
                self._issue(code, f"{name}: {link.url}: {sentence}.", level="info")
            self._save(Page(self.source, fetched, document))

    def _told(self, link: Link, text: str) -> None:
        self.visit.items = (self.visit.items or 0) + 1
        try:
            document = told_release(self.source, link, text, self.front)
        except NoDate as error:
            self._issue("no_date", f"{self.source.name}: {error}")
            return
        self._save(Page(self.source, self.front, document, told=True))

    def _save(self, page: Page) -> None:
        day = page.document.published
        self.visit.newest = max(self.visit.newest or day, day)
        self.say(page)

    def _ask(self, ask: Callable[[Archive], _T]) -> _T:
        question = Question(ask)
        self.say(question)
        answer: _T = question.answer.result()
        return answer

    def _fail(self, state: State, reason: str) -> None:
        self.visit.state, self.visit.reason = state, reason

    def _issue(
        self, code: str, message: str, level: Literal["info", "warning", "error"] = "warning"
    ) -> None:
        self.say(
            Issue(stage="crawl", code=code, message=message, level=level, source=self.source.name)
        )
