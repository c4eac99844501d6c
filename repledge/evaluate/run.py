"""Gold sets through extraction and verification, each in a world of its own, pooled for scoring.

Runs in memory: the functions are those of the pipeline, the store adds nothing to a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from repledge.contracts import Claim, Document, Reading, Verdict
from repledge.evaluate.gold import GoldDocument, GoldSet, read_gold_set, within
from repledge.evaluate.oracle import Names, oracle_reading
from repledge.evaluate.pairing import Matched, match
from verify.candidates import ranked_documents
from verify.evidence import Evidence, earlier_than, order_of
from verify.history import MemoryHistory
from verify.verdict import judge_document

Read = Callable[[Document], Reading]


def evaluate_sets(folders: Iterable[Path], read: Read, oracle: Names | None = None) -> Matched:
    """Gold claims and verdicts of all sets side by side; `oracle`: the gold claims are judged.

    Raises BadInput for a folder that is no gold set.
    """
    golds: list[GoldDocument] = []
    records: list[dict[str, Any]] = []
    for folder in folders:
        gold_set = read_gold_set(folder)
        readings = read_set(gold_set, read, oracle)
        golds += [within(gold_set.name, gold) for gold in gold_set.golds]
        records += [within_set(gold_set.name, r) for r in judge_set(gold_set, readings)]
    return match(golds, records)


def read_set(gold_set: GoldSet, read: Read, oracle: Names | None = None) -> dict[str, Reading]:
    """What is read in the set's documents, by document id."""
    golds = {gold.document: gold for gold in gold_set.golds}
    readings: dict[str, Reading] = {}
    for document in gold_set.documents:
        reading = read(document)
        gold = golds.get(document.id)
        if oracle and gold:
            reading = oracle_reading(document, gold, reading, oracle)
        readings[document.id] = reading
    return readings


def judge_set(gold_set: GoldSet, readings: Mapping[str, Reading]) -> list[dict[str, Any]]:
    """The verdicts on all claims of a closed world, as the records that the scorer reads."""
    evidences = [
        Evidence(document, readings[document.id].claims, readings[document.id].sums)
        for document in gold_set.documents
    ]
    history = MemoryHistory(evidences)
    records: list[dict[str, Any]] = []
    for evidence in sorted(evidences, key=order_of):
        verdicts: Sequence[Verdict] = judge_document(evidence, history)
        earlier = earlier_than(evidence, history.related(evidence))
        for claim, verdict in zip(evidence.claims, verdicts, strict=True):
            looked_at = ranked_documents(claim, evidence, earlier)
            records.append({**record(claim, verdict), "candidates": looked_at})
    return records


def record(claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """Claim and verdict as one flat object, field names as in `repledge export verdicts`."""
    return {**asdict(claim), **asdict(verdict)}


def within_set(name: str, record: dict[str, Any]) -> dict[str, Any]:
    """A record with document ids that are unique over several sets."""
    earlier = [{**e, "document_id": f"{name}/{e['document_id']}"} for e in record["earlier"]]
    looked_at = [f"{name}/{document}" for document in record["candidates"]]
    document = f"{name}/{record['document_id']}"
    return {**record, "document_id": document, "earlier": earlier, "candidates": looked_at}
