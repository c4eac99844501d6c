"""Our figures against the published scorer, and the pairing rules one by one."""

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from repledge.evaluate.against import gained_and_lost, keep_faults, kept_faults
from repledge.evaluate.gold import GoldClaim, GoldSet, read_gold_set, within
from repledge.evaluate.pairing import Record, match
from repledge.evaluate.report import faults, table
from repledge.evaluate.score import score

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
SCORERS = [path for up in ROOT.parents if (path := up / "shared" / "gold" / "score.py").exists()]
SETS = ("w1", "w2", "a1", "a2")


@pytest.fixture(scope="module")
def sets() -> list[GoldSet]:
    return [read_gold_set(GOLD / name) for name in SETS]


def answer(document: str, gold: GoldClaim) -> dict[str, Any]:
    """A verdict that says exactly what the gold says."""
    value, currency = gold.amounts[0] if gold.amounts else (None, None)
    sector = gold.fields["sector"]
    net = gold.net_new_usd or (None, None)
    return {
        "document_id": document,
        "company": gold.company[0],
        "partners": [],
        "amount": value
        and {"value": value, "currency": currency, "qualifier": gold.fields["qualifier"]},
        **{k: gold.fields[k] for k in ("role", "nature", "jobs", "operational_by", "commitment")},
        "disclosed": gold.fields["disclosed"],
        "sector": sector[0],
        "place": {k: gold.fields[k] for k in ("country", "region")},
        "horizon": {"end": gold.fields["horizon_end"]},
        "relation": gold.relation,
        "rule": f"rule-{gold.relation}",
        "verdict": "repackaged" if gold.flagged else "new",
        "earlier": [{"document_id": name} for name in gold.earlier],
        "headline_usd": value,
        "net_new_low_usd": net[0],
        "net_new_high_usd": net[1],
        "confidence": 0.9,
    }


def perfect(gold_set: GoldSet) -> list[dict[str, Any]]:
    return [answer(gold.document, claim) for gold in gold_set.golds for claim in gold.claims]


def spoilt(records: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """The same verdicts with fields changed, some dropped and some added, at random."""
    draw = random.Random(seed)
    changes: list[dict[str, Any]] = [
        {"relation": "new"}, {"verdict": "repackaged"}, {"earlier": []}, {"net_new_low_usd": 0},
        {"company": "Nobody"}, {"sector": "metals"}, {"verdict": "not_investment"},
        {"net_new_high_usd": None}, {"amount": {"value": 7, "currency": "USD"}}, {"place": None},
    ]  # fmt: skip
    kept = [{**r, **draw.choice(changes)} if draw.random() < 0.5 else r for r in records]
    kept = [r for r in kept if draw.random() < 0.9]
    return kept + [{**draw.choice(records), "company": "Twin"} for _ in range(8)]


def published_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("published_score", SCORERS[0])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SCORERS, reason="the published scorer is not beside the project")
@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_same_figures_as_the_published_scorer(sets: list[GoldSet], seed: int | None) -> None:
    published = published_scorer()
    for gold_set in sets:
        verdicts = perfect(gold_set)
        if seed is not None:
            verdicts = spoilt(verdicts, seed)
        raw = published.read_jsonl(GOLD / gold_set.name / "gold.jsonl")
        theirs, _ = published.score(raw, verdicts)
        ours = score(gold_set.golds, verdicts)
        assert {key: ours[key] for key in theirs} == theirs


def test_a_perfect_answer_has_no_fault(sets: list[GoldSet]) -> None:
    for gold_set in sets:
        assert faults(match(gold_set.golds, perfect(gold_set))) == ()


def test_pooled_sets_keep_their_worlds_apart(sets: list[GoldSet]) -> None:
    """Two sets may name a document alike; `within` keeps them apart."""
    golds = [within(s.name, gold) for s in sets for gold in s.golds]
    assert len({gold.document for gold in golds}) == len(golds)
    assert all("/" in name for gold in golds for claim in gold.claims for name in claim.earlier)


def claim(**changes: Any) -> GoldClaim:
    fields = {"nature": "investment", "qualifier": "exact", "company": ("Acme Corp.", "Acme")}
    values: dict[str, Any] = {
        "main": True, "quote": "q", "company": ("Acme Corp.",), "amounts": ((100, "USD"),),
        "fields": fields, "relation": "new", "relation_also": (), "earlier": (),
        "net_new_usd": None, "flagged": False, "flag_open": False,
    }  # fmt: skip
    return GoldClaim(**{**values, **changes})


def matched(gold: GoldClaim, *records: Record, **sums: Any) -> Any:
    from repledge.evaluate.gold import GoldDocument

    document = GoldDocument(
        document="d",
        claims=(gold,),
        background=sums.get("background", ()),
        other_amounts=sums.get("other", ()),
    )
    return match([document], [{"document_id": "d", **record} for record in records])


PAIRING = [
    # a sum within rounding is the same printed sum
    (claim(), {"amount": {"value": 100.5, "currency": "USD"}}, True),
    # beyond rounding it is another
    (claim(), {"amount": {"value": 101, "currency": "USD"}}, False),
    # the same number of another currency is another sum
    (claim(), {"amount": {"value": 100, "currency": "EUR"}}, False),
    # the text gives the sum in two currencies: either will do
    (
        claim(amounts=((100, "USD"), (90, "EUR"))),
        {"amount": {"value": 90, "currency": "EUR"}},
        True,
    ),
    # a project without a sum is answered only by a claim without a sum
    (claim(amounts=()), {"amount": None}, True),
    (claim(amounts=()), {"amount": {"value": 100, "currency": "USD"}}, False),
]


@pytest.mark.parametrize(("gold", "record", "paired"), PAIRING)
def test_pairing(gold: GoldClaim, record: Record, paired: bool) -> None:
    assert (matched(gold, record).pairs[0].answer is not None) is paired


def test_of_two_equal_sums_the_same_company_wins() -> None:
    amount = {"amount": {"value": 100, "currency": "USD"}}
    other = {**amount, "company": "Other", "confidence": 0.99}
    same = {**amount, "company": "ACME", "confidence": 0.1}
    result = matched(claim(), other, same)
    assert result.pairs[0].answer["company"] == "ACME"
    assert [extra.kind for extra in result.extras] == ["spurious"]


def test_gained_and_lost_name_what_a_change_did(tmp_path: Path) -> None:
    amount = {"amount": {"value": 100, "currency": "USD", "qualifier": "exact"}, "company": "Acme"}
    right = {**amount, "nature": "investment", "relation": "new", "verdict": "new"}
    before, after = matched(claim(), {**right, "relation": "copy"}), matched(claim(), right)
    keep_faults(faults(before), tmp_path / "before.jsonl")
    gained, lost = gained_and_lost(kept_faults(tmp_path / "before.jsonl"), faults(after))
    assert [fault.kind for fault in gained] == ["relation"]
    assert lost == ()


def test_table_shows_counts_beside_ratios(sets: list[GoldSet]) -> None:
    text = table(score(sets[0].golds, perfect(sets[0])))
    assert "relation_macro_f1        1.000" in text
    assert "(n=" in text
