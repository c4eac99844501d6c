"""Evidence survives what happens to machines, and tells when it was changed."""

import errno
import gzip
import hashlib
import os
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from repledge.errors import BadInput, CannotWrite, DiskFull
from scraper.evidence import EvidenceWriter, check_captures, check_folder, read_record
from scraper.http import Fetched
from tests.scraper.newsroom import NOW

PAGE = Fetched(
    url="http://newsroom.example/1",
    final_url="http://newsroom.example/1",
    status=200,
    headers=(
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Set-Cookie", "who=me-canary"),
        ("X-CSRF-Token", "canary"),
        ("X-Title", "現代自動車"),
    ),
    body=b"Hyundai will invest $21 billion." * 9,
    content_type="text/html",
    etag=None,
    last_modified=None,
    fetched_at=NOW,
)
FIRST = "run-000001-1.warc.gz"


def writer(folder: Path, run_id: int = 1) -> EvidenceWriter:
    return EvidenceWriter(folder, run_id, lambda: NOW, lambda *_: None)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_pages_are_read_at_their_places_before_and_after_the_close(tmp_path: Path) -> None:
    pages = [replace(PAGE, body=bytes([n]) * n) for n in range(4)]
    with writer(tmp_path) as evidence:
        places = [evidence.write(page) for page in pages]
        assert names(tmp_path) == [f"{FIRST}.open"]
        assert [read_record(tmp_path, place) for place in places] == [p.body for p in pages]
    assert names(tmp_path) == [FIRST]
    assert [read_record(tmp_path, place) for place in places] == [p.body for p in pages]
    assert list(check_folder(tmp_path)) == []


def test_a_record_says_what_came_but_no_secrets(tmp_path: Path) -> None:
    with writer(tmp_path) as evidence:
        asked = "http://newsroom.example/asked?access_token=canary&id=1"
        evidence.write(replace(PAGE, url=asked, hops=(asked, "http://newsroom.example/2")))
    with (tmp_path / FIRST).open("rb") as file:
        info, page = [
            (r.rec_headers, r.http_headers and dict(r.http_headers.headers))
            for r in ArchiveIterator(file)
        ]
    assert info[0].protocol == "WARC/1.1"
    assert page[0].get_header("WARC-Date") == "2026-03-01T12:00:00Z"
    assert page[0].get_header("WARC-Target-URI") == PAGE.final_url
    assert page[0].get_header("Repledge-Asked-URI") == (
        "http://newsroom.example/asked?access_token=&id=1"
    )
    assert page[0].get_header("Repledge-Hops").endswith("&id=1 http://newsroom.example/2")
    assert page[0].get_header("Repledge-Dropped") == "set-cookie x-csrf-token"
    assert page[1]["X-Orig-Content-Encoding"] == "gzip"
    assert page[1]["Content-Length"] == str(len(PAGE.body))
    assert "canary" not in str(page)


def test_a_run_without_pages_leaves_no_file_and_a_second_writer_no_old_one(tmp_path: Path) -> None:
    with writer(tmp_path):
        pass
    assert names(tmp_path) == []
    for _ in range(2):
        with writer(tmp_path) as evidence:
            evidence.write(PAGE)
    assert names(tmp_path) == [FIRST, "run-000001-2.warc.gz"]


def test_a_file_that_would_grow_too_large_is_closed_and_the_next_begun(tmp_path: Path) -> None:
    pages = [replace(PAGE, body=os.urandom(3000)) for _ in range(5)]
    with EvidenceWriter(tmp_path, 1, lambda: NOW, lambda *_: None, largest=8_000) as evidence:
        places = [evidence.write(page) for page in pages]
        assert [read_record(tmp_path, place) for place in places] == [p.body for p in pages]
    assert len(names(tmp_path)) == 3
    assert all(path.stat().st_size <= 8_000 for path in tmp_path.iterdir())
    assert [read_record(tmp_path, place) for place in places] == [p.body for p in pages]


