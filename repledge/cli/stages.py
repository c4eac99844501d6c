"""The stages, each of which can be run again at no harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from repledge import pipeline
from repledge.cli.context import Settings, now, pass_settings, talk, write_json
from repledge.cli.main import cli
from repledge.cli.progress import progress_line
from repledge.runs import Run
from repledge.runs import run as begin
from repledge.store import run_lock


@contextmanager
def locked_run(settings: Settings, command: str) -> Iterator[Run]:
    """A run that holds the store's lock, with a progress line for the person who waits."""
    config = settings.config()
    with (
        run_lock(settings.store_path(config), now()),
        settings.store(config) as store,
        progress_line() as progress,
        begin(command, store, config, now, progress) as run,
    ):
        yield run


def answer(settings: Settings, run: Run, words: str) -> None:
    """What a stage did, in words or as JSON."""
    if settings.as_json:
        write_json(run.counts | {"issues": run.issues})
    else:
        talk(words.format(**{"issues": run.issues} | run.counts))


def _stage(name: str, words: str, work: Callable[[Run, bool], None], help_text: str) -> None:
    @cli.command(name, help=help_text)
    @click.option("--again", is_flag=True, help="All documents, also those that are up to date.")
    @pass_settings
    def command(settings: Settings, again: bool) -> None:
        with locked_run(settings, name) as run:
            work(run, again)
            answer(settings, run, words)


_stage(
    "extract",
    "Read {read} documents; {issues} issues.",
    lambda run, again: pipeline.extract(run, again=again),
    "Find the claims in stored documents.",
)
_stage(
    "verify",
    "{verdicts_changed} verdicts changed; {issues} issues.",
    lambda run, again: pipeline.verify(run, again=again),
    "Judge the stored claims, oldest first.",
)


@cli.command()
@pass_settings
def feeds(settings: Settings) -> None:
    """Write the feeds and pages from the store."""
    with locked_run(settings, "feeds") as run:
        pipeline.feeds(run)
        answer(settings, run, f"{{files_written}} files under {run.config.paths.public}.")
