"""Every read of the store, by name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from repledge.contracts import Claim, Decision, Document, LedgerLine, Sum, Verdict
from repledge.store import codec
from repledge.store.store import Store

_DOCUMENT = (
    "id, url, source, title, published, lang, text, kind, precision, date_source, announcer, "
    "version, content_hash, fetched_at, evidence"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A claim with its document, its verdict and when that last changed, and what people said."""

    claim: Claim
    document: Document
    verdict: Verdict
    changed_at: datetime
    review: str  # the judgement that stands, "disputed" while readers differ, or "pending"
    signed: bool = False  # two readers said the same


def document(store: Store, document_id: str) -> Document | None:
    """One document by its id."""
    return _first(_documents(store, "WHERE id = ?", [document_id]))


def document_at(store: Store, source: str, url: str) -> Document | None:
    """The document that a source's page became."""
    return _first(_documents(store, "WHERE source = ? AND url = ?", [source, url]))


def documents(store: Store, until: date | None = None) -> Iterator[Document]:
    """All documents in order of publication, up to a day (inclusive) where one is given."""
    if until is None:
        return _documents(store, "ORDER BY published, id", [])
    return _documents(store, "WHERE published <= ? ORDER BY published, id", [until.isoformat()])


def documents_of(store: Store, source: str) -> Iterator[Document]:
    """The documents of one source in order of publication."""
    return _documents(store, "WHERE source = ? ORDER BY published, id", [source])


def documents_to_read(store: Store, extractor: str, *, again: bool = False) -> list[str]:
    """Ids of documents that this extractor has not read, in order of publication."""
    where = "" if again else "AND extracted_by IS NOT ?"
    parameters = [] if again else [extractor]
    rows = store.db.execute(
        f"SELECT id FROM documents WHERE kind <> 'trace' {where} ORDER BY published, id",
        parameters,
    )
    return [row[0] for row in rows]


def claims_by_document(store: Store) -> dict[str, list[Claim]]:
    """All claims, by document, in the order of the text."""
    found: dict[str, list[Claim]] = {}
    for document_id, record in store.db.execute(
        "SELECT document_id, record FROM claims ORDER BY document_id, position"
    ):
        found.setdefault(document_id, []).append(codec.load(codec.CLAIM, record))
    return found


def sums_by_document(store: Store) -> dict[str, list[Sum]]:
    """All sums that documents name, by document, in the order of the text."""
    found: dict[str, list[Sum]] = {}
    for document_id, record in store.db.execute(
        "SELECT document_id, record FROM sums ORDER BY document_id, position"
    ):
        found.setdefault(document_id, []).append(codec.load(codec.SUM, record))
    return found


def read_in(store: Store, document_id: str) -> tuple[tuple[Claim, ...], tuple[Sum, ...]]:
    """Claims and sums of one document, in the order of the text."""
    claims, sums = (
        store.db.execute(
            f"SELECT record FROM {table} WHERE document_id = ? ORDER BY position", [document_id]
        ).fetchall()
        for table in ("claims", "sums")
    )
    return (
        tuple(codec.load(codec.CLAIM, row[0]) for row in claims),
        tuple(codec.load(codec.SUM, row[0]) for row in sums),
    )


def judged(store: Store, claim_id: str | None = None) -> Iterator[Judged]:
    """Claims with verdicts, oldest first; or the one asked for."""
    where = "WHERE c.id = ?" if claim_id else ""
    columns = ", ".join(f"d.{name.strip()}" for name in _DOCUMENT.split(","))
    rows = store.db.execute(
        f"""
        SELECT c.record, v.record, v.changed_at,
          coalesce(r.judgement, r.state, 'pending'), coalesce(r.state = 'signed', 0), {columns}
        FROM claims c JOIN verdicts v ON v.claim_id = c.id JOIN documents d ON d.id = c.document_id
        LEFT JOIN reviews r ON r.claim_id = c.id
        {where} ORDER BY d.published, d.id, c.position
        """,
        [claim_id] if claim_id else [],
    )
    for row in rows:
        yield Judged(
            claim=codec.load(codec.CLAIM, row[0]),
            verdict=codec.load(codec.VERDICT, row[1]),
            changed_at=_moment(row[2]),
            review=row[3],
            signed=bool(row[4]),
            document=_as_document(row[5:]),
        )


