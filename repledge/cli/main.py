"""The `repledge` command: global options, one way of failing, and the list of commands."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import click

from repledge import __version__
from repledge.cli import context
from repledge.errors import RepledgeError, UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--config", type=click.Path(path_type=Path), help="Default: config.toml, if there.")
@click.option("--db", type=click.Path(path_type=Path), help="The store; default: from the config.")
@click.option("-v", "--verbose", count=True, help="More talk on standard error; twice: all of it.")
@click.option("--json", "as_json", is_flag=True, help="Answers as JSON where a command has any.")
@click.version_option(__version__, prog_name="repledge")
@click.pass_context
def cli(
    ctx: click.Context, config: Path | None, db: Path | None, verbose: int, as_json: bool
) -> None:
    """Repledge tells whether an investment pledge is new money, with the evidence.

    Start with `repledge nightly`; then `repledge explain ID` for one verdict.
    """
    levels = (logging.ERROR, logging.INFO, logging.DEBUG)
    logging.basicConfig(
        level=levels[min(verbose, 2)],
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    ctx.obj = context.Settings(config_file=config, db=db, as_json=as_json, verbose=verbose)


def main() -> None:
    """Run the command line; every expected failure is one sentence and its exit code."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        click.echo(f"repledge: {_usage_words(error)}", err=True)
        code = UsageError.exit_code
    except RepledgeError as error:
        click.echo(f"repledge: {error}", err=True)
        code = error.exit_code
    except BrokenPipeError:
        # the reader of our output (head, less) has gone: nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _usage_words(error: click.ClickException) -> str:
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
    hint = f" See `{command} --help`." if command else ""
    return f"{error.format_message()}{hint}"


# the modules below register their commands on `cli`
from repledge.cli import commands  # noqa: E402, F401
