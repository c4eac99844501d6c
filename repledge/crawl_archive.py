"""The store as the crawler's archive: what it asks, and what it keeps of what it found."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import cast

from repledge.contracts import Document, DocumentKind, Issue
from repledge.errors import BadInput
from repledge.ids import content_hash
from repledge.runs import Run
from repledge.store import health, links, reads, writes
from scraper.archive import Capture, Door, Known, LinkState, Listed, Memory, Outcome, Page, Visit
from scraper.article import read_page
from scraper.evidence import EvidenceWriter, read_record
from scraper.http import Fetched
from scraper.kinds import Link
from scraper.mirrors import same_release
from scraper.sources import Source

_SOURCE_COLUMNS = ("name", "kind", "url", "company", "language", "country")
_MOST_DUE = 20_000  # addresses of one newsroom in one run


def evidence_of(run: Run) -> EvidenceWriter:
    """The evidence that a run writes; the store learns the digest of every body."""
    folder = run.config.path(run.config.paths.evidence)
    return EvidenceWriter(folder, run.id, run.clock, partial(links.save_capture, run.store))


@dataclass(slots=True)
class StoreArchive:
    """Evidence first, then the row that points at it.

    A newsroom that could not be reached is held back until another one was: without a network the
    fault is ours.
    """

    run: Run
    evidence: EvidenceWriter
    reached: bool = False
    written: deque[tuple[Fetched, str]] = field(default_factory=lambda: deque(maxlen=1))
    saved: Counter[str] = field(default_factory=Counter)
    unreached: list[Visit] = field(default_factory=list)

    @contextmanager
    def together(self) -> Iterator[None]:
        """See `scraper.archive.Archive`: the evidence is on the disk before the rows are."""
        with self.run.store.transaction(), self.evidence.together():
            yield

    def doors(self, source: Source) -> Mapping[str, Door]:
        """See `scraper.archive.Archive`."""
        found = links.doors(self.run.store, source.name)
        return {url: Door(url, *validators) for url, validators in found.items()}

    def earlier(self, source: Source) -> Sequence[Document]:
        """See `scraper.archive.Archive`."""
        return list(reads.documents_of(self.run.store, source.name))

    def memory(self, source: Source, urls: Sequence[str]) -> Memory:
        """See `scraper.archive.Archive`."""
        store, most = self.run.store, self.run.config.crawl.pages_per_source
        row = health.newsroom(store, source.name)
        due = links.due_links(store, source.name, _MOST_DUE)
        again = links.links_to_see_again(store, source.name, self.run.clock(), most)
        known = links.links(store, urls) | {x.told.url: x for x in (*due, *again)}
        return Memory(
            known={url: _known(row) for url, row in known.items()},
            due=[_link(row) for row in due],
            again=[_link(row) for row in again],
            history=links.was_listed(store, source.name),
            newest=date.fromisoformat(newest) if (newest := row.get("newest_item")) else None,
            usual_items=row.get("usual_items"),
        )

    def listed(self, listed: Listed) -> None:
        """See `scraper.archive.Archive`."""
        store, name, at = self.run.store, listed.source.name, self.run.clock()
        with store.transaction():
            for state, group in (("due", listed.due), ("passed", listed.passed)):
                links.add_links(store, name, state, map(_told, group), at)
            doors = ((door.url, door.etag, door.last_modified) for door in listed.doors)
            links.save_doors(store, name, doors, at)

    def outcome(self, outcome: Outcome) -> None:
        """See `scraper.archive.Archive`."""
        fetched = outcome.fetched
        given_up = links.save_outcome(
            self.run.store,
            outcome.url,
            outcome.state,
            self.run.clock(),
            reason=outcome.reason,
            status=fetched.status if fetched else outcome.status,
            size=len(fetched.body) if fetched else 0,
            validators=(fetched.etag, fetched.last_modified) if fetched else None,
        )
        if given_up:
            words = f"{outcome.url}: failed {links.MOST_FAILURES} nights in a row and is given up"
            self.issue(Issue(stage="crawl", code="given_up", message=f"{words}: {outcome.reason}."))

    def keep(self, page: Page) -> None:
        """See `scraper.archive.Archive`; a mirror is joined to the document it mirrors."""
        store, at, fetched = self.run.store, self.run.clock(), page.fetched
        document = page.document
        twin = None if page.told else self._twin(document)
        with store.transaction():
            if twin is None:
                if fetched is not None:
                    self._read_anew(document, fetched)
                    document = replace(document, evidence=self._place(fetched))
                new = writes.save_document(store, document, at)
                self.run.counts["saved"] += new
                self.saved[page.source.name] += new
            if fetched is not None and not page.told:
                links.save_outcome(
                    store,
                    document.url,
                    "kept",
                    at,
                    status=fetched.status,
                    size=len(fetched.body),
                    validators=(fetched.etag, fetched.last_modified),
                    document_id=twin or document.id,
                )

    def capture(self, capture: Capture) -> None:
        """See `scraper.archive.Archive`."""
        self._place(capture.fetched)

    def issue(self, issue: Issue) -> None:
        """See `scraper.archive.Archive`."""
        self.run.issue(issue)

    def visited(self, visit: Visit) -> None:
        """See `scraper.archive.Archive`."""
        if visit.unreached and not self.reached:
            self.unreached.append(visit)
            return
        self.reached = True
        self._save_visit(visit)

    def flush(self) -> None:
        """Keep the visits that were held back: others were reached, so the fault is theirs."""
        for visit in self.unreached:
            self._save_visit(visit)
        self.unreached.clear()

    def _twin(self, document: Document) -> str | None:
        """The document of the same newsroom that says the same at another address."""
        new = (document.title, document.text)
        for twin, text in links.namesakes(self.run.store, document.source, document.title):
            if twin == document.id:
                return None
            if same_release(new, (document.title, text)):
                return twin
        return None

    def _read_anew(self, document: Document, fetched: Fetched) -> None:
        """Where today's reader finds today's text in the old page too, the page was not edited.

        A better reader would else make a silent edit of every release that it reads differently.
        """
        old = reads.document(self.run.store, document.id)
        if old is None or old.content_hash == document.content_hash or old.evidence is None:
            return
        try:
            body = read_record(self.evidence.folder, old.evidence)
            page = read_page(
                body, document.url, content_type=fetched.content_type, language=document.lang
            )
        except BadInput:  # the old page cannot be read: then the change is shown
            return
        if content_hash(page.title, page.text) == document.content_hash:
            writes.save_better_text(self.run.store, old.id, document)

    def _place(self, fetched: Fetched) -> str:
        """Where the page lies; one that holds many documents is written once."""
        if not self.written or self.written[-1][0] is not fetched:
            self.written.append((fetched, self.evidence.write(fetched)))
        return self.written[-1][1]

    def _save_visit(self, visit: Visit) -> None:
        source = visit.source
        found = health.Found(
            state=visit.state,
            reason=visit.reason,
            items=visit.items,
            newest=visit.newest,
            saved=self.saved[source.name],
            silent_days=source.max_silent_days,
            may_be_old=not self.run.config.crawl.live,
        )
        row = {key: getattr(source, key) for key in _SOURCE_COLUMNS}
        state = health.save_visit(self.run.store, row, found, self.run.clock())
        if state == "quiet":
            words = f"{source.name}: has gone quiet; look at {source.url}."
            self.issue(Issue(stage="crawl", code="quiet", message=words, source=source.name))


def _known(row: links.LinkRow) -> Known:
    return Known(
        state=cast(LinkState, row.state),
        etag=row.etag,
        last_modified=row.last_modified,
        attempts=row.attempts,
        failures=row.failures,
        title=row.told.title,
        listed=row.told.listed,
    )


def _told(link: Link) -> links.Told:
    return links.Told(
        url=link.url,
        address=link.at or link.url,
        title=link.title,
        listed=link.published,
        kind=link.kind,
        company=link.company,
        language=link.language,
    )


def _link(row: links.LinkRow) -> Link:
    told = row.told
    return Link(
        told.url,
        told.title,
        told.listed,
        at=told.address,
        kind=cast(DocumentKind | None, told.kind),
        company=told.company,
        language=told.language,
    )
