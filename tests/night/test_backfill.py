"""Archives of years: each read once, by processes or by Dask, and a stopped backfill goes on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from repledge import pipeline
from repledge.backfill import Read, archives_under, backfill, dask_tasks, local_tasks, read_archive
from repledge.config import Config, Verify
from repledge.errors import BadInput, UsageError
from repledge.runs import Run
from repledge.runs import run as begin
from repledge.store import backfilled, open_store, reads
from scraper.evidence import EvidenceWriter, read_record
from tests.scraper.test_evidence import PAGE

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
PLEDGE = (
    "{company} will invest ${sum} billion to build a battery plant in Columbus, Ohio, and hire "
    "900 people there by 2028, the company said. The plant will make cells for cars."
)
NO_PLEDGE = (
    "{company} reported revenue of ${sum} billion for the quarter, which beat what analysts had "
    "expected, and will build on that in the next one, its chief executive said on a call."
)
HTML = (("Content-Type", "text/html; charset=utf-8"),)
COLOUR = "People of the town came to see the ground and spoke of the old mill that stood there. "


def page(company: str, words: str, day: str) -> bytes:
    text = words.format(company=company, sum=2.5)
    return (
        f"<html lang='en'><head><title>{company} news</title>"
        f"<meta property='article:published_time' content='{day}'></head>"
        f"<body><article><h1>{company} news</h1><p>{text}</p><p>{COLOUR * 4}</p></article></body>"
    ).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder like CC-NEWS: archives by month, each with pledges and pages without."""
    for month in (1, 2, 3):
        inside = tmp_path / "crawl" / f"2025-0{month}"
        with EvidenceWriter(inside, month, lambda: NOW, lambda *_: None) as archive:
            for number in range(4):
                words = PLEDGE if number == 0 else NO_PLEDGE
                url = f"http://news.example/{month}/{number}"
                body = page(f"Acme{month} Corp", words, f"2025-0{month}-1{number}")
                archive.write(replace(PAGE, url=url, final_url=url, body=body, headers=HTML))
    return tmp_path / "crawl"


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    config = Config(verify=Verify(known_pledges=False), root=tmp_path)
    store = open_store(tmp_path / "var" / "a.db")
    with begin("backfill", store, config, lambda: NOW) as made:
        yield made
    store.close()


def one_after_the_other(waiting, most) -> Iterator[Read]:
    return (read_archive(path, most) for path in waiting)


ENGINES = [
    # processes of this machine
    pytest.param(lambda: local_tasks(2), id="local"),
    # a Dask cluster made here
    pytest.param(lambda: dask_tasks(None, 2), id="dask"),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_pledges_come_in_and_other_pages_stay(run: Run, folder: Path, engine) -> None:
    backfill(run, [folder], engine())
    pipeline.verify(run)
    assert run.counts["pages"] == 12
    assert [d.published.isoformat() for d in reads.documents(run.store)] == [
        "2025-01-10", "2025-02-10", "2025-03-10",
    ]  # fmt: skip
    assert [row.verdict.verdict for row in reads.judged(run.store)] == ["new"] * 3
    for document in reads.documents(run.store):
        evidence = run.config.path(run.config.paths.evidence)
        assert b"battery plant" in read_record(evidence, document.evidence or "")


def test_a_stopped_backfill_goes_on_and_a_done_archive_is_not_read_again(
    run: Run, folder: Path
) -> None:
    class Killed(Exception):
        pass

    def killed_after_two(waiting, most) -> Iterator[Read]:
        for number, read in enumerate(one_after_the_other(waiting, most)):
            if number == 2:
                raise Killed
            yield read

    with pytest.raises(Killed):
        backfill(run, [folder], killed_after_two)
    assert [row["state"] for row in backfilled.archives(run.store)] == ["done", "done", "waiting"]
    backfill(run, [folder], one_after_the_other)
    assert run.counts["skipped_archives"] == 2
    assert run.counts["archives"] == 1
    assert len(list(reads.documents(run.store))) == 3
    backfill(run, [folder], one_after_the_other)
    assert run.counts["archives"] == 0


def test_a_broken_archive_is_told_tried_three_times_and_costs_no_other(
    run: Run, folder: Path
) -> None:
    broken = folder / "2025-02" / "broken.warc.gz"
    broken.write_bytes(b"no archive")
    for attempt in (1, 2, 3):
        backfill(run, [folder], one_after_the_other)
        row = next(r for r in backfilled.archives(run.store) if r["path"] == str(broken))
        assert (row["state"], row["attempts"]) == ("failed", attempt)
    assert "no WARC file" in row["reason"]
    backfill(run, [folder], one_after_the_other)
    assert run.counts["archives"] == 0, "a person must look first"
    broken.write_bytes(b"longer, but no archive")
    backfill(run, [folder], one_after_the_other)
    assert run.counts["archives"] == 1, "a file that changed is tried again"
    assert len(list(reads.documents(run.store))) == 3


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no"):
        archives_under([tmp_path])


def test_dask_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(UsageError, match=r"repledge\[backfill\]"):
        dask_tasks(None, 1)
