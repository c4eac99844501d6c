"""docs/data_dictionary.md, printed from the JSON Schemas of docs/schemas and from codes.toml.

A field is explained where the schema stands, a code where its table stands; nothing is written
twice.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from repledge.feeds.columns import columns_of
from repledge.text import clean

_HEAD = """\
# Data dictionary

What `repledge export`, `check`, `audit`, `claimant` and `watch` print. Printed by `make docs` from
docs/schemas (the JSON Schemas that tests hold the output to) and a table of codes; do not edit.

- An absent fact is null, in CSV and XLSX an empty cell; never 0 or "".
- Money is a whole number of the currency's unit; sums called `usd` are US dollars at the rate of
  the document's day.
- Offsets count characters of title, a line break, text; the end is exclusive.
- `amount.usd` is the field `usd` inside `amount`, and the name of the column in CSV, XLSX and
  Parquet; `earlier[].url` is a field of each object of the list `earlier`.
- Tables hold lists of words as one cell (Parquet: as a list) and lists of objects as JSON. Text
  that a spreadsheet would run as a formula gets an apostrophe in CSV and XLSX.
"""
# file -> what prints it, and the table of `export` that has the same columns
_OBJECTS = {
    "verdict": ("`export verdicts`, `check --json`, `explain --json`", "verdicts"),
    "claim": ("`export claims`", "claims"),
    "ledger": ("`export ledger`", "ledger"),
    "decision": ("`export decisions`", "decisions"),
    "audit": ("`audit --json`", None),
    "claimant": ("`claimant --json`", None),
    "watch": ("`watch --json`, one object a line", None),
}
_CODES = {
    "verdict": "Verdicts", "relation": "Relations", "basis": "Bases of net new money",
    "role": "Roles", "nature": "Natures", "qualifier": "Qualifiers", "commitment": "Commitments",
    "level": "Levels of a comparison", "voice": "Voices", "status": "Statuses of a ledger line",
    "milestone": "Milestones", "sector": "Sectors",
}  # fmt: skip


def data_dictionary(schemas: Path) -> str:
    """The whole page; raises OSError where a schema is not in the folder."""
    parts = [_HEAD]
    for name, (printed_by, table) in _OBJECTS.items():
        schema = json.loads((schemas / f"{name}.schema.json").read_text(encoding="utf-8"))
        columns = f", {len(columns_of(table))} columns as a table" if table else ""
        parts.append(
            f"\n## {schema['title']}\n\n{printed_by}; docs/schemas/{name}.schema.json{columns}.\n"
        )
        parts.append("\n| field | type | meaning |\n| --- | --- | --- |\n")
        parts += [f"| `{field}` | {kind} | {words} |\n" for field, kind, words in _fields(schema)]
    parts.append("\n## Codes\n")
    for kind, title in _CODES.items():
        parts.append(f"\n### {title}\n\n| code | meaning |\n| --- | --- |\n")
        parts += [f"| `{code}` | {_cell(words)} |\n" for code, words in codes()[kind].items()]
    return "".join(parts)


def codes() -> Mapping[str, Mapping[str, str]]:
    """Kind of code -> code -> what it means."""
    text = resources.files(__package__).joinpath("codes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _fields(schema: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str, str]]:
    """Name, type and meaning of every field, inner ones after the object that holds them."""
    for name, part in schema.get("properties", {}).items():
        yield above + name, _type(part), _cell(part.get("description", ""))
        yield from _fields(part, f"{above}{name}.")
        if isinstance(part.get("items"), Mapping):
            yield from _fields(part["items"], f"{above}{name}[].")


def _type(part: Mapping[str, Any]) -> str:
    if "enum" in part:
        kinds = ["code", *(["null"] if None in part["enum"] else [])]
    else:
        told = part.get("type", "any")
        kinds = [told] if isinstance(told, str) else list(told)
    words = " or ".join("list" if kind == "array" else kind for kind in kinds)
    return words.replace("string", "date") if part.get("format") == "date" else words


def _cell(text: str) -> str:
    """Text that cannot break a table of Markdown."""
    return " ".join(clean(text).replace("|", "\\|").split())
