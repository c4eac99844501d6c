"""The archives of backfills: which are waiting, done or failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from repledge.store.store import Store
from repledge.store.writes import stamp

MOST_ATTEMPTS = 3  # an archive that failed so often waits for a person


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one archive."""

    path: str
    state: Literal["done", "failed"]
    pages: int = 0
    kept: int = 0
    reason: str | None = None


def enlist(store: Store, archives: Iterable[tuple[str, int]], at: datetime) -> list[str]:
    """Put (path, bytes) on the list; those to read: new, changed, stopped and failed ones."""
    waiting = []
    with store.transaction():
        for path, size in archives:
            store.db.execute(
                "INSERT INTO backfilled (path, bytes, state, at) VALUES (?, ?, 'waiting', ?) "
                "ON CONFLICT (path) DO UPDATE SET state = 'waiting', bytes = excluded.bytes, "
                "attempts = 0 WHERE bytes <> excluded.bytes",
                [path, size, stamp(at)],
            )
            row = store.db.execute(
                "SELECT state, attempts FROM backfilled WHERE path = ?", [path]
            ).fetchone()
            if row[0] != "done" and row[1] < MOST_ATTEMPTS:
                waiting.append(path)
    return waiting


def note(store: Store, tried: Tried, at: datetime) -> None:
    """Remember what became of an archive."""
    with store.transaction():
        store.db.execute(
            "UPDATE backfilled SET state = ?, attempts = attempts + 1, pages = ?, kept = ?, "
            "reason = ?, at = ? WHERE path = ?",
            [tried.state, tried.pages, tried.kept, tried.reason, stamp(at), tried.path],
        )


def archives(store: Store) -> list[dict[str, Any]]:
    """All archives of backfills so far, by path."""
    return list(store.db.query("SELECT * FROM backfilled ORDER BY path"))
