"""What becomes of what was said: `claimant` and `watch`."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date, datetime

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from repledge import pipeline
from repledge.cli.context import Settings, console, now, pass_settings, write_json
from repledge.cli.main import cli
from repledge.followup import (
    KIND_WORDS,
    KINDS,
    Tally,
    Watched,
    claimant_object,
    watch,
    watched_object,
)
from repledge.followup.claimant import sentence
from repledge.followup.speakers import offices
from repledge.store import follow
from repledge.words import interval, usd

MOST_ROWS = 15  # of one kind in the terminal
_DAY = click.DateTime(["%Y-%m-%d"])
_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@cli.command()
@click.argument("name", required=False)
@_JSON
@pass_settings
def claimant(settings: Settings, name: str | None, as_json: bool) -> None:
    """What a speaker (President, ministry, company, newsroom) claimed in total over time.

    Told: every headline, each time. Ledger: the projects behind them, each once, that day. New:
    what of it was new when it was told. Without a NAME: who can be asked for.
    """
    with settings.store(settings.config()) as store:
        if name is None:
            groups, sources = follow.speakers(store)
            names = [*(speaker.name for speaker in offices()), *sources, *groups]
            for one in names:
                click.echo(one)
            return
        found = pipeline.claimant(store, name)
    if as_json or settings.as_json:
        write_json(claimant_object(found))
    else:
        _print_tally(console(), found)


def _print_tally(out: Console, found: Tally) -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("Date", "Claims", "Own total", "Told so far", "Ledger that day", "New so far"):
        table.add_column(column, justify="left" if column == "Date" else "right", no_wrap=True)
    for day in found.days:
        total = day.own_total
        table.add_row(
            day.day.isoformat(),
            str(len(day.said)),
            usd(total.verdict.headline_usd) if total else "",
            usd(day.told_usd),
            interval(day.ledger_low_usd, day.ledger_high_usd),
            interval(day.new_low_usd, day.new_high_usd),
        )
    if found.days:
        out.print(table)
    out.print(Text(sentence(found), "bold"), soft_wrap=True)


@cli.command("watch")
@click.option("--since", type=_DAY, help="Only what can be seen since this day.")
@click.option("--as-of", type=_DAY, help="As it was to be seen on this day; default today.")
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help="May be repeated.")
@_JSON
@pass_settings
def watch_command(
    settings: Settings,
    since: datetime | None,
    as_of: datetime | None,
    kind: Sequence[str],
    as_json: bool,
) -> None:
    """Pledges silent past their own milestones, slipped dates, changes of scope and status."""
    today = (as_of or now()).date()
    start = since.date() if since else date.min
    with settings.store(settings.config()) as store:
        found = [
            one
            for one in watch(follow.told_lines(store), today)
            if one.since >= start and (not kind or one.kind in kind)
        ]
    if as_json or settings.as_json:
        for one in found:
            write_json(watched_object(one))
        return
    out = console()
    if not found:
        out.print("Nothing is overdue, slipped or changed.")
    for name in KINDS:
        _print_kind(out, name, [one for one in found if one.kind == name])


def _print_kind(out: Console, kind: str, found: Sequence[Watched]) -> None:
    if not found:
        return
    first = "largest" if kind == "overdue" else "newest"
    more = f", the {MOST_ROWS} {first}" if len(found) > MOST_ROWS else ""
    title = f"{KIND_WORDS[kind]} ({len(found)}{more})"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("Since", no_wrap=True)
    table.add_column("Company", max_width=22)
    table.add_column("Live", justify="right", no_wrap=True)
    table.add_column("What", ratio=1, overflow="fold")
    table.add_column("Project", max_width=34, overflow="fold")
    for one in found[:MOST_ROWS]:
        cells = (
            one.since.isoformat(),
            one.company or one.line.company_id,
            interval(one.line.live_low_usd, one.line.live_high_usd),
            one.sentence,
            textwrap.shorten(one.line.name, 60, placeholder="…"),
        )
        table.add_row(*map(Text, cells))
    out.print(table)
