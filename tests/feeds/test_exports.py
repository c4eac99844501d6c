"""The objects that outsiders rely on, and their CSV."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repledge.contracts import Decision, Horizon, LedgerLine, Place, Quote
from repledge.feeds import exports
from tests.feeds.samples import claim, document, verdict

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


LINE = LedgerLine(
    id="l1", company_id="example-motor", name="American plan", sector="mixed",
    place=Place(country="US"), status="announced", live_low_usd=None, live_high_usd=26_000_000_000,
    opened_on=date(2025, 3, 24), parents=(), claim_ids=("beef", "c0ffee0123456789"),
)  # fmt: skip
DECISION = Decision(
    id=7, claim_id="c0ffee0123456789", reviewer="ada", judgement="confirm",
    at=datetime(2025, 9, 1, tzinfo=UTC), fields=(("sector", "automotive"),),
)  # fmt: skip
BARE = claim(
    amount=None, company=None, company_id=None, partners=(), also_stated=(), place=Place(),
    horizon=Horizon(), jobs=None,
)  # fmt: skip
UNKNOWN = verdict(
    headline_usd=None, net_new_low_usd=None, net_new_high_usd=None, basis="unknown", earlier=()
)
READ = claim(evidence=(("jobs", Quote(document_id="doc-2025", start=1, end=3, text="xa")),))

OBJECTS = [
    ("verdict", exports.verdict_object(claim(), verdict(), document())),
    # nothing known but that there is a pledge
    ("verdict", exports.verdict_object(BARE, UNKNOWN, document())),
    ("claim", exports.claim_object(READ)),
    ("claim", exports.claim_object(BARE)),
    ("ledger", exports.ledger_object(LINE)),
    ("decision", exports.decision_object(DECISION)),
]


@pytest.mark.parametrize(("name", "row"), OBJECTS)
def test_an_object_is_as_its_schema_says(name: str, row: exports.Row) -> None:
    jsonschema.Draft202012Validator(schema(name)).validate(json.loads(json.dumps(row)))
    assert list(schema(name)["properties"]) == list(row)


@pytest.mark.parametrize("name", sorted({name for name, _ in OBJECTS}))
def test_a_schema_refuses_what_it_does_not_name(name: str) -> None:
    row = next(row for other, row in OBJECTS if other == name)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**row, "extra": 1}, schema(name))


def test_absent_facts_are_null() -> None:
    row = exports.verdict_object(BARE, UNKNOWN, document())
    absent = (
        "amount",
        "company",
        "company_id",
        "jobs",
        "operational_by",
        "headline_usd",
        "project",
    )
    assert [row[name] for name in absent] == [None] * len(absent)
    assert row["review"] == "pending"


def test_the_configuration_says_what_is_strategic() -> None:
    told = [exports.verdict_object(claim(), verdict(), document(), strategic=s)["strategic"]
            for s in (exports.STRATEGIC, ("metals",))]  # fmt: skip
    assert told == [True, False]


CELLS = [
    ("=1+1", "'=1+1"),
    (" =1+1", "' =1+1"),  # spaces do not stop a spreadsheet
    ("＝1+1", "'＝1+1"),  # nor does the full-width sign
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("-5", "'-5"),  # a text
    (-5, -5),  # a number
    ("2-1", "2-1"),
    ("\x00=1", "'=1"),  # a control is taken out before a reader sees the cell
]


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_a_cell_is_never_a_formula(cell: object, written: object) -> None:
    assert exports.safe_cell(cell) == written


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = exports.safe_cell(text)
    assert not str(cell).lstrip(" \u3000\n").startswith(tuple("=+-@\t\r＝＋－＠"))


def test_csv_has_the_same_columns_with_and_without_an_amount() -> None:
    file = io.StringIO(newline="")
    rows = [exports.verdict_object(c, verdict(), document()) for c in (BARE, claim())]
    exports.write_csv(rows, file, bom=True)
    text = file.getvalue()
    assert text.startswith("\ufeffclaim_id,document_id,")
    bare, full = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (bare["amount.usd"], full["amount.usd"]) == ("", "26000000000")
    assert "amount" not in full
    assert full["partners"] == "Sample Steel"
    assert json.loads(full["also_stated"]) == [[36_153_000_000_000, "KRW"]]
