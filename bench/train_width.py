"""Train the model of a pledge's width, or measure it on sets that it has not seen.

    python -m bench.train_width --gold tests/gold/w1 … [--unseen tests/gold/w3 …]
        [--write]      make extract/width/weights.json from all the sets named with --gold
        [--hold-out]   leave each gold set out in turn and print how often the rest is right

The labels are the roles total (one project, campus or site) and umbrella (several) of the gold
claims that the reading finds; sets named with --unseen are measured only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.small_model import Weights, command, fit, label_of
from extract.claims import read_scene
from extract.width.features import features
from extract.width.model import WEIGHTS
from repledge.evaluate.gold import read_gold_set

PULL = 10.0  # of the weights to 0


@dataclass(frozen=True, slots=True)
class Example:
    """One pledge: what is seen of it, and whether its readers called it an umbrella."""

    names: frozenset[str]
    wide: bool


def main() -> None:
    """Train on all that is named; write, or print how each set fares by the others."""
    command("bench.train_width", __doc__, WEIGHTS, examples, train, report)


def examples(folder: Path) -> Iterator[Example]:
    """Every pledge of a gold set that its readers called a total or an umbrella."""
    gold_set = read_gold_set(folder)
    golds = {gold.document: gold for gold in gold_set.golds}
    for document in gold_set.documents:
        scene = read_scene(document)
        for pledge in scene.pledges:
            role = label_of(golds.get(document.id), pledge, "role")
            if role in ("total", "umbrella"):
                yield Example(frozenset(features(scene, pledge)), role == "umbrella")


def train(rows: Sequence[Example]) -> Weights:
    """The weights of an umbrella against one project."""
    return fit([(row.names, row.wide) for row in rows], PULL)


def report(title: str, weights: Weights, held: Sequence[Example]) -> None:
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
