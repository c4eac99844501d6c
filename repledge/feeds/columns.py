"""The columns of a table of exported objects: nested objects as `amount.usd`, in one fixed order.

The names and types are those of docs/schemas/ (a test compares), so that a table has the same
columns whatever its rows hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

ColumnType = Literal["text", "int", "float", "bool", "date", "list", "json"]

_PLEDGE = """
    company company_id partners:list amount.value:int amount.low:int amount.high:int amount.currency
    amount.qualifier amount.text amount.usd:int also_stated:json role nature sector strategic:bool
    place.country place.region place.city project horizon.start:int horizon.end:int
    horizon.years:int operational_by:int jobs:int commitment disclosed:bool confidence:float
"""
_TABLES = {
    "verdicts": f"""
        claim_id document_id url source published:date lang quote start:int end:int {_PLEDGE}
        verdict relation rule score:float headline_usd:int net_new_low_usd:int net_new_high_usd:int
        basis sentence earlier:json review
    """,
    "claims": f"""
        claim_id document_id published:date main:bool quote start:int end:int {_PLEDGE}
        voice milestones:list evidence:json
    """,
    "ledger": """
        line_id company_id name sector place.country place.region place.city status live_low_usd:int
        live_high_usd:int opened_on:date parents:list claim_ids:list
    """,
    "decisions": """
        decision_id:int claim_id reviewer judgement at note fields:json ancestor_id supersedes:int
    """,
}


def columns_of(what: str) -> dict[str, ColumnType]:
    """Name and type of every column of `verdicts`, `claims`, `ledger` or `decisions`."""
    found: dict[str, ColumnType] = {}
    for word in _TABLES[what].split():
        name, _, kind = word.partition(":")
        found[name] = kind or "text"  # type: ignore[assignment]
    return found


def value_at(row: Mapping[str, Any], name: str, kind: ColumnType) -> Any:
    """One cell as a Python value of its type; None where the fact is absent.

    >>> value_at({"amount": {"usd": 5}}, "amount.usd", "int")
    5
    >>> value_at({"amount": None}, "amount.usd", "int") is None
    True
    """
    value: Any = row
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    if value is None:
        return None
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "json":
        return json.dumps(value, ensure_ascii=False) if value else None
    return value
