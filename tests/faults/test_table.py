"""The table of guards is whole and true: each guard stands in its file, each test is there."""

import ast

import pytest

from tests.faults.break_guards import ROOT, guards

ROWS = set(range(1, 49))


@pytest.mark.parametrize("guard", guards(), ids=lambda guard: f"{guard['row']}-{guard['fault']}")
def test_a_guard_stands_where_the_table_says(guard: dict) -> None:
    text = (ROOT / guard["file"]).read_text("utf-8")
    assert text.count(guard["guard"]) == 1, f"{guard['file']}: {guard['guard']}"
    assert guard["tests"]
    for test in guard["tests"]:
        path, _, name = test.partition("::")
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert name.partition("[")[0] in names, test


def test_every_row_of_the_matrix_has_a_guard() -> None:
    assert {guard["row"] for guard in guards()} >= ROWS
