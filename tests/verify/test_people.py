"""Decisions win and stay: confirmed and rejected pairs, undo, and the newest word."""

from datetime import datetime
from typing import Any

from repledge.contracts import Decision, Place, Verdict
from tests.verify.build import claim, evidence
from verify.decisions import pairs_of
from verify.history import MemoryHistory
from verify.verdict import judge_document

OLD, NEW = evidence(claim("2025-01-01")), evidence(claim("2025-03-01"))
FAR = evidence(claim("2024-01-01", 4.0, place=Place(country="DE"), document="far"))
PAIR = {"claim_id": NEW.claims[0].id, "ancestor_id": OLD.claims[0].id}


def said(number: int, judgement: str, **fields: Any) -> Decision:
    return Decision(
        id=number,
        reviewer="r",
        judgement=judgement,
        at=datetime(2025, 4, number),
        **{"claim_id": PAIR["claim_id"], **fields},
    )


def judge(*decisions: Decision) -> Verdict:
    history = MemoryHistory([FAR, OLD, NEW])
    return judge_document(NEW, history, decisions=decisions)[0]


def test_without_a_word_the_rules_decide() -> None:
    assert judge().relation == "restated"


def test_a_rejected_pair_stays_rejected() -> None:
    verdict = judge(said(1, "rejected", **PAIR))
    assert verdict.relation == "new"
    assert judge(said(1, "rejected", **PAIR)) == verdict


def test_a_confirmed_pair_is_certain() -> None:
    verdict = judge(said(1, "repackaged", **PAIR))
    assert (verdict.rule, verdict.score) == ("R07", 1.0)


def test_a_person_sees_a_tie_that_no_rule_sees() -> None:
    far = {"claim_id": PAIR["claim_id"], "ancestor_id": FAR.claims[0].id}
    verdict = judge(said(1, "rejected", **PAIR), said(2, "repackaged", **far))
    assert (verdict.rule, verdict.relation) == ("P01", "restated")
    assert [e.document_id for e in verdict.earlier] == ["far"]


def test_judged_new_as_a_whole() -> None:
    assert judge(said(1, "new")).rule == "P02"


def test_an_undone_decision_is_gone_and_the_newest_word_counts() -> None:
    undone = judge(said(1, "rejected", **PAIR), said(2, "undone", supersedes=1, **PAIR))
    assert undone.relation == "restated"
    changed = judge(said(1, "rejected", **PAIR), said(2, "repackaged", **PAIR))
    assert changed.relation == "restated"
    assert pairs_of([]).confirmed == frozenset()
