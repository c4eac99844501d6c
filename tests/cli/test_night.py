"""The command line as a person or a timer meets it: a whole night, its answers, its exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RELEASE = """Acme Robotics to build a plant in Ohio
COLUMBUS, Ohio, March 3, 2025 - Acme Robotics Inc. today said it will invest $2.5 billion to build \
a new factory in Columbus, Ohio, and hire 900 people there by 2028.
"""
OPINION = """What would a trillion buy?
If Washington spent $1 trillion on chips, what would it get? The market was worth $600 billion \
last year, and analysts see $1.2 trillion by 2030. Revenue of the largest maker was $90 billion.
"""


def repledge(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "repledge", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=240,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        check=False,
    )


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("night")
    done = repledge(folder, "nightly")
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def outputs(folder: Path) -> dict[str, bytes]:
    kept = (folder / "var" / "public", folder / "var" / "private")
    return {str(p.relative_to(folder)): p.read_bytes() for k in kept for p in k.rglob("*.*")}


def test_a_night_ends_with_the_flagged_table_and_where_to_look(night) -> None:
    _, printed = night
    for words in ("Flagged pledges", "documents,", "Feeds and pages:", "repledge explain "):
        assert words in printed


def test_the_verdict_named_last_can_be_explained(night) -> None:
    folder, printed = night
    claim = printed.split("repledge explain ")[1].split()[0]
    told = repledge(folder, "explain", claim)
    assert told.returncode == 0, told.stderr
    assert "The sum" in told.stdout


def test_a_second_night_changes_nothing(night) -> None:
    folder, _ = night
    before = outputs(folder), repledge(folder, "export", "verdicts").stdout
    again = repledge(folder, "--json", "nightly")
    assert again.returncode == 0, again.stderr
    counts = json.loads(again.stdout)
    assert (counts["saved"], counts["verdicts_changed"]) == (0, 0)
    assert (outputs(folder), repledge(folder, "export", "verdicts").stdout) == before


def test_a_store_made_again_gives_the_same_bytes(night, tmp_path: Path) -> None:
    folder, _ = night
    assert repledge(tmp_path, "nightly").returncode == 0
    assert outputs(tmp_path) == outputs(folder)
    first, second = (repledge(f, "export", "verdicts").stdout for f in (folder, tmp_path))
    assert first == second


CHECKS = [
    # a plain pledge on standard input
    (RELEASE, 1),
    # an opinion article full of hypothetical and market sums
    (OPINION, 0),
]


@pytest.mark.parametrize(("text", "claims"), CHECKS)
def test_check_reads_standard_input(tmp_path: Path, text: str, claims: int) -> None:
    done = repledge(tmp_path, "--json", "check", "-", "--date", "2025-03-03", stdin=text)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == claims
    assert not list(tmp_path.glob("var/public/*")), "check writes no feed"


FAULTS = [
    # no such command
    (["nonsense"], None, 64, "No such command"),
    # a typo in the configuration, told with file and key
    (["nightly"], "[crawl]\nlife = true\n", 78, "unknown key `crawl.life`"),
    # live without a contact address: nobody may be visited anonymously
    (["crawl"], "[crawl]\nlive = true\n", 78, "contact"),
    # a source that nobody described
    (["crawl", "nobody"], None, 64, "no enabled source"),
    # a file that is not there
    (["import", "missing.jsonl"], None, 65, "cannot be read"),
    # an ID that no verdict has
    (["explain", "ffffffff"], None, 65, "no verdict has this ID"),
]


@pytest.mark.parametrize(("arguments", "config", "code", "words"), FAULTS)
def test_a_fault_is_one_sentence_and_its_code(tmp_path, arguments, config, code, words) -> None:
    if config:
        (tmp_path / "config.toml").write_text(config)
    done = repledge(tmp_path, *arguments)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_bad_rows_are_left_out_and_told_while_good_ones_come_in(tmp_path: Path) -> None:
    good = {"id": "a", "url": "https://a.example/1", "source": "a", "title": "T", "lang": "en",
            "published": "2025-01-01", "text": "Words."}  # fmt: skip
    rows = [json.dumps(good), "{broken", json.dumps(good | {"published": "soon"}), "[]"]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    done = repledge(tmp_path, "--json", "import", "rows.jsonl")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"imported": 1, "unchanged": 0, "issues": 3}
