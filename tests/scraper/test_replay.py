"""Evidence as players of it (pywb, ReplayWeb.page) index it, read here without any WARC library.

Their indexers take each record as a gzip member of its own, its place by its offset, its address
and moment from the head of the record, and its type and status from the HTTP head within.
"""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from scraper.http import Fetched
from scraper.members import members
from tests.scraper.test_evidence import FIRST, PAGE, writer

Head = dict[str, str]
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def page(
    path: str, *more: tuple[str, str], status: int = 200, body: bytes = b"<p>A</p>"
) -> Fetched:
    url = f"http://newsroom.example{path}"
    return replace(PAGE, url=url, final_url=url, status=status, headers=(*HTML, *more), body=body)


PAGES = [
    pytest.param(page("/1"), "/1", "200 OK", id="a page"),
    pytest.param(page("/2", body=b""), "/2", "200 OK", id="without a body"),
    pytest.param(page("/3", body=bytes(range(256)) * 900), "/3", "200 OK", id="binary"),
    # the body is kept unpacked: a player that unpacks it again would show nothing
    pytest.param(
        page("/4", ("Content-Encoding", "br"), ("Transfer-Encoding", "chunked")),
        "/4",
        "200 OK",
        id="that came packed",
    ),
    pytest.param(page("/5", ("Content-Length", "3")), "/5", "200 OK", id="with a false length"),
    pytest.param(page("/6", status=404), "/6", "404 Not Found", id="of an error"),
    pytest.param(page("/7", status=599), "/7", "599 ", id="of a status that nobody knows"),
    # pywb answers 500 to an address that is not ASCII
    pytest.param(page("/例"), "/%E4%BE%8B", "200 OK", id="at an address in Japanese"),
    pytest.param(page("/8?token=x"), "/8?token=", "200 OK", id="at an address with a token"),
    pytest.param(page("/9", ("X-A", "1\r\nX-B: 2")), "/9", "200 OK", id="that adds a header line"),
    pytest.param(page("/10", ("X-Title", "現代")), "/10", "200 OK", id="with a header in Korean"),
]


@dataclass(frozen=True)
class Record:
    head: Head
    block: bytes

    def http(self) -> tuple[str, Head, bytes]:
        top, _, body = self.block.partition(b"\r\n\r\n")
        line, *rest = top.decode("ascii").split("\r\n")
        return line, dict(row.split(": ", 1) for row in rest), body


def records(path: Path) -> list[Record]:
    """What stands in each gzip member; every one is a record and nothing else."""
    raw, found = path.read_bytes(), []
    for member in members(path):
        assert member.whole
        content = gzip.decompress(raw[member.start : member.end])
        top, _, rest = content.partition(b"\r\n\r\n")
        version, *rows = top.decode("ascii").split("\r\n")
        assert version == "WARC/1.1"
        head = dict(row.split(": ", 1) for row in rows)
        assert len(head) == len(rows), "a field that stands twice"
        length = int(head["Content-Length"])
        assert rest[length:] == b"\r\n\r\n"
        found.append(Record(head, rest[:length]))
    return found


def sha1(content: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(content).digest()).decode()


@pytest.mark.parametrize(("given", "path", "status"), PAGES)
def test_a_record_is_one_that_players_can_index(
    tmp_path: Path, given: Fetched, path: str, status: str
) -> None:
    with writer(tmp_path) as evidence:
        place = evidence.write(given)
    info, record = records(tmp_path / FIRST)
    assert (info.head["WARC-Type"], info.head["WARC-Filename"]) == ("warcinfo", FIRST)
    assert info.head["Content-Type"] == "application/warc-fields"
    assert place == f"{FIRST}:{list(members(tmp_path / FIRST))[1].start}"
    assert record.head["WARC-Type"] == "response"
    assert record.head["WARC-Target-URI"] == f"http://newsroom.example{path}"
    assert record.head["WARC-Date"] == "2026-03-01T12:00:00Z"
    assert record.head["Content-Type"] == "application/http; msgtype=response"
    assert re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", record.head["WARC-Record-ID"])
    assert record.head["WARC-Record-ID"] != info.head["WARC-Record-ID"]
    line, headers, body = record.http()
    assert line == f"HTTP/1.1 {status}"
    assert body == given.body
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Length"] == str(len(given.body))
    assert not {"content-encoding", "transfer-encoding"} & {name.lower() for name in headers}
    assert "X-B" not in headers
    assert record.head["WARC-Payload-Digest"] == sha1(given.body)
    assert record.head["WARC-Block-Digest"] == sha1(record.block)