def test_the_store_learns_the_digest_and_finds_what_is_gone_or_swapped(tmp_path: Path) -> None:
    noted: list[tuple[object, ...]] = []
    with EvidenceWriter(tmp_path, 1, lambda: NOW, lambda *row: noted.append(row)) as evidence:
        places = [evidence.write(replace(PAGE, body=body)) for body in (b"one", b"two")]
    digests = [hashlib.sha256(body).hexdigest() for body in (b"one", b"two")]
    assert noted == [(p, PAGE.url, d, 3, NOW) for p, d in zip(places, digests, strict=True)]
    assert list(check_captures(tmp_path, zip(places, digests, strict=True))) == []
    # each record is whole in itself, but they stand for each other
    swapped = list(check_captures(tmp_path, zip(places, reversed(digests), strict=True)))
    assert [fault.split(": ")[0] for fault in swapped] == places
    (tmp_path / FIRST).unlink()
    gone = list(check_captures(tmp_path, [(places[0], None)]))
    assert len(gone) == 1
    assert f"no record at {places[0]}" in gone[0]


def test_every_flipped_byte_is_found(tmp_path: Path) -> None:
    noted: list[tuple[str, str]] = []
    with EvidenceWriter(tmp_path, 1, lambda: NOW, lambda p, _, d, *__: noted.append((p, d))) as out:
        out.write(PAGE)
    path = tmp_path / FIRST
    whole = path.read_bytes()
    first = int(noted[0][0].split(":")[1])
    # bytes 4 to 9 of a gzip member are its time stamp, flags and system: they carry no content
    content = [n for n in range(first, len(whole), 7) if not first + 4 <= n < first + 10]
    for number in content:
        path.write_bytes(whole[:number] + bytes([whole[number] ^ 1]) + whole[number + 1 :])
        faults = [*check_folder(tmp_path), *check_captures(tmp_path, noted)]
        assert faults, f"byte {number}"


def test_a_flipped_byte_hides_no_other_fault(tmp_path: Path) -> None:
    """Doctor tells every broken record of a file, not the first one alone."""
    with writer(tmp_path) as evidence:
        places = [evidence.write(replace(PAGE, body=os.urandom(99_000))) for _ in range(5)]
    starts = [int(place.split(":")[1]) for place in places]
    path = tmp_path / FIRST
    whole = bytearray(path.read_bytes())
    for start in (starts[1], starts[3] + 60_000):
        whole[start] ^= 1
    forged = gzip.decompress(whole[starts[4] :])  # whole as gzip, and not what its digest says
    path.write_bytes(whole[: starts[4]] + gzip.compress(forged[:-5] + b"?" + forged[-4:]))
    faults = list(check_folder(tmp_path))
    told = list(dict.fromkeys(fault.split(": ")[0] for fault in faults))
    assert told == [places[1], places[3], places[4]]
    assert faults[0].endswith(f"({starts[2] - starts[1]:,} bytes); restore the file")
    for place in (places[0], places[2]):
        assert len(read_record(tmp_path, place)) == 99_000


def test_a_leftover_with_a_flipped_byte_keeps_the_records_behind_it(tmp_path: Path) -> None:
    """Only what was torn off at the end is set aside: places that were told stay true."""
    with writer(tmp_path) as evidence:
        places = [evidence.write(PAGE) for _ in range(3)]
    starts = [int(place.split(":")[1]) for place in places]
    whole = bytearray((tmp_path / FIRST).read_bytes())
    whole[starts[0] + 50] ^= 1
    (tmp_path / FIRST).unlink()
    (tmp_path / f"{FIRST}.open").write_bytes(whole[:-9])
    with writer(tmp_path, 2):
        pass
    assert read_record(tmp_path, places[1]) == PAGE.body
    assert (tmp_path / f"{FIRST}.torn").read_bytes() == whole[starts[2] : -9]


