"""Verdicts, claims, ledger lines and decisions as plain objects and as CSV.

The objects are contracts with outsiders: docs/schemas/ describes them, tests hold them to it. An
absent fact is null, never 0 or "".
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TextIO

from repledge.config import Extract
from repledge.contracts import (
    Amount,
    Claim,
    Comparison,
    Decision,
    Document,
    Earlier,
    LedgerLine,
    Place,
    Quote,
    Verdict,
)
from repledge.text import clean

Row = dict[str, Any]
STRATEGIC = Extract().strategic
# what spreadsheet programs take for the beginning of a formula, full-width forms included
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_BLANK = " \u3000\n"


def verdict_object(
    claim: Claim,
    verdict: Verdict,
    document: Document,
    review: str = "pending",
    *,
    strategic: Collection[str] = STRATEGIC,
) -> Row:
    """One claim with its verdict, as `export verdicts`, `check` and `explain` print it.

    `review` is the last judgement of a person, "pending" without one; `strategic` the sectors that
    the configuration calls so.
    """
    return {
        "claim_id": claim.id,
        "document_id": document.id,
        "url": document.url,
        "source": document.source,
        "published": document.published.isoformat(),
        "lang": document.lang,
        "quote": claim.quote.text,
        "start": claim.quote.start,
        "end": claim.quote.end,
        **_pledge(claim, strategic),
        "verdict": verdict.verdict,
        "relation": verdict.relation,
        "rule": verdict.rule,
        "score": verdict.score,
        "headline_usd": verdict.headline_usd,
        "net_new_low_usd": verdict.net_new_low_usd,
        "net_new_high_usd": verdict.net_new_high_usd,
        "basis": verdict.basis,
        "sentence": verdict.sentence,
        "earlier": [_earlier(earlier) for earlier in verdict.earlier],
        "review": review,
    }


def claim_object(claim: Claim, *, strategic: Collection[str] = STRATEGIC) -> Row:
    """One claim as extraction read it, with the words behind each field."""
    return {
        "claim_id": claim.id,
        "document_id": claim.document_id,
        "published": claim.published.isoformat(),
        "main": claim.main,
        "quote": claim.quote.text,
        "start": claim.quote.start,
        "end": claim.quote.end,
        **_pledge(claim, strategic),
        "voice": claim.voice,
        "milestones": list(claim.milestones),
        "evidence": [{"field": name, **_quote(quote)} for name, quote in claim.evidence],
    }


def ledger_object(line: LedgerLine) -> Row:
    """One project, programme or umbrella with its live amount."""
    return {
        "line_id": line.id,
        "company_id": line.company_id,
        "name": line.name,
        "sector": line.sector,
        "place": _place(line.place),
        "status": line.status,
        "live_low_usd": line.live_low_usd,
        "live_high_usd": line.live_high_usd,
        "opened_on": line.opened_on.isoformat(),
        "parents": list(line.parents),
        "claim_ids": list(line.claim_ids),
    }


def decision_object(decision: Decision) -> Row:
    """One thing that a person said; `supersedes` names the decision it takes back."""
    return {
        "decision_id": decision.id,
        "claim_id": decision.claim_id,
        "reviewer": decision.reviewer,
        "judgement": decision.judgement,
        "at": decision.at.isoformat(),
        "note": decision.note,
        "fields": dict(decision.fields),
        "ancestor_id": decision.ancestor_id,
        "supersedes": decision.supersedes,
    }


def write_csv(rows: Iterable[Mapping[str, Any]], file: TextIO, *, bom: bool = False) -> None:
    """Rows as CSV (RFC 4180): nested objects become columns `amount.usd`, lists one cell.

    Cells that a spreadsheet would run as a formula get a leading apostrophe; `bom` marks the file
    as UTF-8 for spreadsheet programs. Open `file` with newline="".
    """
    flat = [dict(_cells(row)) for row in rows]
    names = dict.fromkeys(name for row in flat for name in row)
    whole = {name.rpartition(".")[0] for name in names}
    columns = [name for name in names if name not in whole]  # "amount" where some have none
    if bom:
        file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in flat)


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet program takes for a formula.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell(-5), safe_cell("a-b")
    ("'=HYPERLINK(1)", -5, 'a-b')
    """
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.lstrip(_BLANK).startswith(_FORMULA) else text


def _cells(row: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, object]]:
    for name, value in row.items():
        if isinstance(value, Mapping) and value:
            yield from _cells(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", safe_cell(_scalar(value))


def _scalar(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if isinstance(value, list | Mapping):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return value


def _pledge(claim: Claim, strategic: Collection[str]) -> Row:
    return {
        "company": claim.company,
        "company_id": claim.company_id,
        "partners": list(claim.partners),
        "amount": None if claim.amount is None else _amount(claim.amount),
        "also_stated": [list(pair) for pair in claim.also_stated],
        "role": claim.role,
        "nature": claim.nature,
        "sector": claim.sector,
        "strategic": claim.sector in strategic,
        "place": _place(claim.place),
        "project": claim.project,
        "horizon": {
            "start": claim.horizon.start,
            "end": claim.horizon.end,
            "years": claim.horizon.years,
        },
        "operational_by": claim.operational_by,
        "jobs": claim.jobs,
        "commitment": claim.commitment,
        "disclosed": claim.disclosed,
        "confidence": claim.confidence,
    }


def _amount(amount: Amount) -> Row:
    return {
        "value": amount.value,
        "low": amount.low,
        "high": amount.high,
        "currency": amount.currency,
        "qualifier": amount.qualifier,
        "text": amount.text,
        "usd": amount.usd,
    }


def _place(place: Place) -> Row:
    return {"country": place.country, "region": place.region, "city": place.city}


def _quote(quote: Quote) -> Row:
    return {"quote": quote.text, "start": quote.start, "end": quote.end}


def _earlier(earlier: Earlier) -> Row:
    return {
        "claim_id": earlier.claim_id,
        "document_id": earlier.document_id,
        "url": earlier.url,
        "published": earlier.published.isoformat(),
        "relation": earlier.relation,
        "amount_usd": earlier.amount_usd,
        "quote": earlier.quote,
        "score": earlier.score,
        "why": [_comparison(comparison) for comparison in earlier.why],
    }


def _comparison(comparison: Comparison) -> Row:
    return {
        "field": comparison.field,
        "level": comparison.level,
        "sentence": comparison.sentence,
    }
