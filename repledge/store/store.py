"""The SQLite file: opening, migrating, locking, checking. Rows are read and written by the named
functions of `reads` and `writes` only: sqlite-utils makes a table where a name is mistyped.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from repledge.errors import (
    AlreadyRunning,
    BadInput,
    CannotWrite,
    DiskFull,
    RepledgeError,
)
from repledge.store.migrations import APPLICATION_ID, SCHEMA_VERSION, migrations

BUSY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. One per thread: SQLite connections do not cross threads."""

    db: Database
    path: Path

    def close(self) -> None:
        """Close the connection; the file stays."""
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside, or none; one inside another joins it. SQLite's words become ours."""
        connection = self.db.conn
        if connection.in_transaction:
            yield
            return
        with plain_errors(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                connection.rollback()
                raise
            connection.commit()


def open_store(path: Path) -> Store:
    """Open the store, made or migrated where needed (an older one is copied aside first).

    Raises BadInput for a file that is not ours, damaged, or made by a newer version;
    AlreadyRunning where it stays locked; CannotWrite or DiskFull where it cannot be made.
    """
    with plain_errors(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(f"{path.parent}: cannot be made ({error.strerror}).") from error
        # no implicit transactions: each write says where it begins and ends
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        db = Database(connection)
        try:
            _prepare(db, path)
        except BaseException:
            db.close()
            raise
    return Store(db=db, path=path)


def _prepare(db: Database, path: Path) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version == 0:
        _refuse_foreign(db, path)
    elif int(db.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
        raise BadInput(f"{path}: is a database of another program; name another file with --db.")
    if version > SCHEMA_VERSION:
        raise BadInput(
            f"{path}: was made by a newer Repledge (schema {version}, this one knows "
            f"{SCHEMA_VERSION}); install the newer version, or name another file with --db."
        )
    if version < SCHEMA_VERSION:
        _migrate(db, path)
    db.execute("PRAGMA synchronous = NORMAL")


def _migrate(db: Database, path: Path) -> None:
    """Bring the schema up to date; of two processes that open a new store, the second waits."""
    try:
        with FileLock(path.with_suffix(".migration-lock"), timeout=BUSY_SECONDS):
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            if 0 < version < SCHEMA_VERSION:
                shutil.copy2(path, path.with_suffix(f".before-schema-{SCHEMA_VERSION}.db"))
            if db.journal_mode != "wal":
                db.enable_wal()
            migrations.apply(db)
    except Timeout as error:
        raise AlreadyRunning(f"{path}: is being brought up to date; try again soon.") from error


def _refuse_foreign(db: Database, path: Path) -> None:
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master LIMIT 3")]
    if any(not name.startswith(("_sqlite", "sqlite_", "idx__sqlite")) for name in names):
        raise BadInput(
            f"{path}: holds tables of another program ({names[0]}); name another file with --db."
        )


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's faults into one of ours: what, where, what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translated(path, error) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(
                f"{path}: no space left on the disk; free some and run again."
            ) from error
        raise


def _translated(path: Path, error: sqlite3.DatabaseError) -> RepledgeError:
    words = str(error)
    if "locked" in words or "busy" in words:
        return AlreadyRunning(
            f"{path}: stayed locked by another program for {BUSY_SECONDS:.0f} s; "
            "let it finish and run again."
        )
    if "full" in words:
        return DiskFull(f"{path}: no space left on the disk; free some and run again.")
    if "readonly" in words or "unable to open" in words:
        return CannotWrite(f"{path}: cannot be written; check the folder's owner and rights.")
    if "not a database" in words or "malformed" in words:
        return BadInput(
            f"{path}: is damaged or no SQLite database ({words}); move it away, or restore a copy."
        )
    return CannotWrite(f"{path}: {words}; run `repledge doctor` for a full check.")


@contextmanager
def run_lock(path: Path, now: datetime) -> Iterator[None]:
    """One run at a time on one store; the lock falls with the process that holds it.

    Raises AlreadyRunning with the holder's process and start.
    """
    lock_file = path.with_suffix(".lock")
    note = path.with_suffix(".lock-holder")
    try:
        lock_file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(lock_file, timeout=0)
        lock.acquire()
    except Timeout as error:
        holder = note.read_text("utf-8").strip() if note.exists() else "another process"
        raise AlreadyRunning(f"{path}: a run is under way ({holder}); wait for it.") from error
    except OSError as error:
        raise CannotWrite(f"{lock_file}: cannot be written ({error.strerror}).") from error
    try:
        note.write_text(f"pid {os.getpid()}, since {now.isoformat(timespec='seconds')}", "utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def check_store(store: Store) -> list[str]:
    """What SQLite finds wrong in the file and between its tables; empty where all is well."""
    found: list[str] = []
    try:
        found += [str(row[0]) for row in store.db.execute("PRAGMA quick_check") if row[0] != "ok"]
        found += [
            f"{table}: row {row} points at a missing row of {parent}"
            for table, row, parent, _ in store.db.execute("PRAGMA foreign_key_check")
        ]
    except sqlite3.DatabaseError as error:  # so damaged that it cannot even be looked through
        found.append(str(error))
    return found


def require_whole(store: Store) -> None:
    """Nothing is written into a damaged store: raises BadInput with the first fault."""
    if found := check_store(store):
        raise BadInput(
            f"{store.path}: is damaged ({found[0]}); move it away, restore a copy and run again."
        )


def printed_schema(store: Store) -> str:
    """The whole schema as one text, the way `schema.sql` has it."""
    rows = store.db.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_sqlite%' "
        "ESCAPE '\\' AND name NOT LIKE 'idx\\_\\_sqlite%' ESCAPE '\\' ORDER BY rowid"
    )
    head = "-- Printed from the migrations by `make docs`; a test compares. Do not edit.\n\n"
    return head + "\n\n".join(f"{row[0].strip()};" for row in rows) + "\n"
