"""Train the models of sums, or measure them on sets that they have not seen.

    python -m bench.train_pledge_odds --gold tests/gold/w1 … --labels LABELS --newswire FOLDER
        --treasury FOLDER
        [--write]      make extract/pledge_odds/weights.json from all the sets named
        [--hold-out]   leave each gold set out in turn and print what the rest makes of it

Two models: `pledge` (a pledge against any other sum) and `past` (a pledge told as the past against
one made as news). LABELS is tests/gold/newswire/labels.jsonl: its `develop` half is learnt from,
its `aside` half only measured. The folders are the unpacked archives of newswire and US Treasury
releases; the Treasury's sums are taken for no pledge throughout (their collection says so), half of
its files, by a digest of the name, is kept aside.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np

from bench.newswire import document_of
from extract.claims import read_sums
from extract.pledge_odds.features import Feature, features
from extract.pledge_odds.model import BAR, PAST_BAR, WEIGHTS, Weights, joined, score
from extract.sums import SeatedSum
from repledge.contracts import Document

RARE = 3  # features seen less often say nothing that lasts
ROUNDS, STEP, PULL = 1500, 0.05, 2e-4  # gradient steps, their size, pull of the weights to 0
SMALL = 0.02  # weights below are not kept
MILLION = 1_000_000

Label = Literal["claim", "past", "other"]
Money = tuple[int, str]
Models = dict[str, Weights]


@dataclass(frozen=True, slots=True)
class Example:
    """One sum: what is seen of it, and what a reader called it."""

    seen: tuple[Feature, ...]  # kinds, each with its values
    label: Label
    document: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Which sums a model tells from which (yes from no), and its bar; others are left out."""

    yes: Label
    no: Label
    bar: float


QUESTIONS = {
    "pledge": Question("claim", "other", BAR),
    "past": Question("past", "claim", PAST_BAR),
}


def main() -> None:
    """Train on all that is named; write, or print how each set fares by the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--newswire", type=Path)
    parser.add_argument("--treasury", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--hold-out", action="store_true")
    options = parser.parse_args()
    gold = {folder.name: list(gold_examples(folder)) for folder in options.gold}
    wire = list(wire_examples(options.labels, options.newswire)) if options.labels else []
    quiet = list(treasury_examples(options.treasury)) if options.treasury else []
    learnt = [example for example in (*wire, *quiet) if not example.aside]
    if options.hold_out:
        for name, held in gold.items():
            rest = [e for other, rows in gold.items() if other != name for e in rows]
            report(name, train_all([*rest, *learnt]), held)
    everything = [*(e for rows in gold.values() for e in rows), *learnt]
    models = train_all(everything)
    report("newswire aside", models, [e for e in wire if e.aside])
    report("treasury aside", models, [e for e in quiet if e.aside])
    if options.write:
        more = [name for name in ("labels", "treasury") if getattr(options, name)]
        named = ", ".join([*gold, *more])
        made_by = f"python -m bench.train_pledge_odds --write, of {named}"
        facts = {"made_by": made_by, **models}
        WEIGHTS.write_text(json.dumps(facts, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def gold_examples(folder: Path) -> Iterator[Example]:
    """Every sum of a gold set that is labelled as one thing only."""
    releases = {row["id"]: row for row in rows_of(folder / "releases.jsonl")}
    for gold in rows_of(folder / "gold.jsonl"):
        release = releases[gold["document"]]
        labels = _labels_of(gold)
        document = Document(
            **{name: release[name] for name in ("id", "url", "source", "title", "lang", "text")},
            published=date.fromisoformat(release["published"]),
        )
        yield from _examples(document, labels, aside=False)


def _labels_of(gold: Mapping[str, Any]) -> dict[Money, Label]:
    """What each sum of a document is; sums that are labelled as two things are left out."""
    told: dict[Money, set[Label]] = {}
    for claim in gold["claims"]:
        for value, code in ((claim["amount"], claim["currency"]), *claim.get("also", ())):
            told.setdefault((value, code), set()).add("claim")
    for part, label in (("background", "past"), ("other_amounts", "other")):
        for item in gold[part]:
            told.setdefault((item["amount"], item["currency"]), set()).add(label)  # type: ignore[arg-type]
    return {money: labels.pop() for money, labels in told.items() if len(labels) == 1}


def wire_examples(labels: Path, folder: Path) -> Iterator[Example]:
    """Every labelled sum of the newswire; past and open ones are left out."""
    names: dict[str, Label] = {"claim": "claim", "other": "other"}
    for row in rows_of(labels):
        kinds = {(value, code): names[k] for value, code, k in row["sums"] if k in names}
        document = document_of(folder / row["path"], row["path"])
        yield from _examples(document, kinds, aside=row["half"] == "aside")


def treasury_examples(folder: Path) -> Iterator[Example]:
    """The sums of a ministry's releases: none is a pledge of its own."""
    for path in sorted(folder.rglob("*.md")):
        document = document_of(path, path.name)
        yield from _examples(document, None, aside=_digest(path.name) % 2 == 0)


