"""Every write to the store, by name. Each runs in the caller's transaction or in one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from repledge.contracts import (
    Claim,
    Decision,
    Document,
    Issue,
    Reading,
    Verdict,
)
from repledge.store import codec, search
from repledge.store.store import Store


def begin_run(store: Store, command: str, version: str, at: datetime) -> int:
    """Open a run; runs that never ended (killed) are marked interrupted. Returns its number."""
    with store.transaction():
        store.db.execute("UPDATE runs SET state = 'interrupted' WHERE state = 'running'")
        cursor = store.db.execute(
            "INSERT INTO runs (command, version, started_at) VALUES (?, ?, ?)",
            [command, version, stamp(at)],
        )
    return int(cursor.lastrowid or 0)


def end_run(store: Store, run_id: int, exit_code: int, summary: str, at: datetime) -> None:
    """Close a run with its exit code and its summary (JSON)."""
    with store.transaction():
        store.db.execute(
            "UPDATE runs SET state = ?, exit_code = ?, summary = ?, finished_at = ? WHERE id = ?",
            ["failed" if exit_code else "ok", exit_code, summary, stamp(at), run_id],
        )


def save_document(store: Store, document: Document, at: datetime | None) -> bool:
    """Store a document, or a new version of it; False where this content is already stored.

    A changed text is a new version beside the old ones; the first capture and the first seen date
    stay. The same text under another day is a version too, yet no news: what counts is the
    earliest day that the newsroom ever gave.
    """
    with store.transaction():
        row = store.db.execute(
            "SELECT d.version, d.content_hash, v.published FROM documents d LEFT JOIN "
            "document_versions v ON v.document_id = d.id AND v.version = d.version WHERE d.id = ?",
            [document.id],
        ).fetchone()
        version = 1 if row is None else int(row[0]) + 1
        seen = stamp(at) if at else None
        if row is not None and row[1] == document.content_hash:
            if row[2] != document.published.isoformat():
                _save_redated(store, document, version, seen)
            return False
        _upsert_document(store, document, version, seen)
        _save_version(store, document, version, seen)
        search.index_document(store, document)
    return True


def save_better_text(store: Store, document_id: str, document: Document) -> None:
    """The newest version of a document as a better reader reads it; it is to be judged anew."""
    words = {
        "id": document_id, "title": document.title, "text": document.text,
        "hash": document.content_hash,
    }  # fmt: skip
    with store.transaction():
        store.db.execute(
            "UPDATE document_versions SET title = :title, text = :text, content_hash = :hash "
            "WHERE document_id = :id AND version = "
            "(SELECT version FROM documents WHERE id = :id)",
            words,
        )
        store.db.execute(
            "UPDATE documents SET title = :title, text = :text, content_hash = :hash, "
            "extracted_by = NULL, verified_by = NULL WHERE id = :id",
            words,
        )
        search.index_document(store, document)


def _save_redated(store: Store, document: Document, version: int, seen: str | None) -> None:
    day = document.published.isoformat()
    store.db.execute(
        "UPDATE documents SET version = :version, published = min(published, :day), "
        "extracted_by = CASE WHEN :day < published THEN NULL ELSE extracted_by END, "
        "verified_by = CASE WHEN :day < published THEN NULL ELSE verified_by END WHERE id = :id",
        {"version": version, "day": day, "id": document.id},
    )
    _save_version(store, document, version, seen)


def _save_version(store: Store, document: Document, version: int, seen: str | None) -> None:
    store.db.execute(
        "INSERT INTO document_versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [document.id, version, document.title, document.published.isoformat(), document.text,
         document.content_hash, seen, document.evidence],
    )  # fmt: skip


def _upsert_document(store: Store, document: Document, version: int, seen: str | None) -> None:
    store.db.execute(
        """
        INSERT INTO documents (id, source, url, title, published, precision, date_source, lang,
          kind, announcer, text, version, content_hash, fetched_at, first_seen, evidence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, text = excluded.text,
          version = excluded.version, content_hash = excluded.content_hash, lang = excluded.lang,
          fetched_at = excluded.fetched_at, evidence = excluded.evidence,
          published = min(documents.published, excluded.published),
          extracted_by = NULL, verified_by = NULL
        """,
        [document.id, document.source, document.url, document.title,
         document.published.isoformat(), document.precision, document.date_source, document.lang,
         document.kind, document.announcer, document.text, version, document.content_hash, seen,
         seen, document.evidence],
    )  # fmt: skip


def save_reading(store: Store, reading: Reading, extractor: str, at: datetime, run: int) -> None:
    """Replace what was read from one document: its claims, sums and extraction issues."""
    with store.transaction():
        replace_claims(store, reading.document_id, reading.claims)
        store.db.execute("DELETE FROM sums WHERE document_id = ?", [reading.document_id])
        store.db.conn.executemany(
            "INSERT INTO sums (document_id, position, record) VALUES (?, ?, ?)",
            [
                (reading.document_id, position, codec.dump(codec.SUM, item))
                for position, item in enumerate(reading.sums)
            ],
        )
        replace_issues(store, reading.document_id, "extract", reading.issues, run, at)
        store.db.execute(
            "UPDATE documents SET extracted_by = ?, verified_by = NULL WHERE id = ?",
            [extractor, reading.document_id],
        )


def replace_claims(store: Store, document_id: str, claims: Sequence[Claim]) -> None:
    """Claims of one document, the old ones gone; verdicts of claims that stay the same are kept."""
    rows = {claim.id: codec.dump(codec.CLAIM, claim) for claim in claims}
    old = dict(
        store.db.execute("SELECT id, record FROM claims WHERE document_id = ?", [document_id])
    )
    for claim_id in old.keys() - rows.keys():
        store.db.execute("DELETE FROM claims WHERE id = ?", [claim_id])
    for position, claim in enumerate(claims):
        store.db.execute(
            "INSERT INTO claims (id, document_id, position, record) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET position = excluded.position, record = excluded.record",
            [claim.id, document_id, position, rows[claim.id]],
        )
        store.db.execute("DELETE FROM claim_groups WHERE claim_id = ?", [claim.id])
        groups = {claim.company_id, *claim.partner_ids} - {None}
        store.db.conn.executemany(
            "INSERT INTO claim_groups VALUES (?, ?)", [(group, claim.id) for group in groups]
        )


def save_verdicts(
    store: Store, document: Document, verdicts: Sequence[Verdict], at: datetime, verifier: str
) -> int:
    """Verdicts of one document; returns how many changed. `changed_at` moves only with a change.

    A new version of the rules that says the same is no change: a signature must not fall for it.
    """
    changed = 0
    with store.transaction():
        for verdict in verdicts:
            record = codec.dump(codec.VERDICT, verdict)
            row = store.db.execute(
                "SELECT record FROM verdicts WHERE claim_id = ?", [verdict.claim_id]
            ).fetchone()
            if row is not None and row[0] == record:
                continue
            if row is not None and _says_the_same(row[0], verdict):
                store.db.execute(
                    "UPDATE verdicts SET record = ? WHERE claim_id = ?", [record, verdict.claim_id]
                )
                continue
            changed += 1
            moved = f"{document.published}T00:00:00Z" if row is None else stamp(at)
            store.db.execute(
                "INSERT INTO verdicts (claim_id, changed_at, record) VALUES (?, ?, ?) "
                "ON CONFLICT (claim_id) DO UPDATE SET changed_at = excluded.changed_at, "
                "record = excluded.record",
                [verdict.claim_id, moved, record],
            )
            _replace_relations(store, verdict)
        store.db.execute(
            "UPDATE documents SET verified_by = ? WHERE id = ?", [verifier, document.id]
        )
    return changed


def _says_the_same(record: str, verdict: Verdict) -> bool:
    old = codec.load(codec.VERDICT, record)
    return replace(old, ruleset=verdict.ruleset) == verdict


def _replace_relations(store: Store, verdict: Verdict) -> None:
    store.db.execute("DELETE FROM relations WHERE claim_id = ?", [verdict.claim_id])
    store.db.conn.executemany(
        "INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?)",
        [
            (verdict.claim_id, e.claim_id, e.document_id, e.relation, rank, e.score)
            for rank, e in enumerate(verdict.earlier)
        ],
    )


def save_decision(store: Store, decision: Decision) -> int:
    """Append what a person said; returns the decision's number."""
    with store.transaction():
        cursor = store.db.execute(
            "INSERT INTO decisions (claim_id, reviewer, judgement, at, note, fields, ancestor_id, "
            "supersedes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [decision.claim_id, decision.reviewer, decision.judgement, stamp(decision.at),
             decision.note, codec.canonical([list(pair) for pair in decision.fields]),
             decision.ancestor_id, decision.supersedes],
        )  # fmt: skip
        store.db.execute(  # the verifier obeys at its next run
            "UPDATE documents SET verified_by = NULL WHERE id = "
            "(SELECT document_id FROM claims WHERE id = ?)",
            [decision.claim_id],
        )
    return int(cursor.lastrowid or 0)


