"""The newsrooms: what is read, and how each was found."""

from __future__ import annotations

from typing import Any

from rich.table import Table

from repledge import crawling
from repledge.cli.context import Settings, console, pass_settings, write_json
from repledge.cli.main import cli
from repledge.store import reads
from scraper.sources import Source

_COLUMNS = ("name", "kind", "standing", "state", "last_ok", "newest_item", "reason")


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
    table = Table(box=None, pad_edge=False)
    for column in _COLUMNS:
        table.add_column(column)
    for row in rows:
        table.add_row(*(str(row.get(column) or "") for column in _COLUMNS))
    console().print(table)
    counts = [f"{sum(s.standing == word for s in known)} {word}" for word in _STANDINGS]
    console().print(f"{len(known)} newsrooms: {', '.join(counts)}.")


_STANDINGS = ("enabled", "disabled", "blocked")


def _row(source: Source, found: dict[str, Any]) -> dict[str, Any]:
    """What the store tells of the last visit, and what the source file says; that wins."""
    row = {"name": source.name, "kind": source.kind, "state": "new"} | found
    row |= {"url": source.url, "standing": source.standing}
    if not source.enabled:
        row |= {"state": "blocked" if source.blocked else "disabled", "reason": source.reason}
    return row
