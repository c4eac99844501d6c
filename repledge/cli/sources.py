"""The newsrooms: what is read, and how each was found."""

from __future__ import annotations

from rich.table import Table

from repledge import crawling
from repledge.cli.context import Settings, console, pass_settings, write_json
from repledge.cli.main import cli
from repledge.store import reads

_COLUMNS = ("name", "kind", "state", "last_ok", "newest_item", "reason")


@cli.group()
def sources() -> None:
    """The newsrooms that are read, and how they were found."""


@sources.command("list")
@pass_settings
def list_(settings: Settings) -> None:
    """Every newsroom with its state after the last run."""
    config = settings.config()
    with settings.store(config) as store:
        found = {row["name"]: row for row in reads.sources(store)}
    known = {source.name: source.kind for source in crawling.all_sources(config)}
    rows = [
        found.get(name, {"name": name, "kind": kind, "state": "new"})
        for name, kind in sorted(known.items())
    ]
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