def save_issues(store: Store, issues: Iterable[Issue], run: int | None, at: datetime) -> None:
    """Append issues of a run."""
    rows = [
        (run, stamp(at), i.stage, i.code, i.level, i.message, i.source, i.document_id)
        for i in issues
    ]
    with store.transaction():
        store.db.conn.executemany(
            "INSERT INTO issues (run_id, at, stage, code, level, message, source, document_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def replace_issues(
    store: Store, document_id: str, stage: str, issues: Iterable[Issue], run: int, at: datetime
) -> None:
    """What a stage has to say of one document now, in place of what it said before."""
    with store.transaction():
        store.db.execute(
            "DELETE FROM issues WHERE document_id = ? AND stage = ?", [document_id, stage]
        )
        save_issues(store, issues, run, at)


def forget_derived(store: Store) -> None:
    """Delete all that can be computed again: verdicts, relations, ledger. Human work stays."""
    with store.transaction():
        for table in ("ledger_lines", "ledger_edges", "relations", "verdicts"):
            store.db.execute(f"DELETE FROM {table}")
        store.db.execute("UPDATE documents SET verified_by = NULL")


def stamp(at: datetime) -> str:
    """A moment as the store has it: UTC, whole seconds, sorted by text."""
    return (at.replace(tzinfo=None) - (at.utcoffset() or timedelta())).isoformat(
        timespec="seconds"
    ) + "Z"