def test_a_killed_run_loses_no_page_whose_place_was_told(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from tests.scraper.test_evidence import *\n"
        "evidence = writer(Path(sys.argv[1])).__enter__()\n"
        "print(evidence.write(PAGE), flush=True); os.kill(os.getpid(), 9)"
    )
    run = [sys.executable, "-c", code, str(tmp_path)]
    killed = subprocess.run(run, capture_output=True, text=True, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert names(tmp_path) == [f"{FIRST}.open"]
    with writer(tmp_path, 2):
        pass
    assert names(tmp_path) == [FIRST]
    assert read_record(tmp_path, killed.stdout.strip()) == PAGE.body


def test_a_torn_end_is_set_aside_wherever_it_was_torn(tmp_path: Path) -> None:
    with writer(tmp_path) as evidence:
        place = evidence.write(PAGE)
        last = int(evidence.write(PAGE).split(":")[1])
    whole = (tmp_path / FIRST).read_bytes()
    for end in range(last + 1, len(whole), 50):
        folder = tmp_path / str(end)
        folder.mkdir()
        (folder / f"{FIRST}.open").write_bytes(whole[:end])
        with writer(folder, 1) as evidence:
            evidence.write(PAGE)
        assert names(folder) == [FIRST, f"{FIRST}.torn", "run-000001-2.warc.gz"]
        assert (folder / f"{FIRST}.torn").read_bytes() == whole[last:end]
        assert read_record(folder, place) == PAGE.body
        assert list(check_folder(folder)) == []


def test_changed_and_cut_files_are_told(tmp_path: Path) -> None:
    with writer(tmp_path) as evidence:
        place = evidence.write(PAGE)
    path = tmp_path / FIRST
    whole, offset = path.read_bytes(), place.split(":")[1]
    path.write_bytes(whole[:-20])
    (fault,) = check_folder(tmp_path)
    assert fault.startswith(f"{FIRST}:{offset}: a record cannot be read")
    with pytest.raises(BadInput, match=place):
        read_record(tmp_path, place)


def test_a_body_unlike_its_digest_is_told(tmp_path: Path) -> None:
    with writer(tmp_path) as evidence:
        place = evidence.write(PAGE)
    path, offset = tmp_path / FIRST, int(place.split(":")[1])
    head, record = path.read_bytes()[:offset], gzip.decompress(path.read_bytes()[offset:])
    path.write_bytes(head + gzip.compress(record.replace(b"$21", b"$26")))
    assert any("digest" in fault for fault in check_folder(tmp_path))
    with pytest.raises(BadInput, match=place):
        read_record(tmp_path, place)


@pytest.mark.parametrize("url", ["http://a/\r\nWARC-Fake: 1", "http://a/\n", "http://a/ b"])
def test_an_address_cannot_add_header_lines(tmp_path: Path, url: str) -> None:
    with writer(tmp_path) as evidence:
        for page in (replace(PAGE, url=url), replace(PAGE, final_url=url)):
            with pytest.raises(BadInput, match="mend the address"):
                evidence.write(page)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "place", ["", "../x.warc.gz:0", f"{FIRST}:99999", "run-000009-1.warc.gz:0", FIRST]
)
def test_no_record_there(tmp_path: Path, place: str) -> None:
    with writer(tmp_path) as evidence:
        evidence.write(PAGE)
    with pytest.raises(BadInput):
        read_record(tmp_path, place)


def test_a_full_disk_leaves_no_torn_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with writer(tmp_path) as evidence:
        first = evidence.write(PAGE)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(DiskFull, match="no space left"):
                evidence.write(PAGE)
        later = evidence.write(PAGE)
    assert list(check_folder(tmp_path)) == []
    assert [read_record(tmp_path, p) for p in (first, later)] == [PAGE.body] * 2


def test_pages_written_together_are_noted_when_they_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: steps.append("sync"))
    with EvidenceWriter(tmp_path, 1, lambda: NOW, lambda place, *_: steps.append(place)) as out:
        steps.clear()
        with out.together():
            places = [out.write(PAGE) for _ in range(3)]
        assert steps == ["sync", *places]
    assert [read_record(tmp_path, place) for place in places] == [PAGE.body] * 3


def test_a_full_disk_takes_back_all_that_was_written_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    noted: list[str] = []
    with EvidenceWriter(tmp_path, 1, lambda: NOW, lambda place, *_: noted.append(place)) as out:
        first = out.write(PAGE)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(DiskFull), out.together():
                places = [out.write(PAGE) for _ in range(2)]
        later = out.write(PAGE)
    assert noted == [first, later]
    assert later == places[0]  # where the first of them had begun
    assert list(check_folder(tmp_path)) == []


def test_half_a_record_on_the_disk_is_taken_back(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with writer(tmp_path) as evidence:
        first = evidence.write(PAGE)
        size = (tmp_path / f"{FIRST}.open").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50, limits[1]))  # the system stops there
        try:
            with pytest.raises(CannotWrite):
                evidence.write(PAGE)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        later = evidence.write(PAGE)
    assert list(check_folder(tmp_path)) == []
    assert [read_record(tmp_path, p) for p in (first, later)] == [PAGE.body] * 2
