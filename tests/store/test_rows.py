"""Rows in and out: versions, replaced readings, verdicts that move only when they change."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from repledge.contracts import Decision, Earlier, Issue, LedgerLine, Place, Reading, Sum
from repledge.store import Store, booking, open_store, reads, writes
from tests.factories import a_claim, a_document, a_verdict, an_amount

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "a.db")
    writes.begin_run(opened, "test", "0", NOW)
    yield opened
    opened.close()


def reading(*claims, sums=(), issues=()) -> Reading:
    return Reading(document_id="acme-1", claims=claims, sums=sums, issues=issues)


def save_judged(store: Store, claim=None, verdict=None) -> None:
    claim, verdict = claim or a_claim(), verdict or a_verdict()
    writes.save_document(store, a_document(), NOW)
    writes.save_reading(store, reading(claim), "x1", NOW, 1)
    writes.save_verdicts(store, a_document(), [verdict], NOW, "v1")


def test_a_document_comes_back_as_it_went_in(store: Store) -> None:
    assert writes.save_document(store, a_document(), None)
    assert reads.document(store, "acme-1") == a_document()


def test_the_same_text_again_is_no_news(store: Store) -> None:
    writes.save_document(store, a_document(), NOW)
    assert not writes.save_document(store, a_document(), LATER)


def test_a_changed_text_is_a_version_and_keeps_the_first_date(store: Store) -> None:
    writes.save_document(store, a_document(), NOW)
    writes.save_reading(store, reading(a_claim()), "x1", NOW, 1)
    edited = a_document(text="Acme will invest $3 billion.", published=date(2025, 4, 1))
    assert writes.save_document(store, edited, LATER)
    stored = reads.document(store, "acme-1")
    assert stored is not None
    assert (stored.version, stored.published) == (2, date(2025, 3, 1))
    assert [v["text"] for v in reads.versions(store, "acme-1")] == [a_document().text, edited.text]
    assert reads.documents_to_read(store, "x1") == ["acme-1"], "must be read again"


def test_a_claim_and_its_sums_come_back_as_they_went_in(store: Store) -> None:
    writes.save_document(store, a_document(), NOW)
    other = Sum(amount=an_amount(5), quote=a_claim().quote, kind="other", why="revenue")
    writes.save_reading(store, reading(a_claim(), sums=[other]), "x1", NOW, 1)
    assert reads.claims_by_document(store) == {"acme-1": [a_claim()]}
    assert reads.sums_by_document(store) == {"acme-1": [other]}
    assert reads.documents_to_read(store, "x1") == []
    assert reads.documents_to_read(store, "x2") == ["acme-1"], "another extractor reads again"


def test_reading_again_replaces_claims_and_issues(store: Store) -> None:
    writes.save_document(store, a_document(), NOW)
    fault = Issue(stage="extract", code="cut", message="cut", document_id="acme-1")
    for claim in (a_claim(), a_claim(id="c2")):
        writes.save_reading(store, reading(claim, issues=[fault]), "x1", NOW, 1)
    assert [c.id for c in reads.claims_by_document(store)["acme-1"]] == ["c2"]
    assert len(reads.issues(store)) == 1


def test_changed_at_moves_only_with_the_verdict(store: Store) -> None:
    save_judged(store)
    first = next(reads.judged(store))
    assert first.changed_at == datetime(2025, 3, 1, tzinfo=UTC), "the document's day at first"
    assert writes.save_verdicts(store, a_document(), [a_verdict()], LATER, "v2") == 0
    assert next(reads.judged(store)).changed_at == first.changed_at
    assert writes.save_verdicts(store, a_document(), [a_verdict(score=0.5)], LATER, "v2") == 1
    assert next(reads.judged(store)).changed_at == LATER


def test_new_rules_that_say_the_same_leave_the_date(store: Store) -> None:
    save_judged(store)
    first = next(reads.judged(store))
    same = a_verdict(ruleset="2")
    assert writes.save_verdicts(store, a_document(), [same], LATER, "v2") == 0
    again = next(reads.judged(store))
    assert (again.changed_at, again.verdict) == (first.changed_at, same)


def test_a_verdict_comes_back_as_it_went_in(store: Store) -> None:
    earlier = Earlier(
        claim_id="c0", document_id="d0", url="https://a.example/0", published=date(2024, 1, 1),
        relation="restated", amount_usd=5, quote="…", score=0.9,
    )  # fmt: skip
    save_judged(store, verdict=a_verdict(earlier=(earlier,)))
    row = next(reads.judged(store, "c1"))
    assert row.verdict == a_verdict(earlier=(earlier,))
    assert row.review == "pending"


def test_decisions_are_append_only_and_outlive_their_claim(store: Store) -> None:
    save_judged(store)
    said = Decision(id=None, claim_id="c1", reviewer="ann", judgement="repackaged", at=NOW,
                    fields=(("amount", "5"),))  # fmt: skip
    number = writes.save_decision(store, said)
    assert next(reads.judged(store)).review == "repackaged"
    for statement in ("UPDATE decisions SET note = 'x'", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            store.db.execute(statement)
    writes.save_reading(store, reading(), "x2", NOW, 1)
    assert [(d.id, d.fields) for d in reads.decisions(store)] == [(number, (("amount", "5"),))]


def test_a_ledger_line_has_many_parents_and_is_replaced_whole(store: Store) -> None:
    save_judged(store)
    lines = [
        LedgerLine(id=name, company_id="acme", name=name, sector="mixed", place=Place(),
                   status="announced", live_low_usd=1, live_high_usd=2, opened_on=date(2025, 3, 1),
                   parents=parents, claim_ids=("c1",))
        for name, parents in (("child", ("a", "b")), ("a", ()), ("b", ()))
    ]  # fmt: skip
    for _ in range(2):
        with store.transaction():
            booking.save_lines(store, lines, ())
    assert {line.id: line.parents for line in reads.ledger(store)}["child"] == ("a", "b")


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        # a verdict that no one knows
        ("UPDATE verdicts SET record = json_set(record, '$.verdict', 'maybe')", "CHECK"),
        # money below nothing
        ("UPDATE claims SET record = json_set(record, '$.amount.value', -1)", "CHECK"),
        # a claim of no document
        ("INSERT INTO claims (id, document_id, position, record) SELECT 'x', 'nowhere', 0, record "
         "FROM claims", "FOREIGN KEY"),
        # text where a number belongs
        ("UPDATE document_versions SET version = 'one'", "INTEGER"),
    ],
)  # fmt: skip
def test_the_schema_refuses_what_cannot_be(store: Store, sql: str, why: str) -> None:
    save_judged(store)
    with pytest.raises(sqlite3.IntegrityError, match=why):
        store.db.execute(sql)
