"""What people decide, and what that adds up to: decisions, reviews, assignments, the press log.

A claim is `pending` until a person judges it, then `decided`; `signed` once a second person says
the same in every respect, `disputed` while they differ. Nothing is overwritten: a change or an
undoing is a new decision that names the one it replaces.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from repledge.contracts import Decision
from repledge.errors import BadInput
from repledge.store import reads, writes
from repledge.store.store import Store

# judgements of a whole claim; the rest speak of one pair of claims or take a decision back
JUDGEMENTS = (
    "repackaged", "partly_new", "new", "update", "walked_back", "copy", "not_a_pledge", "unsure",
)  # fmt: skip
SIGNATURES = ("confirm", "partly")
_MACHINE_WORD = {"not_investment": "not_a_pledge", "unclear": "unsure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the standing decisions on a claim add up to."""

    state: str
    judgement: str | None  # None while readers differ
    readers: int
    last_decision: int


PENDING = Review(state="pending", judgement=None, readers=0, last_decision=0)


class Stale(BadInput):
    """Somebody decided, or the machine's verdict changed, since the form was made."""


def judgement_of(verdict: str) -> str:
    """The judgement with which a person would confirm the machine's verdict."""
    return _MACHINE_WORD.get(verdict, verdict)


def review(store: Store, claim_id: str) -> Review:
    """The review of one claim; PENDING where nobody has decided."""
    row = store.db.execute(
        "SELECT state, judgement, readers, last_decision FROM reviews WHERE claim_id = ?",
        [claim_id],
    ).fetchone()
    if row is None:
        return PENDING
    return Review(state=row[0], judgement=row[1], readers=row[2], last_decision=row[3])


def version(store: Store, claim_id: str) -> str:
    """What a form was made on: the last decision and the time of the verdict's last change."""
    row = store.db.execute(
        "SELECT coalesce((SELECT max(id) FROM decisions WHERE claim_id = v.claim_id), 0) || '@' "
        "|| v.changed_at FROM verdicts v WHERE v.claim_id = ?",
        [claim_id],
    ).fetchone()
    return str(row[0]) if row else "0@"


def decide(store: Store, decision: Decision, made_on: str, *, blind: bool) -> Review:
    """Append a decision, if nothing has changed since its form was made; returns the new review.

    A new judgement by the same person replaces that person's last one. Raises Stale (nothing is
    written) where `made_on` is no longer the version.
    """
    with store.transaction():
        if version(store, decision.claim_id) != made_on:
            raise Stale("The verdict or its decisions changed while the form was open.")
        if decision.judgement in JUDGEMENTS and decision.supersedes is None:
            own = standing(store, decision.claim_id, decision.reviewer)
            decision = replace(decision, supersedes=own.id if own else None)
        number = writes.save_decision(store, decision)
        store.db.execute(
            "INSERT INTO decision_contexts SELECT ?, verdict, rule, ruleset, ? FROM verdicts "
            "WHERE claim_id = ?",
            [number, int(blind), decision.claim_id],
        )
        after = review(store, decision.claim_id)
        _sign_or_withdraw(store, replace(decision, id=number), after)
        return after


def _sign_or_withdraw(store: Store, decision: Decision, after: Review) -> None:
    """Two readers who stand behind the machine's verdict sign it, in a row that the feeds read.

    Where they say something else than the machine, nothing is signed: the verifier takes their
    word at its next run and the new verdict comes back to be signed.
    """
    signature = _signature(reads.decisions(store, decision.claim_id))
    machine = store.db.execute(
        "SELECT verdict FROM verdicts WHERE claim_id = ?", [decision.claim_id]
    ).fetchone()
    agreed = machine is not None and after.judgement == judgement_of(machine[0])
    signing = after.state == "signed" and agreed
    plain = Decision(
        id=None, claim_id=decision.claim_id, reviewer=decision.reviewer, at=decision.at,
        judgement="undone", supersedes=signature.id if signature else None,
    )  # fmt: skip
    if signing and decision.judgement in JUDGEMENTS:
        word = "partly" if decision.fields else "confirm"
        writes.save_decision(
            store,
            replace(plain, judgement=word, fields=decision.fields, note=decision.note),
        )
    elif signature is not None and not signing:
        writes.save_decision(store, plain)


