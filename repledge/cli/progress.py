"""A progress line for long work; nothing where standard error is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from repledge.runs import Progress as Report
from repledge.runs import quiet

_NAMES = {
    "crawl": "Reading newsrooms",
    "import": "Importing",
    "backfill": "Reading archives",
    "extract": "Finding pledges",
    "verify": "Comparing with what was said before",
    "feeds": "Writing feeds",
}


@contextmanager
def progress_line() -> Iterator[Report]:
    """A function to report progress with; the bar leaves the screen when all is done."""
    if not sys.stderr.isatty():
        yield quiet
        return
    columns = (
        TextColumn("{task.description:<36}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_NAMES.get(stage, stage), total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield report
