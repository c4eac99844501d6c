"""`repledge sources …` as a person meets it, against the press room on loopback."""

import json
from pathlib import Path

import pytest

from repledge.pressroom import serve
from scraper.directory import directory
from scraper.sources import read_sources, shipped_sources
from tests.cli.test_night import ROOT, repledge


def rows(printed: str) -> list[dict]:
    return [json.loads(line) for line in printed.splitlines()]


def live(folder: Path, more: str = "") -> None:
    (folder / "config.toml").write_text(
        f'[crawl]\nlive = true\ncontact = "desk@newsroom.org"\n{more}', encoding="utf-8"
    )


def test_the_list_tells_who_is_read_and_why_not(tmp_path: Path) -> None:
    live(tmp_path)
    told = repledge(tmp_path, "sources", "list")
    assert told.returncode == 0, told.stderr
    assert "175 newsrooms: 118 enabled, 52 disabled, 5 blocked." in told.stdout
    printed = repledge(tmp_path, "--json", "sources", "list").stdout
    found = {row["name"]: row for row in rows(printed)}
    states = {name: (row["standing"], row["state"]) for name, row in found.items()}
    assert states["ford-media"] == ("blocked", "blocked")
    assert states["merck"] == ("disabled", "disabled")
    assert states["posco-english"] == ("enabled", "new")
    assert "403" in found["ford-media"]["reason"]


def test_a_disabled_newsroom_is_not_crawled(tmp_path: Path) -> None:
    live(tmp_path)
    told = repledge(tmp_path, "crawl", "merck")
    assert told.returncode == 64
    assert "no enabled source" in told.stderr


def test_a_check_of_the_press_room_ends_with_one_for_the_newsroom_that_refuses(
    tmp_path: Path,
) -> None:
    told = repledge(tmp_path, "--json", "sources", "check")
    found = {row["name"]: row for row in rows(told.stdout)}
    assert told.returncode == 1
    assert {name for name, row in found.items() if row["verdict"] != "ok"} == {"closed"}
    korean = found["hanguk-media"]
    assert (korean["charset"], korean["robots"], korean["items"]) == ("cp949", "allowed", 5)
    assert korean["newest"] == "2025-11-16"
    assert found["closed"]["reason"] == "status 403"


def test_a_check_of_one_newsroom_is_a_table_and_ends_with_zero(tmp_path: Path) -> None:
    told = repledge(tmp_path, "sources", "check", "carmakers")
    assert told.returncode == 0, told.stderr
    assert "carmakers  ok" in told.stdout
    assert "1 newsrooms checked, 0 fail." in told.stdout
    assert not (tmp_path / "var").exists()  # nothing is stored


def test_without_a_network_a_check_says_so_and_nothing_else(tmp_path: Path) -> None:
    """`.invalid` resolves nowhere (RFC 6761); so a box without a network looks."""
    live(tmp_path, 'shipped_sources = false\n[paths]\nsources = "own"\n')
    (tmp_path / "own").mkdir()
    for name in ("a", "b"):
        text = f'kind = "rss"\nurl = "https://{name}.invalid/feed"\n'
        (tmp_path / "own" / f"{name}.toml").write_text(text, encoding="utf-8")
    told = repledge(tmp_path, "sources", "check")
    assert told.returncode == 69
    assert "none of the first 2 newsrooms could be reached; check the network" in told.stderr


def test_a_newsroom_that_nobody_knows_is_named(tmp_path: Path) -> None:
    told = repledge(tmp_path, "sources", "check", "nowhere")
    assert told.returncode == 64
    assert told.stderr.startswith("repledge: nowhere: is no newsroom")


def test_a_new_newsroom_is_a_file_that_can_be_read(tmp_path: Path) -> None:
    with serve() as room:
        url = f"{room.base_url}/statehouse-news.example/"
        told = repledge(tmp_path, "sources", "new", url)
        answered = json.loads(repledge(tmp_path, "--json", "sources", "new", url).stdout)
    assert told.returncode == 0, told.stderr
    assert "found atom " in told.stderr
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "statehouse.toml").write_text(told.stdout, encoding="utf-8")
    (source,) = read_sources(tmp_path / "own")
    assert (source.kind, source.title, source.language) == ("atom", "Statehouse News", "en")
    assert answered["toml"] == told.stdout
    assert answered["found"][0]["items"] == 35


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        # nobody is visited anonymously
        ("https://newsroom.invalid/", 78, "crawl.contact is still the placeholder"),
        # a page that cannot be had
        ("http://127.0.0.1:9/", 65, "cannot be read"),
    ],
)
def test_what_new_cannot_do_is_told(tmp_path: Path, url: str, code: int, said: str) -> None:
    told = repledge(tmp_path, "sources", "new", url)
    assert (told.returncode, told.stdout) == (code, "")
    assert said in told.stderr


def test_a_recording_holds_what_was_served(tmp_path: Path) -> None:
    told = repledge(tmp_path, "--json", "sources", "record", "nippon-ir", "--to", "kept")
    assert told.returncode == 0, told.stderr
    files = json.loads(told.stdout)["files"]
    assert [Path(f).name for f in files] == ["front-1.body", "front.json", "page.body", "page.json"]
    folder = tmp_path / "kept" / "nippon-ir"
    page = json.loads((folder / "page.json").read_text(encoding="utf-8"))
    assert page["article"]["published"] == "2026-02-18"
    assert page["article"]["title"].split()[0] in (folder / "page.body").read_bytes().decode(
        "cp932"
    )


def test_a_refused_newsroom_is_not_recorded(tmp_path: Path) -> None:
    told = repledge(tmp_path, "sources", "record", "closed", "--to", "kept")
    assert told.returncode == 65
    assert "nothing was recorded" in told.stderr
    assert not (tmp_path / "kept").exists()


def test_a_pdf_is_checked_and_imported_as_a_page_is(tmp_path: Path) -> None:
    pdf = ROOT / "tests" / "scraper" / "pages" / "release.pdf"
    told = repledge(tmp_path, "--json", "check", str(pdf))
    assert told.returncode == 0, told.stderr
    claim = rows(told.stdout)[0]
    assert (claim["published"], claim["amount"]["usd"]) == ("2025-03-03", 2_500_000_000)
    done = repledge(tmp_path, "--json", "import", str(pdf))
    assert json.loads(done.stdout)["imported"] == 1, done.stderr


def test_the_printed_page_of_newsrooms_is_the_real_one() -> None:
    printed = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert printed == directory(shipped_sources()), "run `make docs` and read the difference"
