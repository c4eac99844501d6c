"""The file itself: schema, migrations, locks, damage."""

import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from repledge.contracts import Issue
from repledge.errors import AlreadyRunning, BadInput, CannotWrite, DiskFull
from repledge.store import (
    Store,
    check_store,
    health,
    links,
    open_store,
    people,
    require_whole,
    run_lock,
    store,
    writes,
)
from repledge.store.migrations import SCHEMA_VERSION, migrations
from repledge.store.store import printed_schema
from scraper.evidence import EvidenceWriter
from tests.factories import a_document

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def test_the_printed_schema_is_the_real_one(tmp_path: Path) -> None:
    opened = open_store(tmp_path / "a.db")
    printed = Path(store.__file__).with_name("schema.sql").read_text("utf-8")
    assert printed_schema(opened) == printed, "run `make docs` and read the difference"
    opened.close()


def test_a_fresh_store_is_whole_and_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        opened = open_store(tmp_path / "a.db")
        assert check_store(opened) == []
        assert opened.db.journal_mode == "wal"
        opened.close()


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE photos (id INTEGER)")
    connection.close()


def newer(path: Path) -> None:
    open_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


def torn(path: Path) -> None:
    open_store(path).close()
    path.write_bytes(path.read_bytes()[:3000] + b"\0" * 100)


BAD_FILES = [
    # another program's database is never written to
    (foreign, BadInput, "another program"),
    # a newer schema is refused, not guessed at
    (newer, BadInput, "newer Repledge"),
    # a text file is no database
    (lambda path: path.write_text("not a database" * 100), BadInput, "no SQLite database"),
    # half a file: said, not mended
    (torn, BadInput, "damaged"),
    # a folder stands where the file should be
    (lambda path: path.mkdir(), CannotWrite, "cannot be written"),
]


@pytest.mark.parametrize(("make", "error", "words"), BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path, make, error, words) -> None:
    path = tmp_path / "a.db"
    make(path)
    with pytest.raises(error, match=words):
        open_store(path)


def test_a_locked_store_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.1)
    opened = open_store(tmp_path / "a.db")
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(AlreadyRunning, match="stayed locked"):
        writes.begin_run(opened, "crawl", "0", NOW)
    other.rollback()
    assert writes.begin_run(opened, "crawl", "0", NOW) == 1
    other.close()
    opened.close()


def test_a_full_disk_rolls_back(tmp_path: Path) -> None:
    opened = open_store(tmp_path / "a.db")
    pages = opened.db.execute("PRAGMA page_count").fetchone()[0]
    opened.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull, match="no space left"):
        writes.begin_run(opened, "x" * 100_000, "0", NOW)
    assert check_store(opened) == []
    opened.close()


def test_one_run_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with run_lock(path, NOW), pytest.raises(AlreadyRunning, match=r"pid \d+, since 2026-11-24"):
        take(path)
    take(path)  # free again


def take(path: Path) -> None:
    with run_lock(path, NOW):
        pass


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    opened = open_store(tmp_path / "a.db")
    with pytest.raises(RuntimeError, match="half way"):
        write_and_fail(opened)
    assert opened.db.execute("SELECT count(*) FROM runs").fetchone()[0] == 0
    opened.close()


def write_and_fail(opened: Store) -> None:
    with opened.transaction():
        writes.begin_run(opened, "inner", "0", NOW)
        raise RuntimeError("half way")


def test_a_reader_is_not_blocked_by_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    writer = open_store(path)
    seen: list[int] = []

    def read() -> None:
        reader = open_store(path)
        seen.append(reader.db.execute("SELECT count(*) FROM runs").fetchone()[0])
        reader.close()

    with writer.transaction():
        writes.begin_run(writer, "night", "0", NOW)
        thread = threading.Thread(target=read)
        thread.start()
        thread.join(timeout=5)
    writer.close()
    assert seen == [0]


