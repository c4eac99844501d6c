"""Pages a second beside Scrapy: the same fifty loopback newsrooms, politeness off, in one run.

    pip install -r bench/requirements.txt
    python bench/crawl.py [--hosts 50] [--pages 2000] [--rounds 5]

The newsrooms are served by a process of their own. Both crawlers read each newsroom's robots.txt
and feed, then every release, in a process of their own; the time is that of the crawl, without
start-up. Scrapy runs as it comes, 16 requests at a time and up to 8 to a host; ours asks a host
one thing at a time also here. Three contests:

`wire`  pages are fetched and thrown away, in both.
`same`  every page is read for its text and date and written as evidence, by the same code in both.
`own`   each does what it does for its users. Scrapy: the links of every page, its body as a file.
        Ours: text, date and language, the page as a synced WARC record, the document in the store.

The contests take turns round by round and the two crawlers within one, each first in every second
round; told is the median of the rounds' ratios. Ends with 1 where ours is slower in any of them.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from repledge import crawling, pressroom
from repledge.config import Config
from repledge.config import Crawl as Settings
from repledge.contracts import Document, Issue
from repledge.runs import run
from repledge.store import open_store
from scraper.archive import Bounds, Capture, Door, Listed, Memory, Outcome, Page, Visit
from scraper.crawl import crawl
from scraper.evidence import EvidenceWriter
from scraper.http import Fetched, Http, Limits
from scraper.kinds import Link
from scraper.release import read_release
from scraper.robots import Robots
from scraper.sources import Source, source_of

AGENT = "Repledge/bench (+desk@paper.org)"
WORKERS = 16
CONTESTS = ("wire", "same", "own")
_LINK = re.compile(rb"<item>.*?<link>([^<]+)</link>")


@dataclass
class Kept:
    """An archive that writes evidence and forgets the rest."""

    evidence: EvidenceWriter
    pages: int = 0
    issues: list[str] = field(default_factory=list)

    def together(self) -> AbstractContextManager[None]:
        return self.evidence.together()

    def doors(self, source: Source) -> Mapping[str, Door]:
        return {}

    def earlier(self, source: Source) -> Sequence[Document]:
        return ()

    def memory(self, source: Source, urls: Sequence[str]) -> Memory:
        return Memory()

    def listed(self, listed: Listed) -> None:
        pass

    def outcome(self, outcome: Outcome) -> None:
        pass

    def keep(self, page: Page) -> None:
        if page.fetched is not None:
            self.evidence.write(page.fetched)
            self.pages += 1

    def capture(self, capture: Capture) -> None:
        pass

    def issue(self, issue: Issue) -> None:
        self.issues.append(issue.message)

    def visited(self, visit: Visit) -> None:
        pass


def now() -> datetime:
    return datetime.now(UTC)


def evidence_in(folder: str) -> EvidenceWriter:
    return EvidenceWriter(Path(folder), 1, now, lambda *_: None)


def sources_of(hosts: int) -> list[Source]:
    names = [f"works-{number:03d}" for number in range(hosts)]
    return [
        source_of({"name": n, "kind": "rss", "url": f"http://{n}.example/feed"}, "bench")
        for n in names
    ]


def ours(port: int, hosts: int, folder: str, contest: str) -> tuple[int, float]:
    """Pages and seconds of our crawler."""
    sources = sources_of(hosts)
    dial = {f"{s.name}.example": ("127.0.0.1", port) for s in sources}
    if contest == "own":
        return _on_the_store(sources, dial, Path(folder))
    with (
        Http(AGENT, Limits(0.0, 60.0, 5, 10_000_000), now, dial) as http,
        evidence_in(folder) as evidence,
    ):
        began = time.monotonic()
        robots = Robots(http, AGENT, 524_288)
        if contest == "wire":
            with ThreadPoolExecutor(WORKERS) as pool:
                pages = sum(pool.map(lambda s: _fetched(s, http, robots), sources))
            return pages, time.monotonic() - began
        bounds = Bounds(pages=10_000, seconds=600, page_bytes=10_000_000, feed_bytes=5_000_000,
                        pdf_bytes=10_000_000)  # fmt: skip
        kept = Kept(evidence)
        for _ in crawl(sources, http, robots, kept, bounds, workers=WORKERS):
            pass
        return kept.pages, time.monotonic() - began


def _on_the_store(
    sources: list[Source], dial: Mapping[str, tuple[str, int]], folder: Path
) -> tuple[int, float]:
    config = Config(root=folder, crawl=Settings(workers=WORKERS, pages_per_source=1_000))
    store = open_store(folder / "var" / "repledge.db")
    began = time.monotonic()
    with run("crawl", store, config, now) as started:
        crawling.crawl_sources(started, sources, dial)
    seconds = time.monotonic() - began
    store.close()
    return int(started.counts["saved"]), seconds


def _fetched(source: Source, http: Http, robots: Robots) -> int:
    front = http.get(source.url, refusal=robots.refusal)
    urls = _LINK.findall(front.body) if isinstance(front, Fetched) else []
    got = (http.get(url.decode(), refusal=robots.refusal) for url in urls)
    return sum(isinstance(page, Fetched) for page in got)


def theirs(port: int, hosts: int, folder: str, contest: str) -> tuple[int, float]:
    """Pages and seconds of Scrapy; its table of looked-up names leads to the server."""
    from scrapy.crawler import CrawlerProcess
    from scrapy.resolver import dnscache

    sources = {s.url.replace(".example/", f".example:{port}/"): s for s in sources_of(hosts)}
    for source in sources.values():
        dnscache[f"{source.name}.example"] = "127.0.0.1"
    seen = {"pages": 0, "began": 0.0, "seconds": 0.0}
    settings = {
        "LOG_LEVEL": "ERROR", "USER_AGENT": AGENT, "ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": WORKERS, "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "TELNETCONSOLE_ENABLED": False, "RETRY_ENABLED": False, "COOKIES_ENABLED": False,
    }  # fmt: skip
    with evidence_in(folder) as writer:
        process = CrawlerProcess(settings)
        process.crawl(_spider(sources, port, _reader(contest, folder, writer), seen))
        process.start()
    return int(seen["pages"]), seen["seconds"]


def _spider(
    sources: Mapping[str, Source],
    port: int,
    read: Callable[[Any, Source, int], None],
    seen: dict[str, float],
) -> type:
    """Scrapy's spider: each feed, then every release of it; `seen` counts pages and seconds."""
    import scrapy

    class Releases(scrapy.Spider):
        name = "releases"

        async def start(self):  # type: ignore[no-untyped-def]
            seen["began"] = time.monotonic()
            for url in sources:
                yield scrapy.Request(url)

        def parse(self, response):  # type: ignore[no-untyped-def]
            for url in _LINK.findall(response.body):
                here = url.decode().replace(".example/", f".example:{port}/")
                yield scrapy.Request(here, self.read, cb_kwargs={"source": sources[response.url]})

        def read(self, response, source):  # type: ignore[no-untyped-def]
            seen["pages"] += 1
            read(response, source, int(seen["pages"]))

        def closed(self, reason):  # type: ignore[no-untyped-def]
            seen["seconds"] = time.monotonic() - seen["began"]

    return Releases


