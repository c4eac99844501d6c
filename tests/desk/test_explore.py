"""Datasette over the store: canned queries run on the real schema, nobody's passwords are open.

The last test serves it for real where Datasette (the extra [explore]) is on the path.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

yaml = pytest.importorskip("yaml", reason="comes with Datasette, the extra [explore]")
METADATA = Path(__file__).parents[2] / "docs" / "datasette" / "metadata.yml"
DATASETTE = shutil.which("datasette")
ASKED = {"company": "intel"}


def described() -> dict:
    return yaml.safe_load(METADATA.read_text("utf-8"))["databases"]["repledge"]


def test_every_canned_query_runs(store) -> None:
    for name, query in described()["queries"].items():
        rows = store.db.execute(query["sql"], ASKED).fetchall()
        assert rows or name == "readers_differ", name
    tables = set(store.db.table_names()) | set(store.db.view_names())
    assert described()["tables"].keys() <= tables


def test_no_table_with_a_secret_is_open(store) -> None:
    assert described()["allow_sql"] is False, "free SQL reads every table"
    closed = {name for name, table in described()["tables"].items() if table.get("allow") is False}
    for name in store.db.table_names():
        columns = {column.name for column in store.db[name].columns} - {"content_hash"}
        if any(word in column for column in columns for word in ("hash", "password", "secret")):
            assert name in closed, f"{name} holds {sorted(columns)}"


@pytest.fixture
def served(desk) -> Iterator[str]:
    if DATASETTE is None:
        pytest.skip("Datasette is not on the path: pip install 'repledge[explore]'")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [DATASETTE, "serve", "--immutable", str(desk.store_path), "--metadata",
               str(METADATA), "--port", str(port)]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        base = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                httpx.get(base)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield base
        server.terminate()


def test_datasette_shows_what_is_useful_and_nothing_else(served) -> None:
    front = httpx.get(f"{served}/repledge").text
    assert "v_flagged" in front
    assert "partners" not in front, "closed and hidden"
    for name, table in described()["tables"].items():
        page = httpx.get(f"{served}/repledge/{name}", timeout=30)
        assert page.status_code == (403 if table.get("allow") is False else 200), name
        for facet in table.get("facets", ()):
            assert f'data-column="{facet}"' in page.text, f"{name}: {facet}"
    for name, query in described()["queries"].items():
        asked = {one: ASKED[one] for one in query.get("params", ())}
        rows = httpx.get(f"{served}/repledge/{name}.json", params=asked | {"_shape": "array"})
        assert rows.status_code == 200, name
        assert rows.json() or name == "readers_differ", name
    for sql in ("select * from users", "select * from partners"):
        assert httpx.get(f"{served}/repledge", params={"sql": sql}).status_code == 403
