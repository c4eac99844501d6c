"""WARC archives -> documents: every page that reads as a release, its body kept as our evidence.

Joins the scraper's readers with the store, as crawling.py does for the live web.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from repledge.contracts import Document, Issue
from repledge.crawl_archive import evidence_of
from repledge.crawling import page_document
from repledge.errors import BadInput
from repledge.runs import Run
from scraper.evidence import EvidenceWriter
from scraper.http import Fetched
from scraper.warc import Unread, pages_in

SUFFIXES = (".warc", ".warc.gz")


def is_archive(path: Path) -> bool:
    """Whether the file's name is that of a WARC archive."""
    return path.name.lower().endswith(SUFFIXES)


def documents_in(run: Run, path: Path) -> Iterator[Document | Issue]:
    """The pages of one archive as documents; an Issue for each that cannot be one.

    Raises BadInput where the file as a whole cannot be read, DiskFull and CannotWrite.
    """
    with evidence_of(run) as evidence:
        for item in pages_in(path, run.config.crawl.max_page_bytes):
            if isinstance(item, Unread):
                yield _left_out(f"{item.place}: {item.reason}.")
                continue
            with run.guard("crawl"):
                yield _document(item, evidence)


def _document(page: Fetched, evidence: EvidenceWriter) -> Document | Issue:
    try:
        document = page_document(page.body, page.url, page.content_type)
    except BadInput as error:
        return _left_out(str(error))
    return replace(document, evidence=evidence.write(page))


def _left_out(message: str) -> Issue:
    return Issue(stage="crawl", code="no_document", level="info", message=message)
