"""The real crawler at a front door of each kind: every release once, and what a list changes."""

from collections import Counter
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from repledge import crawling
from repledge.config import Config
from repledge.contracts import Document
from repledge.pressroom import Doors, open_doors
from repledge.runs import run
from repledge.store import Store, open_store, reads
from scraper.evidence import read_record
from scraper.sources import source_of

LISTED = "http://list.example/investments/#"


def crawl(folder: Path, night: int, monkeypatch: pytest.MonkeyPatch) -> tuple[Doors, Store]:
    """One night of the real crawl at the doors, on a real store."""
    at = datetime(2026, 3, 19 + night, 12, tzinfo=UTC)
    store = open_store(folder / "store.db")
    with (
        open_doors(night=night) as doors,
        monkeypatch.context() as here,
        run("crawl", store, Config(root=folder), lambda: at) as started,
    ):
        here.setattr(
            crawling,
            "all_sources",
            lambda config: [source_of(record, "doors") for record in doors.sources],
        )
        here.setattr(crawling.pressroom, "serve", lambda: nullcontext(doors.room))
        crawling.crawl(started)
    return doors, store


def by_url(store: Store) -> dict[str, Document]:
    return {document.url: document for document in reads.documents(store)}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Doors, dict[str, Document]]]:
    """Two nights: what was served, and every document after each."""
    folder = tmp_path_factory.mktemp("doors")
    found = []
    with pytest.MonkeyPatch.context() as patch:
        for night in (1, 2):
            doors, store = crawl(folder, night, patch)
            found.append((doors, by_url(store)))
            if night == 1:
                place = found[0][1]["http://papers.example/press/0.pdf"].evidence
                assert place
                assert read_record(folder / "var" / "evidence", place).startswith(b"%PDF")
                capture = {d.evidence for u, d in found[0][1].items() if u.startswith(LISTED)}
                assert len(capture) == 1  # three entries of one page: it is kept once
                assert b"Pump Works" in read_record(folder / "var" / "evidence", str(*capture))
            issues = [issue["message"] for issue in reads.issues(store)]
            store.close()
            assert issues == []
    return found


def test_every_release_comes_in_by_its_own_address(nights) -> None:
    doors, documents = nights[0]
    pages = {url: d for url, d in documents.items() if not url.startswith(LISTED)}
    assert pages.keys() == doors.releases.keys()
    assert all(pages[url].title == title for url, title in doors.releases.items())
    assert all("million to build a hall" in d.text for d in pages.values())
    assert Counter(d.date_source for d in pages.values()).keys() == {"dateline"}


def test_each_document_is_of_its_kind(nights) -> None:
    kinds = {(d.source, d.kind, d.announcer) for d in nights[0][1].values()}
    assert ("filings", "filing", "Filings Works Inc.") in kinds
    assert ("register", "government", None) in kinds
    assert ("list", "list", None) in kinds
    assert ("blog", "release", None) in kinds


def test_the_second_night_brings_only_what_the_list_changed(nights) -> None:
    (_, first), (_, second) = nights
    new = second.keys() - first.keys()
    assert [second[url].title for url in new] == ["Valve Works"]
    changed = [url for url in first if second[url].content_hash != first[url].content_hash]
    assert [second[url].title for url in changed] == ["Gear Works"]
    assert "$7 billion" in second[changed[0]].text
    assert second[changed[0]].published == first[changed[0]].published  # first seen stays


def test_the_interfaces_are_asked_politely(nights) -> None:
    doors, _ = nights[1]
    pages = [v for v in doors.room.log if v.path != "/robots.txt"]
    assert {visit.method for visit in pages} == {"GET"}
    assert not [visit for visit in pages if visit.host == "register.example"
                and visit.path.startswith("/documents/")]  # fmt: skip
    assert max(Counter((v.host, v.path) for v in pages).values()) == 1
