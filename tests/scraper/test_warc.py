"""Archives that others made: what is a page comes out, what is torn or false is told."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from repledge.errors import BadInput
from scraper.evidence import EvidenceWriter
from scraper.http import Fetched
from scraper.members import members
from scraper.warc import Unread, pages_in
from tests.scraper.newsroom import NOW
from tests.scraper.test_evidence import PAGE

MOST = 100_000


def archive(folder: Path, name: str = "crawl.warc.gz") -> Path:
    """Three pages as our own writer keeps them."""
    with EvidenceWriter(folder, 1, lambda: NOW, lambda *_: None) as evidence:
        for number in range(3):
            evidence.write(replace(PAGE, body=PAGE.body + str(number).encode() * 2_000))
    path = folder / name
    body = next(folder.glob("run-*.warc.gz")).read_bytes()
    path.write_bytes(body if name.endswith(".gz") else gzip.decompress(body))
    return path


def told(path: Path, most: int = MOST) -> list[str]:
    return [
        item.reason.split(" ", 1)[1] if isinstance(item, Unread) else f"{len(item.body)} bytes"
        for item in pages_in(path, most)
    ]


def flipped(body: bytes) -> bytes:
    place = body.rfind(b"Hyundai")
    return body[:place] + b"X" + body[place + 1 :]


WHOLE = "2288 bytes"
TORN = "file is torn behind this; fetch it again"
DAMAGES: list[tuple[str, Callable[[bytes], bytes], list[str]]] = [
    # as it was written, packed and plain
    ("a.warc.gz", lambda b: b, [WHOLE] * 3),
    ("a.warc", lambda b: b, [WHOLE] * 3),
    # a download that broke off within the last body: warcio passes the half one on (#127)
    ("a.warc.gz", lambda b: b[:-20], [WHOLE, WHOLE, "was cut short", TORN]),
    ("a.warc", lambda b: b[:-900], [WHOLE, WHOLE, "was cut short", TORN]),
    # broken off within the last head: there is no record to tell of, but the end is told
    ("a.warc.gz", lambda b: b[:-200], [WHOLE, WHOLE, TORN]),
    # only the check sum is cut off
    ("a.warc.gz", lambda b: b[:-3], [WHOLE, WHOLE, WHOLE, TORN]),
    # one byte changed since: the record's own digest finds it
    ("a.warc", flipped, [WHOLE, WHOLE, "is not what its digest says"]),
]


@pytest.mark.parametrize(("name", "damage", "expected"), DAMAGES)
def test_what_an_archive_holds_after_a_damage(
    tmp_path: Path, name: str, damage: Callable[[bytes], bytes], expected: list[str]
) -> None:
    path = archive(tmp_path, name)
    path.write_bytes(damage(path.read_bytes()))
    words = told(path)
    assert [w.removeprefix("http://newsroom.example/1 ") for w in words] == expected


def test_a_damage_ends_with_the_record_it_hit(tmp_path: Path) -> None:
    """Whichever byte of the middle one is flipped: its neighbours are read, nothing false is."""
    path = archive(tmp_path)
    whole = path.read_bytes()
    true = [page.body for page in pages_in(path, MOST) if isinstance(page, Fetched)]
    starts = [member.start for member in members(path)]
    lost = 0
    for number in range(starts[2], starts[3]):
        path.write_bytes(whole[:number] + bytes([whole[number] ^ 1]) + whole[number + 1 :])
        found = list(pages_in(path, MOST))
        pages = [page.body for page in found if isinstance(page, Fetched)]
        # a flip in the frame of the member (its time stamp, its check sum) leaves its page whole
        assert pages == true or (pages == [true[0], true[2]] and len(found) > 2), f"byte {number}"
        lost += len(pages) == 2
    assert lost > (starts[3] - starts[2]) * 0.9


def test_a_page_over_the_cap_is_left_out_and_told(tmp_path: Path) -> None:
    assert told(archive(tmp_path), most=1_000) == ["is larger than 1,000 bytes"] * 3


@pytest.mark.parametrize(
    "content",
    [b"", b"plain words\n", b"\x1f\x8b\x08\x00broken"],
    ids=["an empty file", "no archive", "a gzip head and nothing behind it"],
)
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    with pytest.raises(BadInput, match="no WARC file"):
        list(pages_in(path, MOST))


def record(kind: str, url: str, status: str, content_type: str, **more: str) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    body = gzip.compress(b"<p>Words</p>") if more.get("packed") else b"<p>Words</p>"
    headers = [("Content-Type", content_type)]
    headers += [("Content-Encoding", "gzip")] if more.get("packed") else []
    http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            "https://a.example/", kind, BytesIO(body), length=len(body), http_headers=http
        )
    )
    packed = out.getvalue()
    return gzip.compress(gzip.decompress(packed).replace(b"https://a.example/", url.encode()))


HTML = "text/html; charset=utf-8"
RECORDS = [
    # a page, as CC-NEWS has it
    (record("response", "https://a.example/1", "200 OK", HTML), ["https://a.example/1"]),
    # its body still packed as it travelled
    (record("response", "https://a.example/2", "200 OK", HTML, packed="gzip"),
     ["https://a.example/2"]),
    # a redirect, an error page, a picture, the question itself: no pages
    (record("response", "https://a.example/3", "301 Moved", HTML), []),
    (record("response", "https://a.example/4", "404 Not Found", HTML), []),
    (record("response", "https://a.example/5", "200 OK", "image/png"), []),
    (record("request", "https://a.example/6", "200 OK", HTML), []),
    # a file of somebody's machine is no page
    (record("response", "file:///etc/passwd", "200 OK", HTML), []),
    # an address that a later reader would cut in two, one without a host, one that never ends
    (record("response", "https://a.example/7\x01x", "200 OK", HTML),
     ["its address is too long or holds blanks or line breaks"]),
    (record("response", "https:///8", "200 OK", HTML), ["its address is no URL"]),
    (record("response", "https://a.example/" + "9" * 2_083, "200 OK", HTML),
     ["its address is too long or holds blanks or line breaks"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), RECORDS)
def test_which_records_are_pages(tmp_path: Path, content: bytes, expected: list[str]) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    found = list(pages_in(path, MOST))
    assert [f.url if isinstance(f, Fetched) else f.reason for f in found] == expected
    assert all(f.body == b"<p>Words</p>" for f in found if isinstance(f, Fetched))
