"""The night, read from top to bottom; every stage can also be run alone from the store.

    newsrooms -> links -> decide -> fetch -> article -> SAVE document      (scraper)
    documents -> sums, claims -> SAVE reading                              (extract)
    claims    -> candidates -> compare -> relate -> net new -> SAVE verdict (verify)
    verdicts  -> feeds, pages, digest                                      (repledge.feeds)

Only this file, `crawling.py` and the command line join the stages. What one document or source
breaks is an Issue and the rest goes on: `Run.guard` (runs.py) is the one place that catches it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

import extract as extraction
import verify as verification
from repledge import archives, followup, importing, messages
from repledge.config import Config
from repledge.contracts import Document, Issue, LedgerLine, Place, Reading, Verdict
from repledge.crawling import crawl, page_document
from repledge.errors import BadInput
from repledge.feeds import Entry, entries_of, write_feeds
from repledge.history import JoinedHistory, StoreHistory, file_again, file_reading, update_ledger
from repledge.ids import slug
from repledge.runs import Run
from repledge.store import Store, booking, follow, reads, writes
from repledge.store.reads import Judged
from verify import Evidence


def import_files(run: Run, paths: Iterable[Path]) -> None:
    """Documents from JSON Lines, HTML and WARC files; what is none of them is an Issue.

    Tables of announcements that are known without a text (a list like the bundled one, the
    facility table of the Clean Investment Monitor) come in as traces: earlier evidence with
    party, site and day.
    """
    run.counts |= {"imported": 0, "unchanged": 0}
    for path in paths:
        if importing.is_table_of_traces(path):
            _import_traces(run, _traces_of(path))
            continue
        for item in _items_of(run, path):
            if isinstance(item, Issue):
                run.issue(item)
                continue
            saved = writes.save_document(run.store, item, run.clock())
            run.counts["imported" if saved else "unchanged"] += 1
            run.progress("import", run.counts["imported"], 0)


def _traces_of(path: Path) -> Iterator[Evidence]:
    if path.suffix.lower() == ".csv":
        return verification.read_clean_investment_monitor(path, _gazetteer())
    return verification.read_known_pledges(path, _gazetteer())


def _import_traces(run: Run, traces: Iterable[Evidence]) -> None:
    for trace in traces:
        document = trace.document
        reading = Reading(document_id=document.id, claims=trace.claims, sums=())
        with run.store.transaction():
            saved = writes.save_document(run.store, document, run.clock())
            if saved:
                writes.save_reading(run.store, reading, extraction.VERSION, run.clock(), run.id)
                file_reading(run.store, document, reading)
        run.counts["imported" if saved else "unchanged"] += 1
        run.progress("import", run.counts["imported"], 0)


def nightly(run: Run) -> None:
    """One night: crawl, extract, verify, feeds, and the digest of what came since the last one."""
    crawl(run)
    extract(run)
    verify(run)
    entries = feeds(run)
    messages.send_digest(run, entries)


def _items_of(run: Run, path: Path) -> Iterator[Document | Issue]:
    if archives.is_archive(path):
        return archives.documents_in(run, path)
    if path.suffix.lower() in {".html", ".htm", ".pdf"}:
        return iter([page_document(importing.read_bytes(path), path.resolve().as_uri())])
    return importing.read_file(path)


def extract(run: Run, *, again: bool = False) -> None:
    """Claims of every document that this extractor has not read; `again`: of all documents."""
    waiting = reads.documents_to_read(run.store, extraction.VERSION, again=again)
    for number, document_id in enumerate(waiting, start=1):
        document = reads.document(run.store, document_id)
        reading = Reading(document_id=document_id, claims=(), sums=())
        with run.guard("extract", document_id=document_id):
            if document is not None:
                reading = extraction.read_document(document)
        with run.store.transaction():
            writes.save_reading(run.store, reading, extraction.VERSION, run.clock(), run.id)
            if document is not None:
                file_reading(run.store, document, reading)
        run.progress("extract", number, len(waiting))
    run.counts["read"] = len(waiting)


def verify(run: Run, *, again: bool = False) -> None:
    """Verdicts and the ledger, for every document whose verdict may be another now.

    That is each one read or decided on anew, and the later ones that share a key with it, since an
    earlier release may have come in late; `again`, or other rules: all. Only those verdicts that
    change are written.
    """
    run.counts["verdicts_changed"] = 0
    history = StoreHistory(run.store)
    file_again(run.store, history)
    waiting = booking.to_verify(run.store, verification.RULESET, again=again)
    judge = judge_with(run.store, run.config) if waiting else None
    for number, document_id in enumerate(waiting, start=1):
        evidence = history.evidence(document_id)
        if evidence is None or judge is None:
            continue
        found: Sequence[Verdict] = ()
        with run.guard("verify", document_id=document_id):
            found = judge(evidence, history)
        changed = writes.save_verdicts(
            run.store, evidence.document, found, run.clock(), verification.RULESET
        )
        if changed:
            run.counts["verdicts_changed"] += changed
            _note_failed_books(run, evidence.document, found)
        run.progress("verify", number, len(waiting))
    update_ledger(run.store, history)


def _note_failed_books(run: Run, document: Document, verdicts: Iterable[Verdict]) -> None:
    """Sums that do not add up are for a person to see: a misprint, or our misreading."""
    failed = [book for verdict in verdicts for book in verdict.books if not book.ok]
    issues = [
        Issue(stage="verify", code=code, message=sentence, document_id=document.id)
        for code, sentence in dict.fromkeys((book.code, book.sentence) for book in failed)
    ]
    run.issues += len(issues)
    writes.replace_issues(run.store, document.id, "verify", issues, run.id, run.clock())


def evidences_of(store: Store, until: date | None = None) -> tuple[Evidence, ...]:
    """Every stored document with its claims and sums; up to a day where one is given."""
    claims, sums = reads.claims_by_document(store), reads.sums_by_document(store)
    return tuple(
        Evidence(d, tuple(claims.get(d.id, ())), tuple(sums.get(d.id, ())))
        for d in reads.documents(store, until)
    )


Judge = Callable[[Evidence, verification.History], Sequence[Verdict]]


def judge_with(store: Store, config: Config) -> Judge:
    """The verifier with all that it may know: decisions, run rates, known announcements."""
    known = {}
    if config.verify.known_pledges:
        known = verification.by_party(verification.bundled_traces(_gazetteer()))
    return partial(
        verification.judge_document,
        decisions=reads.decisions(store),
        run_rates=run_rates(config),
        known=known,
    )


def run_rates(config: Config) -> verification.RunRates:
    """Usual capital spending by party: the table of the configuration, else the bundled one."""
    path = config.verify.run_rates
    return verification.read_run_rates(
        config.path(path) if path else None,
        party_id,
        lambda value, currency, year: extraction.to_usd(value, currency, date(year, 12, 31)),
    )


def known_before(
    store: Store, config: Config, *, known: Path | None = None, cim: Path | None = None
) -> verification.History:
    """All that an audit may hold a list against: the store, known announcements, tables given.

    `known` is a file like the bundled list, `cim` the facility table of the Clean Investment
    Monitor; both raise BadInput where they are none.
    """
    names = _gazetteer()
    found: list[Evidence] = []
    if config.verify.known_pledges:
        found += verification.bundled_traces(names)
    if known is not None:
        found += verification.read_known_pledges(known, names)
    if cim is not None:
        found += verification.read_clean_investment_monitor(cim, names)
    return JoinedHistory(StoreHistory(store), verification.MemoryHistory(found))


def _gazetteer() -> verification.Gazetteer:
    return verification.Gazetteer(party_id, place_named, extraction.to_usd)


def party_id(name: str) -> str:
    """The group id of a name: the one company it can mean, else the name itself as an id."""
    company = extraction.load_companies().resolve(name)
    return company.id if company else slug(name)


def place_named(words: str) -> Place:
    """The place in words such as "Chandler, Arizona"; of several ("Malta, New York; Essex
    Junction, Vermont") only what they share.
    """
    found = [extraction.place_mentions(part)[:1] for part in words.split(";")]
    places = [mentions[0].place for mentions in found if mentions]
    if len(places) < 2 or len(set(places)) == 1:
        return places[0] if places else Place()
    countries, regions = {p.country for p in places}, {p.region for p in places}
    if len(countries) > 1 or len(places) < len(found):
        return Place()
    return Place(country=places[0].country, region=regions.pop() if len(regions) == 1 else None)


def check(document: Document, store: Store, config: Config, at: datetime) -> list[Judged]:
    """Verdicts for one release against the store, without storing anything."""
    reading = extraction.read_document(document)
    evidence = Evidence(document, reading.claims, reading.sums)
    verdicts = judge_with(store, config)(evidence, StoreHistory(store))
    return [
        Judged(claim=c, document=document, verdict=v, changed_at=at, review="pending")
        for c, v in zip(reading.claims, verdicts, strict=True)
    ]


def check_and_keep(run: Run, document: Document) -> list[Judged]:
    """Verdicts for one release, which becomes part of the store like one that was crawled."""
    writes.save_document(run.store, document, run.clock())
    extract(run)
    verify(run)
    return [row for row in reads.judged(run.store) if row.document.id == document.id]


def as_of(store: Store, config: Config, day: date) -> list[Judged]:
    """Verdicts as they would have been at the end of that day; nothing later is looked at."""
    history = verification.MemoryHistory(evidences_of(store, day))
    judge = judge_with(store, config)
    moment = datetime.combine(day, datetime.min.time())
    return [
        Judged(claim=c, document=e.document, verdict=v, changed_at=moment, review="pending")
        for e in history.in_order()
        for c, v in zip(e.claims, judge(e, history), strict=True)
    ]


def feeds(run: Run) -> list[Entry]:
    """Feeds and pages: what is public, and beside it what only the newsroom sees."""
    entries = entries_of(run.store)
    public = run.config.path(run.config.paths.public)
    private = run.config.path(run.config.paths.private)
    strategic = run.config.extract.strategic
    changed = write_feeds(entries, public, private, run.config.feeds, strategic=strategic)
    messages.tell_hub(run, changed)
    run.counts["entries"] = len(entries)
    run.progress("feeds", len(entries), len(entries))
    return entries


def claimant(store: Store, name: str) -> followup.Tally:
    """What a speaker claimed over time against the ledger. Raises BadInput for an unknown name."""
    groups, sources = follow.speakers(store)
    speaker = followup.speaker_named(name, party_id(name), groups, sources)
    if speaker is None:
        raise BadInput(
            f"{name}: no company, newsroom or office of that name is in the store; "
            "`repledge claimant` without a name lists them."
        )
    rows = list(reads.judged(store))
    said = [row for row in rows if speaker.says(row.claim, row.document)]
    mine = {row.claim.id for row in said}
    lines = (line for line in reads.ledger(store) if mine.intersection(line.claim_ids))
    on_lines = {claim_id for line in lines for claim_id in line.claim_ids}
    evidences = _evidences([row for row in rows if row.claim.id in on_lines])
    verdicts = [row.verdict for row in rows if row.claim.id in on_lines]

    def ledger_on(day: date) -> Sequence[LedgerLine]:
        known = (e for e in evidences if e.document.published <= day)
        return verification.ledger_of(known, verdicts)

    return followup.tally(speaker, said, ledger_on)


def _evidences(rows: Sequence[Judged]) -> list[Evidence]:
    found: dict[str, list[Judged]] = {}
    for row in rows:
        found.setdefault(row.document.id, []).append(row)
    return [Evidence(group[0].document, tuple(r.claim for r in group)) for group in found.values()]


def explanation(row: Judged) -> str:
    """One verdict in words."""
    return verification.explain(row.document, row.claim, row.verdict)
