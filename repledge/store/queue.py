"""What the desk lists: the queue with its filters, companies, the view by sector and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from repledge.contracts import Claim, Document, LedgerLine
from repledge.store import codec, reads, search
from repledge.store.store import Store
from repledge.store.writes import stamp

PAGE = 50
COUNT_UP_TO = 10_000
# filter -> column; every value is a parameter, nothing typed reaches the SQL
_EQUAL = {
    "verdict": "q.verdict", "sector": "q.sector", "country": "q.country", "lang": "q.lang",
    "source": "q.source", "state": "q.state", "company": "q.company_id",
}  # fmt: skip
_ORDERS = {
    "stake": "q.stake DESC, q.id",
    "newest": "q.published DESC, q.id",
    "oldest": "q.published, q.id",
    "headline": "q.headline_usd DESC, q.id",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the queue is narrowed to; each filter may name several values."""

    equal: Mapping[str, Sequence[str]]
    strategic: Sequence[str] = ()  # only these sectors
    since: str | None = None
    until: str | None = None
    words: str = ""
    assigned: str | None = None
    without: str | None = None  # leave out what this person has judged
    order: str = "stake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of the queue; `total` is counted up to COUNT_UP_TO."""

    rows: list[dict[str, Any]]
    total: int


def listed(store: Store, filters: Filters, page: int = 1) -> Listed:
    """One page of the queue."""
    where, values = _where(store, filters)
    ids = _ids(store, filters, where, values, PAGE, (page - 1) * PAGE)
    rows = store.db.query(
        f"SELECT q.*, a.reviewer AS assigned FROM queue q LEFT JOIN assignments a USING (claim_id) "
        f"WHERE q.claim_id IN ({_marks(ids)})",
        ids,
    )
    found = sorted(rows, key=lambda row: ids.index(row["claim_id"]))
    counted = store.db.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM queue q WHERE {where} LIMIT {COUNT_UP_TO})", values
    ).fetchone()
    return Listed(rows=found, total=int(counted[0]))


def neighbours(store: Store, filters: Filters, claim_id: str) -> tuple[str | None, str | None]:
    """The claims before and after one in the queue's first five hundred."""
    where, values = _where(store, filters)
    ids = _ids(store, filters, where, values, 500, 0)
    if claim_id not in ids:
        return None, ids[0] if ids else None
    at = ids.index(claim_id)
    return ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None


def _ids(
    store: Store, filters: Filters, where: str, values: list[Any], most: int, skip: int
) -> list[str]:
    order = _ORDERS.get(filters.order, _ORDERS["stake"])
    rows = store.db.execute(
        f"SELECT q.claim_id FROM queue q WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        [*values, most, skip],
    )
    return [row[0] for row in rows]


def _where(store: Store, filters: Filters) -> tuple[str, list[Any]]:
    parts = ["1"]
    values: list[Any] = []
    for name, wanted in filters.equal.items():
        if wanted:
            parts.append(f"{_EQUAL[name]} IN ({_marks(wanted)})")
            values += wanted
    if filters.strategic:
        parts.append(f"q.sector IN ({_marks(filters.strategic)})")
        values += filters.strategic
    for sign, day in ((">=", filters.since), ("<=", filters.until)):
        if day:
            parts.append(f"q.published {sign} ?")
            values.append(day)
    if filters.assigned:
        parts.append("q.claim_id IN (SELECT claim_id FROM assignments WHERE reviewer = ?)")
        values.append(filters.assigned)
    if filters.without:
        parts.append("q.claim_id NOT IN (SELECT claim_id FROM v_standing WHERE reviewer = ?)")
        values.append(filters.without)
    if filters.words.strip():
        documents = search.find_documents(store, filters.words)
        claims = search.find_claims(store, filters.words)
        parts.append(
            "(q.document_id IN (SELECT value FROM json_each(?)) "
            "OR q.claim_id IN (SELECT value FROM json_each(?)))"
        )
        values += [codec.canonical(documents), codec.canonical(claims)]
    return " AND ".join(parts), values


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def counts(store: Store) -> list[dict[str, Any]]:
    """How many verdicts of each kind are in each state of review."""
    return list(
        store.db.query(
            "SELECT verdict, state, count(*) AS number FROM queue GROUP BY 1, 2 ORDER BY 1, 2"
        )
    )


