"""Train the model of a pledge's width, or measure it on sets that it has not seen.

    python -m bench.train_width --gold tests/gold/w1 … [--unseen tests/gold/w3 …]
        [--write]      make extract/width/weights.json from all the sets named with --gold
        [--hold-out]   leave each gold set out in turn and print how often the rest is right

The labels are the roles total (one project, campus or site) and umbrella (several) of the gold
claims that the reading finds; sets named with --unseen are measured only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extract.claims import read_scene
from extract.merging import Pledge
from extract.width.features import features
from extract.width.model import WEIGHTS
from repledge.evaluate.gold import GoldDocument, read_gold_set

RARE = 3  # features seen less often say nothing that lasts
ROUNDS, STEP, PULL = 400, 0.1, 10.0  # gradient steps, their size, pull of the weights to 0
SMALL = 0.005  # weights below are not kept
SAME_SUM = 0.006  # two readings of one printed sum


@dataclass(frozen=True, slots=True)
class Example:
    """One pledge: what is seen of it, and whether its readers called it an umbrella."""

    names: frozenset[str]
    wide: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
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
        sets = " ".join(sorted(gold))
        facts = {"made_by": f"python -m bench.train_width --write, sets {sets}", "weights": kept}
        WEIGHTS.write_text(json.dumps(facts, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def examples(folder: Path) -> Iterator[Example]:
    """Every pledge of a gold set that its readers called a total or an umbrella."""
    gold_set = read_gold_set(folder)
    golds = {gold.document: gold for gold in gold_set.golds}
    for document in gold_set.documents:
        scene = read_scene(document)
        for pledge in scene.pledges:
            role = role_of(golds.get(document.id), pledge)
            if role in ("total", "umbrella"):
                yield Example(frozenset(features(scene, pledge)), role == "umbrella")


def role_of(gold: GoldDocument | None, pledge: Pledge) -> str | None:
    """The role that the readers gave the sum; None where they gave none, or several."""
    roles = {
        str(claim.fields["role"])
        for claim in (gold.claims if gold else ())
        for value, currency in claim.amounts[:1]
        if currency == pledge.amount.currency
        and abs(value - pledge.amount.value) <= SAME_SUM * value
    }
    return roles.pop() if len(roles) == 1 else None


def train(rows: Sequence[Example]) -> dict[str, float]:
    """Weights by full gradient descent, steps scaled by feature (AdaGrad); no chance in it."""
    counts = Counter(name for row in rows for name in row.names)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    cells = np.array([[name in row.names for name in names] for row in rows], dtype=float)
    truth = np.array([row.wide for row in rows], dtype=float)
    weights, scale = np.zeros(len(names)), np.full(len(names), 1e-8)
    for _ in range(ROUNDS):
        error = 1 / (1 + np.exp(-cells @ weights)) - truth
        slope = (cells.T @ error + PULL * weights) / len(rows)
        scale += slope**2
        weights -= STEP * slope / np.sqrt(scale)
    return dict(zip(names, weights.tolist(), strict=True))


def report(title: str, weights: dict[str, float], held: Sequence[Example]) -> None:
    """How often the model is right, and how often the more common answer would be."""
    said = [sum(weights.get(name, 0.0) for name in sorted(e.names)) > 0 for e in held]
    right = sum(s == e.wide for s, e in zip(said, held, strict=True))
    common = max(sum(e.wide for e in held), sum(not e.wide for e in held))
    sys.stdout.write(
        f"{title:8} {right}/{len(held)} = {right / max(1, len(held)):.3f}, always the more common "
        f"answer {common / max(1, len(held)):.3f}\n"
    )


if __name__ == "__main__":
    main()