def test_an_older_store_is_migrated_and_what_was_fetched_is_known(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    db = Database(path)
    migrations.apply(db, stop_before="schema_004")
    db.execute(
        "INSERT INTO fetches VALUES ('https://a.example/1', 'a', 200, '\"1\"', NULL, 'hash', "
        "'doc', '2026-11-20T04:00:00Z')"
    )
    db.conn.commit()
    db.close()
    opened = open_store(path)
    row = links.links(opened, ["https://a.example/1"])["https://a.example/1"]
    assert (row.state, row.etag, row.attempts) == ("kept", '"1"', 1)
    assert check_store(opened) == []
    opened.close()
    assert path.with_suffix(f".before-schema-{SCHEMA_VERSION}.db").exists()


def test_many_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    """A desk and a night that start together: one makes the tables, the others wait."""
    gate, faults = threading.Barrier(6), []

    def open_it() -> None:
        gate.wait()
        try:
            open_store(tmp_path / "a.db").close()
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_store_with_damage_inside_is_found_and_not_written_to(tmp_path: Path) -> None:
    """FAULTS 44: whichever page was overwritten, the check tells and the night does not begin."""
    path = tmp_path / "a.db"
    opened = open_store(path)
    require_whole(opened)
    opened.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = opened.db.execute("PRAGMA page_size").fetchone()[0]
    opened.close()
    whole = path.read_bytes()
    roots = range(size, len(whole), size)
    found = 0
    for page in roots:
        path.write_bytes(whole[:page] + b"\xa5" * size + whole[page + size :])
        try:
            opened = open_store(path)
        except BadInput:  # told at the door already
            found += 1
            continue
        found += bool(check_store(opened))
        if check_store(opened):
            with pytest.raises(BadInput, match="restore a copy"):
                require_whole(opened)
        opened.close()
    assert found == len(roots)


def test_every_writer_tells_of_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAULTS 42: no part of the store waits for ever or fails with SQLite's own words."""
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.01)
    opened = open_store(tmp_path / "a.db")
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    issue = Issue(stage="crawl", code="a", message="b")
    found = health.Found(state="ok", reason=None, items=1, newest=None, saved=0)
    row = dict.fromkeys(("name", "kind", "url", "company", "language", "country"), "a")
    writers: list[Callable[[], object]] = [
        lambda: writes.save_document(opened, a_document(), NOW),
        lambda: writes.save_issues(opened, [issue], 1, NOW),
        lambda: links.save_parked(opened, {"a.example": (NOW, "busy")}),
        lambda: links.save_capture(opened, "run-000001-1.warc.gz:0", "u", "d", 1, NOW),
        lambda: links.save_doors(opened, "a", [("u", None, None)], NOW),
        lambda: health.save_visit(opened, row, found, NOW),
        lambda: people.save_user(opened, "rob", "hash", "reviewer", NOW),
    ]
    for write in writers:
        with pytest.raises(AlreadyRunning, match="stayed locked"):
            write()
    other.close()
    opened.close()


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder of another user, and this process without the rights of root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "shut").mkdir(mode=0o555)
        open_store(folder / "shut" / "a.db").close()
        root = os.geteuid() == 0
        if root:
            os.seteuid(65_534)
        else:
            (folder / "shut").chmod(0o555)
            (folder / "shut" / "a.db").chmod(0o444)
        try:
            yield folder / "shut"
        finally:
            if root:
                os.seteuid(0)
            (folder / "shut").chmod(0o755)


def test_a_folder_of_another_user_is_told_with_its_path(as_nobody: Path) -> None:
    """FAULTS 41: for the store, its lock and the evidence; the sentence names path and rights."""
    told = {
        "a.db": "owner and rights",
        "new.db": "owner and rights",
        "sub/new.db": "cannot be made",
    }
    for name, words in told.items():
        with pytest.raises(CannotWrite, match=words) as caught:
            open_and_write(as_nobody / name)
        assert str(as_nobody) in str(caught.value)
    with pytest.raises(CannotWrite, match=str(as_nobody)):
        take(as_nobody / "a.db")
    with pytest.raises(CannotWrite, match="mend its rights"):
        EvidenceWriter(as_nobody / "evidence", 1, lambda: NOW, lambda *_: None).__enter__()


def open_and_write(path: Path) -> None:
    opened = open_store(path)
    try:
        writes.begin_run(opened, "crawl", "0", NOW)
    finally:
        opened.close()
