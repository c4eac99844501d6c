"""How each newsroom was found: what the desk and the exit code of a night speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from repledge.store.store import Store
from repledge.store.writes import stamp

DEGRADED_AFTER = 3  # bad nights in a row
_REMEMBERED = 0.75  # share of the old value in the usual number of items
_DAYS_LOOKED_AT = 40  # of publication; the usual gap is their median
_LEAST_DAYS = 5
_SILENCE = 4  # usual gaps without news, and at least:
_LEAST_SILENCE = 14  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a night saw of a newsroom; `items` is None where its front door did not change.

    `silent_days` is how long it may be silent: None where only its own habit tells, and no
    silence counts at all where `may_be_old`.
    """

    state: str
    reason: str | None
    items: int | None
    newest: date | None
    saved: int
    silent_days: int | None = None
    may_be_old: bool = False


def save_visit(store: Store, source: Mapping[str, str | None], found: Found, at: datetime) -> str:
    """Keep how a newsroom was found; returns its state: three bad nights make it `degraded`."""
    name = source["name"]
    old = newsroom(store, str(name))
    failing = found.state == "failing"
    failures = 1 + old.get("failures", 0) if failing else 0
    newest = max(filter(None, (found.newest, _day(old.get("newest_item")))), default=None)
    gap = usual_gap(store, str(name))
    state, reason = found.state, found.reason
    if failing and failures >= DEGRADED_AFTER:
        state = "degraded"
    elif state == "ok" and (silence := _silence(found, newest, gap, at)):
        state, reason = "quiet", silence
    with store.transaction():
        store.db.execute(
            """
            INSERT INTO sources (name, kind, url, company, language, country, state, reason,
              last_try, last_ok, last_new, newest_item, usual_items, usual_gap_days, failures)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, url = excluded.url,
              company = excluded.company, language = excluded.language,
              country = excluded.country, state = excluded.state, reason = excluded.reason,
              last_try = excluded.last_try, last_ok = coalesce(excluded.last_ok, last_ok),
              last_new = coalesce(excluded.last_new, last_new),
              newest_item = excluded.newest_item, usual_items = excluded.usual_items,
              usual_gap_days = excluded.usual_gap_days, failures = excluded.failures
            """,
            [name, source["kind"], source["url"], source["company"], source["language"],
             source["country"], state, reason, stamp(at),
             stamp(at) if found.state == "ok" else None, stamp(at) if found.saved else None,
             newest.isoformat() if newest else None,
             _usual_items(old.get("usual_items"), found), gap, failures],
        )  # fmt: skip
    return state


def newsroom(store: Store, name: str) -> dict[str, Any]:
    """The row of one newsroom; empty where it was never visited."""
    return next(store.db.query("SELECT * FROM sources WHERE name = ?", [name]), {})


def usual_gap(store: Store, source: str) -> int | None:
    """Days between two days with news, as it usually is; None where too little is known."""
    rows = store.db.execute(
        "SELECT DISTINCT published FROM documents WHERE source = ? AND precision = 'day' "
        "ORDER BY published DESC LIMIT ?",
        [source, _DAYS_LOOKED_AT],
    )
    days = [date.fromisoformat(row[0]) for row in rows]
    if len(days) < _LEAST_DAYS:
        return None
    return round(median((new - old).days for new, old in pairwise(days)))


def _silence(found: Found, newest: date | None, gap: int | None, at: datetime) -> str | None:
    """Why the newsroom counts as quiet; None where it does not."""
    if newest is None or found.may_be_old:
        return None
    limit = found.silent_days
    if limit is None:
        if gap is None:
            return None
        limit = max(_LEAST_SILENCE, _SILENCE * gap)
    if at.date() - newest <= timedelta(days=limit):
        return None
    return f"nothing newer than {newest}, though {limit} days are its longest silence"


def _usual_items(old: int | None, found: Found) -> int | None:
    if found.items is None or found.state != "ok":
        return old
    if old is None:
        return found.items
    return round(_REMEMBERED * old + (1 - _REMEMBERED) * found.items)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
