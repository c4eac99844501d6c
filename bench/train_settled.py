"""Train the model of commitment, or measure it beside the rules on sets that it has not seen.

    python -m bench.train_settled --gold tests/gold/w1 … [--unseen tests/gold/f9 …]
        [--write]      make extract/settled/weights.json from all the sets named with --gold
        [--hold-out]   leave each gold set out in turn and print the rules alone and with the model

Learnt are the pledges that both the labels and the rules call firm or plan; measured are all that
the reading finds. Sets named with --unseen are measured only.
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

from extract.claims import main_pledge, read_scene
from extract.commitment import commitments
from extract.layout import read_layout
from extract.merging import Pledge
from extract.roles import standing_of
from extract.settled.features import Case, features
from extract.settled.model import WEIGHTS, odds_of, overruled
from repledge.contracts import Commitment, Document
from repledge.evaluate.gold import GoldDocument, read_gold_set

RARE = 3  # features seen less often say nothing that lasts
ROUNDS, STEP, PULL = 400, 0.1, 5.0  # gradient steps, their size, pull of the weights to 0
SMALL = 0.005  # weights below are not kept
SAME_SUM = 0.006  # two readings of one printed sum
MODELLED = ("firm", "plan")  # memoranda and conditions are the rules' alone


@dataclass(frozen=True, slots=True)
class Example:
    """One pledge: what is seen of it, what the rules say and what its readers said."""

    names: frozenset[str]
    ruled: Commitment
    label: str

    @property
    def learnt(self) -> bool:
        """Whether the model has a say in it and an answer for it."""
        return self.ruled in MODELLED and self.label in MODELLED


def main() -> None:
    """Train on all that is named; write, or print how each set fares by the others."""
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
        facts = {"made_by": f"python -m bench.train_settled --write, sets {sets}", "weights": kept}
        WEIGHTS.write_text(json.dumps(facts, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def examples(folder: Path) -> Iterator[Example]:
    """Every pledge of a gold set whose readers agree on how settled its sum is."""
    gold_set = read_gold_set(folder)
    golds = {gold.document: gold for gold in gold_set.golds}
    for document in gold_set.documents:
        for pledge, names, ruled in _cases(document):
            label = label_of(golds.get(document.id), pledge)
            if label is not None:
                yield Example(names, ruled, label)


def _cases(document: Document) -> Iterator[tuple[Pledge, frozenset[str], Commitment]]:
    """Each pledge with what the model sees of it and what the rules say."""
    scene = read_scene(document)
    if not scene.pledges:
        return
    lines = read_layout(scene.body, scene.title_end)
    main = main_pledge(scene.pledges)
    standings = [(pledge, standing_of(scene, pledge)) for pledge in scene.pledges]
    ruled = commitments(scene, lines, standings, main)
    for (pledge, standing), how in zip(standings, ruled, strict=True):
        case = Case(pledge=pledge, standing=standing, decided=how, main=pledge is main)
        yield pledge, frozenset(features(scene, lines, case)), how[0]


def label_of(gold: GoldDocument | None, pledge: Pledge) -> str | None:
    """The commitment that the readers gave the sum; None where they gave none, or several."""
    labels = {
        str(claim.fields["commitment"])
        for claim in (gold.claims if gold else ())
        for value, currency in claim.amounts[:1]
        if currency == pledge.amount.currency
        and abs(value - pledge.amount.value) <= SAME_SUM * value
    }
    return labels.pop() if len(labels) == 1 else None


def train(rows: Sequence[Example]) -> dict[str, float]:
    """Weights by full gradient descent, steps scaled by feature (AdaGrad); no chance in it."""
    learnt = [row for row in rows if row.learnt]
    counts = Counter(name for row in learnt for name in row.names)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    cells = np.array([[name in row.names for name in names] for row in learnt], dtype=float)
    truth = np.array([row.label == "firm" for row in learnt], dtype=float)
    weights, scale = np.zeros(len(names)), np.full(len(names), 1e-8)
    for _ in range(ROUNDS):
        error = 1 / (1 + np.exp(-cells @ weights)) - truth
        slope = (cells.T @ error + PULL * weights) / len(learnt)
        scale += slope**2
        weights -= STEP * slope / np.sqrt(scale)
    return dict(zip(names, weights.tolist(), strict=True))


def report(title: str, weights: dict[str, float], held: Sequence[Example]) -> None:
    """How often the rules alone are right, and how often with the model."""
    said = [overruled(e.ruled, odds_of(weights, e.names)) for e in held]
    rules = sum(e.ruled == e.label for e in held)
    both = sum(s == e.label for s, e in zip(said, held, strict=True))
    changed = sum(s != e.ruled for s, e in zip(said, held, strict=True))
    count = max(1, len(held))
    sys.stdout.write(
        f"{title:5} rules {rules}/{len(held)} = {rules / count:.3f}, with the model "
        f"{both}/{len(held)} = {both / count:.3f}, {changed} answers changed\n"
    )


if __name__ == "__main__":
    main()
