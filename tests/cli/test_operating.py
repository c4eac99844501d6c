"""What a timer and its owner see: pings, digest, units; and releases that come in by hand."""

import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from repledge import pressroom
from repledge.pressroom.archive import carried_by, sites
from repledge.store import open_store, reads
from tests.cli.test_night import RELEASE, ROOT, repledge


@pytest.fixture
def watchdog() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A healthchecks-style server on loopback, and what it heard."""
    heard: list[tuple[str, str]] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            heard.append((self.path, body))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """No talk."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/uuid", heard
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_the_printed_service_runs_a_night_and_its_watchdog_hears_start_and_end(
    tmp_path: Path, watchdog
) -> None:
    url, heard = watchdog
    printed = repledge(tmp_path, "systemd", "--ping-url", url).stdout
    line = next(x for x in printed.splitlines() if x.startswith("ExecStart="))
    arguments = shlex.split(line.removeprefix("ExecStart="))[1:]
    done = repledge(tmp_path, *arguments)
    assert done.returncode == 0, done.stderr
    assert heard == [("/uuid/start", ""), ("/uuid", "")]
    digest = (tmp_path / "var" / "digest.txt").read_text()
    assert digest.startswith("Repledge: ")
    assert "flagged pledges await a reader" in digest
    metrics = (tmp_path / "var" / "repledge.prom").read_text()
    assert "repledge_run_exit_code 0\n" in metrics


def test_a_night_that_fails_is_told_with_its_reason(tmp_path: Path, watchdog) -> None:
    url, heard = watchdog
    (tmp_path / "config.toml").write_text("[crawl]\nlive = true\n")
    assert repledge(tmp_path, "nightly", "--ping-url", url).returncode == 78
    assert [path for path, _ in heard] == ["/uuid/start", "/uuid/fail"]
    assert "crawl.contact" in heard[1][1]
    assert "repledge_run_exit_code 78\n" in (tmp_path / "var" / "repledge.prom").read_text()


def _is_running(folder: Path) -> bool:
    """Whether a run has begun in the store of the folder."""
    for path in folder.glob("var/*.db"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            try:
                return bool(db.execute("SELECT count(*) FROM runs").fetchone()[0])
            except sqlite3.OperationalError:  # the tables are being made
                return False
    return False


def test_a_night_that_systemd_stops_is_told(tmp_path: Path, watchdog) -> None:
    url, heard = watchdog
    command = [sys.executable, "-m", "repledge", "nightly", "--ping-url", url]
    night = subprocess.Popen(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not _is_running(tmp_path) and time.monotonic() < until:
        time.sleep(0.05)
    night.send_signal(signal.SIGTERM)
    _, words = night.communicate(timeout=120)
    assert (night.returncode, heard) == (
        130, [("/uuid/start", ""), ("/uuid/fail", "stopped before its end")],
    )  # fmt: skip
    assert "Traceback" not in words


def test_a_watchdog_that_is_away_fails_no_night(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[crawl]\nlive = true\n")
    done = repledge(tmp_path, "nightly", "--ping-url", "http://127.0.0.1:9/uuid")
    assert done.returncode == 78
    assert "the ping was not taken" in done.stderr


UNITS = {"repledge.service", "repledge.timer", "crontab", "Containerfile"}


def test_units_are_printed_or_written_and_a_wrong_time_is_refused(tmp_path: Path) -> None:
    printed = repledge(tmp_path, "systemd", "--at", "04:15").stdout
    assert {line[7:] for line in printed.splitlines() if line.startswith("# ---- ")} == UNITS
    assert "OnCalendar=*-*-* 04:15:00" in printed
    assert repledge(tmp_path, "systemd", "--into", "units").returncode == 0
    assert set(os.listdir(tmp_path / "units")) == UNITS
    wrong = repledge(tmp_path, "systemd", "--at", "25:00")
    assert (wrong.returncode, "HH:MM" in wrong.stderr) == (64, True)


@pytest.mark.skipif(not Path("/usr/bin/systemd-analyze").exists(), reason="no systemd here")
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    assert repledge(tmp_path, "systemd", "--into", str(tmp_path)).returncode == 0
    units = [str(tmp_path / name) for name in ("repledge.service", "repledge.timer")]
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False
    )
    assert "repledge" not in done.stderr, done.stderr


def test_a_checked_release_is_kept_when_asked_and_then_is_known(tmp_path: Path) -> None:
    def check(*options: str, day: str) -> list[dict[str, object]]:
        done = repledge(tmp_path, "--json", "check", "-", "--date", day, *options, stdin=RELEASE)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    assert [row["verdict"] for row in check("--save", day="2025-03-03")] == ["new"]
    assert [row["verdict"] for row in check("--save", day="2025-03-03")] == ["new"]
    stored = repledge(tmp_path, "export", "verdicts").stdout.splitlines()
    assert len(stored) == 1, "the same release is stored once"


def _page_of(host: str) -> str:
    """The newest release of a site of the press room, as its path on 127.0.0.1."""
    site = next(site for site in sites() if site.host == host)
    return f"{host}{carried_by(site)[0].path}"


def test_an_address_that_is_kept_leaves_its_page_as_evidence(tmp_path: Path) -> None:
    with pressroom.serve() as room:
        url = f"{room.base_url}/{_page_of('wirehouse.example')}"
        done = repledge(tmp_path, "check", url, "--save")
    assert done.returncode == 0, done.stderr
    store = open_store(tmp_path / "var" / "repledge.db")
    kept = list(reads.documents(store))
    store.close()
    assert [d.url for d in kept] == [url]
    assert kept[0].evidence is not None
    assert (tmp_path / "var" / "evidence" / kept[0].evidence.split(":")[0]).exists()


def test_archives_come_in_like_crawled_pages(tmp_path: Path) -> None:
    crawled, imported = tmp_path / "a", tmp_path / "b"
    crawled.mkdir()
    imported.mkdir()
    assert repledge(crawled, "crawl").returncode == 0
    archives = [str(p) for p in (crawled / "var" / "evidence").glob("*.warc.gz")]
    done = repledge(imported, "--json", "import", *archives)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert counts["imported"] > 250
    again = json.loads(repledge(imported, "--json", "import", *archives).stdout)
    assert (again["imported"], again["unchanged"]) == (0, counts["imported"])
    assert repledge(imported, "extract").returncode == 0
    stored = repledge(imported, "export", "claims").stdout.splitlines()
    assert len(stored) > 300