def choices(store: Store) -> dict[str, list[str]]:
    """The values that the filters offer, where there are few enough to list."""
    return {name: _distinct(store, name) for name in ("sector", "country", "lang", "source")}


def _distinct(store: Store, column: str) -> list[str]:
    # from one value to the next by index, where DISTINCT would read every row
    rows = store.db.execute(
        f"WITH RECURSIVE v(x) AS (SELECT min({column}) FROM queue UNION ALL "
        f"SELECT (SELECT min({column}) FROM queue WHERE {column} > v.x) FROM v WHERE x NOT NULL) "
        "SELECT x FROM v WHERE x NOT NULL LIMIT 300"
    )
    return [row[0] for row in rows]


def companies(store: Store, words: str = "", most: int = 300) -> list[dict[str, Any]]:
    """Company groups with how much was said and how much of it was new, most flags first.

    A group is found by any name that it was written under, and shown under the most frequent one.
    """
    folded = words.strip().casefold()
    named = "company_id IN (SELECT company_id FROM queue WHERE instr(lower(company), ?))"
    rows = store.db.query(
        f"""
        SELECT company_id, count(*) AS claims, sum(headline_usd) AS said_usd,
               sum(net_new_high_usd) AS new_usd,
               sum(verdict IN ('repackaged', 'partly_new')) AS flagged, max(published) AS newest
        FROM queue WHERE company_id IS NOT NULL AND {named if folded else "1"}
        GROUP BY 1 ORDER BY flagged DESC, claims DESC, company_id LIMIT ?
        """,
        [folded, most] if folded else [most],
    )
    return [row | {"company": _usual_name(store, row["company_id"])} for row in rows]


def _usual_name(store: Store, company_id: str) -> str | None:
    row = store.db.execute(
        "SELECT company FROM queue WHERE company_id = ? AND company IS NOT NULL "
        "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
        [company_id],
    ).fetchone()
    return str(row[0]) if row else None


def said_by(store: Store, company_id: str, most: int = 500) -> list[dict[str, Any]]:
    """All verdicts of a company group, also as a partner, oldest first."""
    return list(
        store.db.query(
            "SELECT q.* FROM queue q JOIN claim_groups g ON g.claim_id = q.claim_id "
            "WHERE g.group_id = ? ORDER BY q.published, q.id LIMIT ?",
            [company_id, most],
        )
    )


def ledger_of(store: Store, company_id: str) -> list[LedgerLine]:
    """The ledger lines of a company group, oldest first."""
    rows = store.db.execute(
        "SELECT record FROM ledger_lines WHERE company_id = ? ORDER BY opened_on, id", [company_id]
    )
    return [codec.load(codec.LINE, row[0]) for row in rows]


def lines_of_claim(store: Store, claim_id: str) -> list[LedgerLine]:
    """The ledger lines that a claim speaks of."""
    rows = store.db.execute(
        "SELECT l.record FROM ledger_lines l JOIN ledger_claims c ON c.line_id = l.id "
        "WHERE c.claim_id = ? ORDER BY l.opened_on, l.id",
        [claim_id],
    )
    return [codec.load(codec.LINE, row[0]) for row in rows]


def claim(store: Store, claim_id: str) -> Claim | None:
    """One claim by its id."""
    row = store.db.execute("SELECT record FROM claims WHERE id = ?", [claim_id]).fetchone()
    return codec.load(codec.CLAIM, row[0]) if row else None


def claims_on(store: Store, claim_ids: Sequence[str]) -> list[tuple[Claim, Document]]:
    """Claims with their documents, oldest first; ids without a claim are left out."""
    found = []
    for claim_id in dict.fromkeys(claim_ids):
        one = claim(store, claim_id)
        document = reads.document(store, one.document_id) if one else None
        if one and document:
            found.append((one, document))
    return sorted(found, key=lambda pair: (pair[0].published, pair[0].id))


