"""What the crawler remembers: every address that a newsroom named and how far we got with it, the
validators of its front doors, the hosts that are left alone, the place and digest of every body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from repledge.store.store import Store
from repledge.store.writes import stamp

MOST_FAILURES = 5  # nights in a row; then an address is given up
_REFUSED_DAYS = 30  # a page that was refused is asked for again after so long
_AGAIN_AFTER = timedelta(hours=20)  # a nightly timer is never exactly a day apart
_AGAIN_SHARE = 0.25  # of its age: a page of forty days is looked at every ten
_AGAIN_AT_LEAST = timedelta(days=30)
_DOORS_KEPT = timedelta(days=60)  # a page of a front door that is gone for so long
_BATCH = 500  # parameters of one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An address as a newsroom told it: `url` is its name, `address` where it lies."""

    url: str
    address: str
    title: str | None
    listed: date | None
    kind: str | None
    company: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One address as the store has it, and how far we got with it."""

    told: Told
    state: str
    etag: str | None
    last_modified: str | None
    attempts: int
    failures: int


_TOLD = "url, address, title, listed, kind, company, language"
_COLUMNS = f"{_TOLD}, state, etag, last_modified, attempts, failures"


def links(store: Store, urls: Sequence[str]) -> dict[str, LinkRow]:
    """The rows of these addresses, where there are any."""
    found: dict[str, LinkRow] = {}
    for start in range(0, len(urls), _BATCH):
        part = urls[start : start + _BATCH]
        marks = ",".join("?" * len(part))
        rows = store.db.execute(f"SELECT {_COLUMNS} FROM links WHERE url IN ({marks})", list(part))
        found |= {row.told.url: row for row in map(_link, rows)}
    return found


def due_links(store: Store, source: str, most: int) -> list[LinkRow]:
    """Addresses that wait to be fetched, those that failed least and wait longest first."""
    rows = store.db.execute(
        f"SELECT {_COLUMNS} FROM links WHERE source = ? AND state = 'due' "
        "ORDER BY failures, first_seen, url LIMIT ?",
        [source, most],
    )
    return [_link(row) for row in rows]


def links_to_see_again(store: Store, source: str, now: datetime, most: int) -> list[LinkRow]:
    """Pages to be looked at again, for edits: the older a page, the rarer; refused ones monthly."""
    rows = store.db.execute(
        f"SELECT {_COLUMNS} FROM links WHERE source = :source AND last_try IS NOT NULL AND ("
        "  state IN ('kept', 'left_out') AND julianday(:now) - julianday(last_try) >= "
        "    min(:most_days, max(:least_days, "
        "      :share * (julianday(:now) - julianday(coalesce(listed, first_seen)))))"
        "  OR state = 'refused' AND julianday(:now) - julianday(last_try) >= :refused_days) "
        "ORDER BY last_try, url LIMIT :most",
        {
            "source": source,
            "now": stamp(now),
            "share": _AGAIN_SHARE,
            "least_days": _AGAIN_AFTER / timedelta(days=1),
            "most_days": _AGAIN_AT_LEAST / timedelta(days=1),
            "refused_days": _REFUSED_DAYS,
            "most": most,
        },
    )
    return [_link(row) for row in rows]


def was_listed(store: Store, source: str) -> bool:
    """Whether any address of this newsroom is known."""
    row = store.db.execute("SELECT 1 FROM links WHERE source = ? LIMIT 1", [source]).fetchone()
    return row is not None


def add_links(store: Store, source: str, state: str, told: Iterable[Told], at: datetime) -> None:
    """New addresses as `due` or `passed`.

    A passed one that is asked for after all becomes due; what was fetched keeps its state.
    """
    with store.transaction():
        store.db.conn.executemany(
            f"INSERT INTO links ({_TOLD}, source, state, first_seen) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET "
            "state = excluded.state WHERE links.state = 'passed'",
            [
                (x.url, x.address, x.title, x.listed.isoformat() if x.listed else None, x.kind,
                 x.company, x.language, source, state, stamp(at))
                for x in told
            ],
        )  # fmt: skip


def save_outcome(
    store: Store,
    url: str,
    state: str,
    at: datetime,
    *,
    reason: str | None = None,
    status: int | None = None,
    size: int = 0,
    validators: tuple[str | None, str | None] | None = None,
    document_id: str | None = None,
) -> bool:
    """What became of an address; True where a fault came so often that it is now given up.

    `due` means that it failed and is tried again another night. Validators and document stay
    where none are given.
    """
    failed = state == "due"
    etag, last_modified = validators or (None, None)
    with store.transaction():
        store.db.execute(
            "UPDATE links SET attempts = attempts + 1, "
            "failures = CASE WHEN :failed THEN failures + 1 ELSE 0 END, "
            "state = CASE WHEN :failed AND failures + 1 >= :most THEN 'failed' ELSE :state END, "
            "reason = :reason, status = coalesce(:status, status), bytes = bytes + :size, "
            "etag = CASE WHEN :fresh THEN :etag ELSE etag END, "
            "last_modified = CASE WHEN :fresh THEN :modified ELSE last_modified END, "
            "document_id = coalesce(:document, document_id), last_try = :at WHERE url = :url",
            {
                "failed": failed, "most": MOST_FAILURES, "state": state, "reason": reason,
                "status": status, "size": size, "fresh": validators is not None, "etag": etag,
                "modified": last_modified, "document": document_id, "at": stamp(at), "url": url,
            },
        )  # fmt: skip
        row = store.db.execute("SELECT state FROM links WHERE url = ?", [url]).fetchone()
    return failed and row is not None and row[0] == "failed"


def document_of_link(store: Store, url: str) -> str | None:
    """The document that an address was joined to, where it was."""
    row = store.db.execute("SELECT document_id FROM links WHERE url = ?", [url]).fetchone()
    return row[0] if row else None


def namesakes(store: Store, source: str, title: str) -> Iterator[tuple[str, str]]:
    """Id and text of the documents of a newsroom that bear this very title, oldest first."""
    yield from store.db.execute(
        "SELECT id, text FROM documents WHERE source = ? AND title = ? ORDER BY first_seen, id",
        [source, title],
    )


def doors(store: Store, source: str) -> dict[str, tuple[str | None, str | None]]:
    """ETag and Last-Modified of the pages of a front door, by address."""
    rows = store.db.execute("SELECT url, etag, last_modified FROM doors WHERE source = ?", [source])
    return {row[0]: (row[1], row[2]) for row in rows}


def save_doors(
    store: Store, source: str, rows: Iterable[tuple[str, str | None, str | None]], at: datetime
) -> None:
    """Remember how the pages of a front door answered; those without validators are forgotten."""
    with store.transaction():
        old = stamp(at - _DOORS_KEPT)
        store.db.execute("DELETE FROM doors WHERE source = ? AND seen_at < ?", [source, old])
        for url, etag, last_modified in rows:
            store.db.execute("DELETE FROM doors WHERE url = ?", [url])
            if etag or last_modified:
                store.db.execute(
                    "INSERT INTO doors VALUES (?, ?, ?, ?, ?)",
                    [url, source, etag, last_modified, stamp(at)],
                )


def parked_hosts(store: Store) -> dict[str, tuple[datetime, str]]:
    """The hosts that are left alone: until when, and why."""
    rows = store.db.execute("SELECT host, until, reason FROM parked_hosts")
    return {row[0]: (datetime.fromisoformat(row[1]), row[2]) for row in rows}


def save_parked(store: Store, parked: Mapping[str, tuple[datetime, str]]) -> None:
    """Replace the hosts that are left alone: a released one is no longer among them."""
    with store.transaction():
        store.db.execute("DELETE FROM parked_hosts")
        store.db.conn.executemany(
            "INSERT INTO parked_hosts VALUES (?, ?, ?)",
            [(host, stamp(until), reason) for host, (until, reason) in parked.items()],
        )


def save_capture(store: Store, place: str, url: str, sha256: str, size: int, at: datetime) -> None:
    """Where a body lies in the evidence, and its digest."""
    with store.transaction():
        store.db.execute(
            "INSERT OR IGNORE INTO captures VALUES (?, ?, ?, ?, ?)",
            [place, url, sha256, size, stamp(at)],
        )


def captures(store: Store) -> Iterator[tuple[str, str | None]]:
    """Place and digest of every body that was kept, file by file.

    Documents of older versions point at places whose digest the store does not have.
    """
    yield from store.db.execute(
        "SELECT place, sha256 FROM captures UNION "
        "SELECT evidence, NULL FROM document_versions WHERE evidence IS NOT NULL "
        "AND evidence NOT IN (SELECT place FROM captures) ORDER BY 1"
    )


def _link(row: Any) -> LinkRow:
    listed = date.fromisoformat(row[3]) if row[3] else None
    return LinkRow(
        told=Told(url=row[0], address=row[1], title=row[2], listed=listed, kind=row[4],
                  company=row[5], language=row[6]),
        state=row[7], etag=row[8], last_modified=row[9], attempts=row[10], failures=row[11],
    )  # fmt: skip
