"""The canned queries for Datasette run on the real schema, and nobody's passwords are open."""

from __future__ import annotations

from pathlib import Path

import pytest

yaml = pytest.importorskip("yaml", reason="comes with Datasette, the extra [explore]")
METADATA = Path(__file__).parents[2] / "docs" / "datasette" / "metadata.yml"


def test_every_canned_query_runs(store) -> None:
    described = yaml.safe_load(METADATA.read_text("utf-8"))["databases"]["repledge"]
    for name, query in described["queries"].items():
        rows = store.db.execute(query["sql"], {"company_id": "intel"}).fetchall()
        assert rows or name == "readers_differ", name
    tables = set(store.db.table_names()) | set(store.db.view_names())
    assert described["tables"].keys() <= tables
    for secret in ("users", "sessions", "login_failures"):
        assert described["tables"][secret]["allow"] is False
    assert described["allow_sql"] is False, "free SQL reads every table"
