"""Server time of the desk's pages over a store of 100,000 verdicts.

    python bench/desk.py [--verdicts 100000] [--rounds 15] [--store FILE]

The documents of a gold set are multiplied with other companies, dates and sums. Each page is asked
in memory (no network), so that the figure is the server's own time; the median counts.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from repledge.contracts import Claim, Decision, Quote, Verdict
from repledge.desk import Desk
from repledge.ids import content_hash, slug
from repledge.store import Store, open_store, reads, reviews, writes
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
        "companies": ["/companies"],
        "where": ["/where"],
        "quality": ["/quality"],
    }  # fmt: skip


def main() -> int:
    """Print a table; 1 where a page that is promised is too slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verdicts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--store", type=Path, help="made there, or used again where it exists")
    asked = parser.parse_args()
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
        late = measure(Browser(desk, {}), pages(store), asked.rounds)
        store.close()
    return 1 if late & {"queue", "verdict page", "search"} else 0


def measure(browser: Browser, asked: dict[str, list[str]], rounds: int) -> set[str]:
    """Ask all pages in turn; prints median and worst, returns the names of those too slow."""
    late = set()
    browser.post("/login", name="Ana")
    sys.stdout.write(f"{'page':<14}{'median ms':>10}{'p95 ms':>10}{'worst ms':>10}\n")
    for name, paths in asked.items():
        times = []
        for path in paths * rounds:
            began = time.perf_counter()
            answer = browser.get(path)
            times.append(1000 * (time.perf_counter() - began))
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code}")
        median = statistics.median(times)
        p95 = sorted(times)[int(0.95 * (len(times) - 1))]
        sys.stdout.write(f"{name:<14}{median:>10.1f}{p95:>10.1f}{max(times):>10.1f}\n")
        if median > LIMIT_MS:
            late.add(name)
    return late


if __name__ == "__main__":
    raise SystemExit(main())
