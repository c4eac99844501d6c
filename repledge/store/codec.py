"""Contracts to JSON and back: one text for one value, keys sorted, so that equal means equal."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter

from repledge.contracts import Claim, LedgerLine, Sum, Verdict

T = TypeVar("T")

CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)
SUM: TypeAdapter[Sum] = TypeAdapter(Sum)
VERDICT: TypeAdapter[Verdict] = TypeAdapter(Verdict)
LINE: TypeAdapter[LedgerLine] = TypeAdapter(LedgerLine)


def dump(adapter: TypeAdapter[T], value: T) -> str:
    """The value as JSON with sorted keys."""
    return canonical(adapter.dump_python(value, mode="json"))


def load(adapter: TypeAdapter[T], text: str) -> T:
    """The value of a record; pydantic's ValidationError where the record has another shape."""
    return adapter.validate_json(text)


def canonical(value: Any) -> str:
    """Any JSON value as one fixed text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
