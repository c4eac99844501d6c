"""A folder of documents as a front door: lines, pages and texts that somebody put there."""

import json
from pathlib import Path

import pytest

from repledge.errors import BadInput
from scraper.kinds import Link, list_links
from scraper.sources import Source
from tests.scraper.test_interfaces import DAY, HOME, Web, links

ROW = {"url": f"{HOME}/a", "title": "A", "published": "2026-03-19", "lang": "ko-KR", "text": "Text"}
BODY = "<p>Acme said today that it will build a plant in Ohio for its newest machines.</p>" * 6
PAGE = f"<html><head><title>A</title></head><body><article><h1>A</h1>{BODY}</article></body></html>"


def archived(tmp_path: Path) -> list[Link]:
    return links(Web({}), "archive", str(tmp_path))


def test_an_archive_of_lines_pages_and_texts(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps(ROW)
        + "\n\n"
        + json.dumps(ROW | {"url": f"{HOME}/h", "text": None, "html": PAGE})
    )
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.txt").write_text("Acme builds\n\nTokyo, March 19, 2026 - Acme builds.")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    lines, page, text = archived(tmp_path)
    assert lines == Link(f"{HOME}/a", "A", DAY, text="Text", language="ko")
    assert page.text
    assert page.text.startswith("Acme said today")
    assert (text.title, text.published, text.text) == (
        "Acme builds", DAY, "Tokyo, March 19, 2026 - Acme builds.",
    )  # fmt: skip
    assert text.url.startswith("file://")


def test_a_bad_row_loses_none_of_the_others(tmp_path: Path) -> None:
    rows = [json.dumps(ROW), "{", json.dumps({"url": "x"}), json.dumps(ROW | {"url": f"{HOME}/z"})]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    found = list_links(Source("acme", "archive", str(tmp_path)), Web({}).get)
    assert [next(found).url, next(found).url] == [f"{HOME}/a", f"{HOME}/z"]
    with pytest.raises(BadInput, match=r"2 faults, the first: .*a\.jsonl, line 2"):
        next(found)


def test_an_empty_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="acme: "):
        archived(tmp_path)
