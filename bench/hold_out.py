"""How the whole reading does on gold sets that the pledge model has not learnt from.

    python -m bench.hold_out --gold tests/gold/w1 … --weights FILE
        --labels LABELS --newswire FOLDER --treasury FOLDER [--faults FILE]

Each set is read and judged with weights trained on all the others (and on the newswire and the
Treasury's releases, as the shipped ones are: bench/train_pledge_odds.py), so that its figures are
those of text nobody has learnt from; rules and cues have been written with these sets in sight, and
no hold-out takes that away. The weights go into FILE and are used again until it is removed: a
change of rules alone needs no training. --faults writes each missed claim, each claim too many
and each wrong flag, with its sentence.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.train_pledge_odds import (
    Models,
    gold_examples,
    train_all,
    treasury_examples,
    wire_examples,
)
from extract import read_document
from extract.pledge_odds import model
from repledge.evaluate.pairing import Matched, Record
from repledge.evaluate.run import evaluate_sets
from repledge.evaluate.score import figures, flag_of, is_flagged


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--newswire", type=Path, required=True)
    parser.add_argument("--treasury", type=Path, required=True)
    parser.add_argument("--faults", type=Path)
    asked = parser.parse_args()
    if not asked.weights.exists():
        trained = dict(_train_without_each(asked))
        asked.weights.write_text(json.dumps(trained, ensure_ascii=False), encoding="utf-8")
    weights: dict[str, Models] = json.loads(asked.weights.read_text(encoding="utf-8"))
    held = {folder.name: read_held(folder, weights[folder.name]) for folder in asked.gold}
    for name, matched in held.items():
        sys.stdout.write(f"{name:7} {printed(matched)}\n")
    sys.stdout.write(f"{'pooled':7} {printed(pooled(list(held.values())))}\n")
    if asked.faults:
        asked.faults.write_text("".join(_faults(held)), encoding="utf-8")


def _train_without_each(asked: argparse.Namespace) -> Iterator[tuple[str, Models]]:
    gold = {folder.name: list(gold_examples(folder)) for folder in asked.gold}
    wire = wire_examples(asked.labels, asked.newswire)
    quiet = treasury_examples(asked.treasury)
    always = [example for rows in (wire, quiet) for example in rows if not example.aside]
    for name in gold:
        rest = [e for other, rows in gold.items() if other != name for e in rows]
        yield name, train_all([*rest, *always])


def read_held(folder: Path, weights: Models) -> Matched:
    """One set through extraction and verification, with these weights of the pledge model."""
    with reading_with(weights):
        return evaluate_sets([folder], read_document)


@contextmanager
def reading_with(weights: Models | None) -> Iterator[None]:
    """Extraction with these weights of the pledge model; None: those that are shipped."""
    shipped: Callable[[], model.Tables] = model.loaded_weights
    try:
        if weights is not None:
            model.loaded_weights = lambda: model.joined(weights["pledge"], weights["past"])
        yield
    finally:
        model.loaded_weights = shipped


def pooled(held: Sequence[Matched]) -> Matched:
    """The pairs and extras of several sets as those of one."""
    return Matched(
        documents=sum(one.documents for one in held),
        pairs=tuple(pair for one in held for pair in one.pairs),
        extras=tuple(extra for one in held for extra in one.extras),
    )


def printed(matched: Matched) -> str:
    """One line: claims, sums wrongly claimed, flags, earlier documents cited."""
    told = figures(matched)
    past = [extra for extra in matched.extras if extra.kind == "background"]
    three = "/".join(_shown(told[f"claim_{name}"]) for name in ("precision", "recall", "f1"))
    flags = "/".join(_shown(told[f"flag_{name}"]) for name in ("precision", "recall", "f1"))
    return (
        f"claims {three} traps {told['trap_amounts_claimed']:3} past claimed {len(past):3}"
        f" flagged {sum(is_flagged(extra.answer) for extra in past):3}; flags {flags}"
        f" relations {_shown(told['relation_accuracy'])}"
        f" evidence {_shown(told['evidence_hit_at_1'])}/{_shown(told['evidence_hit_any'])}"
    )


def _shown(value: float | None) -> str:
    return "  -  " if value is None else f"{value:.3f}"


def _faults(held: dict[str, Matched]) -> Iterator[str]:
    for matched in held.values():
        for pair in matched.pairs:
            sums = pair.gold.amounts[:1]
            if pair.answer is None:
                yield _row(pair.document, "missed", str(sums), pair.gold.quote)
            elif not pair.gold.flag_open and pair.gold.flagged != flag_of(pair):
                kind = "not flagged" if pair.gold.flagged else "wrongly flagged"
                yield _row(pair.document, kind, str(sums), pair.gold.quote)
        for extra in matched.extras:
            kind = f"{extra.kind} claimed" + (", flagged" if is_flagged(extra.answer) else "")
            yield _row(extra.document, kind, *_said(extra.answer))


def _said(record: Record) -> tuple[str, str]:
    return str((record.get("amount") or {}).get("text")), str(record["quote"]["text"])


def _row(document: str, kind: str, money: str, quote: str) -> str:
    return "\t".join((document, kind, money, " ".join(quote.split()))) + "\n"


if __name__ == "__main__":
    main()
