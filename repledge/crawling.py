"""The crawl on the store: which newsrooms, how politely, and where what they say is kept."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import inf
from urllib.parse import urlsplit

from repledge import __version__, pressroom
from repledge.config import PLACEHOLDER_CONTACT, Config, Crawl
from repledge.contracts import Document
from repledge.crawl_archive import StoreArchive, evidence_of
from repledge.errors import BadConfig, BadInput, NoNetwork, UsageError
from repledge.ids import content_hash, stable_id
from repledge.runs import Clock, Run
from repledge.store import links
from scraper import crawl as scraper
from scraper.archive import Bounds
from scraper.article import read_page
from scraper.evidence import EvidenceWriter
from scraper.http import Failed, Fetched, Http, Limits, Refused
from scraper.kinds import least_gaps, obliged
from scraper.robots import Robots
from scraper.sources import Source, read_sources, shipped_sources, source_of, without_doubles
from scraper.turns import Parked

_PROBES = 20  # newsrooms without any answer; then nobody else is asked
_CONTACT = re.compile(
    r"(?:mailto:)?[^\s@()<>]+@[^\s@()<>]+\.[^\s@()<>]+|https?://[^\s()<>]+\.[^\s()<>]+"
)


def crawl(run: Run, names: Sequence[str] = (), since: date | None = None) -> None:
    """Fetch what is new: from the real newsrooms, or by default from the bundled press room.

    With `since` all that they published from that day on: a run that is cut off goes on where it
    was when it is started again.
    """
    enabled = [source for source in all_sources(run.config) if source.enabled]
    if not enabled:
        raise BadConfig("config.toml: no newsroom is enabled; set paths.sources to a folder.")
    sources = _chosen(enabled, names)
    if run.config.crawl.live:
        crawl_sources(run, sources, {}, since)
        return
    with pressroom.serve() as room:
        crawl_sources(run, sources, room.dial, since)


def all_sources(config: Config) -> list[Source]:
    """The newsrooms of the configuration: the real ones where it is live, else the press room's.

    Also those that are not enabled: only `crawl` leaves them out.
    """
    if config.crawl.live:
        return live_sources(config)
    return [source_of(record, "press room") for record in pressroom.pressroom_sources()]


def live_sources(config: Config) -> list[Source]:
    """The shipped newsrooms and those of `paths.sources`; one of the same name replaces a shipped.

    Raises BadConfig where no contact is set, or where two have one front door.
    """
    require_contact(config)
    shipped = shipped_sources() if config.crawl.shipped_sources else ()
    folder = config.paths.sources
    own = read_sources(config.path(folder)) if folder is not None else ()
    found = {source.name: source for source in (*shipped, *own)}
    return [obliged(source, config.crawl.contact) for source in without_doubles(found.values())]


def require_contact(config: Config) -> None:
    """Nobody is visited anonymously: raises BadConfig for the placeholder and for no address."""
    contact = config.crawl.contact
    if contact == PLACEHOLDER_CONTACT:
        raise BadConfig("config.toml: crawl.contact is still the placeholder; set your address.")
    if contact.rstrip("/").endswith(".invalid") or not _CONTACT.fullmatch(contact):
        raise BadConfig(
            f"config.toml: crawl.contact is {contact!r}; give a mail address or a page (https://...)"
            " at which a webmaster reaches you."
        )


def _chosen(sources: Sequence[Source], names: Sequence[str]) -> list[Source]:
    unknown = set(names) - {source.name for source in sources}
    if unknown:
        raise UsageError(f"{sorted(unknown)[0]}: is no enabled source; check the name.")
    return [source for source in sources if not names or source.name in names]


def crawl_sources(
    run: Run,
    sources: Sequence[Source],
    dial: Mapping[str, tuple[str, int]],
    since: date | None = None,
) -> None:
    """Visit these newsrooms; `dial` says where their names lead. Raises NoNetwork.

    With `since` the whole of each newsroom from that day on is wanted, not only what is new.
    """
    crawl, store = run.config.crawl, run.store
    agent = agent_of(run.config)
    gap = crawl.gap_seconds if crawl.live else 0.0  # our own press room needs no sparing
    limits = Limits(gap, crawl.request_seconds, crawl.max_redirects, crawl.max_page_bytes)
    counted = ("saved", "sources_ok", "sources_failed", "sources_blocked")
    run.counts |= dict.fromkeys(counted, 0)
    parked = {host: Parked(*rest) for host, rest in links.parked_hosts(store).items()}
    with (
        Http(agent, limits, run.clock, dial, parked=parked) as http,
        evidence_of(run) as evidence,
    ):
        for url, seconds in least_gaps(sources):
            http.keep_gap(url, seconds)
        archive = StoreArchive(run, evidence)
        robots = Robots(http, agent, crawl.max_robots_bytes)
        bounds = _bounds(crawl, since)
        visits = scraper.crawl(sources, http, robots, archive, bounds, workers=crawl.workers)
        for number, visit in enumerate(visits, start=1):
            name = {"ok": "ok", "blocked": "blocked"}.get(visit.state, "failed")
            run.counts[f"sources_{name}"] += 1
            run.progress("crawl", number, len(sources))
            rests = {host: (rest.until, rest.reason) for host, rest in http.parked().items()}
            links.save_parked(store, rests)
            if number >= _PROBES and not archive.reached:
                visits.close()
                break
    _judge_night(run, archive, len(sources))


def agent_of(config: Config) -> str:
    """Our name as every server reads it, with the address at which its owner reaches us."""
    return f"Repledge/{__version__} (+{config.crawl.contact})"


def _bounds(crawl: Crawl, since: date | None) -> Bounds:
    """The limits of the configuration; looking back is bounded by the day alone."""
    return Bounds(
        pages=crawl.pages_per_source if since is None else sys.maxsize,
        seconds=crawl.source_seconds if since is None else inf,
        run_seconds=crawl.run_seconds if since is None else inf,
        page_bytes=crawl.max_page_bytes,
        feed_bytes=crawl.max_feed_bytes,
        pdf_bytes=crawl.max_pdf_bytes,
        since=since,
    )


def _judge_night(run: Run, archive: StoreArchive, sources: int) -> None:
    """Too many failing is no quiet night: exit 1; none reached at all: no network."""
    if sources and not archive.reached:
        raise NoNetwork(
            f"none of the {sources} newsrooms could be reached, so this night says nothing of "
            "what they published; check the network."
        )
    archive.flush()
    if run.counts["sources_failed"] > run.config.crawl.failed_share * sources:
        run.counts["exit_code"] = 1


def page_document(body: bytes, url: str, content_type: str | None = None) -> Document:
    """One page as a document; raises BadInput where it has no text or no date."""
    article = read_page(body, url, content_type=content_type)
    if article.published is None:
        raise BadInput(f"{url}: no date found on the page; import it as JSON Lines with its date.")
    return Document(
        id=stable_id("document", url),
        url=url,
        source=urlsplit(url).hostname or "file",
        title=article.title,
        published=article.published,
        lang=article.lang,
        text=article.text,
        date_source=article.date_source or "given",
        content_hash=content_hash(article.title, article.text),
    )


def fetch_release(
    url: str, config: Config, clock: Clock, evidence: EvidenceWriter | None = None
) -> Document:
    """The release at an address that a person gave; raises BadInput where it cannot be had.

    Where there is a writer of evidence, the page as it came is kept. A loopback address is dialled
    only here: the person at this machine has named it.
    """
    crawl, parts = config.crawl, urlsplit(url)
    host = parts.hostname or ""
    own = {host: (host, parts.port or 80)} if host in {"127.0.0.1", "localhost"} else {}
    limits = Limits(0.0, crawl.request_seconds, crawl.max_redirects, crawl.max_page_bytes)
    agent = agent_of(config)
    with Http(agent, limits, clock, own) as http:
        refusal = Robots(http, agent, crawl.max_robots_bytes).refusal(url)
        answer = Refused(url, None, refusal) if refusal else http.get(url)
    if isinstance(answer, Fetched):
        document = page_document(answer.body, answer.final_url, answer.content_type)
        return replace(document, evidence=evidence.write(answer)) if evidence else document
    why = answer.reason if isinstance(answer, Refused | Failed) else "it says nothing changed"
    raise BadInput(f"{url}: cannot be read ({why}); save the page and give the file.")
