"""How fast releases are read: ours beside spaCy's full English pipeline, the same texts in one run.

    python -m bench.extract_speed GOLD_SET_OR_FOLDER... [--rounds 3] [--limit 300]

A folder with releases.jsonl is a gold set, any other one holds releases in Markdown (newswire). The
two readers take turns over all texts; of each the fastest round counts, in seconds of processor
time, so that a busy machine does them no wrong. Both are warmed up on the first texts: loading of
tables and models is not timed. Peak memory is that of the process after our first round, before
spaCy's pipeline is loaded (the name model that ours asks in a few sentences is in it).
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.newswire import document_of
from extract import read_document
from extract.companies.entities import MODELS
from repledge.contracts import Document
from repledge.evaluate.gold import read_gold_set

if TYPE_CHECKING:
    from spacy.language import Language

_WARM = 5  # texts read before the clock starts


def main() -> None:
    """Print documents a second of both, their ratio and our peak memory, for each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=300, help="texts a folder, evenly spread")
    asked = parser.parse_args()
    texts = {folder: texts_of(folder, asked.limit) for folder in asked.folders}
    for documents in texts.values():
        for document in documents:
            read_document(document)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    nlp = full_pipeline()
    for folder, documents in texts.items():
        ours, theirs = race(documents, nlp, asked.rounds)
        size = sum(len(d.body) for d in documents) / max(1, len(documents))
        sys.stdout.write(
            f"{folder}: {len(documents)} texts of {size:.0f} characters; ours {ours:.1f} a second,"
            f" spaCy {theirs:.1f}, ratio {ours / theirs:.1f}\n"
        )
    sys.stdout.write(f"peak memory of ours {peak:.0f} MB\n")


def texts_of(folder: Path, limit: int) -> list[Document]:
    """The English documents of a gold set or of a folder of releases, at most `limit`."""
    if (folder / "releases.jsonl").is_file():
        documents = [d for d in read_gold_set(folder).documents if d.lang == "en"]
    else:
        files = sorted(folder.rglob("*.md"))
        documents = [document_of(f, f.relative_to(folder).as_posix()) for f in files]
    step = max(1, -(-len(documents) // limit))
    return documents[::step]


def full_pipeline() -> Language:
    """spaCy's small English model with all its parts."""
    import spacy

    for name in MODELS["en"]:
        if spacy.util.is_package(name):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return spacy.load(name)
    raise SystemExit("no English model is installed; run `pip install -e .`.")


def race(documents: Sequence[Document], nlp: Language, rounds: int) -> tuple[float, float]:
    """Documents a second of ours and of spaCy, each in its fastest round."""
    bodies = [document.body for document in documents]

    def ours() -> None:
        for document in documents:
            read_document(document)

    def theirs() -> None:
        for _ in nlp.pipe(bodies):
            pass

    for _ in nlp.pipe(bodies[:_WARM]):
        pass
    times = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    return (
        len(documents) / min(mine for mine, _ in times),
        len(documents) / min(other for _, other in times),
    )


def seconds(work: Callable[[], None]) -> float:
    """Processor time of one piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