def _reader(
    contest: str, folder: str, writer: EvidenceWriter
) -> Callable[[Any, Source, int], None]:
    """What Scrapy does with a release in a contest."""
    from scrapy.linkextractors import LinkExtractor

    links = LinkExtractor()

    def own(response: Any, source: Source, number: int) -> None:
        links.extract_links(response)
        Path(folder, f"{number}.html").write_bytes(response.body)

    def same(response: Any, source: Source, number: int) -> None:
        kind = response.headers.get("Content-Type", b"").decode()
        headers = tuple((k.decode(), v[0].decode()) for k, v in response.headers.items())
        page = Fetched(response.url, response.url, response.status, headers, response.body,
                       kind, None, None, now())  # fmt: skip
        read_release(source, Link(response.url), page)
        writer.write(page)

    def wire(response: Any, source: Source, number: int) -> None:
        """Thrown away."""

    return {"own": own, "same": same, "wire": wire}[contest]


def main() -> int:
    """Print pages a second of both, and the ratio, for each contest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--contest", choices=CONTESTS, action="append", help="only this one")
    parser.add_argument("--role", choices=("serve", "ours", "theirs"), help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.role == "serve":
        with pressroom.grow(hosts=asked.hosts, pages=asked.pages, faults=0.0) as crowd:
            _say(crowd.room.base_url.rpartition(":")[2])
            sys.stdin.read()
        return 0
    if asked.role:
        crawler = ours if asked.role == "ours" else theirs
        with tempfile.TemporaryDirectory() as folder:
            pages, seconds = crawler(asked.port, asked.hosts, folder, asked.contest[0])
        _say(f"{pages} {seconds}")
        return 0
    return _beside(asked)


def _beside(asked: argparse.Namespace) -> int:
    contests = asked.contest or CONTESTS
    rates: dict[str, list[dict[str, float]]] = {contest: [] for contest in contests}
    for number in range(asked.rounds):
        roles = ("ours", "theirs") if number % 2 else ("theirs", "ours")
        for contest in contests:
            rates[contest].append({role: _rate(asked, role, contest) for role in roles})
    slower = False
    for contest, rounds in rates.items():
        ratios = sorted(found["ours"] / found["theirs"] for found in rounds)
        mine, other = (statistics.median(f[role] for f in rounds) for role in ("ours", "theirs"))
        slower |= statistics.median(ratios) < 1.0
        _say(f"{contest}  ours {mine:.0f} pages/s, Scrapy {other:.0f} pages/s: "
             f"{statistics.median(ratios):.2f} times ({ratios[0]:.2f} to {ratios[-1]:.2f} in "
             f"{asked.rounds} rounds)")  # fmt: skip
    return int(slower)


def _rate(asked: argparse.Namespace, role: str, contest: str) -> float:
    size = ["--hosts", str(asked.hosts), "--pages", str(asked.pages)]
    command = [sys.executable, "-m", "bench.crawl", *size]
    with subprocess.Popen(
        [*command, "--role", "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        port = server.stdout.readline().strip() if server.stdout else ""
        extra = ["--role", role, "--port", port, "--contest", contest]
        done = subprocess.run([*command, *extra], capture_output=True, text=True, env=os.environ)
        server.communicate()
    if done.returncode:
        raise SystemExit(done.stderr)
    pages, seconds = done.stdout.split()
    if int(pages) != asked.pages:
        raise SystemExit(f"{role} had {pages} of {asked.pages} pages\n{done.stderr}")
    return int(pages) / float(seconds)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