def _examples(
    document: Document, labels: Mapping[Money, Label] | None, *, aside: bool
) -> Iterator[Example]:
    """The sums that are labelled; without labels all of a million and more, as no pledge."""
    page = read_sums(document)
    for index, seated in enumerate(page.sums):
        label = _label(seated, labels)
        if label is not None:
            yield Example(tuple(features(page, index)), label, document.id, aside)


def _label(seated: SeatedSum, labels: Mapping[Money, Label] | None) -> Label | None:
    amounts = [(a.value, a.currency) for a in (seated.amount, *seated.twins)]
    if labels is None:
        return "other" if amounts[0][0] >= MILLION else None
    return next((labels[money] for money in amounts if money in labels), None)


def _digest(name: str) -> int:
    return int(hashlib.blake2b(name.encode(), digest_size=2).hexdigest(), 16)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def train_all(examples: Sequence[Example]) -> Models:
    """The weights of both models, as they are written."""
    return {
        name: kept(train([e for e in examples if e.label in (asked.yes, asked.no)], asked.yes))
        for name, asked in QUESTIONS.items()
    }


def train(examples: Sequence[Example], yes: Label) -> dict[tuple[str, str], float]:
    """Weights by full gradient descent, steps scaled by feature (AdaGrad); no chance in it."""
    named = [sorted({(kind, v) for kind, values in e.seen for v in values}) for e in examples]
    counts = Counter(name for names in named for name in names)
    known = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= RARE))}
    columns = [[known[n] for n in names if n in known] for names in named]
    rows = np.repeat(np.arange(len(examples)), [len(c) for c in columns])
    cells = np.array([cell for column in columns for cell in column])
    truth = np.array([example.label == yes for example in examples], dtype=float)
    weights, scale = np.zeros(len(known)), np.full(len(known), 1e-8)
    for _ in range(ROUNDS):
        scores = np.bincount(rows, weights[cells], minlength=len(examples))
        error = (1 / (1 + np.exp(-scores)) - truth) / len(examples)
        slope = np.bincount(cells, error[rows], minlength=len(known)) + PULL * weights
        scale += slope**2
        weights -= STEP * slope / np.sqrt(scale)
    return {name: float(weights[i]) for name, i in known.items()}


def kept(weights: Mapping[tuple[str, str], float]) -> Weights:
    """The weights that say something, by kind of feature."""
    told: Weights = {}
    for (kind, value), weight in sorted(weights.items()):
        if abs(weight) >= SMALL:
            told.setdefault(kind, {})[value] = round(weight, 2)
    return told


def report(title: str, models: Models, held: Sequence[Example]) -> None:
    """Precision and recall of each model by sum, at its bar."""
    tables = joined(models["pledge"], models["past"])
    for place, (name, asked) in enumerate(QUESTIONS.items()):
        rows = [e for e in held if e.label in (asked.yes, asked.no)]
        said = [score(tables, e.seen)[place] > asked.bar for e in rows]
        true = [e.label == asked.yes for e in rows]
        right = sum(s and t for s, t in zip(said, true, strict=True))
        precision, recall = right / max(1, sum(said)), right / max(1, sum(true))
        sys.stdout.write(
            f"{title:15} {name:6} precision {precision:.3f} recall {recall:.3f}"
            f" ({sum(true)} of {len(rows)} sums)\n"
        )


if __name__ == "__main__":
    main()
