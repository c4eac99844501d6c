"""`audit`: any list of pledges in one command, as a table, a page, CSV or JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from repledge import importing, pipeline
from repledge.audit import (
    LABELS,
    Audit,
    Knowledge,
    audit_list,
    audit_object,
    audit_page,
    compared,
    csv_rows,
    quoted,
    read_list,
)
from repledge.cli.context import Settings, console, now, pass_settings, talk, write_json
from repledge.cli.main import cli
from repledge.errors import CannotWrite
from repledge.feeds import exports
from repledge.words import interval, usd

_PATH = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])


@cli.command("audit")
@click.argument("source", metavar="LIST|-", type=_PATH)
@click.option("--before", type=_PATH, help="An older capture of the list: what changed since.")
@click.option("--since", type=_DAY, help="What was announced before this day is old; default: the "
              "day of each entry, by its date or its link.")  # fmt: skip
@click.option("--date", "day", type=_DAY, help="When the list stood so; default: what it tells.")
@click.option("--known", type=_PATH, help="Known announcements of your own (JSON Lines).")
@click.option("--cim", type=_PATH, help="The facility table of the Clean Investment Monitor (CSV).")
@click.option("--html", type=_PATH, metavar="FILE", help="Write a page to read, print and send.")
@click.option("--csv", "table", type=_PATH, metavar="FILE", help="Write one row an entry.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole audit as one JSON object.")
@pass_settings
def audit_command(
    settings: Settings, source: Path, before: Path | None, since: datetime | None,
    day: datetime | None, known: Path | None, cim: Path | None, html: Path | None,
    table: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Audit a list of pledges (CSV, HTML, Markdown, text) against the store and what is known.

    Every entry is accounted for: duplicates, overlaps, parts inside totals, what is no investment,
    what was announced earlier (with date and link), and the new money as a range with its sum.
    """
    config = settings.config()
    with settings.store(config) as store:
        earlier = pipeline.known_before(store, config, known=known, cim=cim)
        knowledge = Knowledge(history=earlier, run_rates=pipeline.run_rates(config))
        start = since.date() if since else None
        found = _audited(source, knowledge, start, day)
        if before is not None:
            found = compared(found, _audited(before, knowledge, start, None))
    told = audit_object(found)
    if html is not None:
        _write(html, audit_page(told))
    if table is not None:
        _write_csv(table, found)
    if as_json or settings.as_json:
        write_json(told)
    elif html is None and table is None:
        print_audit(console(), told)
    else:
        talk(_last_line(told))


def _audited(path: Path, knowledge: Knowledge, since: Any, day: datetime | None) -> Audit:
    body = sys.stdin.buffer.read() if str(path) == "-" else importing.read_bytes(path)
    pledges = read_list(path.name, body, now().date(), day.date() if day else None)
    return audit_list(pledges, knowledge, since)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(
            f"{path}: cannot be written ({error.strerror}); name another file."
        ) from error
    talk(str(path))


def _write_csv(path: Path, found: Audit) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            exports.write_csv(csv_rows(found), file)
    except OSError as error:
        raise CannotWrite(
            f"{path}: cannot be written ({error.strerror}); name another file."
        ) from error
    talk(str(path))


def print_audit(out: Console, told: Mapping[str, Any]) -> None:
    """The audit for a terminal: all entries, earlier traces, changes, the sum."""
    out.print(Text(f"{told['title']} ({told['date']}, {told['entries_total']} entries)", "bold"))
    entries = Table(box=None, pad_edge=False)
    for name, options in _COLUMNS:
        entries.add_column(name, **options)  # type: ignore[arg-type]
    for entry in told["entries"]:
        entries.add_row(*(Text(cell) for cell in _cells(entry)))
    out.print(entries)
    for title, lines in (
        ("Doubtful as printed", _doubts(told)),
        ("Announced earlier", _traces(told)),
        ("Changed", _changes(told)),
    ):
        if found := list(lines):
            out.print("")
            out.print(Text(title, "bold"))
            for line in found:
                out.print(Text(line), soft_wrap=True)
    out.print("")
    out.print(_sum(told))
    out.print(Text(_last_line(told), "bold"), soft_wrap=True)


_COLUMNS: tuple[tuple[str, dict[str, object]], ...] = (
    ("No.", {"justify": "right", "no_wrap": True}),
    ("Party", {"max_width": 26}),
    ("Sum", {"justify": "right", "no_wrap": True}),
    ("New", {"justify": "right", "no_wrap": True}),
    ("Notes", {"ratio": 1, "overflow": "fold"}),
)


def _cells(entry: Mapping[str, Any]) -> tuple[str, ...]:
    labels = "; ".join(LABELS[label] for label in entry["labels"])
    return (
        str(entry["number"]),
        entry["party"] or "unknown",
        usd(entry["headline_usd"]),
        interval(entry["net_new_low_usd"], entry["net_new_high_usd"]),
        " · ".join(filter(None, (labels, " ".join(c["sentence"] for c in entry["checks"])))),
    )


def _doubts(told: Mapping[str, Any]) -> Iterator[str]:
    """Each finding with the words it rests on, the doubtful ones first."""
    for entry in told["entries"]:
        for check in entry["checks"]:
            yield f"{entry['number']:>4}  {entry['party']}: {check['sentence']}"
            yield from (f"      {quoted(said)}" for said in check["quotes"])


def _traces(told: Mapping[str, Any]) -> Iterator[str]:
    for entry in told["entries"]:
        for trace in entry["earlier"]:
            sum_told = f", {usd(trace['amount_usd'])}" if trace["amount_usd"] else ""
            yield (
                f"{entry['number']:>4}  {entry['party']}: {trace['published']}{sum_told}, "
                f"{trace['quote']}  {trace['url']}"
            )


def _changes(told: Mapping[str, Any]) -> Iterator[str]:
    for change in told["changes"]:
        yield f"{change['after'] or '–':>4}  {change['party']}: {change['sentence']}"


def _sum(told: Mapping[str, Any]) -> Table:
    table = Table(title="The sum", title_justify="left", box=None, pad_edge=False)
    table.add_column("")
    table.add_column("")
    table.add_column("Sums", justify="right")
    table.add_column("US dollars", justify="right")
    for step in told["arithmetic"]:
        style = "bold" if step["op"] == "=" else ""
        row = (step["op"], step["label"], str(step["count"]), f"{step['usd']:,}")
        table.add_row(*(Text(cell, style) for cell in row))
    return table


def _last_line(told: Mapping[str, Any]) -> str:
    new = interval(told["net_new_low_usd"], told["net_new_high_usd"])
    known = told["earlier_plans_usd"]
    inside = f" Up to {usd(known)} of it may be plans that were known before." if known else ""
    return f"{told['entries_total']} entries; new money of companies: {new}.{inside}"
