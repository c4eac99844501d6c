"""The newsrooms: what is read, how each was found, and how a new one gets in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from rich.table import Table

from repledge import crawling, pressroom
from repledge.cli.context import Settings, console, now, pass_settings, talk, write_json
from repledge.cli.main import cli
from repledge.cli.progress import progress_line
from repledge.config import Config
from repledge.errors import CannotWrite, NoNetwork, UsageError
from repledge.store import reads
from scraper.http import Http, Limits
from scraper.kinds import least_gaps
from scraper.probing import UNREACHABLE, Probe, probe
from scraper.recording import record
from scraper.robots import Robots
from scraper.scouting import Find, scout
from scraper.sources import Source, toml_of
from scraper.visitor import Visitor

_COLUMNS = ("name", "kind", "standing", "state", "last_ok", "newest_item", "reason")
_CHECKED = ("name", "verdict", "items", "newest", "charset", "robots", "reason")
_FIRST = 8  # newsrooms that cannot all be down at once: it is our own network
_STANDINGS = ("enabled", "disabled", "blocked")
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})


@cli.group()
def sources() -> None:
    """The newsrooms that are read, and how they were found."""


@sources.command("list")
@pass_settings
def list_(settings: Settings) -> None:
    """Every newsroom: whether it is read, and how the last run found it."""
    config = settings.config()
    with settings.store(config) as store:
        found = {row["name"]: row for row in reads.sources(store)}
    known = sorted(crawling.all_sources(config), key=lambda source: source.name)
    rows = [_row(source, found.get(source.name, {})) for source in known]
    if settings.as_json:
        for row in rows:
            write_json(row)
        return
    _print(_COLUMNS, rows)
    counts = [f"{sum(s.standing == word for s in known)} {word}" for word in _STANDINGS]
    console().print(f"{len(known)} newsrooms: {', '.join(counts)}.")


def _row(source: Source, found: dict[str, Any]) -> dict[str, Any]:
    """What the store tells of the last visit, and what the source file says; that wins."""
    row = {"name": source.name, "kind": source.kind, "state": "new"} | found
    row |= {"url": source.url, "standing": source.standing}
    if not source.enabled:
        row |= {"state": "blocked" if source.blocked else "disabled", "reason": source.reason}
    return row


@sources.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@pass_settings
def check(settings: Settings, names: tuple[str, ...]) -> int:
    """Look at each newsroom: robots.txt, count, newest item, charset; without names, all enabled.

    Nothing is stored. Ends with 1 where any fails.
    """
    config = settings.config()
    chosen = _named(config, names)
    found: list[Probe] = []
    with (
        _visitor(config, chosen) as visitor,
        ThreadPoolExecutor(config.crawl.workers) as pool,
        progress_line() as progress,
    ):
        for result in pool.map(partial(probe, visitor=visitor, today=now().date()), chosen):
            found.append(result)
            progress("check", len(found), len(chosen))
            if settings.as_json:
                write_json(_object(result))
            if len(found) == min(_FIRST, len(chosen)) and all(map(_unreached, found)):
                pool.shutdown(wait=False, cancel_futures=True)
                raise NoNetwork(
                    f"none of the first {len(found)} newsrooms could be reached; check the network."
                )
    failed = sum(result.verdict == "fails" for result in found)
    if not settings.as_json:
        _print(_CHECKED, [asdict(result) for result in found])
        console().print(f"{len(found)} newsrooms checked, {failed} fail.")
    return 1 if failed else 0


def _unreached(result: Probe) -> bool:
    return result.robots == UNREACHABLE


def _object(result: Probe) -> dict[str, Any]:
    row = asdict(result)
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()}


@sources.command("new")
@click.argument("url")
@click.option("--name", help="What to call it; default: from the address.")
@pass_settings
def new(settings: Settings, url: str, name: str | None) -> None:
    """Look for feeds, interfaces, listings and sitemaps at URL and print the best as a TOML file.

    Save it as NAME.toml in the folder that `paths.sources` names.
    """
    config = settings.config()
    with _visitor(config, (), url) as visitor:
        finds = scout(url, visitor, now().date())
    best = finds[0].source
    if settings.as_json:
        write_json({"name": name or best.name, "toml": toml_of(best), "found": _told(finds)})
        return
    for find in _told(finds):
        talk("found {kind} {url}: {items} items, newest {newest}".format(**find))
    talk(f"Save this as {name or best.name}.toml in the folder of `paths.sources`; fill in "
         "`company`, then run `repledge sources check`.")  # fmt: skip
    click.echo(toml_of(best), nl=False)


def _told(finds: Sequence[Find]) -> list[dict[str, Any]]:
    return [
        {"kind": find.source.kind, "url": find.source.url, "items": find.items,
         "newest": find.newest.isoformat() if find.newest else None}
        for find in finds
    ]  # fmt: skip


@sources.command("record")
@click.argument("name")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), default=Path("tests/scraper/recorded"),
    show_default=True, help="The folder that gets a folder NAME.",
)  # fmt: skip
@pass_settings
def record_(settings: Settings, name: str, folder: Path) -> None:
    """Save the front door and the newest release of a newsroom, with headers, for the tests."""
    config = settings.config()
    (source,) = _named(config, (name,))
    written: list[str] = []
    with _visitor(config, (source,)) as visitor:
        for file, content in record(source, visitor):
            path = folder / name / file
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            except OSError as error:
                raise CannotWrite(
                    f"{path}: cannot be written ({error.strerror}); name another folder with --to."
                ) from error
            written.append(str(path))
    if settings.as_json:
        write_json({"name": name, "files": written})
        return
    for line in written:
        click.echo(line)
    talk("Read the two .json files by eye: the tests hold on to what they say.")


def _named(config: Config, names: Sequence[str]) -> list[Source]:
    """The newsrooms with these names, also disabled ones; without names those that are read."""
    known = {source.name: source for source in crawling.all_sources(config)}
    for name in names:
        if name not in known:
            raise UsageError(f"{name}: is no newsroom; `repledge sources list` names them.")
    return [known[n] for n in names] or [s for s in known.values() if s.enabled]


@contextmanager
def _visitor(config: Config, sources: Sequence[Source], url: str = "") -> Iterator[Visitor]:
    """A polite visitor: to the press room where the configuration is not live, or where it leads.

    A loopback address is dialled only where a person gave it.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in _LOOPBACK:
        with _asking(config, sources, {host: (host, parts.port or 80)}, gap=0.0) as visitor:
            yield visitor
    elif config.crawl.live or url:
        crawling.require_contact(config)
        with _asking(config, sources, {}, gap=config.crawl.gap_seconds) as visitor:
            yield visitor
    else:
        with (
            pressroom.serve() as room,
            _asking(config, sources, room.dial, gap=0.0) as visitor,
        ):
            yield visitor


@contextmanager
def _asking(
    config: Config, sources: Sequence[Source], dial: Mapping[str, tuple[str, int]], *, gap: float
) -> Iterator[Visitor]:
    crawl = config.crawl
    agent = crawling.agent_of(config)
    limits = Limits(gap, crawl.request_seconds, crawl.max_redirects, crawl.max_page_bytes)
    with Http(agent, limits, now, dial) as http:
        for address, seconds in least_gaps(sources):
            http.keep_gap(address, seconds)
        robots = Robots(http, agent, crawl.max_robots_bytes)
        yield Visitor(http, robots, crawl.max_page_bytes, crawl.max_pdf_bytes)


def _print(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column == "items" else "left")
    for row in rows:
        table.add_row(*("" if row.get(c) is None else str(row[c]) for c in columns))
    console().print(table)
