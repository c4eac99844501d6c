"""Who may use the desk: users, their sessions, failed logins. Only hashes are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from repledge.errors import BadInput
from repledge.store.store import Store
from repledge.store.writes import stamp

Role = Literal["reader", "reviewer", "editor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who may log in; `password_hash` is argon2's text with its salt and cost."""

    name: str
    password_hash: str
    role: Role
    state: Literal["active", "disabled"]
    created_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser that has shown who it is, with its two settings."""

    token_hash: str
    reviewer: str
    local: bool
    keys: bool
    blind: bool


def users(store: Store) -> list[User]:
    """All users, also disabled ones, by name."""
    rows = store.db.query("SELECT * FROM users ORDER BY name")
    return [User(**row) for row in rows]


def user(store: Store, name: str) -> User | None:
    """One user by name."""
    return next((found for found in users(store) if found.name == name), None)


def save_user(store: Store, name: str, password_hash: str, role: Role, at: datetime) -> None:
    """Add a user, or give an existing one a new password and role; sessions so far end."""
    if not name.strip() or len(name) > 80 or any(ord(letter) < 32 for letter in name):
        raise BadInput(f"{name!r}: is no user name; give 1 to 80 printable characters.")
    with store.transaction():
        store.db.execute(
            "INSERT INTO users (name, password_hash, role, created_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash, "
            "role = excluded.role, state = 'active'",
            [name, password_hash, role, stamp(at)],
        )
        store.db.execute("DELETE FROM sessions WHERE reviewer = ?", [name])


def disable_user(store: Store, name: str) -> None:
    """Lock a user out at once; what the user decided stays. Raises BadInput for a stranger."""
    with store.transaction():
        found = store.db.execute("UPDATE users SET state = 'disabled' WHERE name = ?", [name])
        if not found.rowcount:
            raise BadInput(f"{name}: is no user; `repledge users list` names them.")
        store.db.execute("DELETE FROM sessions WHERE reviewer = ?", [name])


def start_session(
    store: Store, token_hash: str, reviewer: str, *, local: bool, now: datetime, lasts: timedelta
) -> None:
    """Remember a browser; sessions that have ended are forgotten."""
    with store.transaction():
        store.db.execute("DELETE FROM sessions WHERE expires_at < ?", [stamp(now)])
        store.db.execute(
            "INSERT INTO sessions (token_hash, reviewer, local, expires_at) VALUES (?, ?, ?, ?)",
            [token_hash, reviewer, int(local), stamp(now + lasts)],
        )


def session(store: Store, token_hash: str, now: datetime) -> Session | None:
    """The session of a token's hash, where it still lasts."""
    row = store.db.execute(
        "SELECT reviewer, local, keys, blind FROM sessions WHERE token_hash = ? AND expires_at > ?",
        [token_hash, stamp(now)],
    ).fetchone()
    if row is None:
        return None
    return Session(
        token_hash=token_hash, reviewer=row[0], local=bool(row[1]), keys=bool(row[2]),
        blind=bool(row[3]),
    )  # fmt: skip


def set_preferences(store: Store, token_hash: str, *, keys: bool, blind: bool) -> None:
    """Keep a session's settings."""
    with store.transaction():
        store.db.execute(
            "UPDATE sessions SET keys = ?, blind = ? WHERE token_hash = ?",
            [int(keys), int(blind), token_hash],
        )


def end_session(store: Store, token_hash: str) -> None:
    """Forget a browser."""
    with store.transaction():
        store.db.execute("DELETE FROM sessions WHERE token_hash = ?", [token_hash])


def note_failure(store: Store, name: str, address: str, now: datetime) -> None:
    """Remember a failed login; those of yesterday are forgotten."""
    with store.transaction():
        store.db.execute(
            "DELETE FROM login_failures WHERE at < ?", [stamp(now - timedelta(days=1))]
        )
        store.db.execute(
            "INSERT INTO login_failures (name, address, at) VALUES (?, ?, ?)",
            [name[:80], address, stamp(now)],
        )


def failures(store: Store, name: str, address: str, since: datetime) -> int:
    """How often a login failed since then, for this name or from this address."""
    row = store.db.execute(
        "SELECT count(*) FROM login_failures WHERE at >= ? AND (name = ? OR address = ?)",
        [stamp(since), name[:80], address],
    ).fetchone()
    return int(row[0])


def names(store: Store) -> Sequence[str]:
    """Everybody to whom a verdict can be given: active users and people who have decided."""
    rows = store.db.execute(
        "SELECT name FROM users WHERE state = 'active' AND role <> 'reader' "
        "UNION SELECT DISTINCT reviewer FROM decisions ORDER BY 1"
    )
    return [row[0] for row in rows]
