"""Partners that read by program: who they are, and the pages of verdicts that they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from repledge.errors import BadInput
from repledge.store.store import Store
from repledge.store.writes import stamp

Scope = Literal["signed", "all"]
_COLUMNS = {
    "company": "q.company_id", "sector": "q.sector", "country": "q.country",
    "verdict": "q.verdict", "relation": "q.relation", "source": "q.source", "lang": "q.lang",
}  # fmt: skip
# one word of a person that stands behind a verdict; what became of it, the entry tells
_SIGNED = (
    "EXISTS (SELECT 1 FROM decisions s WHERE s.claim_id = q.claim_id "
    "AND s.judgement IN ('confirm', 'partly'))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody with a token. `signed` sees what the public feeds hold, `all` everything."""

    name: str
    scope: Scope
    created_at: str
    revoked_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which verdicts are asked for; `after` is the last (day, claim) of the page before."""

    equal: Mapping[str, str]
    since: date | None = None
    until: date | None = None
    changed_since: datetime | None = None
    after: tuple[str, str] | None = None
    limit: int = 100


def save_partner(store: Store, name: str, token_hash: str, scope: Scope, at: datetime) -> None:
    """Give a partner a token; an older one of the same name is worth nothing from now on."""
    if not name.strip() or len(name) > 80 or not name.isprintable():
        raise BadInput(f"{name!r}: is no name; give 1 to 80 printable characters.")
    with store.transaction():
        store.db.execute(
            "INSERT OR REPLACE INTO partners (name, token_hash, scope, created_at) "
            "VALUES (?, ?, ?, ?)",
            [name, token_hash, scope, stamp(at)],
        )


def revoke_partner(store: Store, name: str, at: datetime) -> None:
    """End a partner's token at once. Raises BadInput for a stranger."""
    with store.transaction():
        found = store.db.execute(
            "UPDATE partners SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL",
            [stamp(at), name],
        )
        if not found.rowcount:
            raise BadInput(f"{name}: has no token; `repledge partners list` names all.")


def partners(store: Store) -> list[Partner]:
    """All partners by name, also those whose token has ended."""
    rows = store.db.execute("SELECT name, scope, created_at, revoked_at FROM partners ORDER BY 1")
    return [Partner(name=r[0], scope=r[1], created_at=r[2], revoked_at=r[3]) for r in rows]


def partner_of(store: Store, token_hash: str) -> Partner | None:
    """The partner of a token's hash, while it is good."""
    row = store.db.execute(
        "SELECT name, scope, created_at FROM partners WHERE token_hash = ? AND revoked_at IS NULL",
        [token_hash],
    ).fetchone()
    return Partner(name=row[0], scope=row[1], created_at=row[2], revoked_at=None) if row else None


def claim_ids(store: Store, asked: Asked, scope: Scope) -> list[str]:
    """Claims on one page, oldest release first; one more than the limit where there are more."""
    parts, values = [], []
    if scope == "signed":
        parts.append(_SIGNED)
    for name, value in asked.equal.items():
        parts.append(f"{_COLUMNS[name]} = ?")
        values.append(value)
    for sign, day in ((">=", asked.since), ("<=", asked.until)):
        if day is not None:
            parts.append(f"q.published {sign} ?")
            values.append(day.isoformat())
    if asked.changed_since is not None:
        parts.append(
            "(v.changed_at > ? OR EXISTS (SELECT 1 FROM decisions d "
            "WHERE d.claim_id = q.claim_id AND d.at > ?))"
        )
        values += [stamp(asked.changed_since)] * 2
    if asked.after is not None:
        parts.append("(q.published, q.claim_id) > (?, ?)")
        values += list(asked.after)
    rows = store.db.execute(
        "SELECT q.claim_id FROM queue q JOIN verdicts v ON v.claim_id = q.claim_id "
        f"WHERE {' AND '.join(parts) or '1'} ORDER BY q.published, q.claim_id LIMIT ?",
        [*values, asked.limit + 1],
    )
    return [row[0] for row in rows]
