"""The data dictionary: printed, complete, and the same as the file."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from repledge import contracts
from repledge.feeds.dictionary import codes, data_dictionary

DOCS = Path(__file__).parents[2] / "docs"
KINDS = {
    "verdict": contracts.VerdictCode, "relation": contracts.RelationCode,
    "basis": contracts.Basis, "role": contracts.Role, "nature": contracts.Nature,
    "qualifier": contracts.Qualifier, "commitment": contracts.Commitment,
    "level": contracts.Level, "voice": contracts.Voice, "milestone": contracts.Milestone,
}  # fmt: skip


def test_the_printed_dictionary_is_up_to_date() -> None:
    printed = (DOCS / "data_dictionary.md").read_text(encoding="utf-8")
    assert data_dictionary(DOCS / "schemas") == printed, "run `make docs` and read the difference"


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_has_a_meaning_and_none_is_left_over(kind: str) -> None:
    assert set(codes()[kind]) == set(get_args(KINDS[kind]))
    assert all(codes()[kind].values())


def test_sectors_and_statuses_too() -> None:
    schema = json.loads((DOCS / "schemas" / "ledger.schema.json").read_text(encoding="utf-8"))
    assert set(codes()["sector"]) == set(contracts.SECTORS)
    assert set(codes()["status"]) == set(schema["properties"]["status"]["enum"])


def unexplained(schema: dict[str, Any], above: str = "") -> list[str]:
    found = []
    for name, part in schema.get("properties", {}).items():
        found += [] if part.get("description") else [above + name]
        found += unexplained(part, f"{above}{name}.")
        if isinstance(part.get("items"), dict):
            found += unexplained(part["items"], f"{above}{name}[].")
    return found


@pytest.mark.parametrize("path", sorted((DOCS / "schemas").glob("*.json")), ids=lambda p: p.stem)
def test_every_field_says_what_it_means(path: Path) -> None:
    assert unexplained(json.loads(path.read_text(encoding="utf-8"))) == []


def test_a_field_cannot_break_the_table(tmp_path: Path) -> None:
    for path in (DOCS / "schemas").glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        schema["properties"]["odd"] = {"type": "string", "description": "a | b\n| c"}
        (tmp_path / path.name).write_text(json.dumps(schema), encoding="utf-8")
    page = data_dictionary(tmp_path)
    assert "| `odd` | string | a \\| b \\| c |" in page
