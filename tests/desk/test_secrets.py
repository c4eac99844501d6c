"""FAULTS 33-35: no text of others becomes a path, no secret is written anywhere."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from repledge.errors import BadInput
from repledge.store import queue
from scraper.evidence import read_record
from tests.cli.test_night import RELEASE
from tests.desk.conftest import Browser
from tests.desk.test_pages import AUDIT
from tests.scraper.test_evidence import FIRST, PAGE, writer

ROOT = Path(__file__).parents[2]

PLACES = [
    pytest.param("../../etc/passwd:0", id="upwards"),
    pytest.param("/etc/passwd:0", id="from the root"),
    pytest.param(f"..%2f{FIRST}:0", id="upwards, escaped"),
    pytest.param(f"sub/../{FIRST}:0", id="around"),
    pytest.param(f"{FIRST}\x00.gz:0", id="a NUL"),
    pytest.param("CON:0", id="a device of Windows"),
    pytest.param(f"{'run-' * 900}.warc.gz:0", id="very long"),
]


@pytest.mark.parametrize("place", PLACES)
def test_a_place_of_evidence_is_never_a_path(tmp_path: Path, place: str) -> None:
    with pytest.raises(BadInput, match="no place of evidence"):
        read_record(tmp_path, place)


def test_a_link_among_the_evidence_is_not_followed(tmp_path: Path) -> None:
    with writer(tmp_path / "elsewhere") as evidence:
        place = evidence.write(PAGE)
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / FIRST).symlink_to(tmp_path / "elsewhere" / FIRST)
    assert read_record(tmp_path / "elsewhere", place) == PAGE.body
    with pytest.raises(BadInput, match="link"):
        read_record(tmp_path / "evidence", place)


ADDRESSES = [
    "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2f..%2fetc%2fpasswd",
    "/static/%00", f"/static/{'x' * 5000}", "/static//etc/passwd",
    "/documents/..%2f..%2fetc%2fpasswd/captured", "/audits/..%2f1", "/companies/../../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_address_leads_out_of_the_desk(browser, path) -> None:
    answer = browser()._send("GET", path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_the_name_of_a_list_is_a_name_only(desk, store, browser, tmp_path: Path) -> None:
    ana = browser()
    ana.desk = replace(desk, audit=lambda *_: AUDIT)
    before = sorted(path.name for path in tmp_path.iterdir())
    assert ana.upload("/audits", "../../escaped\n.csv", b"company,amount").status_code == 303
    assert "escaped" in queue.audits(store)[0]["name"]
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_passwords_and_tokens_are_nowhere_in_the_store(with_users, store) -> None:
    rob = Browser(with_users, {})
    rob.post("/login", name="rob", password="robrob1")
    Browser(with_users, {}).post("/login", name="rob", password="a wrong canary")
    token = rob.cookies["repledge"]
    assert rob.get("/").status_code == 200
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = with_users.store_path.read_bytes()
    for secret in (token, "robrob1", "a wrong canary"):
        assert secret.encode() not in kept, secret
    assert b"$argon2id$" in kept


def test_no_command_writes_a_secret(tmp_path: Path) -> None:
    canary = "canary-7f3a"
    secrets = {
        "REPLEDGE_NOTIFY": f"json://user:{canary}@127.0.0.1:9/ nonsense://{canary}",
        "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1",
    }  # fmt: skip

    def repledge(*arguments: str, stdin: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "repledge", "-v", "-v", *arguments], cwd=tmp_path, input=stdin,
            capture_output=True, text=True, timeout=120, env=secrets, check=False,
        )  # fmt: skip
        return done.stdout + done.stderr

    (tmp_path / "release.txt").write_text(RELEASE, "utf-8")
    said = repledge("users", "add", "rob", "--password", f"{canary}-password")
    said += repledge("check", "release.txt") + repledge("feeds") + repledge("doctor")
    said += repledge("digest", "--send")
    assert "The digest was not sent" in said
    assert canary not in said
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 2
    assert [str(path) for path in files if canary.encode() in path.read_bytes()] == []
