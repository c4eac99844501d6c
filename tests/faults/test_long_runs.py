"""Runs that are long: two nights over many newsrooms at once, a look back, a kill in between."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from bench.soak import soak
from repledge.store import links, open_store, reads
from scraper.evidence import check_captures, check_folder
from tests.faults.nights import HOST, feed, nights, release, sitemap, source
from tests.scraper.newsroom import answer

ROOT = Path(__file__).parents[2]


def test_a_small_soak_misses_nothing_and_is_polite(tmp_path: Path) -> None:
    """Every release once, at its host's pace, and almost nothing again on the second night."""
    found = soak(tmp_path, hosts=10, pages=120, gap=0.1, workers=4, request_seconds=2.0)
    assert (found.found, found.missed, found.doubles, found.others) == (120, 0, 0, 0)
    for night in found.nights:
        assert night.least_gap >= 0.08
        assert (night.side_by_side, night.anonymous) == (1, 0)
    assert found.share <= 0.05


def test_all_since_a_day_comes_in_from_the_sitemap_beside_the_feed(tmp_path: Path) -> None:
    """Looking back: what the first night passed over and what the feed no longer shows."""
    new = [f"/news/{n}" for n in range(20, 10, -1)]
    old = [f"/news/{n}" for n in range(10, 0, -1)]
    pages = {path: release(f"Release {path}") for path in (*new, *old)}
    pages |= {"/feed": feed(*new), "/sitemap.xml": sitemap(*new, *old, "/jobs/1")}
    with nights(tmp_path, pages, pages_per_source=3) as here:
        here.night()
        assert here.documents.keys() == set(new[:3])
        here.night(since=date(2026, 1, 1))
        assert here.documents.keys() == {*new, *old}
        # once more asks for no page again
        here.night(since=date(2026, 1, 1))
        assert not [path for path in here.room.asked if path.startswith("/news/")]


def test_a_list_is_followed_back_to_the_day_and_no_further(tmp_path: Path) -> None:
    """More pages than a night reads; the years before are left alone."""

    def listing(number: int) -> bytes:
        day = f"2026-02-{28 - number:02}" if number < 8 else "2024-01-01"
        rows = "".join(
            f"<li><a href=/r{number}-{n}>Release {number}-{n}</a> <time datetime={day}></time></li>"
            for n in range(10)
        )
        return f"<ul>{rows}</ul><a class=next href=/list?p={number + 1}>older</a>".encode()

    pages = {f"/list?p={n}": answer(listing(n)) for n in range(1, 40)} | {
        "/list": answer(listing(0))
    }
    pages |= {f"/r{p}-{n}": release(f"Release {p}-{n}") for p in range(8) for n in range(10)}
    door = source(kind="listing", url=f"http://{HOST}/list", item="li", link="a", date="time",
                  next=".next")  # fmt: skip
    with nights(tmp_path, pages) as here:
        here.night(door, since=date(2026, 2, 1))
        assert len(here.documents) == 80
        assert sum(path.startswith("/list") for path in here.room.asked) < 16


def test_a_run_killed_again_and_again_ends_as_one_that_was_not(tmp_path: Path) -> None:
    """FAULTS 39: kill -9 at any moment; nothing twice, nothing half, all evidence whole."""
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    for folder in (whole, torn):
        folder.mkdir()
    assert _crawl(whole).wait(120) == 0
    for count in (1, 40, 90, 200):  # documents that are there when the run is killed
        child = _crawl(torn)
        _wait_for(torn, count, child)
        child.send_signal(signal.SIGKILL)
        child.wait(10)
    assert _crawl(torn).wait(120) == 0
    assert _documents(torn) == _documents(whole)
    store = open_store(torn / "var" / "repledge.db")
    evidence = torn / "var" / "evidence"
    assert [*check_folder(evidence), *check_captures(evidence, links.captures(store))] == []
    assert not list(evidence.glob("*.open"))
    assert store.db.execute("SELECT count(*) FROM links WHERE state = 'due'").fetchone() == (0,)
    store.close()


def _crawl(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "repledge", "crawl", "--since", "2000-01-01"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait_for(folder: Path, count: int, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while child.poll() is None and time.monotonic() < until and _count(folder) < count:
        time.sleep(0.05)


def _count(folder: Path) -> int:
    """How many documents there are; read aside, so that nothing is migrated by this look."""
    address = f"file:{folder / 'var' / 'repledge.db'}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0


def _documents(folder: Path) -> set[tuple[object, ...]]:
    store = open_store(folder / "var" / "repledge.db")
    found = {(d.id, d.url, d.title, d.text, d.published, d.version) for d in reads.documents(store)}
    store.close()
    return found