def _signature(decisions: list[Decision]) -> Decision | None:
    found = [d for d in _in_force(decisions) if d.judgement in SIGNATURES]
    return found[-1] if found else None


def standing(store: Store, claim_id: str, reviewer: str) -> Decision | None:
    """The judgement of a person that stands, where there is one."""
    found = [
        d
        for d in _in_force(reads.decisions(store, claim_id))
        if d.reviewer == reviewer and d.judgement in JUDGEMENTS
    ]
    return found[-1] if found else None


def undoable(decisions: list[Decision], reviewer: str) -> Decision | None:
    """The last thing a person said of a claim that still stands, also of a pair."""
    silent = {"undone", *SIGNATURES}
    mine = [d for d in _in_force(decisions) if d.reviewer == reviewer and d.judgement not in silent]
    return mine[-1] if mine else None


def rejected(decisions: list[Decision]) -> frozenset[str]:
    """Earlier claims that people have ruled out for a claim."""
    return frozenset(
        d.ancestor_id for d in _in_force(decisions) if d.judgement == "rejected" and d.ancestor_id
    )


def _in_force(decisions: list[Decision]) -> list[Decision]:
    gone = {d.supersedes for d in decisions}
    return [d for d in decisions if d.id not in gone]


def assign(store: Store, claim_id: str, reviewer: str | None, by: str, now: datetime) -> None:
    """Give a claim to a person, or to nobody."""
    with store.transaction():
        store.db.execute("DELETE FROM assignments WHERE claim_id = ?", [claim_id])
        if reviewer:
            store.db.execute(
                "INSERT INTO assignments VALUES (?, ?, ?, ?)",
                [claim_id, reviewer, by, writes.stamp(now)],
            )


def assigned_to(store: Store, claim_id: str) -> str | None:
    """Whose the claim is."""
    row = store.db.execute(
        "SELECT reviewer FROM assignments WHERE claim_id = ?", [claim_id]
    ).fetchone()
    return str(row[0]) if row else None


def log_question(
    store: Store, claim_id: str, reviewer: str, question: str, answer: str | None, now: datetime
) -> None:
    """Note what a press office was asked, or what it answered."""
    with store.transaction():
        store.db.execute(
            "INSERT INTO press_log (claim_id, reviewer, at, question, answer) "
            "VALUES (?, ?, ?, ?, ?)",
            [claim_id, reviewer, writes.stamp(now), question, answer],
        )


def press_log(store: Store, claim_id: str) -> list[dict[str, Any]]:
    """Questions and answers on a claim, oldest first."""
    return list(
        store.db.query("SELECT * FROM press_log WHERE claim_id = ? ORDER BY id", [claim_id])
    )


def agreement(store: Store) -> list[dict[str, Any]]:
    """Pairs of readers who judged the same claims: how many, and on how many they agree."""
    return list(
        store.db.query(
            """
            SELECT a.reviewer AS one, b.reviewer AS other, count(*) AS both,
                   sum(a.judgement = b.judgement) AS agreed
            FROM v_standing a JOIN v_standing b
              ON a.claim_id = b.claim_id AND a.reviewer < b.reviewer
            GROUP BY 1, 2 ORDER BY both DESC, 1, 2
            """
        )
    )


def precision(store: Store, by: str = "day") -> list[dict[str, Any]]:
    """How often people confirmed what the machine said then: by day, rule or verdict.

    `unsure` counts on neither side; `blind` are decisions made before the verdict was seen.
    """
    column = {"day": "substr(d.at, 1, 10)", "rule": "x.rule", "verdict": "x.verdict"}[by]
    return list(
        store.db.query(
            f"""
            SELECT {column} AS what, count(*) AS reviewed, sum(x.blind) AS blind,
                   sum(d.judgement = CASE x.verdict WHEN 'not_investment' THEN 'not_a_pledge'
                       WHEN 'unclear' THEN 'unsure' ELSE x.verdict END) AS confirmed
            FROM v_standing d JOIN decision_contexts x ON x.decision_id = d.id
            WHERE d.judgement <> 'unsure' GROUP BY 1 ORDER BY 1 DESC LIMIT 60
            """
        )
    )
