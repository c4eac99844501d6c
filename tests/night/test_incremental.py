"""A night that judges only what changed says what a night that judges everything would say."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repledge import pipeline
from repledge.config import Config, Verify
from repledge.contracts import Decision, Place, Reading, Verdict
from repledge.history import StoreHistory, file_reading
from repledge.runs import Run
from repledge.runs import run as begin
from repledge.store import Store, booking, open_store, reads, writes
from tests.verify.build import claim, evidence
from tests.verify.test_properties import documents
from verify import RULESET, Evidence, MemoryHistory, judge_document, ledger_of

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
CONFIG = Config(verify=Verify(known_pledges=False))


def take_in(run: Run, found: Evidence) -> None:
    """A document and what was read of it, as the stages before keep them."""
    document = replace(found.document, content_hash=str(hash(found)))
    reading = Reading(document_id=document.id, claims=found.claims, sums=found.sums)
    writes.save_document(run.store, document, NOW)
    document = reads.document(run.store, document.id) or document  # the first day stays
    with run.store.transaction():
        writes.save_reading(run.store, reading, "x", NOW, run.id)
        file_reading(run.store, document, reading)


def stored(store: Store) -> list[Evidence]:
    return list(pipeline.evidences_of(store))


def judged_whole(found: Sequence[Evidence]) -> dict[str, Verdict]:
    history = MemoryHistory(found)
    return {v.claim_id: v for e in found for v in judge_document(e, history)}


def assert_as_if_whole(store: Store) -> None:
    found = stored(store)
    expected = judged_whole(found)
    assert {row.claim.id: row.verdict for row in reads.judged(store)} == {
        i: replace(v, run_rate=None, first_trace=None) for i, v in expected.items()
    }
    lines = {line.id: line for line in reads.ledger(store)}
    assert lines == {line.id: line for line in ledger_of(found, expected.values())}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(documents(), min_size=2, max_size=4), st.data())
def test_nights_one_after_the_other_say_what_one_night_would(
    nights: list[list[Evidence]], data: st.DataObject
) -> None:
    """Documents come in any order, and come again with other claims: edited, or read better."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "a.db")
        store.db.execute("PRAGMA synchronous = OFF")  # no power is cut here
        try:
            with begin("nightly", store, CONFIG, lambda: NOW) as run:
                for night in nights:
                    for found in data.draw(st.permutations(night)):
                        take_in(run, found)
                    pipeline.verify(run)
                    assert_as_if_whole(store)
        finally:
            store.close()


def acme(day: str, billions: float, **fields: object) -> Evidence:
    return evidence(claim(day, billions, document=f"acme-{day}", **fields))


OLD, NEW = acme("2025-01-10", 10.0), acme("2025-06-01", 10.0)
FAR = evidence(
    claim("2025-03-01", 3.0, document="far", company_id="far", company="Far", place=Place())
)


def test_only_what_may_change_is_judged_anew(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    with begin("nightly", store, CONFIG, lambda: NOW) as run:
        for found in (NEW, FAR):
            take_in(run, found)
        pipeline.verify(run)
        assert booking.to_verify(store, RULESET) == []
        take_in(run, OLD)  # an earlier release that came in late
        assert booking.to_verify(store, RULESET) == [OLD.document.id, NEW.document.id]
        pipeline.verify(run)
        assert booking.to_verify(store, RULESET) == []
        assert booking.to_verify(store, "other rules") == [e.document.id for e in (OLD, FAR, NEW)]
    store.close()


def test_what_a_person_says_is_obeyed_by_the_next_night(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    with begin("nightly", store, CONFIG, lambda: NOW) as run:
        for found in (OLD, NEW, FAR):
            take_in(run, found)
        pipeline.verify(run)
        (old, new) = OLD.claims[0].id, NEW.claims[0].id
        before = {row.claim.id: row.verdict.relation for row in reads.judged(store)}
        assert before[new] != "new"
        said = Decision(id=None, claim_id=new, reviewer="ada", judgement="rejected", at=NOW,
                        ancestor_id=old)  # fmt: skip
        writes.save_decision(store, said)
        pipeline.verify(run)
        after = {row.claim.id: row.verdict.relation for row in reads.judged(store)}
        assert after == before | {new: "new"}
        assert len(reads.ledger(store)) == 3
    store.close()


def test_derived_tables_can_be_lost(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    with begin("nightly", store, CONFIG, lambda: NOW) as run:
        for found in (OLD, NEW, FAR):
            take_in(run, found)
        pipeline.verify(run)
        before = [row.verdict for row in reads.judged(store)], reads.ledger(store)
        writes.forget_derived(store)
        assert reads.ledger(store) == []
        pipeline.verify(run)
        assert ([row.verdict for row in reads.judged(store)], reads.ledger(store)) == before
    store.close()


def test_a_check_finds_what_the_night_would_find(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    with begin("nightly", store, CONFIG, lambda: NOW) as run:
        for found in (OLD, FAR):
            take_in(run, found)
    history = StoreHistory(store)
    assert [e.document.id for e in history.related(NEW)] == [OLD.document.id]
    assert judge_document(NEW, history) == judge_document(NEW, MemoryHistory([OLD, FAR]))
    store.close()


def test_what_was_read_before_there_were_keys_is_found(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    with begin("nightly", store, CONFIG, lambda: NOW) as run:
        for found in (OLD, NEW):
            take_in(run, found)
        store.db.execute("DELETE FROM document_keys")
        pipeline.verify(run)
    relations = {row.claim.id: row.verdict.relation for row in reads.judged(store)}
    assert relations[NEW.claims[0].id] != "new"
    store.close()
