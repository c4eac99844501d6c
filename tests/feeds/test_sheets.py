"""XLSX and Parquet: the same columns always, numbers as numbers, no text a formula, equal bytes."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repledge.errors import CannotWrite, UsageError
from repledge.feeds import exports, sheets
from repledge.feeds.columns import columns_of
from tests.feeds.samples import claim, document, verdict
from tests.feeds.test_exports import BARE, DECISION, LINE, UNKNOWN

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
TABLES = {"verdicts": "verdict", "claims": "claim", "ledger": "ledger", "decisions": "decision"}
QUIET = [HealthCheck.function_scoped_fixture]
FULL = exports.verdict_object(claim(), verdict(), document())
EMPTY = exports.verdict_object(BARE, UNKNOWN, document())


def leaves(schema: dict[str, Any], above: str = "") -> dict[str, str]:
    """Name and type of every leaf of a JSON Schema, as a table has them."""
    found = {}
    for name, part in schema["properties"].items():
        kinds = part.get("type", "string")
        kind = next((k for k in [kinds, "null"] if k != "null"), "null") if isinstance(kinds, str) \
            else next(k for k in kinds if k != "null")  # fmt: skip
        if kind == "object" and part.get("properties"):
            found |= leaves(part, f"{above}{name}.")
        elif kind == "array":
            texts = part.get("items", {}).get("type") == "string" or "enum" in part.get("items", {})
            found[above + name] = "list" if texts else "json"
        elif part.get("format") == "date":
            found[above + name] = "date"
        else:
            names = {"integer": "int", "number": "float", "boolean": "bool", "object": "json"}
            found[above + name] = names.get(kind, "text")
    return found


@pytest.mark.parametrize("what", TABLES)
def test_the_columns_are_those_of_the_schema(what: str) -> None:
    schema = json.loads((SCHEMAS / f"{TABLES[what]}.schema.json").read_text(encoding="utf-8"))
    assert columns_of(what) == leaves(schema)


def sheet_of(path: Path) -> tuple[list[str], list[list[Any]]]:
    book = openpyxl.load_workbook(path)
    head, *rows = ([cell.value for cell in row] for row in book.active.iter_rows())
    book.close()
    return head, rows


def test_a_sheet_has_all_columns_and_typed_cells(tmp_path: Path) -> None:
    path = tmp_path / "v.xlsx"
    sheets.write_xlsx("verdicts", [FULL, EMPTY], path)
    head, rows = sheet_of(path)
    full, empty = (dict(zip(head, row, strict=True)) for row in rows)
    assert head == list(columns_of("verdicts"))
    assert full["amount.usd"] == 26_000_000_000
    assert full["published"].date() == date.fromisoformat(FULL["published"])
    assert full["partners"] == "Sample Steel"
    assert empty["amount.usd"] is None
    assert [p.name for p in tmp_path.iterdir()] == ["v.xlsx"]


@pytest.mark.parametrize(
    ("what", "rows"),
    [
        ("verdicts", []),
        ("claims", [exports.claim_object(claim())]),
        ("ledger", [exports.ledger_object(LINE)]),
        ("decisions", [exports.decision_object(DECISION)]),
    ],
)
def test_every_table_can_be_a_sheet_and_twice_gives_the_same_bytes(what, rows, tmp_path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    sheets.write_xlsx(what, rows, first)
    sheets.write_xlsx(what, rows, second)
    assert first.read_bytes() == second.read_bytes()
    assert len(sheet_of(first)[1]) == len(rows)


def test_won_keep_their_digits(tmp_path: Path) -> None:
    row = FULL | {"amount": FULL["amount"] | {"value": 36_153_000_000_000_001}}
    sheets.write_xlsx("verdicts", [row], tmp_path / "v.xlsx")
    head, rows = sheet_of(tmp_path / "v.xlsx")
    assert rows[0][head.index("amount.value")] == "36153000000000001"


@settings(max_examples=40, deadline=None, suppress_health_check=QUIET)
@given(st.text(max_size=60), st.sampled_from(["", "=", "+", "-", "@", "＝", "#REF!", "{=", "\t="]))
def test_no_text_is_a_formula_in_a_sheet(tmp_path: Path, text: str, start: str) -> None:
    row = FULL | {"company": start + text}
    sheets.write_xlsx("verdicts", [row], tmp_path / "v.xlsx")
    book = openpyxl.load_workbook(tmp_path / "v.xlsx")
    for cells in book.active.iter_rows():
        assert all(cell.data_type in {"s", "n", "b", "d"} for cell in cells)
        assert not any(
            str(c.value).lstrip().startswith(("=", "+", "@")) for c in cells if c.data_type == "s"
        )
    book.close()


def test_a_long_text_ends_with_a_mark(tmp_path: Path) -> None:
    sheets.write_xlsx("verdicts", [FULL | {"quote": "x" * 40_000}], tmp_path / "v.xlsx")
    head, rows = sheet_of(tmp_path / "v.xlsx")
    assert rows[0][head.index("quote")].endswith("x…")


@pytest.mark.parametrize(("form", "package"), [("xlsx", "openpyxl"), ("parquet", "pyarrow")])
def test_a_missing_extra_is_named(form, package, tmp_path, monkeypatch) -> None:
    def none(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(sheets.importlib, "import_module", none)
    with pytest.raises(UsageError, match=rf"repledge\[{form}\]"):
        sheets.WRITERS[form]("verdicts", [FULL], tmp_path / "v")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"no/v\.xlsx"):
        sheets.write_xlsx("verdicts", [FULL], tmp_path / "no" / "v.xlsx")


def test_more_rows_than_a_sheet_holds_are_refused_and_nothing_is_left(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    with pytest.raises(UsageError, match="csv or parquet"):
        sheets.write_xlsx("verdicts", [FULL] * 3, tmp_path / "v.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", TABLES)
def test_parquet_has_typed_columns(what: str, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra repledge[parquet]")
    rows = {
        "verdicts": [FULL, EMPTY, FULL | {"company": "a\ud800\x00=1"}],
        "claims": [exports.claim_object(BARE)],
        "ledger": [exports.ledger_object(LINE)],
        "decisions": [],
    }[what]
    first, second = tmp_path / "1.parquet", tmp_path / "2.parquet"
    for path in (first, second):
        sheets.write_parquet(what, rows, path)
    assert first.read_bytes() == second.read_bytes()
    table = parquet.read_table(first)
    assert table.column_names == list(columns_of(what))
    assert table.num_rows == len(rows)
    if what == "verdicts":
        told = table.to_pylist()
        assert told[0]["amount.usd"] == 26_000_000_000
        assert told[0]["partners"] == ["Sample Steel"]
        assert told[1]["amount.usd"] is None
        assert told[2]["company"] == "a=1"
        assert told[0]["published"] == date.fromisoformat(FULL["published"])
