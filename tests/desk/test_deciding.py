"""Decisions: kept, corrected, undone, signed by two, refused when stale; FAULTS 31 and 32."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repledge.desk.deciding import corrections, read_sum
from repledge.desk.words import CORRECTABLE
from repledge.errors import BadInput
from repledge.feeds.entries import PUBLIC, decision_state
from repledge.store import queue, reads, reviews, writes
from tests.desk.seed import NOW


def claim_of(store, verdict: str = "partly_new") -> str:
    row = store.db.execute(
        "SELECT claim_id FROM queue WHERE verdict = ? AND net_new_high_usd > 0 OR verdict = ? "
        "ORDER BY verdict = ? DESC, stake DESC", [verdict, verdict, verdict]
    ).fetchone()  # fmt: skip
    return str(row[0])


def form_of(person, claim: str) -> dict[str, str]:
    """The hidden fields of the decision form, as a browser would send them."""
    page = person.get(f"/claims/{claim}").text
    made_on = re.search(r'name="made_on" value="([^"]*)"', page)
    blind = re.search(r'name="blind" value="([^"]*)"', page)
    assert made_on
    assert blind
    return {"made_on": made_on[1], "blind": blind[1]}


def decide(person, claim: str, judgement: str, **fields: str):
    form = form_of(person, claim) | {"judgement": judgement} | fields
    return person.post(f"/claims/{claim}/decide", **form)


def judgements(store, claim: str) -> list[str]:
    return [d.judgement for d in reads.decisions(store, claim)]


def test_a_decision_with_a_corrected_sum_is_kept_beside_the_machines(store, browser) -> None:
    claim = claim_of(store)
    answer = decide(browser("Ana"), claim, "partly_new", net_new_high_usd="1.5bn",
                    net_new_low_usd="1,000,000,000", note="Page 2.", reason="misread")  # fmt: skip
    assert answer.status_code == 303
    kept = reads.decisions(store, claim)[0]
    assert dict(kept.fields)["net_new_high_usd"] == "1500000000"
    assert (kept.reviewer, kept.note) == ("Ana", "misread: Page 2.")
    judged = next(reads.judged(store, claim))
    assert judged.verdict.net_new_high_usd != 1_500_000_000, "the machine's stays as it was"
    assert judged.review == "partly_new"


def test_two_readers_sign_and_the_feeds_see_it(store, browser) -> None:
    claim = claim_of(store)
    told: list[str] = []
    ana, ben = browser("Ana"), browser("Ben")
    ben.desk = replace(ben.desk, publish=lambda: told.append("published"))
    decide(ana, claim, "partly_new")
    assert reviews.review(store, claim).state == "decided"
    assert decision_state(reads.decisions(store, claim), EARLY).state not in PUBLIC
    assert told == []
    decide(ben, claim, "partly_new")
    assert reviews.review(store, claim).state == "signed"
    assert told == ["published"]
    assert decision_state(reads.decisions(store, claim), EARLY).state == "signed"
    assert next(reads.judged(store, claim)).signed
    ben.post(f"/claims/{claim}/undo")
    assert reviews.review(store, claim).state == "decided"
    assert decision_state(reads.decisions(store, claim), EARLY).state == "withdrawn"
    assert told == ["published", "published"]


EARLY = datetime(2020, 1, 1, tzinfo=UTC)


def test_one_person_twice_is_one_reader(store, browser) -> None:
    claim = claim_of(store)
    ana = browser("Ana")
    for judgement in ("repackaged", "partly_new", "partly_new"):
        decide(ana, claim, judgement)
    assert reviews.review(store, claim).state == "decided"
    assert reviews.review(store, claim).readers == 1


def test_readers_who_differ_are_told(store, browser) -> None:
    claim = claim_of(store)
    decide(browser("Ana"), claim, "partly_new")
    decide(browser("Ben"), claim, "new")
    assert reviews.review(store, claim).state == "disputed"
    assert next(reads.judged(store, claim)).review == "disputed"
    assert "readers differ" in browser("Ana").get("/?state=disputed").text


def test_readers_whose_sums_differ_differ(store, browser) -> None:
    claim = claim_of(store)
    decide(browser("Ana"), claim, "partly_new", net_new_low_usd="0", net_new_high_usd="1bn")
    decide(browser("Ben"), claim, "partly_new", net_new_low_usd="0", net_new_high_usd="2bn")
    assert reviews.review(store, claim).state == "disputed"


def test_readers_who_agree_against_the_machine_sign_nothing(store, browser) -> None:
    claim = claim_of(store)
    decide(browser("Ana"), claim, "new")
    decide(browser("Ben"), claim, "new")
    assert judgements(store, claim) == ["new", "new"]
    assert reviews.review(store, claim).judgement == "new"


def test_an_undone_decision_stays_in_the_history(store, browser) -> None:
    claim = claim_of(store)
    ana = browser("Ana")
    decide(ana, claim, "repackaged")
    ana.post(f"/claims/{claim}/undo")
    assert judgements(store, claim) == ["repackaged", "undone"]
    assert reviews.review(store, claim).state == "pending"
    assert ana.post(f"/claims/{claim}/undo").status_code == 422, "nothing is left to undo"
    decide(ana, claim, "repackaged")
    assert reviews.review(store, claim).state == "decided"


def test_a_stale_form_is_told_and_loses_nothing(store, browser) -> None:
    claim = claim_of(store)
    ana, ben = browser("Ana"), browser("Ben")
    old = form_of(ben, claim)
    decide(ana, claim, "repackaged")
    answer = ben.post(f"/claims/{claim}/decide", **old, judgement="new", note="My long note.",
                      net_new_low_usd="123")  # fmt: skip
    assert answer.status_code == 409
    assert "My long note." in answer.text
    assert 'value="123"' in answer.text
    assert "Ana" in answer.text, "who decided meanwhile"
    assert judgements(store, claim) == ["repackaged"]
    assert decide(ben, claim, "new").status_code == 303


def test_a_verdict_judged_anew_makes_the_form_stale(store, browser) -> None:
    claim = claim_of(store)
    ana = browser("Ana")
    old = form_of(ana, claim)
    row = next(reads.judged(store, claim))
    moved = replace(row.verdict, sentence="Judged anew.")
    writes.save_verdicts(store, row.document, [moved], NOW + timedelta(days=1), "v2")
    assert ana.post(f"/claims/{claim}/decide", **old, judgement="new").status_code == 409


def test_an_earlier_claim_ruled_out_is_not_offered_again(store, browser) -> None:
    claim = store.db.execute("SELECT claim_id FROM relations").fetchone()[0]
    ancestor = next(reads.judged(store, claim)).verdict.earlier[0].claim_id
    ana = browser("Ana")
    assert ana.post(f"/claims/{claim}/rule-out", ancestor=ancestor).status_code == 303
    assert reviews.rejected(reads.decisions(store, claim)) == {ancestor}
    assert f'name="ancestor" value="{ancestor}"' not in ana.get(f"/claims/{claim}").text
    ana.post(f"/claims/{claim}/undo")
    assert not reviews.rejected(reads.decisions(store, claim))


def test_blind_readers_see_no_verdict_until_they_decide(store, browser) -> None:
    claim = claim_of(store)
    sentence = next(reads.judged(store, claim)).verdict.sentence
    ana = browser("Ana")
    assert ana.post("/keys", blind="on", keys="on").status_code == 303
    blind = ana.get(f"/claims/{claim}")
    assert sentence not in blind.text
    assert ana.get(f"/claims/{claim}.json").json()["verdict"] is None
    assert sentence in ana.get(f"/claims/{claim}?look=1").text
    decide(ana, claim, "partly_new")
    assert sentence in ana.get(f"/claims/{claim}").text
    assert reviews.precision(store, "verdict")[0]["blind"] == 1


def test_precision_and_agreement_are_counted(store, browser) -> None:
    claims = [r[0] for r in store.db.execute("SELECT claim_id FROM queue WHERE verdict = 'new'")]
    ana, ben = browser("Ana"), browser("Ben")
    for claim, one, other in zip(claims, ("new", "new", "update"), ("new", "unsure", "update"),
                                 strict=False):  # fmt: skip
        decide(ana, claim, one)
        decide(ben, claim, other)
    (row,) = reviews.precision(store, "verdict")
    assert (row["reviewed"], row["confirmed"]) == (5, 3), "unsure counts on neither side"
    (pair,) = reviews.agreement(store)
    assert (pair["one"], pair["other"], pair["both"], pair["agreed"]) == ("Ana", "Ben", 3, 2)
    assert "67 %" in ana.get("/quality").text


def test_copies_are_confirmed_together_and_only_copies(store, browser) -> None:
    copies = [r[0] for r in store.db.execute("SELECT claim_id FROM queue WHERE verdict = 'copy'")]
    other = claim_of(store)
    ana = browser("Ana")
    ana._send("POST", "/copies", headers={"origin": "http://127.0.0.1:8321"},
              data={"pick": [*copies, other, "nobody"]})  # fmt: skip
    assert {reviews.review(store, c).judgement for c in copies} == {"copy"}
    assert reviews.review(store, other) == reviews.PENDING


def test_assignments_show_up_under_mine(store, browser) -> None:
    claim = claim_of(store)
    browser("Ana").post(f"/claims/{claim}/assign", reviewer="Ben")
    assert claim in browser("Ben").get("/?mine=1").text
    assert claim not in browser("Ana").get("/?mine=1").text
    browser("Ben").post(f"/claims/{claim}/assign", reviewer="")
    assert reviews.assigned_to(store, claim) is None


def test_a_saved_view_is_a_link(store, browser) -> None:
    ana = browser("Ana")
    ana.post("/views", name="My batteries", query="sector=batteries&page=3")
    assert queue.saved_views(store)[0]["query"] == "sector=batteries"
    assert 'href="/?sector=batteries"' in ana.get("/").text
    ana.post("/views/delete", name="My batteries")
    assert queue.saved_views(store) == []


BAD_VALUES = [
    # letters where a sum belongs
    {"net_new_low_usd": "lots"},
    # upside down
    {"net_new_low_usd": "5bn", "net_new_high_usd": "1bn"},
    # beyond all money
    {"amount": "999999tn"},
    {"jobs": "-4"},
    {"jobs": "٣"},
    {"sector": "gambling"},
    # no such claim, and no judgement of ours
    {"ancestor": "nobody"},
    {"judgement": "drop table"},
]


@pytest.mark.parametrize("fields", BAD_VALUES)
def test_a_value_that_cannot_be_is_refused_and_kept_in_the_form(store, browser, fields) -> None:
    claim = claim_of(store)
    ana = browser("Ana")
    form = form_of(ana, claim) | {"judgement": "partly_new", "note": "Kept."} | fields
    answer = ana.post(f"/claims/{claim}/decide", **form)
    assert answer.status_code == 422
    assert "Kept." in answer.text
    assert judgements(store, claim) == []


def test_only_what_differs_from_the_machine_is_a_correction() -> None:
    machine = dict.fromkeys(MACHINE, "") | {"company": "Acme", "jobs": "500"}
    typed = machine | {"jobs": "", "country": "US"}
    assert corrections(typed, machine) == (("country", "US"), ("jobs", None))


MACHINE = [field.name for field in CORRECTABLE]

SUMS = [
    ("1.5bn", 1_500_000_000),
    ("$2,000,000", 2_000_000),
    ("300 m", 300_000_000),
    ("0", 0),
    # a part of a unit is cut
    ("1.23456k", 1234),
]


@pytest.mark.parametrize(("typed", "value"), SUMS)
def test_sums_as_people_type_them(typed, value) -> None:
    assert read_sum(typed) == value


@given(st.integers(min_value=0, max_value=20 * 10**12))
def test_a_sum_in_digits_is_itself(value: int) -> None:
    assert read_sum(f"{value:,}") == value


@given(st.text(max_size=40))
def test_any_text_is_a_sum_or_refused(text: str) -> None:
    try:
        value = read_sum(text)
    except BadInput:
        return
    assert 0 <= value <= 40_000 * 10**12
