"""Where documents are filed for the verifier, and the ledger's rows as parts of it change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from repledge.contracts import Document, LedgerLine, Verdict
from repledge.store import codec
from repledge.store.store import Store

_MOST = 30_000  # parameters of one statement; SQLite allows 32,766


def refile(
    store: Store, document: Document, keys: Collection[str], wake: Collection[str] | None = None
) -> None:
    """File a document under its keys, in place of its old ones.

    Later ones filed under the keys to wake, or under the old keys, are judged anew: their verdicts
    may rest on what this document says now, or on what it said before. None: nobody is woken.
    """
    day = document.published.isoformat()
    with store.transaction():
        if wake is not None:
            old = store.db.execute(
                "SELECT key, published FROM document_keys WHERE document_id = ?", [document.id]
            ).fetchall()
            since = min([day, *(published for _, published in old)])
            _wake(store, sorted({*wake, *(key for key, _ in old)}), since)
        store.db.execute("DELETE FROM document_keys WHERE document_id = ?", [document.id])
        store.db.conn.executemany(
            "INSERT INTO document_keys VALUES (?, ?, ?)", [(k, day, document.id) for k in keys]
        )


def _wake(store: Store, keys: Sequence[str], since: str) -> None:
    for start in range(0, len(keys), _MOST):
        some = keys[start : start + _MOST]
        store.db.execute(
            "UPDATE documents SET verified_by = NULL WHERE verified_by IS NOT NULL AND id IN "
            f"(SELECT document_id FROM document_keys WHERE key IN ({_marks(some)}) "
            "AND published >= ?)",
            [*some, since],
        )


def filed_under(store: Store, keys: Collection[str], until: str) -> list[str]:
    """Ids of documents up to a day that are filed under any of the keys."""
    some = sorted(keys)[:_MOST]
    rows = store.db.execute(
        f"SELECT DISTINCT document_id FROM document_keys WHERE key IN ({_marks(some)}) "
        "AND published <= ? ORDER BY document_id",
        [*some, until],
    )
    return [row[0] for row in rows]


def to_verify(store: Store, ruleset: str, *, again: bool = False) -> list[str]:
    """Ids of documents that these rules have not judged as they now stand, oldest first."""
    where, values = ("1", []) if again else ("verified_by IS NOT ?", [ruleset])
    rows = store.db.execute(
        f"SELECT id FROM documents WHERE {where} ORDER BY published, id", values
    )
    return [row[0] for row in rows]


def unfiled(store: Store, ruleset: str) -> list[str]:
    """Ids of documents that were filed by other rules, or read before there were keys."""
    rows = store.db.execute(
        "SELECT id FROM documents WHERE verified_by IS NOT NULL AND verified_by <> ? "
        "UNION ALL SELECT id FROM documents d WHERE verified_by IS NULL "
        "AND extracted_by IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM document_keys k WHERE k.document_id = d.id)",
        [ruleset],
    )
    return [row[0] for row in rows]


@dataclass(frozen=True, slots=True)
class Unbooked:
    """What the ledger must take in: claims to put on lines, and all lines that are touched."""

    claims: frozenset[str]
    lines: frozenset[str]


def unbooked(store: Store) -> Unbooked:
    """Claims judged anew, and everything else on the lines that they or lost claims stood on."""
    with store.transaction():
        store.db.execute(
            "INSERT OR IGNORE INTO lines_to_book SELECT l.line_id FROM ledger_claims l "
            "JOIN claims_to_book USING (claim_id)"
        )
        store.db.execute(
            "INSERT OR IGNORE INTO claims_to_book SELECT l.claim_id FROM ledger_claims l "
            "JOIN lines_to_book USING (line_id)"
        )
    claims = store.db.execute("SELECT claim_id FROM claims_to_book")
    lines = store.db.execute("SELECT line_id FROM lines_to_book")
    return Unbooked(frozenset(r[0] for r in claims), frozenset(r[0] for r in lines))


def referrers(store: Store, claim_ids: Iterable[str]) -> set[str]:
    """Claims whose verdict goes back to one of these."""
    select = "SELECT claim_id FROM relations WHERE earlier_claim_id IN"
    return set(_column(store, select, claim_ids))


def documents_of(store: Store, claim_ids: Iterable[str]) -> set[str]:
    """The documents that claims stand in."""
    return set(_column(store, "SELECT document_id FROM claims WHERE id IN", claim_ids))


def members(store: Store, line_ids: Iterable[str]) -> dict[str, list[str]]:
    """The claims on lines, by line."""
    found: dict[str, list[str]] = {}
    for line_id in line_ids:
        rows = store.db.execute("SELECT claim_id FROM ledger_claims WHERE line_id = ?", [line_id])
        found[line_id] = [row[0] for row in rows]
    return found


def lines_of(store: Store, claim_ids: Iterable[str]) -> dict[str, str]:
    """The line that each claim stands on; claims that stand on none are left out."""
    found: dict[str, str] = {}
    for some in _chunks(claim_ids):
        found |= dict(
            store.db.execute(
                f"SELECT claim_id, line_id FROM ledger_claims WHERE claim_id IN ({_marks(some)})",
                some,
            ).fetchall()
        )
    return found


def verdicts_of(store: Store, claim_ids: Iterable[str]) -> dict[str, Verdict]:
    """Verdicts by claim."""
    records = _column(store, "SELECT record FROM verdicts WHERE claim_id IN", claim_ids)
    found = (codec.load(codec.VERDICT, record) for record in records)
    return {verdict.claim_id: verdict for verdict in found}


def replace_edges(store: Store, edges: Mapping[str, Iterable[tuple[str, str]]]) -> set[str]:
    """Put the edges that claims make in place of their old ones; the lines whose parents moved."""
    moved: set[str] = set()
    for claim_id, pairs in edges.items():
        old = set(
            store.db.execute(
                "SELECT line_id, parent_id FROM ledger_edges WHERE claim_id = ?", [claim_id]
            ).fetchall()
        )
        new = set(pairs)
        if old == new:
            continue
        moved |= {line for line, _ in old ^ new}
        store.db.execute("DELETE FROM ledger_edges WHERE claim_id = ?", [claim_id])
        store.db.conn.executemany(
            "INSERT INTO ledger_edges VALUES (?, ?, ?)", [(claim_id, *pair) for pair in new]
        )
    return moved


def parents(store: Store, line_id: str) -> list[str]:
    """The lines that a line is a part of."""
    rows = store.db.execute(
        "SELECT DISTINCT parent_id FROM ledger_edges WHERE line_id = ? ORDER BY 1", [line_id]
    )
    return [row[0] for row in rows]


def save_lines(store: Store, lines: Sequence[LedgerLine], gone: Iterable[str]) -> None:
    """Put lines in place of what stood there, take away those that are gone; all is booked then."""
    for line_id in gone:
        store.db.execute("DELETE FROM ledger_lines WHERE id = ?", [line_id])
    for line in lines:
        store.db.execute(
            "INSERT INTO ledger_lines (id, record) VALUES (?, ?) "
            "ON CONFLICT (id) DO UPDATE SET record = excluded.record",
            [line.id, codec.dump(codec.LINE, line)],
        )
        store.db.execute("DELETE FROM ledger_claims WHERE line_id = ?", [line.id])
        store.db.execute("DELETE FROM ledger_parents WHERE line_id = ?", [line.id])
    for table, rows in (
        ("ledger_claims", [(line.id, c) for line in lines for c in line.claim_ids]),
        ("ledger_parents", [(line.id, p) for line in lines for p in line.parents]),
    ):
        store.db.conn.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)
    store.db.execute("DELETE FROM claims_to_book")
    store.db.execute("DELETE FROM lines_to_book")


def _column(store: Store, select: str, values: Iterable[str]) -> list[str]:
    return [
        row[0]
        for some in _chunks(values)
        for row in store.db.execute(f"{select} ({_marks(some)})", some)
    ]


def _chunks(values: Iterable[str]) -> Iterable[list[str]]:
    every = sorted(values)
    return (every[start : start + _MOST] for start in range(0, len(every), _MOST))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
