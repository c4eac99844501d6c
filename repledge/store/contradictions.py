"""Decisions of people that cannot all be true: found in what stands, shown at the desk.

A judgement that names an earlier claim says that both tell the same money, unless it is one that
rules the earlier claim out. Nothing is resolved here: people made the decisions, people mend them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from repledge.store.store import Store

Pair = tuple[str, str]
Kind = Literal["pair", "chain", "lines"]

_PAIRS = """
SELECT claim_id, ancestor_id, judgement IN ('rejected', 'new', 'not_a_pledge'), reviewer,
       at < (SELECT max(started_at) FROM runs WHERE state = 'ok')
FROM decisions d
WHERE ancestor_id IS NOT NULL AND judgement NOT IN ('undone', 'unsure', 'confirm', 'partly')
  AND NOT EXISTS (SELECT 1 FROM decisions n WHERE n.supersedes = d.id)
ORDER BY id
"""
_TOUCHING = """
SELECT EXISTS (SELECT 1 FROM ledger_claims a JOIN ledger_claims b WHERE a.claim_id = ?1
               AND b.claim_id = ?2 AND (a.line_id = b.line_id OR EXISTS (
                 SELECT 1 FROM ledger_parents WHERE line_id = a.line_id AND parent_id = b.line_id
                   OR line_id = b.line_id AND parent_id = a.line_id)))
    OR NOT EXISTS (SELECT 1 FROM ledger_claims WHERE claim_id = ?1)
    OR NOT EXISTS (SELECT 1 FROM ledger_claims WHERE claim_id = ?2)
"""


def all_of(store: Store) -> list[dict[str, Any]]:
    """Every contradiction, as `kind, claim_id, other_id, one, other`; `one` and `other` are people.

    pair   one confirmed the pair, the other ruled it out
    chain  the other ruled the pair out, but confirmed pairs join the two claims over others
    lines  one confirmed the pair, but a run after it left the claims on lines that do not touch
    """
    confirmed: dict[Pair, str] = {}
    rejected: dict[Pair, str] = {}
    heard: set[Pair] = set()
    for claim_id, ancestor, against, reviewer, before_a_run in store.db.execute(_PAIRS):
        pair = (claim_id, ancestor)
        said, unsaid = (rejected, confirmed) if against else (confirmed, rejected)
        said[pair] = reviewer
        if unsaid.get(pair) == reviewer:  # the same person has thought again
            del unsaid[pair]
        if before_a_run:
            heard.add(pair)
    group = _groups(confirmed)
    found = []
    for pair, other in rejected.items():
        one = confirmed.get(pair)
        joined = group.get(pair[0]) is not None and group.get(pair[0]) == group.get(pair[1])
        if one is not None:
            found.append(_row("pair", pair, one, other))
        elif joined:
            found.append(_row("chain", pair, None, other))
    for pair, one in confirmed.items():
        quiet = pair in rejected or pair not in heard
        if not quiet and not store.db.execute(_TOUCHING, pair).fetchone()[0]:
            found.append(_row("lines", pair, one, None))
    return found


def of_claim(store: Store, claim_id: str) -> list[dict[str, Any]]:
    """The contradictions that a claim takes part in."""
    return [row for row in all_of(store) if claim_id in (row["claim_id"], row["other_id"])]


def _row(kind: Kind, pair: Pair, one: str | None, other: str | None) -> dict[str, Any]:
    return {"kind": kind, "claim_id": pair[0], "other_id": pair[1], "one": one, "other": other}


def _groups(pairs: Iterable[Pair]) -> dict[str, str]:
    """Claim -> a name for all the claims that it is joined with by pairs."""
    leader: dict[str, str] = {}

    def lead(claim: str) -> str:
        while leader.setdefault(claim, claim) != claim:
            claim = leader[claim]
        return claim

    for one, other in pairs:
        leader[lead(one)] = lead(other)
    return {claim: lead(claim) for claim in list(leader)}
