"""Train the pledge model, or measure it on sets that it has not seen.

    python -m bench.train_pledge_odds --gold tests/gold/w1 … --labels LABELS --newswire FOLDER
        --treasury FOLDER
        [--write]      make extract/pledge_odds/weights.json from all the sets named
        [--hold-out]   leave each gold set out in turn and print what the rest makes of it

LABELS is tests/gold/newswire/labels.jsonl: its `develop` half is learnt from, its `aside` half only
measured. With --hold-out the develop half is measured too, a fifth of its releases at a time by the
other four. The folders are the unpacked archives of newswire and US Treasury releases; the
Treasury's sums are taken for no pledge throughout (their collection says so), half of its files, by
a digest of the name, is kept aside.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.newswire import document_of
from extract.money import read_amounts
from extract.pledge_odds.features import features
from extract.pledge_odds.model import BAR, WEIGHTS

RARE = 3  # features seen less often say nothing that lasts
ROUNDS, STEP, PULL = 1500, 0.05, 2e-4  # gradient steps, their size, pull of the weights to 0
SMALL = 0.02  # weights below are not kept
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Example:
    """One sum: what is seen of it, and whether a reader called it a pledge."""

    names: tuple[str, ...]
    pledge: bool
    document: str
    aside: bool = False


def main() -> None:
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
            report(name, train([*rest, *learnt]), held)
        everything = [e for rows in gold.values() for e in rows]
        weights = train([*everything, *learnt])
        report("newswire aside", weights, [e for e in wire if e.aside])
        report("treasury aside", weights, [e for e in quiet if e.aside])
        by_fifths([e for e in wire if not e.aside], [*everything, *quiet])
    if options.write:
        weights = train([*(e for rows in gold.values() for e in rows), *learnt])
        more = [name for name in ("labels", "treasury") if getattr(options, name)]
        named = ", ".join([*gold, *more])
        made_by = f"python -m bench.train_pledge_odds --write, of {named}"
        facts = {"made_by": made_by, "weights": kept(weights)}
        WEIGHTS.write_text(json.dumps(facts, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def by_fifths(wire: Sequence[Example], always: Sequence[Example]) -> None:
    """Each fifth of the newswire releases, measured by what the other four and the rest teach."""
    for fifth in range(5):
        held = [e for e in wire if _digest(e.document) % 5 == fifth]
        rest = [e for e in wire if _digest(e.document) % 5 != fifth]
        known = [e for e in always if not e.aside]
        report(f"newswire {fifth + 1}/5", train([*known, *rest]), held)


def gold_examples(folder: Path) -> Iterator[Example]:
    """Every labelled sum of a gold set; sums of the openly told past are left out."""
    releases = {row["id"]: row for row in rows_of(folder / "releases.jsonl")}
    for gold in rows_of(folder / "gold.jsonl"):
        release = releases[gold["document"]]
        pledged = {(c["amount"], c["currency"]) for c in gold["claims"]}
        pledged |= {tuple(pair) for c in gold["claims"] for pair in c.get("also", ())}
        past = {(c["amount"], c["currency"]) for c in gold["background"]} - pledged
        other = {(c["amount"], c["currency"]) for c in gold["other_amounts"]}
        body = f"{release['title']}\n{release['text']}"
        day = date.fromisoformat(release["published"])
        for amount in read_amounts(body, lang=release["lang"], on=day):
            sum_ = (amount.value, amount.currency)
            if sum_ in past or (sum_ in pledged and sum_ in other) or sum_ not in pledged | other:
                continue
            yield Example(tuple(features(body, amount)), sum_ in pledged, release["id"])


def wire_examples(labels: Path, folder: Path) -> Iterator[Example]:
    """Every labelled sum of the newswire; past and open ones are left out."""
    for row in rows_of(labels):
        kinds = {(value, currency): kind for value, currency, kind in row["sums"]}
        body = document_of(folder / row["path"], row["path"]).body
        for amount in read_amounts(body):
            kind = kinds.get((amount.value, amount.currency))
            if amount.value >= MILLION and kind in {"claim", "other"}:
                names = tuple(features(body, amount))
                yield Example(names, kind == "claim", row["path"], row["half"] == "aside")


def treasury_examples(folder: Path) -> Iterator[Example]:
    """The sums of a ministry's releases: none is a pledge of its own."""
    for path in sorted(folder.rglob("*.md")):
        body = document_of(path, path.name).body
        for amount in read_amounts(body):
            if amount.value >= MILLION:
                names = tuple(features(body, amount))
                yield Example(names, False, path.name, _digest(path.name) % 2 == 0)


def _digest(name: str) -> int:
    return int(hashlib.blake2b(name.encode(), digest_size=2).hexdigest(), 16)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def train(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by full gradient descent, steps scaled by feature (AdaGrad); no chance in it."""
    counts = Counter(name for example in examples for name in set(example.names))
    known = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= RARE))}
    columns = [[known[n] for n in set(e.names) if n in known] for e in examples]
    rows = np.repeat(np.arange(len(examples)), [len(c) for c in columns])
    cells = np.array([cell for column in columns for cell in column])
    truth = np.array([example.pledge for example in examples], dtype=float)
    weights, scale = np.zeros(len(known)), np.full(len(known), 1e-8)
    for _ in range(ROUNDS):
        scores = np.bincount(rows, weights[cells], minlength=len(examples))
        error = (1 / (1 + np.exp(-scores)) - truth) / len(examples)
        slope = np.bincount(cells, error[rows], minlength=len(known)) + PULL * weights
        scale += slope**2
        weights -= STEP * slope / np.sqrt(scale)
    return {name: float(weights[i]) for name, i in known.items()}


def kept(weights: dict[str, float]) -> dict[str, float]:
    """The weights that say something, as they are written."""
    return {name: round(w, 3) for name, w in sorted(weights.items()) if abs(w) >= SMALL}


def report(title: str, weights: dict[str, float], held: Sequence[Example]) -> None:
    """Precision and recall by sum at the bar of the model and at two higher ones."""
    scores = [sum(weights.get(name, 0.0) for name in e.names) for e in held]
    for bar in (BAR, BAR + 1, BAR + 2):
        said = [score > bar for score in scores]
        right = sum(s and e.pledge for s, e in zip(said, held, strict=True))
        pledges = sum(e.pledge for e in held)
        precision, recall = right / max(1, sum(said)), right / max(1, pledges)
        quiet = {e.document for e in held} - {e.document for e in held if e.pledge}
        loud = {e.document for s, e in zip(said, held, strict=True) if s} & quiet
        sys.stdout.write(
            f"{title:15} bar {bar}: precision {precision:.3f} recall {recall:.3f}"
            f" ({pledges} of {len(held)} sums); documents without a pledge that get one"
            f" {len(loud)}/{len(quiet)}\n"
        )


if __name__ == "__main__":
    main()
