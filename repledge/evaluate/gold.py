"""Gold sets as data: reconstructed releases with the claims and relations that are right for them.

A gold set is a folder with releases.jsonl and gold.jsonl; tests/gold/README.md gives every field.
Each set is a closed world: its relations hold among its own documents only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from repledge.contracts import Document
from repledge.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One claim as the labellers settled it; `fields` holds the codes that are compared as such."""

    main: bool
    quote: str
    company: tuple[str, ...]
    amounts: tuple[tuple[int, str], ...]  # every acceptable [amount, currency]; empty: no sum
    fields: Mapping[str, Any]
    relation: str
    relation_also: tuple[str, ...]
    earlier: tuple[str, ...]
    net_new_usd: tuple[int, int] | None
    flagged: bool
    flag_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSum:
    """A sum that is no claim: told as the past (background), or no pledge at all (other)."""

    amount: int
    currency: str
    quote: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """What is right for one document."""

    document: str
    claims: tuple[GoldClaim, ...]
    background: tuple[GoldSum, ...]
    other_amounts: tuple[GoldSum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """One closed world of documents with their labels."""

    name: str
    documents: tuple[Document, ...]
    golds: tuple[GoldDocument, ...]


def read_gold_set(folder: Path) -> GoldSet:
    """Read one gold set; raises BadInput with the file and line of the first bad row."""
    releases = [_document(row) for row in _rows(folder / "releases.jsonl")]
    golds = [gold_document(row) for row in _rows(folder / "gold.jsonl")]
    return GoldSet(name=folder.name, documents=tuple(releases), golds=tuple(golds))


def within(name: str, gold: GoldDocument) -> GoldDocument:
    """The labels with document ids that are unique over several sets."""
    claims = tuple(
        replace(claim, earlier=tuple(f"{name}/{e}" for e in claim.earlier)) for claim in gold.claims
    )
    return replace(gold, document=f"{name}/{gold.document}", claims=claims)


def gold_document(row: Mapping[str, Any]) -> GoldDocument:
    """One line of gold.jsonl as typed values."""
    return GoldDocument(
        document=row["document"],
        claims=tuple(_claim(claim) for claim in row["claims"]),
        background=tuple(_sum(item) for item in row.get("background", [])),
        other_amounts=tuple(_sum(item) for item in row.get("other_amounts", [])),
    )


_OWN = {"main", "quote", "amount", "currency", "also", "relation", "relation_also", "earlier",
        "net_new_usd", "flagged", "flag_open"}  # fmt: skip


def _claim(row: Mapping[str, Any]) -> GoldClaim:
    amounts: list[tuple[int, str]] = []
    if row["amount"] is not None:
        amounts.append((row["amount"], row.get("currency") or "USD"))
        amounts += [(value, code) for value, code in row.get("also") or []]
    net = row["net_new_usd"]
    return GoldClaim(
        main=bool(row["main"]),
        quote=row["quote"],
        company=tuple(row["company"]),
        amounts=tuple(amounts),
        fields={key: value for key, value in row.items() if key not in _OWN},
        relation=row["relation"],
        relation_also=tuple(row.get("relation_also") or ()),
        earlier=tuple(row["earlier"]),
        net_new_usd=None if net is None else (net[0], net[1]),
        flagged=bool(row["flagged"]),
        flag_open=bool(row.get("flag_open")),
    )


def _sum(row: Mapping[str, Any]) -> GoldSum:
    return GoldSum(
        amount=row["amount"],
        currency=row.get("currency") or "USD",
        quote=row["quote"],
        why=row.get("why", ""),
    )


def _document(row: Mapping[str, Any]) -> Document:
    return Document(
        id=row["id"],
        url=row["url"],
        source=row["source"],
        title=row["title"],
        published=date.fromisoformat(row["published"]),
        lang=row["lang"],
        text=row["text"],
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadInput(
            f"{path}: cannot be read ({error.strerror}); a gold set is a folder with "
            "releases.jsonl and gold.jsonl."
        ) from error
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise BadInput(f"{path}:{number}: is not JSON ({error.msg}); mend the line.") from error
    return rows
