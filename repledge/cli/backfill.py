"""Years of news out of archives, through the same stages."""

from __future__ import annotations

import os
from pathlib import Path

import click

from repledge import backfill, pipeline
from repledge.cli.context import Settings, pass_settings
from repledge.cli.main import cli
from repledge.cli.stages import answer, locked_run
from repledge.errors import BadInput


@cli.command(name="backfill")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option("--workers", type=click.IntRange(1, 256), help="Default: one a processor.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler; default: one made here.")
@pass_settings
def backfill_(
    settings: Settings,
    paths: tuple[Path, ...],
    engine: backfill.Engine,
    workers: int | None,
    scheduler: str | None,
) -> None:
    """Pledges out of WARC archives, files or folders (CC-NEWS layout), then their verdicts.

    Pages without a pledge are left in the archive. A backfill that was stopped goes on where it
    stood; an archive that is done is not read again.
    """
    number = workers or os.cpu_count() or 1
    tasks = (
        backfill.dask_tasks(scheduler, number) if engine == "dask" else backfill.local_tasks(number)
    )
    with locked_run(settings, "backfill") as run:
        backfill.backfill(run, paths, tasks)
        pipeline.verify(run)
        answer(settings, run, "{saved} releases with a pledge from {pages} pages in {archives} "
               "archives; {skipped_archives} done before, {archives_failed} failed; "
               "{verdicts_changed} verdicts changed, {issues} issues.")  # fmt: skip
        if run.counts["archives"] and run.counts["archives"] == run.counts["archives_failed"]:
            raise BadInput(f"{paths[0]}: no archive could be read; see `repledge doctor`.")
