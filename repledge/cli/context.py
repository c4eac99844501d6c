"""What a command gets from the global options: configuration, store, clock, ways to answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from repledge.config import Config, read_config
from repledge.secrets import exposed
from repledge.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Settings:
    """The global options; `config` and `store` are opened only where a command needs them."""

    config_file: Path | None
    db: Path | None
    as_json: bool
    verbose: int

    def config(self) -> Config:
        """config.toml; raises BadConfig. Tells secrets that others can read."""
        config = read_config(self.config_file)
        for warning in exposed(config, self.config_file):
            talk(warning)
        return config

    def store_path(self, config: Config) -> Path:
        """The store's file: the option, else the configuration."""
        return self.db or config.path(config.paths.store)

    @contextmanager
    def store(self, config: Config) -> Iterator[Store]:
        """The open store, closed at the end."""
        opened = open_store(self.store_path(config))
        try:
            yield opened
        finally:
            opened.close()


pass_settings = click.make_pass_decorator(Settings)


def now() -> datetime:
    """The wall clock, in UTC: the only place that reads it."""
    return datetime.now(UTC)


def console() -> Console:
    """Standard output for people: colours and width only on a terminal."""
    width = None if sys.stdout.isatty() else 140
    return Console(width=width, highlight=False, soft_wrap=False)


def talk(message: str) -> None:
    """One line for the person who watches, on standard error."""
    click.echo(message, err=True)


def write_json(value: Any) -> None:
    """One JSON value on one line of standard output."""
    click.echo(json.dumps(value, ensure_ascii=False))