def later_claims(store: Store, claim_id: str, most: int = 20) -> list[str]:
    """Ids of claims that go back to this one."""
    rows = store.db.execute(
        "SELECT DISTINCT claim_id FROM relations WHERE earlier_claim_id = ? LIMIT ?",
        [claim_id, most],
    )
    return [row[0] for row in rows]


def editions(store: Store, claim_id: str, lang: str, most: int = 4) -> list[str]:
    """Ids of claims that tell the same release in another language: copies of one original."""
    rows = store.db.execute(
        """
        WITH originals (id) AS (
          SELECT ?1 UNION
          SELECT earlier_claim_id FROM relations WHERE claim_id = ?1 AND relation = 'copy')
        SELECT q.claim_id FROM queue q WHERE q.lang <> ?2 AND q.claim_id <> ?1 AND (
          q.claim_id IN originals OR q.claim_id IN (
            SELECT claim_id FROM relations
            WHERE relation = 'copy' AND earlier_claim_id IN originals))
        ORDER BY q.published, q.id LIMIT ?3
        """,
        [claim_id, lang, most],
    )
    return [row[0] for row in rows]


def by_sector_and_year(store: Store) -> list[dict[str, Any]]:
    """Net new money of pledges by sector and year of first output; copies are not counted twice."""
    return list(
        store.db.query(
            """
            SELECT sector, operational_by AS year, count(*) AS pledges,
                   coalesce(sum(net_new_low_usd), 0) AS low_usd,
                   coalesce(sum(net_new_high_usd), 0) AS high_usd
            FROM queue WHERE verdict NOT IN ('copy', 'not_investment') GROUP BY 1, 2 ORDER BY 1, 2
            """
        )
    )


def issues(store: Store, run_id: int | None, most: int) -> Listed:
    """Issues, newest first, of one run where it is named; with the title and a claim of theirs."""
    where, values = ("WHERE run_id = ?", [run_id]) if run_id else ("", [])
    rows = store.db.query(
        f"""
        SELECT i.*, d.title, d.lang, coalesce(i.source, d.source) AS newsroom,
               (SELECT claim_id FROM queue WHERE document_id = i.document_id LIMIT 1) AS claim_id
        FROM (SELECT * FROM issues {where} ORDER BY id DESC LIMIT {most}) i
        LEFT JOIN documents d ON d.id = i.document_id ORDER BY i.id DESC
        """,
        values,
    )
    counted = store.db.execute(f"SELECT count(*) FROM issues {where}", values).fetchone()
    return Listed(rows=list(rows), total=int(counted[0]))


def saved_views(store: Store) -> list[dict[str, Any]]:
    """Searches that somebody gave a name."""
    return list(store.db.query("SELECT * FROM saved_views ORDER BY name"))


def save_view(store: Store, name: str, query: str, reviewer: str, now: datetime) -> None:
    """Give a search a name; the same name again replaces it."""
    with store.transaction():
        store.db.execute(
            "INSERT OR REPLACE INTO saved_views VALUES (?, ?, ?, ?)",
            [name, query, reviewer, stamp(now)],
        )


def delete_view(store: Store, name: str) -> None:
    """Forget a named search."""
    with store.transaction():
        store.db.execute("DELETE FROM saved_views WHERE name = ?", [name])


def save_audit(store: Store, name: str, reviewer: str, result: str, now: datetime) -> int:
    """Keep an audit (JSON); returns its number."""
    with store.transaction():
        cursor = store.db.execute(
            "INSERT INTO audits (name, reviewer, at, result) VALUES (?, ?, ?, ?)",
            [name, reviewer, stamp(now), result],
        )
    return int(cursor.lastrowid or 0)


def audits(store: Store) -> list[dict[str, Any]]:
    """Audits so far, newest first, without their rows."""
    return list(store.db.query("SELECT id, name, reviewer, at FROM audits ORDER BY id DESC"))


def audit(store: Store, number: int) -> dict[str, Any] | None:
    """One audit with its result (JSON text)."""
    return next(iter(store.db.query("SELECT * FROM audits WHERE id = ?", [number])), None)
