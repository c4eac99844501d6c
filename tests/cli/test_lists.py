"""`audit`, `claimant` and `watch` as a person or a program meets them."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.test_night import repledge

LIST = Path(__file__).parents[1] / "audit" / "lists" / "white-house-2025-08-15.md"
RELEASES = [
    {
        "id": "a-1", "url": "https://acme.example/1", "source": "acme-newsroom", "lang": "en",
        "title": "Acme Robotics to build a plant in Columbus, Ohio", "published": "2023-03-03",
        "text": "Acme Robotics will invest $2.5 billion to build a factory in Columbus, Ohio, "
                "which opens in 2024.",
    },
    {
        "id": "g-1", "url": "https://gov.example/1", "source": "statehouse", "lang": "en",
        "title": "Governor: Acme Robotics to Columbus", "published": "2023-09-03",
        "text": "Acme Robotics will invest $2.5 billion in a factory in Columbus, Ohio.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("lists")
    rows = "".join(json.dumps(row) + "\n" for row in RELEASES)
    (made / "rows.jsonl").write_text(rows, encoding="utf-8")
    for command in (("import", "rows.jsonl"), ("extract",), ("verify",)):
        done = repledge(made, *command)
        assert done.returncode == 0, done.stderr
    text = (
        "company,amount,date,text\n"
        'Acme Robotics,$2.5 billion,2024-05-01,"a factory in Columbus, Ohio"\n'
        "=2+3,$1 billion,2024-05-01,\n"
    )
    (made / "list.csv").write_text(text, encoding="utf-8")
    (made / "page.html").write_text("<p>Nothing here.</p>", encoding="utf-8")
    return made


def test_a_list_is_held_against_the_store(folder: Path) -> None:
    done = repledge(folder, "audit", "list.csv", "--json")
    assert done.returncode == 0, done.stderr
    entry = json.loads(done.stdout)["entries"][0]
    assert entry["earlier"][0]["url"] == "https://acme.example/1"
    assert entry["net_new_high_usd"] == 0


def test_the_table_page_and_rows(folder: Path) -> None:
    shown = repledge(folder, "audit", "list.csv")
    assert "Announced earlier" in shown.stdout
    assert "2 entries; new money of companies" in shown.stdout
    written = repledge(folder, "audit", "list.csv", "--html", "a.html", "--csv", "a.csv")
    assert written.returncode == 0, written.stderr
    assert "https://acme.example/1" in (folder / "a.html").read_text(encoding="utf-8")
    rows = list(csv.DictReader((folder / "a.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0]["earlier_date"] == "2023-03-03"
    assert rows[1]["party"] == "'=2+3"  # no spreadsheet runs it


FAULTS = [
    # no such file
    (("audit", "none.csv"), 65, "none.csv"),
    # a file without a list
    (("audit", "page.html"), 65, "no entry with a sum"),
    # a folder that is not there
    (("audit", "list.csv", "--html", "no/a.html"), 73, "no/a.html"),
    # another table for the monitor's
    (("audit", "list.csv", "--cim", "list.csv"), 65, "Announcement_Date"),
    (("audit", "list.csv", "--cim", "none.csv"), 65, "none.csv"),
    (("audit", "list.csv", "--known", "list.csv"), 65, "is no known pledge"),
    # nobody of that name
    (("claimant", "Nobody"), 65, "Nobody"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), FAULTS)
def test_faults_are_one_sentence(folder: Path, arguments, code: int, words: str) -> None:
    done = repledge(folder, *arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_white_house_list_gives_the_same_bytes_twice(folder: Path) -> None:
    options = ("audit", str(LIST), "--since", "2025-01-20", "--json")
    first, second = repledge(folder, *options), repledge(folder, *options)
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["entries_total"] == 106


def test_a_claimant(folder: Path) -> None:
    told = repledge(folder, "claimant", "statehouse", "--json")
    found = json.loads(told.stdout)
    assert (found["kind"], found["told_usd"]) == ("newsroom", 2_500_000_000)
    assert found["new_high_usd"] == 0
    assert "told $2.5bn of pledges" in repledge(folder, "claimant", "statehouse").stdout
    assert "statehouse" in repledge(folder, "claimant").stdout.splitlines()


def test_watch(folder: Path) -> None:
    done = repledge(folder, "watch", "--json", "--as-of", "2025-06-01")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["kind"] for row in rows] == ["overdue"]
    assert "no word since 2023-09-03" in rows[0]["sentence"]
    assert "Silent past" in repledge(folder, "watch", "--as-of", "2025-06-01").stdout
    assert "Nothing is overdue" in repledge(folder, "watch", "--as-of", "2024-06-01").stdout