def versions(store: Store, document_id: str) -> list[dict[str, Any]]:
    """Every version of a page that was read, oldest first."""
    return list(
        store.db.query(
            "SELECT * FROM document_versions WHERE document_id = ? ORDER BY version", [document_id]
        )
    )


def sources(store: Store) -> list[dict[str, Any]]:
    """The newsrooms as the last runs found them, by name."""
    return list(store.db.query("SELECT * FROM sources ORDER BY name"))


def claim_ids_like(store: Store, beginning: str) -> list[str]:
    """Ids of claims that begin so: people type the first characters."""
    rows = store.db.execute(
        "SELECT id FROM claims WHERE substr(id, 1, ?) = ? OR document_id = ? ORDER BY id LIMIT 20",
        [len(beginning), beginning, beginning],
    )
    return [row[0] for row in rows]


def decisions(store: Store, claim_id: str | None = None) -> list[Decision]:
    """All that people said, oldest first; or what they said of one claim."""
    where, parameters = ("WHERE claim_id = ?", [claim_id]) if claim_id else ("", [])
    rows = store.db.execute(
        "SELECT id, claim_id, reviewer, judgement, at, note, fields, ancestor_id, supersedes "
        f"FROM decisions {where} ORDER BY id",
        parameters,
    )
    return [
        Decision(
            id=row[0], claim_id=row[1], reviewer=row[2], judgement=row[3], at=_moment(row[4]),
            note=row[5], fields=tuple((a, b) for a, b in json.loads(row[6])), ancestor_id=row[7],
            supersedes=row[8],
        )
        for row in rows
    ]  # fmt: skip


def ledger(store: Store) -> list[LedgerLine]:
    """All ledger lines, by company and date."""
    rows = store.db.execute("SELECT record FROM ledger_lines ORDER BY company_id, opened_on, id")
    return [codec.load(codec.LINE, row[0]) for row in rows]


def counts(store: Store) -> dict[str, int]:
    """How many documents, claims and verdicts of each kind there are."""
    found = {
        "documents": _count(store, "documents WHERE kind <> 'trace'"),
        "claims": _count(store, "claims c JOIN documents d ON d.id = c.document_id "
                         "WHERE d.kind <> 'trace'"),
    }  # fmt: skip
    rows = store.db.execute("SELECT verdict, count(*) FROM v_pledges GROUP BY 1 ORDER BY 1")
    return found | {f"verdict_{row[0]}": int(row[1]) for row in rows}


def issues(store: Store, run_id: int | None = None) -> list[dict[str, Any]]:
    """Issues, newest first; of one run where it is named."""
    where, parameters = ("WHERE run_id = ?", [run_id]) if run_id else ("", [])
    return list(store.db.query(f"SELECT * FROM issues {where} ORDER BY id DESC", parameters))


def nights(store: Store, most: int) -> list[datetime]:
    """When the last nights ended that came to their end, newest first."""
    rows = store.db.execute(
        "SELECT finished_at FROM runs WHERE command = 'nightly' AND exit_code IN (0, 1) "
        "ORDER BY id DESC LIMIT ?",
        [most],
    )
    return [_moment(row[0]) for row in rows]


def runs(store: Store, most: int = 50) -> list[dict[str, Any]]:
    """The last runs, newest first."""
    return list(store.db.query("SELECT * FROM runs ORDER BY id DESC LIMIT ?", [most]))


def _count(store: Store, what: str) -> int:
    return int(store.db.execute(f"SELECT count(*) FROM {what}").fetchone()[0])


def _documents(store: Store, rest: str, parameters: list[str]) -> Iterator[Document]:
    for row in store.db.execute(f"SELECT {_DOCUMENT} FROM documents {rest}", parameters):
        yield _as_document(row)


def _first(found: Iterator[Document]) -> Document | None:
    return next(found, None)


def _as_document(row: tuple[Any, ...]) -> Document:
    return Document(
        id=row[0], url=row[1], source=row[2], title=row[3], published=date.fromisoformat(row[4]),
        lang=row[5], text=row[6], kind=row[7], precision=row[8], date_source=row[9],
        announcer=row[10], version=row[11], content_hash=row[12],
        fetched_at=_moment(row[13]) if row[13] else None, evidence=row[14],
    )  # fmt: skip


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
