"""FAULTS 34: a secret in a file that others can read is told at the start of every command."""

from pathlib import Path

import pytest

from repledge.config import Config, read_config
from repledge.secrets import exposed

SECRET = [
    ("[feeds]\nhub = 'https://me:canary@hub.example/'", "feeds.hub"),
    ("[feeds]\nhub = 'https://hub.example/?access_token=canary'", "feeds.hub"),
    ("[feeds]\nbase_url = 'https://hooks.slack.com/services/canary'", "feeds.base_url"),
    ("[feeds]\nhub = 'https://hub.example/?a=1&apikey=canary'", "feeds.hub"),
]
HARMLESS = [
    "[crawl]\ncontact = 'desk@paper.example'",
    "[crawl]\ncontact = 'mailto:desk@paper.example'",
    "[feeds]\nhub = 'https://hub.example:8080/?id=1&page=2&tokens'",
    "[feeds]\nhub = 'https://hub.example/?token='",
]


def warnings(folder: Path, text: str, mode: int = 0o644) -> list[str]:
    file = folder / "config.toml"
    file.write_text(text, "utf-8")
    file.chmod(mode)
    return list(exposed(read_config(file), file))


@pytest.mark.parametrize(("text", "key"), SECRET)
def test_a_secret_that_others_can_read_is_told_by_its_key(
    tmp_path: Path, text: str, key: str
) -> None:
    (warning,) = warnings(tmp_path, text)
    assert f"`{key}`" in warning
    assert f"chmod 600 {tmp_path / 'config.toml'}" in warning
    assert "canary" not in warning
    # in a file of its owner alone it may stand
    assert warnings(tmp_path, text, 0o600) == []


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_is_not_told(tmp_path: Path, text: str) -> None:
    assert warnings(tmp_path, text) == []


def test_a_newsroom_with_a_token_in_its_address_is_told(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    source = tmp_path / "sources" / "acme.toml"
    source.write_text("url = 'https://acme.example/feed?token=canary'\n[selectors]\nlink = 'a'")
    (tmp_path / "sources" / "broken.toml").write_text("url = ")
    (warning,) = warnings(tmp_path, "[paths]\nsources = 'sources'")
    assert warning.startswith(f"{source}: `url`")


def test_without_a_file_there_is_nothing_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert list(exposed(Config(), None)) == []
