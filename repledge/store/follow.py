"""Ledger lines with all that was said of them, for the views over time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from repledge.contracts import Claim, LedgerLine, Verdict
from repledge.store import codec
from repledge.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One claim on a line, with its verdict and where it can be read."""

    claim: Claim
    verdict: Verdict | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of the ledger with its claims, oldest first."""

    line: LedgerLine
    words: tuple[Word, ...]


def told_lines(store: Store, company_id: str | None = None) -> Iterator[Told]:
    """All lines, or those of one group, with the claims on them."""
    where, parameters = ("WHERE l.company_id = ?", [company_id]) if company_id else ("", [])
    rows = store.db.execute(
        f"""
        SELECT l.id, l.record, c.record, v.record, d.url FROM ledger_lines l
        JOIN ledger_claims g ON g.line_id = l.id JOIN claims c ON c.id = g.claim_id
        JOIN documents d ON d.id = c.document_id LEFT JOIN verdicts v ON v.claim_id = c.id
        {where} ORDER BY l.id, d.published, c.document_id, c.position
        """,
        parameters,
    )
    for _, group in groupby(rows, key=lambda row: row[0]):
        members = list(group)
        yield Told(
            line=codec.load(codec.LINE, members[0][1]),
            words=tuple(
                Word(
                    claim=codec.load(codec.CLAIM, row[2]),
                    verdict=codec.load(codec.VERDICT, row[3]) if row[3] else None,
                    url=row[4],
                )
                for row in members
            ),
        )


def speakers(store: Store) -> tuple[list[str], list[str]]:
    """Company groups, and newsrooms, that are in the store."""
    groups = store.db.execute("SELECT DISTINCT group_id FROM claim_groups ORDER BY 1")
    sources = store.db.execute("SELECT DISTINCT source FROM documents ORDER BY 1")
    return [row[0] for row in groups], [row[0] for row in sources]
