"""Train the model of commitment, or measure it beside the rules on sets that it has not seen.

    python -m bench.train_settled --gold tests/gold/w1 … [--unseen tests/gold/f9 …]
        [--write]      make extract/settled/weights.json from all the sets named with --gold
        [--hold-out]   leave each gold set out in turn and print the rules alone and with the model

Learnt are the pledges that both the labels and the rules call firm or plan; measured are all that
the reading finds. Sets named with --unseen are measured only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.small_model import Weights, command, fit, label_of
from extract.claims import main_pledge, read_scene
from extract.commitment import commitments
from extract.layout import read_layout
from extract.merging import Pledge
from extract.roles import standing_of
from extract.settled.features import Case, features
from extract.settled.model import WEIGHTS, odds_of, overruled
from repledge.contracts import Commitment, Document
from repledge.evaluate.gold import read_gold_set

PULL = 5.0  # of the weights to 0
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
    command("bench.train_settled", __doc__, WEIGHTS, examples, train, report)


def examples(folder: Path) -> Iterator[Example]:
    """Every pledge of a gold set whose readers agree on how settled its sum is."""
    gold_set = read_gold_set(folder)
    golds = {gold.document: gold for gold in gold_set.golds}
    for document in gold_set.documents:
        for pledge, names, ruled in _cases(document):
            label = label_of(golds.get(document.id), pledge, "commitment")
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


def train(rows: Sequence[Example]) -> Weights:
    """The weights of firm against plan, from the pledges that both labels and rules call so."""
    return fit([(row.names, row.label == "firm") for row in rows if row.learnt], PULL)


def report(title: str, weights: Weights, held: Sequence[Example]) -> None:
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
