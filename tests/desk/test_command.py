"""`users` and `desk` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from repledge.cli.main import cli
from repledge.errors import BadConfig, BadInput, UsageError


def run(folder: Path, *words: str):
    return CliRunner().invoke(cli, ["--db", str(folder / "a.db"), *words])


def test_users_come_and_go(tmp_path) -> None:
    assert run(tmp_path, "users", "add", "ana", "--password", "long enough").exit_code == 0
    assert run(tmp_path, "users", "disable", "ana").exit_code == 0
    assert run(tmp_path, "users", "list").stdout == "ana\treviewer\tdisabled\n"


REFUSED = [
    # too short to guard anything
    (("users", "add", "ana", "--password", "short"), UsageError, "fewer than 10"),
    (("users", "disable", "nobody"), BadInput, "is no user"),
    (("users", "add", " ", "--password", "long enough"), BadInput, "no user name"),
]


@pytest.mark.parametrize(("words", "error", "says"), REFUSED)
def test_what_cannot_be_is_said(tmp_path, words, error, says) -> None:
    answer = run(tmp_path, *words)
    assert isinstance(answer.exception, error)
    assert says in str(answer.exception)


def test_the_open_network_needs_users(tmp_path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[desk]\nhost = "0.0.0.0"\n', "utf-8")
    answer = CliRunner().invoke(cli, ["--config", str(config), "desk"])
    assert isinstance(answer.exception, BadConfig)
    assert "no users" in str(answer.exception)
