"""The crawler against many newsrooms at once, with faults mixed in: what it finds, takes and asks.

    python bench/soak.py [--hosts 200] [--pages 10000] [--gap 2.0] [--workers 16]

Two nights over the grown press room (loopback, one process), as a live crawl runs them. Printed:
releases found, missed and told twice, peak memory, and from the server's own log the least pause
between two requests to one host and how many ran side by side; the bytes of the second night
beside the first. Ends with 1 where anything is missed, told twice or asked impolitely.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from repledge import crawling, pressroom
from repledge.config import Config, Crawl
from repledge.pressroom import Crowd, Visit
from repledge.runs import run
from repledge.store import Store, open_store, reads
from scraper.sources import source_of

START = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
_SLACK = 0.02  # seconds: what a request takes to reach the log


@dataclass(frozen=True, slots=True)
class Night:
    """What one night did, by the store and by the log of the server."""

    seconds: float
    requests: int
    sent: int
    least_gap: float
    side_by_side: int
    anonymous: int


@dataclass(frozen=True, slots=True)
class Soak:
    """Two nights: releases published, found once, missed, found twice; peak memory in MB."""

    published: int
    found: int
    missed: int
    doubles: int
    others: int
    peak_mb: float
    nights: tuple[Night, ...]

    @property
    def share(self) -> float:
        """Bytes of the second night, as a share of the first."""
        return self.nights[1].sent / self.nights[0].sent


def soak(
    folder: Path,
    *,
    hosts: int,
    pages: int,
    gap: float,
    workers: int,
    request_seconds: float = 10.0,
    faults: float = 0.05,
) -> Soak:
    """Crawl the grown press room on two nights, a day apart."""
    crawl = Crawl(
        live=True,
        contact="desk@paper.org",
        gap_seconds=gap,
        workers=workers,
        request_seconds=request_seconds,
        pages_per_source=1_000,
        failed_share=1.0,
    )
    config = Config(root=folder, crawl=crawl)
    store = open_store(folder / "var" / "repledge.db")
    try:
        with pressroom.grow(hosts=hosts, pages=pages, faults=faults) as crowd:
            nights = tuple(_night(store, config, crowd, n) for n in range(2))
            found = Counter(document.url for document in reads.documents(store))
            copies = sum(count - 1 for count in found.values())
            return Soak(
                published=len(crowd.releases),
                found=len(found.keys() & crowd.releases),
                missed=len(crowd.releases - found.keys()),
                doubles=copies,
                others=len(found.keys() - crowd.releases),
                peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                nights=nights,
            )
    finally:
        store.close()


def _night(store: Store, config: Config, crowd: Crowd, number: int) -> Night:
    sources = [source_of(record, "crowd") for record in crowd.sources]
    crowd.room.log.clear()
    began = time.monotonic()
    with run("crawl", store, config, lambda: START + timedelta(days=number)) as started:
        crawling.crawl_sources(started, sources, crowd.room.dial)
    return _seen(tuple(crowd.room.log), time.monotonic() - began)


def _seen(log: Iterable[Visit], seconds: float) -> Night:
    by_host: dict[str, list[Visit]] = defaultdict(list)
    for visit in log:
        by_host[visit.host].append(visit)
    gaps, most = [float("inf")], 1
    for visits in by_host.values():
        visits.sort(key=lambda visit: visit.began)
        # from the moment an answer began to be sent: a dripping body ends later still
        gaps += [new.began - old.ready for old, new in pairwise(visits)]
        most = max(most, _side_by_side(visits))
    every = [visit for visits in by_host.values() for visit in visits]
    return Night(
        seconds=seconds,
        requests=len(every),
        sent=sum(visit.sent for visit in every),
        least_gap=min(gaps),
        side_by_side=most,
        anonymous=sum("desk@paper.org" not in visit.agent for visit in every),
    )


def _side_by_side(visits: list[Visit]) -> int:
    """The most requests of one host that waited for their answers at one moment."""
    steps = sorted([(v.began, 1) for v in visits] + [(v.ready, -1) for v in visits])
    now = most = 0
    for _, step in steps:
        now += step
        most = max(most, now)
    return most


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--gap", type=float, default=2.0)
    parser.add_argument("--workers", type=int, default=16)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = soak(Path(folder), hosts=asked.hosts, pages=asked.pages, gap=asked.gap,
                     workers=asked.workers)  # fmt: skip
    _say(f"releases  {found.published} published, {found.found} found, {found.missed} missed, "
         f"{found.doubles} twice, {found.others} others")  # fmt: skip
    _say(f"memory    {found.peak_mb:.0f} MB at most (server included)")
    for number, night in enumerate(found.nights, start=1):
        _say(f"night {number}   {night.seconds:.0f} s, {night.requests} requests, "
             f"{night.sent / 1e6:.2f} MB; least gap {night.least_gap:.2f} s, at most "
             f"{night.side_by_side} at once to a host, {night.anonymous} anonymous")  # fmt: skip
    _say(f"bytes     the second night takes {found.share:.1%} of the first")
    polite = all(n.least_gap >= asked.gap - _SLACK and n.side_by_side == 1 and not n.anonymous
                 for n in found.nights)  # fmt: skip
    return 0 if polite and not (found.missed or found.doubles or found.others) else 1


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
