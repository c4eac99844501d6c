"""What passes between a crawl and the archive that remembers for it: questions, finds, outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from repledge.contracts import Document, Issue
from scraper.http import Fetched
from scraper.kinds import Link
from scraper.sources import Source

State = Literal["ok", "failing", "blocked"]
# due: to be fetched. kept: holds a document. passed: older than what we began with.
# left_out: no release. refused: not for us. failed: given up.
LinkState = Literal["due", "kept", "passed", "left_out", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Known:
    """How far we got with an address: its state, its validators, how often it was asked for."""

    state: LinkState
    etag: str | None = None
    last_modified: str | None = None
    attempts: int = 0
    failures: int = 0
    title: str | None = None
    listed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the archive knows of a newsroom when its front door has been read.

    `known` covers the listed addresses, `due` and `again`. `due` waits from earlier nights, those
    that failed least first; `again` was read before and is to be looked at again. `history` says
    whether this newsroom was ever listed before.
    """

    known: Mapping[str, Known] = field(default_factory=dict)
    due: Sequence[Link] = ()
    again: Sequence[Link] = ()
    history: bool = False
    newest: date | None = None
    usual_items: int | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """A page of the front door with its validators: asked for conditionally next time."""

    url: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """New addresses of a newsroom: those to fetch, and those that are passed over for now."""

    source: Source
    due: tuple[Link, ...]
    passed: tuple[Link, ...]
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an address that gave no new document."""

    url: str
    state: LinkState
    at: datetime | None = None
    reason: str | None = None
    status: int | None = None
    fetched: Fetched | None = None


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
    """How a newsroom was found this night; `unreached` where no answer came at all."""

    source: Source
    state: State = "ok"
    reason: str | None = None
    items: int | None = None  # None: the front door did not change
    newest: date | None = None
    unchanged: int = 0
    left: int = 0  # addresses that wait for the next run
    unreached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Limits of one newsroom in one run (FAULTS 17), and of the run in seconds.

    With `since` everything published from that day on is wanted, however old the newsroom's
    acquaintance: nothing newer is passed over.
    """

    pages: int
    seconds: float
    page_bytes: int
    feed_bytes: int
    pdf_bytes: int
    run_seconds: float = 7200.0
    since: date | None = None


class Archive(Protocol):
    """Where a crawl looks up and keeps what it finds; called from one thread only."""

    def together(self) -> AbstractContextManager[None]:
        """What is kept inside is kept as a whole, at the latest when the block ends."""
        ...

    def doors(self, source: Source) -> Mapping[str, Door]:
        """The pages of its front door as they answered last, by address."""
        ...

    def earlier(self, source: Source) -> Sequence[Document]:
        """The newest version of each document of a watched list; asked of no other kind."""
        ...

    def memory(self, source: Source, urls: Sequence[str]) -> Memory:
        """What is known of a newsroom and of these addresses."""
        ...

    def listed(self, listed: Listed) -> None:
        """Keep new addresses before any of them is fetched."""
        ...

    def outcome(self, outcome: Outcome) -> None:
        """Keep what became of an address."""
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
