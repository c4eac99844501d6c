"""The night and its crawl: what a timer starts, and what a person sees at its end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from datetime import datetime

import click

from repledge import crawling, messages, pipeline, pressroom
from repledge.cli import tables
from repledge.cli.context import Settings, console, pass_settings, talk, write_json
from repledge.cli.main import cli
from repledge.cli.stages import answer, locked_run
from repledge.config import Config
from repledge.errors import RepledgeError
from repledge.feeds.pings import Event, ping
from repledge.runs import Run
from repledge.store import reads, require_whole


@cli.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="All from that day on, from lists and sitemaps; goes on where it was cut off.",
)
@pass_settings
def crawl(settings: Settings, names: tuple[str, ...], since: datetime | None) -> int:
    """Fetch new releases of all newsrooms, or of those named."""
    with locked_run(settings, "crawl") as run:
        crawling.crawl(run, names, since.date() if since else None)
        answer(settings, run, "{saved} new or changed documents from {sources_ok} newsrooms; "
               "{sources_failed} failed, {sources_blocked} refused; {issues} issues.")  # fmt: skip
        return run.counts.get("exit_code", 0)


@cli.command()
@click.option("--ping-url", help="A healthchecks-style address: told of start, end and failure.")
@pass_settings
def nightly(settings: Settings, ping_url: str | None) -> int:
    """Crawl, extract, verify, write feeds and digest: one night, then the flagged pledges.

    The digest goes to the apprise addresses in the environment variable REPLEDGE_NOTIFY.
    """
    # systemd stops a service with SIGTERM: the run is left as by Ctrl-C, and the watchdog is told
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _ping(ping_url, "start")
    try:
        code = _night(settings)
    except KeyboardInterrupt:
        _ping(ping_url, "fail", "stopped before its end")
        raise
    except BaseException as error:
        _ping(ping_url, "fail", str(error) or type(error).__name__)
        raise
    _ping(ping_url, "fail" if code else "ok", "too many newsrooms failed" if code else "")
    return code


def _ping(url: str | None, event: Event, words: str = "") -> None:
    reason = ping(url, event, words) if url else None
    if reason:
        talk(reason)


def _night(settings: Settings) -> int:
    with locked_run(settings, "nightly") as run:
        try:
            require_whole(run.store)
            pipeline.nightly(run)
        except RepledgeError as error:
            messages.write_metrics(run, error.exit_code)
            raise
        code = run.counts.get("exit_code", 0)
        messages.write_metrics(run, code)
        counts = reads.counts(run.store)
        if settings.as_json:
            write_json(run.counts | counts | {"issues": run.issues})
        else:
            _print_night(run, counts)
        return code


def _print_night(run: Run, counts: dict[str, int]) -> None:
    out = console()
    rows = list(reads.judged(run.store))
    tables.print_flagged(out, rows)
    out.print("")
    tables.print_counts(out, counts)
    for line in _where_next(run, run.config, rows):
        out.print(line, soft_wrap=True)


def _where_next(run: Run, config: Config, rows: list[reads.Judged]) -> Iterator[str]:
    if run.issues:
        yield f"{run.issues} issue{'s' * (run.issues > 1)}: repledge doctor"
    yield f"Feeds and pages: {config.path(config.paths.public)}"
    flagged = tables.most_old_money(rows)
    if flagged:
        yield f"One verdict in full: repledge explain {flagged[0].claim.id[:8]}"
    yield "The review desk: repledge desk"


@cli.command("pressroom")
@click.option("--port", type=int, default=0, help="0 takes a free one.")
@click.option("--night", type=click.IntRange(1, 2), default=1, help="2: one page has been edited.")
def serve_pressroom(port: int, night: int) -> None:
    """Serve the bundled archive as a dozen newsrooms on 127.0.0.1 until Ctrl-C."""
    with pressroom.serve(night=night, port=port) as room:
        talk(f"{room.base_url}  (Ctrl-C ends it)")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            talk("closed")
