"""Pages a second beside Scrapy: the same fifty loopback newsrooms, politeness off, in one run.

    pip install -r bench/requirements.txt
    python bench/crawl.py [--hosts 50] [--pages 2000] [--rounds 3]

The newsrooms are served by a process of their own. Both crawlers read each newsroom's robots.txt
and feed, then every release, one request at a time to a host, in a process of their own; the time
is that of the crawl, without start-up. `whole`: every page is read for its text and date and
written as evidence, by the same code in both. `wire`: pages are fetched and thrown away.
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
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from repledge import pressroom
from repledge.contracts import Document, Issue
from scraper.archive import Bounds, Capture, Door, Listed, Memory, Outcome, Page, Visit
from scraper.crawl import crawl
from scraper.evidence import EvidenceWriter
from scraper.http import Fetched, Http, Limits
from scraper.release import read_release
from scraper.robots import Robots
from scraper.sources import Source, source_of

AGENT = "Repledge/bench (+desk@paper.org)"
WORKERS = 16
_LINK = re.compile(rb"<item>.*?<link>([^<]+)</link>")


@dataclass
class Kept:
    """An archive that writes evidence and forgets the rest."""

    evidence: EvidenceWriter
    pages: int = 0
    issues: list[str] = field(default_factory=list)

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


def ours(port: int, hosts: int, folder: str, *, whole: bool) -> tuple[int, float]:
    """Pages and seconds of our crawler."""
    sources = sources_of(hosts)
    dial = {f"{s.name}.example": ("127.0.0.1", port) for s in sources}
    with (
        Http(AGENT, Limits(0.0, 60.0, 5, 10_000_000), now, dial) as http,
        evidence_in(folder) as evidence,
    ):
        began = time.monotonic()
        robots = Robots(http, AGENT, 524_288)
        if not whole:
            with ThreadPoolExecutor(WORKERS) as pool:
                pages = sum(pool.map(lambda s: _fetched(s, http, robots), sources))
            return pages, time.monotonic() - began
        bounds = Bounds(pages=10_000, seconds=600, page_bytes=10_000_000, feed_bytes=5_000_000,
                        pdf_bytes=10_000_000)  # fmt: skip
        kept = Kept(evidence)
        for _ in crawl(sources, http, robots, kept, bounds, workers=WORKERS):
            pass
        return kept.pages, time.monotonic() - began


def _fetched(source: Source, http: Http, robots: Robots) -> int:
    front = http.get(source.url, refusal=robots.refusal)
    urls = _LINK.findall(front.body) if isinstance(front, Fetched) else []
    got = (http.get(url.decode(), refusal=robots.refusal) for url in urls)
    return sum(isinstance(page, Fetched) for page in got)


def theirs(port: int, hosts: int, folder: str, *, whole: bool) -> tuple[int, float]:
    """Pages and seconds of Scrapy, through the server as a proxy: it takes no table of names."""
    import scrapy
    from scrapy.crawler import CrawlerProcess

    sources = {source.url: source for source in sources_of(hosts)}
    seen = {"pages": 0, "began": 0.0, "seconds": 0.0}
    proxy = {"proxy": f"http://127.0.0.1:{port}"}
    writer = evidence_in(folder)

    class Releases(scrapy.Spider):
        name = "releases"

        async def start(self):  # type: ignore[no-untyped-def]
            seen["began"] = time.monotonic()
            for url in sources:
                yield scrapy.Request(url, meta=proxy)

        def parse(self, response):  # type: ignore[no-untyped-def]
            for url in _LINK.findall(response.body):
                data = {"source": sources[response.url]}
                yield scrapy.Request(url.decode(), self.read, meta=proxy, cb_kwargs=data)

        def read(self, response, source):  # type: ignore[no-untyped-def]
            seen["pages"] += 1
            if not whole:
                return
            kind = response.headers.get("Content-Type", b"").decode()
            headers = tuple((k.decode(), v[0].decode()) for k, v in response.headers.items())
            page = Fetched(response.url, response.url, response.status, headers, response.body,
                           kind, None, None, now())  # fmt: skip
            from scraper.kinds import Link

            read_release(source, Link(response.url), page)
            writer.write(page)

        def closed(self, reason):  # type: ignore[no-untyped-def]
            seen["seconds"] = time.monotonic() - seen["began"]

    settings = {
        "LOG_LEVEL": "ERROR", "USER_AGENT": AGENT, "ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": WORKERS, "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "TELNETCONSOLE_ENABLED": False, "RETRY_ENABLED": False, "COOKIES_ENABLED": False,
    }  # fmt: skip
    with writer:
        process = CrawlerProcess(settings)
        process.crawl(Releases)
        process.start()
    return int(seen["pages"]), seen["seconds"]


def main() -> int:
    """Print pages a second of both, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--role", choices=("serve", "ours", "theirs"))
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--whole", action="store_true")
    asked = parser.parse_args()
    if asked.role == "serve":
        with pressroom.grow(hosts=asked.hosts, pages=asked.pages, faults=0.0) as crowd:
            _say(crowd.room.base_url.rpartition(":")[2])
            sys.stdin.read()
        return 0
    if asked.role:
        crawler = ours if asked.role == "ours" else theirs
        with tempfile.TemporaryDirectory() as folder:
            pages, seconds = crawler(asked.port, asked.hosts, folder, whole=asked.whole)
        _say(f"{pages} {seconds}")
        return 0
    return _beside(asked)


def _beside(asked: argparse.Namespace) -> int:
    ratios = {}
    for whole in (False, True):
        rates: dict[str, list[float]] = {"ours": [], "theirs": []}
        for _ in range(asked.rounds):
            for role, found in rates.items():
                found.append(_rate(asked, role, whole=whole))
        best = {role: statistics.median(found) for role, found in rates.items()}
        ratios[whole] = best["ours"] / best["theirs"]
        _say(f"{'whole' if whole else 'wire '}  ours {best['ours']:.0f} pages/s, "
             f"Scrapy {best['theirs']:.0f} pages/s: {ratios[whole]:.2f} times")  # fmt: skip
    return 0 if ratios[True] >= 1.0 else 1


def _rate(asked: argparse.Namespace, role: str, *, whole: bool) -> float:
    size = ["--hosts", str(asked.hosts), "--pages", str(asked.pages)]
    command = [sys.executable, "-m", "bench.crawl", *size]
    with subprocess.Popen(
        [*command, "--role", "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        port = server.stdout.readline().strip() if server.stdout else ""
        extra = ["--role", role, "--port", port, *(["--whole"] if whole else [])]
        done = subprocess.run(
            [*command, *extra], capture_output=True, text=True, check=True, env=os.environ
        )
        server.communicate()
    pages, seconds = done.stdout.split()
    if int(pages) != asked.pages:
        raise SystemExit(f"{role} had {pages} of {asked.pages} pages\n{done.stderr}")
    return int(pages) / float(seconds)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
