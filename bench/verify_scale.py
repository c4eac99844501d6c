"""How long a verdict takes over a store of a million claims, and a night of two hundred pledges.

    python bench/verify_scale.py [--claims 1000000]

The claims of the gold sets are multiplied with other companies (few speak often, most rarely: the
share of a company falls with its rank), dates, sums and words. Times are of one process on this
machine; the ratio to a small store of the same make, measured in the same run, tells how it grows.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import extract
from repledge import pipeline
from repledge.config import Config
from repledge.contracts import Reading
from repledge.evaluate.gold import read_gold_set
from repledge.history import StoreHistory, file_reading
from repledge.runs import run as begin
from repledge.store import Store, booking, codec, open_store, writes
from verify import RULESET, Evidence, filed_keys, looked_keys

GOLD = Path(__file__).parent.parent / "tests" / "gold"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
COMPANIES = 60_000
SMALL = 10_000
NIGHT = 200  # releases with a pledge


def say(line: str) -> None:
    """One line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def patterns() -> list[Evidence]:
    """Documents of the development sets with at least one claim, as read."""
    found = []
    for name in ("w1", "w2", "a1", "a2"):
        for document in read_gold_set(GOLD / name).documents:
            reading = extract.read_document(document)
            if reading.claims:
                found.append(Evidence(document, reading.claims, reading.sums))
    return found


def copies(claims: int, chance: random.Random) -> Iterator[Evidence]:
    """Copies of the patterns under other names, days and sums until there are so many claims."""
    made, number, every = 0, 0, patterns()
    while made < claims:
        pattern = every[number % len(every)]
        number += 1
        made += len(pattern.claims)
        yield _copy(pattern, number, chance)


def _copy(pattern: Evidence, number: int, chance: random.Random) -> Evidence:
    rank = int(COMPANIES ** chance.random())  # as often as 1/rank
    company, day = f"company-{rank}", NOW.date() - timedelta(days=chance.randrange(3, 3650))
    factor = chance.randrange(100, 999)
    words = pattern.document.text.split(" ")
    text = " ".join(f"{w}{number}" if at % 4 == 0 else w for at, w in enumerate(words))
    document = replace(
        pattern.document, text=text, id=f"d{number}", url=f"https://n.example/{number}",
        published=day, content_hash=str(number),
    )  # fmt: skip
    claims = tuple(
        replace(
            claim, id=f"{number}-{at}", document_id=document.id, published=day, company=company,
            company_id=company, partners=(), partner_ids=(),
            project=claim.project and f"Project {_name(chance)}{_name(chance)}",
            amount=claim.amount and replace(claim.amount, value=claim.amount.value * factor // 100),
            quote=replace(claim.quote, document_id=document.id),
        )
        for at, claim in enumerate(pattern.claims)
    )  # fmt: skip
    return Evidence(document, claims)


def _name(chance: random.Random) -> str:
    return "".join(chance.choices("bdfgklmnprst", k=3)) + chance.choice("aeiou")


def fill(store: Store, claims: int, chance: random.Random) -> None:
    """The copies in the store, as if judged: their own verdicts are not what is measured."""
    store.db.execute("PRAGMA synchronous = OFF")
    connection, started = store.db.conn, time.monotonic()
    with store.transaction():
        for evidence in copies(claims, chance):
            document, day = evidence.document, evidence.document.published.isoformat()
            connection.execute(
                "INSERT INTO documents (id, source, url, title, published, precision, date_source,"
                " lang, kind, text, version, content_hash, extracted_by, verified_by) "
                "VALUES (?, 'n', ?, ?, ?, 'day', 'given', ?, 'release', ?, 1, ?, ?, ?)",
                [document.id, document.url, document.title, day, document.lang, document.text,
                 document.content_hash, extract.VERSION, RULESET],
            )  # fmt: skip
            connection.executemany(
                "INSERT INTO claims (id, document_id, position, record) VALUES (?, ?, ?, ?)",
                [(c.id, document.id, n, codec.dump(codec.CLAIM, c))
                 for n, c in enumerate(evidence.claims)],
            )  # fmt: skip
            connection.executemany(
                "INSERT INTO document_keys VALUES (?, ?, ?)",
                [(key, day, document.id) for key in filed_keys(evidence)],
            )
    say(f"{claims:,} claims filled in {time.monotonic() - started:.0f} s")


def verdict_times(store: Store, chance: random.Random) -> tuple[list[float], list[int]]:
    """Milliseconds of one verdict with nothing at hand, for 200 releases of today."""
    judge = pipeline.judge_with(store, Config())
    times, looked_at = [], []
    for evidence in _todays(200, chance):
        history = StoreHistory(store)
        started = time.perf_counter()
        judge(evidence, history)
        times.append((time.perf_counter() - started) * 1000)
        day = evidence.document.published.isoformat()
        looked_at.append(len(booking.filed_under(store, looked_keys(evidence), day)))
    return times, looked_at


def night(store: Store, chance: random.Random) -> float:
    """Seconds to judge a night and to book it."""
    with begin("verify", store, Config(), lambda: NOW) as run:
        for evidence in _todays(NIGHT, chance):
            writes.save_document(store, evidence.document, NOW)
            connection = store.db.conn
            for n, claim in enumerate(evidence.claims):
                connection.execute(
                    "INSERT INTO claims (id, document_id, position, record) VALUES (?, ?, ?, ?)",
                    [claim.id, evidence.document.id, n, codec.dump(codec.CLAIM, claim)],
                )
            found = Reading(document_id=evidence.document.id, claims=evidence.claims, sums=())
            file_reading(store, evidence.document, found)
        started = time.monotonic()
        pipeline.verify(run)
        return time.monotonic() - started


def _todays(documents: int, chance: random.Random) -> Iterator[Evidence]:
    every = patterns()
    for number in range(documents):
        found = _copy(every[number % len(every)], 10**8 + chance.randrange(10**9), chance)
        today = NOW.date()
        yield Evidence(
            replace(found.document, published=today),
            tuple(replace(c, published=today) for c in found.claims),
        )


def measure(path: Path, claims: int) -> tuple[float, float]:
    """Print the figures of a store of that many claims; (median milliseconds, night seconds)."""
    store = open_store(path)
    fill(store, claims, random.Random(7))
    times, looked_at = verdict_times(store, random.Random(8))
    seconds = night(store, random.Random(9))
    median, worst = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    say(
        f"{claims:>9,} claims: a release's verdicts in {median:.1f} ms (median), {worst:.0f} ms "
        f"(95 of 100 within); {statistics.median(looked_at):.0f} earlier documents looked at "
        f"(median), {max(looked_at):,} at most; a night of {NIGHT} releases in {seconds:.0f} s"
    )
    store.close()
    return median, seconds


def main() -> None:
    """Fill and measure a small store and a large one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = measure(Path(folder) / "small.db", SMALL)
        large = measure(Path(folder) / "large.db", arguments.claims)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(
        f"{arguments.claims / SMALL:.0f} times the claims: {large[0] / small[0]:.1f} times as long "
        f"for a verdict, {large[1] / small[1]:.1f} times for a night; peak memory {peak} MB"
    )


if __name__ == "__main__":
    main()
