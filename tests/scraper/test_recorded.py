"""Newsrooms as they were recorded with `repledge sources record`: what was read is read again."""

from pathlib import Path

import pytest

from scraper.recording import reread

FOLDERS = sorted(p.parent for p in (Path(__file__).parent / "recorded").glob("*/front.json"))


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_a_recorded_newsroom_is_read_as_before(folder: Path) -> None:
    then, now = reread(folder)
    assert now == then
    assert then["links"]
    assert then["article"]["published"]


def test_there_are_recordings() -> None:
    assert {"hanguk-media", "ministries"} <= {folder.name for folder in FOLDERS}
