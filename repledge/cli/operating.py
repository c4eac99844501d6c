"""What is told beside the feeds: the digest by hand, and the files that start a night by itself."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from repledge import __version__, messages
from repledge.cli.context import Settings, now, pass_settings
from repledge.cli.main import cli
from repledge.errors import CannotWrite, UsageError
from repledge.feeds import entries_of, schedules
from repledge.store import reads


@cli.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Default: before the last night.")
@click.option("--send", is_flag=True, help="Also send it to the addresses in REPLEDGE_NOTIFY.")
@pass_settings
def digest(settings: Settings, since: datetime | None, send: bool) -> None:
    """What the last night brought, and what changed since: the message of the day, not sent."""
    config = settings.config()
    with settings.store(config) as store:
        before_last = next(iter(reads.nights(store, 2)[1:]), messages.NEVER)
        moment = since.replace(tzinfo=UTC) if since else before_last
        subject, text = messages.digest_since(
            store, config, entries_of(store), moment, now().date()
        )
    click.echo(f"{subject}\n\n{text}")
    if send and (reason := messages.sent(subject, text)):
        raise UsageError(reason)


@cli.command()
@click.option("--at", default="03:30", show_default=True, metavar="HH:MM", help="When, local time.")
@click.option("--ping-url", help="Goes into the service; see `nightly --ping-url`.")
@click.option("--into", type=click.Path(path_type=Path), help="Write the files to this folder.")
@pass_settings
def systemd(settings: Settings, at: str, ping_url: str | None, into: Path | None) -> None:
    """What runs a night every night: units for systemd, a crontab line, a container file."""
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at):
        raise UsageError(f"{at}: is no time of day; give it as HH:MM, such as 03:30.")
    command, folder = _own_command(), settings.config().root.resolve()
    files = {
        "repledge.service": schedules.service_unit(command, folder, ping_url),
        "repledge.timer": schedules.timer_unit(at),
        "crontab": schedules.crontab_line(command, folder, at),
        "Containerfile": schedules.container_file(__version__),
    }
    for name, text in files.items():
        if into is None:
            click.echo(f"# ---- {name}\n{text}")
            continue
        try:
            into.mkdir(parents=True, exist_ok=True)
            (into / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise CannotWrite(f"{into / name}: cannot be written ({error.strerror}).") from error
        click.echo(into / name)


def _own_command() -> Path:
    """The script that runs us, as a timer must name it."""
    beside = Path(sys.executable).with_name("repledge")
    return beside if beside.exists() else Path(sys.argv[0]).resolve()
