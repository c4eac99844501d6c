"""Tables of announcements without a text come in as earlier evidence, and stay what they are."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from repledge import pipeline
from repledge.config import Config, Verify
from repledge.runs import run as begin
from repledge.store import open_store, reads

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
CONFIG = Config(verify=Verify(known_pledges=False))
CIM = """"Facilities"

version:,2024_Q4

unique_id,Segment,Company,Technology,Subcategory,Announcement_Date,State,Address
M.1,Manufacturing,Acme Motors,Batteries,Cells,2021-05-04,NC,"Liberty, NC 27298"
"""
KNOWN = {
    "id": "k1", "date": "2021-05-04", "announcer": "Acme Motors", "company": "Acme Motors",
    "amount": 2_000_000_000, "currency": "USD", "qualifier": "exact", "role": "total",
    "project": "battery plant at Liberty", "place": "Liberty, North Carolina",
    "sector": "batteries", "commitment": "firm", "sources": ["https://news.example/acme"],
}  # fmt: skip
RELEASE = {
    "id": "r1", "url": "https://acme.example/r1", "source": "acme-motors-newsroom",
    "title": "Acme Motors to Build Battery Plant in Liberty", "published": "2023-05-04",
    "lang": "en",
    "text": "LIBERTY, N.C. - Acme Motors, Inc. today announced that it will invest $2 billion in a "
            "battery plant in Liberty, North Carolina.",
}  # fmt: skip


def written(folder: Path, name: str, *lines: object) -> Path:
    path = folder / name
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "table", "relation"),
    [
        ("known.jsonl", KNOWN, "restated"),  # a sum: the same money
        ("facilities.csv", CIM, "new"),  # party, site and day, no sum: a fresh sum stays new
    ],
)
def test_a_table_is_earlier_evidence(
    tmp_path: Path, name: str, table: object, relation: str
) -> None:
    store = open_store(tmp_path / "s.db")
    with begin("import", store, CONFIG, lambda: NOW) as run:
        paths = [written(tmp_path, name, table), written(tmp_path, "r.jsonl", RELEASE)]
        pipeline.import_files(run, paths)
        pipeline.import_files(run, paths)  # once more changes nothing
        assert run.counts["unchanged"] == 2
        pipeline.extract(run, again=True)
        pipeline.verify(run)
    kinds = {row.document.id: row.document.kind for row in reads.judged(store)}
    assert sorted(kinds.values()) == ["release", "trace"]
    (verdict,) = [r.verdict for r in reads.judged(store) if r.document.kind == "release"]
    assert verdict.relation == relation
    store.close()
