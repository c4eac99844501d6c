"""What the trainers of the small models of pledges share: labels, the fit, the command.

A small model is a logistic regression over named features of a pledge that is read in a gold set
(extract/width, extract/settled); its weights lie beside it with the command that made them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from extract.merging import Pledge
from repledge.evaluate.gold import GoldDocument

RARE = 3  # features seen less often say nothing that lasts
ROUNDS, STEP = 400, 0.1  # gradient steps, their size
SMALL = 0.005  # weights below are not kept
SAME_SUM = 0.006  # two readings of one printed sum

Weights = dict[str, float]
Example = TypeVar("Example")


def label_of(gold: GoldDocument | None, pledge: Pledge, field: str) -> str | None:
    """What the readers said of the sum in this field; None where nothing, or several things."""
    labels = {
        str(claim.fields[field])
        for claim in (gold.claims if gold else ())
        for value, currency in claim.amounts[:1]
        if currency == pledge.amount.currency
        and abs(value - pledge.amount.value) <= SAME_SUM * value
    }
    return labels.pop() if len(labels) == 1 else None


def fit(rows: Sequence[tuple[frozenset[str], bool]], pull: float) -> Weights:
    """Weights by full gradient descent, steps scaled by feature (AdaGrad); no chance in it.

    A row is what is seen and whether it is so; `pull` draws the weights to 0.
    """
    counts = Counter(name for seen, _ in rows for name in seen)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    cells = np.array([[name in seen for name in names] for seen, _ in rows], dtype=float)
    truth = np.array([true for _, true in rows], dtype=float)
    weights, scale = np.zeros(len(names)), np.full(len(names), 1e-8)
    for _ in range(ROUNDS):
        error = 1 / (1 + np.exp(-cells @ weights)) - truth
        slope = (cells.T @ error + pull * weights) / len(rows)
        scale += slope**2
        weights -= STEP * slope / np.sqrt(scale)
    return dict(zip(names, weights.tolist(), strict=True))


def command(
    module: str,
    doc: str | None,
    path: Path,
    examples: Callable[[Path], Iterable[Example]],
    train: Callable[[Sequence[Example]], Weights],
    report: Callable[[str, Weights, Sequence[Example]], None],
) -> None:
    """Train on all sets that are named; write, or print how each set fares by the others."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=doc)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--unseen", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--hold-out", action="store_true")
    options = parser.parse_args()
    gold = {folder.name: list(examples(folder)) for folder in options.gold}
    weights = train([example for rows in gold.values() for example in rows])
    if options.hold_out:
        for name, held in gold.items():
            rest = [e for other, rows in gold.items() if other != name for e in rows]
            report(name, train(rest), held)
    for folder in options.unseen:
        report(folder.name, weights, list(examples(folder)))
    if options.write:
        kept = {name: round(w, 3) for name, w in sorted(weights.items()) if abs(w) >= SMALL}
        made_by = f"{parser.prog} --write, sets {' '.join(sorted(gold))}"
        facts = {"made_by": made_by, "weights": kept}
        path.write_text(json.dumps(facts, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
