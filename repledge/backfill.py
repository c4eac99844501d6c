"""Years of news out of WARC archives (CC-NEWS layout): one task an archive, one writer.

A task reads its archive and gives back the pages that hold a pledge; it touches no store, so that
it may run in another process or, with Dask, on another machine that sees the same files. What it
gives back is saved together with the note that the archive is done.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

import extract as extraction
from repledge import archives
from repledge.contracts import Document, Issue, Reading
from repledge.crawl_archive import evidence_of
from repledge.crawling import page_document
from repledge.errors import BadInput, RepledgeError, UsageError
from repledge.history import file_reading
from repledge.runs import Run
from repledge.store import backfilled, reads, writes
from repledge.store.backfilled import Tried
from scraper.charset import decode
from scraper.evidence import EvidenceWriter
from scraper.http import Fetched
from scraper.warc import Unread, pages_in

Engine = Literal["local", "dask"]
LANGUAGES = frozenset({"en", "ja", "ko"})
# a page without a sum and a word of spending holds no pledge: most pages are never parsed
_SUM = re.compile(r"[$€£¥￥₩]|\b(?:million|billion|trillion)\b|[億兆억조]|円|원")
_SPENDING = re.compile(
    r"invest|build|plant|factory|facilit|pledg|commit|expan|fund|spend|spent|campus"
    r"|投資|工場|設備|建設|拠点|투자|공장|건설|설립|조성", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A page that holds a pledge, with what was read in it."""

    page: Fetched
    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class Read:
    """One archive after its task: `fault` where the file as a whole could not be read."""

    path: str
    pages: int = 0
    found: tuple[Found, ...] = ()
    unread: tuple[str, ...] = ()
    fault: str | None = None


def read_archive(path: str, max_page_bytes: int) -> Read:
    """The pages of one archive that hold a pledge. Never raises for what the archive holds."""
    pages, found, unread = 0, [], []
    try:
        for item in pages_in(Path(path), max_page_bytes):
            if isinstance(item, Unread):
                unread.append(f"{item.place}: {item.reason}.")
                continue
            pages += 1
            try:
                one = _pledges(item)
            except BadInput:
                continue  # no text or no date: not a release
            except Exception as error:  # one page must not cost the archive
                unread.append(
                    f"{item.url}: {type(error).__name__}: {error}; the page was left out."
                )
                continue
            if one is not None:
                found.append(one)
    except BadInput as error:
        return Read(path, pages, fault=str(error))
    return Read(path, pages, tuple(found), tuple(unread))


def _pledges(page: Fetched) -> Found | None:
    text = decode(page.body, page.content_type)
    if not (_SUM.search(text) and _SPENDING.search(text)):
        return None
    document = page_document(page.body, page.url, page.content_type)
    if document.lang not in LANGUAGES:
        return None
    reading = extraction.read_document(document)
    return Found(page, document, reading) if reading.claims else None


def archives_under(paths: Iterable[Path]) -> list[Path]:
    """The archives among files and in folders, by name. Raises BadInput where there is none."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if archives.is_archive(p) and p.is_file())
        if not inside and not (path.is_file() and archives.is_archive(path)):
            raise BadInput(f"{path}: holds no .warc or .warc.gz file; check the path.")
        found += inside or [path]
    return list(dict.fromkeys(p.resolve() for p in found))


def backfill(run: Run, paths: Sequence[Path], tasks: Callable[..., Iterator[Read]]) -> None:
    """Take in every archive that is not done yet; `tasks` is one of the engines below."""
    listed = [(str(path), path.stat().st_size) for path in archives_under(paths)]
    waiting = backfilled.enlist(run.store, listed, run.clock())
    names = ("archives", "archives_failed", "pages", "saved", "skipped_archives")
    run.counts |= dict.fromkeys(names, 0)
    run.counts["skipped_archives"] = len(listed) - len(waiting)
    if not waiting:
        return
    with evidence_of(run) as evidence:
        for number, read in enumerate(tasks(waiting, run.config.crawl.max_page_bytes), start=1):
            _take_in(run, read, evidence)
            run.progress("backfill", number, len(waiting))


def _take_in(run: Run, read: Read, evidence: EvidenceWriter) -> None:
    run.counts["archives"] += 1
    run.counts["pages"] += read.pages
    for reason in read.unread:
        run.issue(Issue(stage="crawl", code="no_document", level="info", message=reason))
    if read.fault is not None:
        run.counts["archives_failed"] += 1
        run.issue(Issue(stage="crawl", code="no_archive", level="error", message=read.fault))
        failed = Tried(read.path, "failed", read.pages, reason=read.fault)
        backfilled.note(run.store, failed, run.clock())
        return
    kept = [(found, evidence.write(found.page)) for found in read.found]
    with run.store.transaction():
        saved = sum(_save(run, found, place) for found, place in kept)
        done = Tried(read.path, "done", read.pages, len(kept))
        backfilled.note(run.store, done, run.clock())
    run.counts["saved"] += saved


def _save(run: Run, found: Found, place: str) -> bool:
    document = replace(found.document, evidence=place)
    if not writes.save_document(run.store, document, run.clock()):
        return False
    writes.save_reading(run.store, found.reading, extraction.VERSION, run.clock(), run.id)
    stored = reads.document(run.store, document.id) or document  # an older capture's day stays
    file_reading(run.store, stored, found.reading)
    return True


def local_tasks(workers: int) -> Callable[[Sequence[str], int], Iterator[Read]]:
    """Tasks in processes of this machine."""

    def tasks(waiting: Sequence[str], max_page_bytes: int) -> Iterator[Read]:
        context = get_context("spawn")  # a fork would share the store's connection
        with ProcessPoolExecutor(min(workers, len(waiting)), context) as pool:
            running = {pool.submit(read_archive, path, max_page_bytes): path for path in waiting}
            for done in as_completed(running):
                yield _result(done.result, running[done])

    return tasks


def dask_tasks(
    scheduler: str | None, workers: int
) -> Callable[[Sequence[str], int], Iterator[Read]]:
    """Tasks on a Dask cluster (extra `backfill`): that of the scheduler, else one made here.

    Raises UsageError where Dask is not installed.
    """
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError("Dask is not installed: install the extra repledge[backfill].") from error

    def tasks(waiting: Sequence[str], max_page_bytes: int) -> Iterator[Read]:
        with _client(distributed, scheduler, workers) as client:
            work = partial(read_archive, max_page_bytes=max_page_bytes)
            running = {client.submit(work, path, pure=False): path for path in waiting}
            for done in distributed.as_completed(list(running)):
                yield _result(done.result, running[done])

    return tasks


def _client(distributed: Any, scheduler: str | None, workers: int) -> Any:
    if scheduler is None:
        return distributed.Client(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        )
    try:
        return distributed.Client(scheduler, timeout="20s")
    except (OSError, ValueError) as error:
        raise UsageError(f"{scheduler}: no Dask scheduler answers there ({error}).") from error


def _result(result: Callable[[], Read], path: str) -> Read:
    try:
        return result()
    except RepledgeError:
        raise
    except Exception as error:  # a worker that died: its archive is tried again by the next run
        return Read(path, fault=f"{path}: its task failed ({type(error).__name__}: {error}).")
