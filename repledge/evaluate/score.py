"""The figures of the quality gate, each a pure function of gold claims and verdicts side by side.

A flag is a verdict of `partly_new` or `repackaged`. Ratios over nothing are None.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from repledge.contracts import FLAGGED
from repledge.evaluate.gold import GoldDocument
from repledge.evaluate.pairing import Matched, Pair, Record, match, same_company

FIELDS = ("company", "qualifier", "role", "nature", "sector", "country", "region", "horizon_end",
          "operational_by", "jobs", "commitment", "disclosed")  # fmt: skip
LOOKED_AT = 20  # candidates that a person can still read through
_SAME_QUALIFIER = {None: "exact", "nearly": "about"}
_SLACK, _TIGHT = 0.02, 0.25  # of the headline: rounding, and how much wider than the gold is fair

Figures = dict[str, Any]


def score(golds: Sequence[GoldDocument], verdicts: Iterable[Record]) -> Figures:
    """All figures, under the names that the gate and the floors use."""
    return figures(match(golds, verdicts))


def figures(matched: Matched) -> Figures:
    """The figures of pairs that are made already."""
    found = [pair for pair in matched.pairs if pair.answer is not None]
    return {
        **_claims(matched, found),
        "field_accuracy": _fields(found),
        **_flags(matched, found),
        **_relations(matched.pairs),
        **_evidence(found),
        **_candidates(found),
        **_net_new(found),
        "rule_precision": _rules(found),
    }


def is_flagged(record: Record) -> bool:
    """The verdict says that some or all of the headline is old money."""
    return record.get("verdict") in FLAGGED


def flag_of(pair: Pair) -> bool:
    """The flag that a found claim counts with: calling a purchase no investment answers it too."""
    record = answer_of(pair)
    if pair.gold.fields.get("nature", "investment") != "investment" and (
        record.get("verdict") == "not_investment"
    ):
        return pair.gold.flagged
    return is_flagged(record)


def relation_of(pair: Pair) -> str:
    """The relation that a claim counts with; other acceptable readings count as the first."""
    if pair.answer is None:
        return "(no claim)"
    relation = str(pair.answer.get("relation"))
    return pair.gold.relation if relation in pair.gold.relation_also else relation


def answer_of(pair: Pair) -> Record:
    """The verdict of a found claim."""
    return pair.answer or {}


def field_right(name: str, pair: Pair) -> bool:
    """One field of a found claim is among the acceptable values."""
    record = answer_of(pair)
    if name == "company":
        return same_company(pair.gold, record)
    wanted, got = pair.gold.fields.get(name), _value(name, record)
    if isinstance(wanted, list):
        return got in wanted
    if name == "qualifier":
        return bool(_SAME_QUALIFIER.get(got, got) == _SAME_QUALIFIER.get(wanted, wanted))
    return bool(got == wanted)


def _value(name: str, record: Record) -> Any:
    match name:
        case "qualifier":
            return (record.get("amount") or {}).get("qualifier")
        case "country" | "region":
            return (record.get("place") or {}).get(name)
        case "horizon_end":
            return (record.get("horizon") or {}).get("end")
        case "disclosed":
            return bool(record.get("disclosed"))
        case _:
            return record.get(name)


def _claims(matched: Matched, found: Sequence[Pair]) -> Figures:
    missed = len(matched.pairs) - len(found)
    spurious = [extra for extra in matched.extras if extra.kind != "background"]
    return {
        "documents": matched.documents,
        "gold_claims": len(matched.pairs),
        "predicted_claims": len(found) + len(spurious),
        "claim_precision": _ratio(len(found), len(found) + len(spurious)),
        "claim_recall": _ratio(len(found), len(matched.pairs)),
        "claim_f1": _f1(len(found), len(spurious), missed),
        "trap_amounts_claimed": sum(extra.kind == "trap" for extra in spurious),
    }


def _fields(found: Sequence[Pair]) -> dict[str, float]:
    result: dict[str, float] = {}
    for name in FIELDS:
        asked = [pair for pair in found if name in pair.gold.fields]
        if asked:
            result[name] = sum(field_right(name, pair) for pair in asked) / len(asked)
    return result


def _flags(matched: Matched, found: Sequence[Pair]) -> Figures:
    judged = [pair for pair in found if not pair.gold.flag_open]
    tp = sum(pair.gold.flagged and flag_of(pair) for pair in judged)
    fp = sum(not pair.gold.flagged and flag_of(pair) for pair in judged)
    fn = sum(pair.gold.flagged and not flag_of(pair) for pair in judged)
    fp += sum(is_flagged(extra.answer) for extra in matched.extras)
    fn += sum(pair.gold.flagged for pair in matched.pairs if pair.answer is None)
    new = [pair for pair in judged if pair.gold.relation == "new"]
    return {
        "flag_precision": _ratio(tp, tp + fp),
        "flag_recall": _ratio(tp, tp + fn),
        "flag_f1": _f1(tp, fp, fn),
        "new_wrongly_flagged": _ratio(sum(flag_of(pair) for pair in new), len(new)),
    }


def _relations(pairs: Sequence[Pair]) -> Figures:
    said = [(pair.gold.relation, relation_of(pair)) for pair in pairs]
    per_label: dict[str, dict[str, Any]] = {}
    for label in sorted({gold for gold, _ in said}):
        tp = sum(gold == got == label for gold, got in said)
        fp = sum(gold != label == got for gold, got in said)
        fn = sum(gold == label != got for gold, got in said)
        per_label[label] = {"f1": _f1(tp, fp, fn), "n": tp + fn}
    big = [row["f1"] for row in per_label.values() if row["n"] >= 3]
    return {
        "relation_accuracy": _ratio(sum(gold == got for gold, got in said), len(said)),
        "relation_macro_f1": statistics.mean(big) if big else None,
        "relation_f1": per_label,
    }


def cited(record: Record) -> list[str]:
    """The earlier documents that a verdict cites, best first."""
    return [earlier.get("document_id") for earlier in record.get("earlier") or []]


def _evidence(found: Sequence[Pair]) -> Figures:
    asked = [(pair.gold.earlier, cited(answer_of(pair))) for pair in found if pair.gold.earlier]
    first = sum(bool(names) and names[0] in gold for gold, names in asked)
    anywhere = sum(bool(set(names) & set(gold)) for gold, names in asked)
    top = sum(bool(set(names[:20]) & set(gold)) for gold, names in asked)
    return {
        "evidence_hit_at_1": _ratio(first, len(asked)),
        "evidence_hit_any": _ratio(anywhere, len(asked)),
        "evidence_hit_top_20": _ratio(top, len(asked)),
    }


def _candidates(found: Sequence[Pair]) -> Figures:
    """How often the true earlier document is among the first 20 that the rules look at.

    None where the verdicts come from a file, which holds no candidates.
    """
    ranked = [(p.gold.earlier, answer_of(p).get("candidates")) for p in found if p.gold.earlier]
    told = [(gold, names) for gold, names in ranked if names is not None]
    hits = sum(bool(set(names[:LOOKED_AT]) & set(gold)) for gold, names in told)
    return {"candidate_hit_top_20": _ratio(hits, len(told))}


def net_new_hit(pair: Pair) -> bool:
    """The interval holds the gold interval and is not much wider."""
    record, gold = answer_of(pair), pair.gold.net_new_usd
    low, high = record.get("net_new_low_usd"), record.get("net_new_high_usd")
    if gold is None or low is None or high is None:
        return False
    headline = abs(_headline(pair))
    inside = low - _SLACK * headline <= gold[0] and gold[1] <= high + _SLACK * headline
    tight = (high - low) <= (gold[1] - gold[0]) + _TIGHT * headline
    return bool(inside and tight)


def _headline(pair: Pair) -> int:
    high = pair.gold.net_new_usd[1] if pair.gold.net_new_usd else 0
    return int(answer_of(pair).get("headline_usd") or abs(high) or 1)


def _net_new(found: Sequence[Pair]) -> Figures:
    asked = [pair for pair in found if pair.gold.net_new_usd is not None]
    widths = []
    for pair in asked:
        record = answer_of(pair)
        low, high = record.get("net_new_low_usd"), record.get("net_new_high_usd")
        if low is not None and high is not None:
            widths.append((high - low) / abs(_headline(pair)))
    return {
        "net_new_interval_hit": _ratio(sum(net_new_hit(pair) for pair in asked), len(asked)),
        "net_new_median_width": statistics.median(widths) if widths else None,
    }


def _rules(found: Sequence[Pair]) -> dict[str, dict[str, Any]]:
    right: Counter[str] = Counter()
    fired: Counter[str] = Counter()
    for pair in found:
        rule = str(answer_of(pair).get("rule"))
        fired[rule] += 1
        right[rule] += relation_of(pair) == pair.gold.relation
    return {rule: {"precision": right[rule] / n, "n": n} for rule, n in sorted(fired.items())}


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(true_positive: int, false_positive: int, false_negative: int) -> float | None:
    return _ratio(2 * true_positive, 2 * true_positive + false_positive + false_negative)
