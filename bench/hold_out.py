"""What the whole program makes of gold sets that its pledge model has not learnt from.

    python -m bench.hold_out tests/gold/{w1,w2,a1,a2,f1,f2,f3,f4,f5,f6,f8} --weights FOLDER
        [--labels LABELS --newswire FOLDER --treasury FOLDER] [--train] [--errors FILE]

For each set a model is trained on all the others (and on the newswire and Treasury sums, where they
are given) and kept in FOLDER; then the set is read and judged with it. --train makes the models
anew, which only a change of features, labels or training needs. Rules that were written with a set
at hand still know it: the figures are an upper bound for text that nobody has seen.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from unittest import mock

import extract
from bench.train_pledge_odds import SMALL, gold_examples, train, treasury_examples, wire_examples
from extract.pledge_odds import model
from repledge.evaluate import report
from repledge.evaluate.pairing import Matched
from repledge.evaluate.run import evaluate_sets
from repledge.evaluate.score import figures, is_flagged

SHOWN = ("claim_precision", "claim_recall", "claim_f1", "flag_precision", "flag_recall", "flag_f1",
         "relation_macro_f1", "evidence_hit_at_1", "net_new_interval_hit")  # fmt: skip


def main() -> None:
    """Train where asked, then read, judge and print each set and all together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--newswire", type=Path)
    parser.add_argument("--treasury", type=Path)
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--errors", type=Path)
    options = parser.parse_args()
    if options.train:
        learn(options)
    parts = [held_out(folder, options.weights / f"{folder.name}.json") for folder in options.sets]
    pooled = Matched(
        sum(part.documents for part in parts),
        tuple(pair for part in parts for pair in part.pairs),
        tuple(extra for part in parts for extra in part.extras),
    )
    for folder, part in zip(options.sets, parts, strict=True):
        sys.stdout.write(f"{folder.name:4} {line_of(part)}\n")
    sys.stdout.write(f"all  {line_of(pooled)}\n")
    if options.errors:
        faults = (json.dumps(asdict(fault), ensure_ascii=False) for fault in report.faults(pooled))
        options.errors.write_text("\n".join(faults) + "\n", encoding="utf-8")


def learn(options: argparse.Namespace) -> None:
    """Write one model a set, learnt from everything else."""
    gold = {folder.name: list(gold_examples(folder)) for folder in options.sets}
    rest = list(wire_examples(options.labels, options.newswire)) if options.labels else []
    rest += list(treasury_examples(options.treasury)) if options.treasury else []
    learnt = [example for example in rest if not example.aside]
    options.weights.mkdir(parents=True, exist_ok=True)
    for held in gold:
        others = [e for name, rows in gold.items() if name != held for e in rows]
        weights = {n: w for n, w in train([*others, *learnt]).items() if abs(w) >= SMALL}
        text = json.dumps({"made_by": "bench.hold_out", "weights": weights})
        (options.weights / f"{held}.json").write_text(text, encoding="utf-8")


def held_out(folder: Path, weights: Path) -> Matched:
    """The set as read and judged with a model that was learnt from the others."""
    learnt = json.loads(weights.read_text(encoding="utf-8"))["weights"]
    with mock.patch.object(model, "_weights", return_value=learnt):
        return evaluate_sets([folder], extract.read_document)


def line_of(matched: Matched) -> str:
    """The figures of one set in one line."""
    found = figures(matched)
    kinds = [extra.kind for extra in matched.extras]
    flagged = sum(is_flagged(extra.answer) for extra in matched.extras)
    told = " ".join(f"{name} {found[name] or 0:.3f}" for name in SHOWN)
    extras = ", ".join(f"{kinds.count(k)} {k}" for k in ("background", "trap", "spurious"))
    return f"{told}; claimed besides: {extras} ({flagged} flagged)"


if __name__ == "__main__":
    main()
