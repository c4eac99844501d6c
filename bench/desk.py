"""Server time of the desk's pages over a store of 100,000 verdicts.

    python bench/desk.py [--verdicts 100000] [--rounds 15] [--store FILE] [--night]

The documents of a gold set are multiplied with other companies, dates and sums. Each page is asked
in memory (no network), so that the figure is the server's own time; the median counts. With --night
a second process writes releases, claims, verdicts and lines of the ledger all the while, as a
nightly run does; pages are asked and decisions sent meanwhile, and every decision must be kept.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from repledge.contracts import Claim, Decision, Issue, LedgerLine, Place, Quote, Verdict
from repledge.desk import Desk
from repledge.ids import content_hash, slug
from repledge.store import Store, booking, open_store, reads, reviews, writes
from tests.desk.conftest import Browser
from tests.desk.seed import NOW, seed

WORDS = ("battery", "georgia plant", "投資", "투자", "hyundai", "semicon", "billion", "zanzibar")
LIMIT_MS = 100


def grow(store: Store, verdicts: int) -> None:
    """Copies of the seeded documents until there are so many verdicts."""
    seed(store)
    rows = list(reads.judged(store))
    chance = random.Random(7)
    number = len(rows)
    store.db.execute("PRAGMA synchronous = OFF")
    while number < verdicts:
        with store.transaction():
            for row in rows:
                if number >= verdicts:
                    break
                number += 1
                _copy(store, row, number, chance)


def _copy(store: Store, row: reads.Judged, number: int, chance: random.Random) -> None:
    day = row.document.published + timedelta(days=chance.randrange(-900, 900))
    company = f"{row.claim.company or 'Acme'} {number % 4000}"
    title = f"{row.document.title} ({number})"
    document = replace(
        row.document, id=f"{row.document.id}-{number}", title=title, published=day,
        url=f"{row.document.url}/{number}", content_hash=content_hash(title, row.document.text),
    )  # fmt: skip
    shift = len(title) - len(row.document.title)
    quote = row.claim.quote
    moved = Quote(document_id=document.id, start=quote.start + shift, end=quote.end + shift,
                  text=quote.text)  # fmt: skip
    claim: Claim = replace(
        row.claim, id=f"{row.claim.id}-{number}", document_id=document.id, published=day,
        company=company, company_id=slug(company), quote=moved,
    )  # fmt: skip
    verdict: Verdict = replace(
        row.verdict, claim_id=claim.id, document_id=document.id, score=round(chance.random(), 3)
    )
    writes.save_document(store, document, NOW)
    writes.replace_claims(store, document.id, [claim])
    writes.save_verdicts(store, document, [verdict], NOW, "v1")
    if number % 10 == 0:
        issue = Issue(stage="verify", code="parts", message="The parts do not add up.",
                      document_id=document.id)  # fmt: skip
        writes.save_issues(store, [issue], 1, NOW)
    if number % 20 == 0:
        decision = Decision(id=None, claim_id=claim.id, reviewer=f"reader {number % 7}", at=NOW,
                            judgement=reviews.judgement_of(verdict.verdict))  # fmt: skip
        writes.save_decision(store, decision)


def pages(store: Store) -> dict[str, list[str]]:
    """What is asked, by what it is reported as."""
    claims = [r[0] for r in store.db.execute(
        "SELECT claim_id FROM queue WHERE claim_id IN (SELECT claim_id FROM relations) "
        "ORDER BY stake DESC LIMIT 8")]  # fmt: skip
    company = store.db.execute("SELECT company_id FROM queue WHERE company_id > ''").fetchone()[0]
    return {
        "queue": ["/", "/?verdict=copy&state=pending", "/?all=1&order=newest",
                  "/?sector=batteries&lang=ja", "/?all=1&page=40", "/?strategic=1&country=US"],
        "verdict page": [f"/claims/{claim}" for claim in claims],
        "search": [f"/?all=1&words={words}" for words in WORDS],
        "company": [f"/companies/{company}"],
        "companies": ["/companies", "/companies?words=acme"],
        "where": ["/where"],
        "issues": ["/issues"],
        "runs": ["/runs"],
        "sources": ["/sources"],
        "quality": ["/quality"],
    }  # fmt: skip


def write_a_night(path: Path) -> None:
    """What a nightly run writes, without end: releases one by one, the ledger in one piece."""
    store = open_store(path)
    rows = [row for row, _ in zip(reads.judged(store), range(100), strict=False)]
    chance = random.Random(8)
    for number in range(10**7, 2 * 10**7):
        _copy(store, rows[number % len(rows)], number, chance)
        if number % 500 == 0:
            lines = [a_line(f"bench-{number}-{n}", n) for n in range(2_000)]
            with store.transaction():
                booking.save_lines(store, lines, [])


def a_line(line_id: str, number: int) -> LedgerLine:
    return LedgerLine(
        id=line_id, company_id=f"acme-{number % 400}", name="A plant", sector="mixed",
        place=Place(), status="announced", live_low_usd=1, live_high_usd=1, opened_on=NOW.date(),
    )  # fmt: skip


def beside_a_night(browser: Browser, path: Path, store: Store, number: int = 200) -> set[str]:
    """Pages and decisions while another process writes; raises where a decision is lost."""
    before = store.db.execute("SELECT count(*) FROM documents").fetchone()[0]
    command = [sys.executable, __file__, "--write-night", "--store", str(path)]
    with subprocess.Popen(command) as night:
        time.sleep(3)
        late = measure(browser, pages(store), 5)
        claims = [r[0] for r in store.db.execute(
            "SELECT claim_id FROM queue WHERE state = 'pending' ORDER BY stake DESC LIMIT ?",
            [number])]  # fmt: skip
        times = []
        for claim in claims:
            form = {"made_on": reviews.version(store, claim), "judgement": "unsure"}
            began = time.perf_counter()
            answer = browser.post(f"/claims/{claim}/decide", **form)
            times.append(1000 * (time.perf_counter() - began))
            if answer.status_code != 303:
                raise SystemExit(f"a decision was refused: {answer.status_code}")
        if night.poll() is not None:
            raise SystemExit("the night ended early")
        night.kill()
    report("decision", times)
    kept = sum(reviews.standing(store, claim, "Ana") is not None for claim in claims)
    written = store.db.execute("SELECT count(*) FROM documents").fetchone()[0] - before
    sys.stdout.write(f"{kept} of {number} decisions kept, {written:,} releases written meanwhile\n")
    if kept != number:
        raise SystemExit("a decision was lost")
    return late


def main() -> int:
    """Print a table; 1 where a page that is promised is too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verdicts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--store", type=Path, help="made there, or used again where it exists")
    parser.add_argument("--night", action="store_true", help="also while a night writes")
    parser.add_argument("--write-night", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write_night:
        write_a_night(asked.store)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.store or Path(folder) / "bench.db"
        filled = path.exists()
        store = open_store(path)
        began = time.perf_counter()
        if not filled:
            grow(store, asked.verdicts)
        counted = store.db.execute("SELECT count(*) FROM queue").fetchone()[0]
        sys.stdout.write(f"{counted:,} verdicts, {path.stat().st_size / 1e6:,.0f} MB, "
                         f"filled in {time.perf_counter() - began:,.0f} s\n")  # fmt: skip
        desk = Desk(store_path=path, clock=lambda: NOW, strategic=("batteries", "semiconductors"))
        browser = Browser(desk, {})
        browser.post("/login", name="Ana")
        late = measure(browser, pages(store), asked.rounds)
        if asked.night:
            sys.stdout.write("while a night writes\n")
            late |= beside_a_night(browser, path, store)
        store.close()
    return 1 if late - {"quality"} else 0


def measure(browser: Browser, asked: dict[str, list[str]], rounds: int) -> set[str]:
    """Ask all pages in turn; prints median and worst, returns the names of those too slow."""
    late = set()
    sys.stdout.write(f"{'page':<14}{'median ms':>10}{'p95 ms':>10}{'worst ms':>10}\n")
    for name, paths in asked.items():
        times = []
        for path in paths * rounds:
            began = time.perf_counter()
            answer = browser.get(path)
            times.append(1000 * (time.perf_counter() - began))
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code}")
        if report(name, times) > LIMIT_MS:
            late.add(name)
    return late


def report(name: str, times: list[float]) -> float:
    """Print a line of the table; returns the median."""
    median = statistics.median(times)
    p95 = sorted(times)[int(0.95 * (len(times) - 1))]
    sys.stdout.write(f"{name:<14}{median:>10.1f}{p95:>10.1f}{max(times):>10.1f}\n")
    sys.stdout.flush()
    return median


if __name__ == "__main__":
    raise SystemExit(main())
