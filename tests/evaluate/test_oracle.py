"""The oracle gives gold claims, completed from what extraction read; a set is judged alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from repledge.contracts import Document, Reading
from repledge.evaluate.gold import read_gold_set
from repledge.evaluate.oracle import Names, oracle_reading
from repledge.evaluate.run import evaluate_sets
from repledge.evaluate.score import figures
from tests.verify.build import claim

GOLD = Path(__file__).parents[1] / "gold"


def dollars(value: int, code: str, day: date) -> int | None:
    del day
    return value if code == "USD" else None


NAMES = Names(lambda name: None, dollars)


def nothing(document: Document) -> Reading:
    return Reading(document_id=document.id, claims=(), sums=())


def test_every_gold_claim_is_a_claim_with_its_quote_in_the_text() -> None:
    gold_set = read_gold_set(GOLD / "w1")
    documents = {document.id: document for document in gold_set.documents}
    for gold in gold_set.golds:
        document = documents[gold.document]
        reading = oracle_reading(document, gold, nothing(document), NAMES)
        assert len(reading.claims) == len(gold.claims)
        assert len({c.id for c in reading.claims}) == len(gold.claims)
        for item in reading.claims:
            assert document.body[item.quote.start : item.quote.end] == item.quote.text


def test_what_the_gold_does_not_label_comes_from_the_claim_of_the_same_sum() -> None:
    gold_set = read_gold_set(GOLD / "w1")
    gold = next(g for g in gold_set.golds if g.claims)
    document = next(d for d in gold_set.documents if d.id == gold.document)
    amount = gold.claims[0].amounts[0][0] / 1e9
    read = replace(
        claim(document.published.isoformat(), amount, document=document.id, voice="press"),
        milestones=("opened",),
    )
    reading = Reading(document_id=document.id, claims=(read,), sums=())
    made = oracle_reading(document, gold, reading, NAMES).claims[0]
    assert (made.milestones, made.voice) == (("opened",), "press")
    assert made.role == gold.claims[0].fields["role"]


def test_a_set_is_judged_in_a_world_of_its_own() -> None:
    folders = [GOLD / "w1", GOLD / "w2"]
    found = figures(evaluate_sets(folders, nothing, NAMES))
    assert found["claim_f1"] == 1.0
    assert found["field_accuracy"]["role"] == 1.0
    assert figures(evaluate_sets(folders, nothing))["claim_recall"] == 0.0
