"""Measures the field readers alone, on the gold claims' own sentences.

    python bench/fields.py [--errors FIELD] GOLD_DIR...

Each gold claim's quote is found in its document, and every reader is asked for that seat: so the
figures say what the readers do, whatever the assembly finds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from extract.companies import announcer_of, load_companies, unknown_parties
from extract.companies.names import name_key
from extract.context import ClaimContext, view_of
from extract.horizon import horizon_of
from extract.jobs import jobs_of
from extract.opening import operational_by_of
from extract.places import place_mentions, place_of
from extract.sectors import sector_of
from repledge.contracts import Document

Row = dict[str, Any]
FIELDS = ("company", "sector", "country", "region", "horizon_end", "operational_by", "jobs")


def main() -> None:
    """Print right/asked for each field; with --errors, the wrong ones of one field."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", choices=FIELDS)
    parser.add_argument("folders", type=Path, nargs="+")
    arguments = parser.parse_args()
    right: Counter[str] = Counter()
    asked = 0
    for folder in arguments.folders:
        for document, claim, context in contexts(folder):
            asked += 1
            read = read_fields(document, context)
            for field in FIELDS:
                good = fits(field, claim, read)
                right[field] += good
                if field == arguments.errors and not good:
                    sys.stdout.write(
                        f"{document.id} | {read[field]!r} | {claim.get(field)!r} | "
                        f"{claim['quote'][:300]}\n"
                    )
    for field in FIELDS:
        sys.stdout.write(f"{field:16} {right[field]}/{asked} = {right[field] / asked:.3f}\n")


def contexts(folder: Path) -> Iterator[tuple[Document, Row, ClaimContext]]:
    """Every gold claim with its document and its seat."""
    documents = {row["id"]: row for row in _rows(folder / "releases.jsonl")}
    for row in _rows(folder / "gold.jsonl"):
        raw = documents[row["document"]]
        document = Document(**raw | {"published": date.fromisoformat(raw["published"])})
        view = view_of(document)
        spans = [_span(document.body, claim["quote"]) for claim in row["claims"]]
        for claim, (start, end) in zip(row["claims"], spans, strict=True):
            others = tuple(span for span in spans if span != (start, end))
            yield (
                document,
                claim,
                ClaimContext(
                    view=view,
                    start=start,
                    end=end,
                    focus=start,
                    main=claim["main"],
                    role=claim["role"],
                    others=others,
                ),
            )


def _span(body: str, quote: str) -> tuple[int, int]:
    start = max(0, body.find(quote))
    return start, start + len(quote)


def read_fields(document: Document, context: ClaimContext) -> Row:
    """What the readers say for one seat."""
    companies = load_companies()
    known = companies.mentions(document.body, document.lang)
    parties = [*known, *unknown_parties(document.body, document.lang, known)]
    speaker = announcer_of(document.source, companies)
    inside = [p for p in parties if context.start <= p.start < context.end]
    names = [p.name for p in inside] or ([speaker.name] if speaker else [p.name for p in parties])
    hints = [
        found.sector
        for p in inside or parties[:1]
        if p.company_id and (found := companies.get(p.company_id)) and found.sector
    ]
    place = place_of(context, place_mentions(document.body, document.lang))
    horizon, operational = horizon_of(context), operational_by_of(context)
    jobs = jobs_of(context)
    return {
        "company": names,
        "sector": sector_of(context, hints).value,
        "country": place.value.country if place else None,
        "region": place.value.region if place else None,
        "horizon_end": horizon.value.end if horizon else None,
        "operational_by": operational.value if operational else None,
        "jobs": jobs.value if jobs else None,
    }


def fits(field: str, claim: Row, read: Row) -> bool:
    """Whether a value is among those that the gold set accepts."""
    if field == "company":
        return bool({name_key(n) for n in claim["company"]} & {name_key(n) for n in read[field]})
    if field == "sector":
        return read[field] in claim["sector"]
    return bool(read[field] == claim[field])


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    main()
