"""WARC archives that others made (CC-NEWS, browsertrix, wget): the pages in them.

Nothing in an archive is believed: addresses are checked before they become ours, bodies are capped
and compared with their digest, and a torn end is told instead of passed over (warcio #127, #138).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from repledge.errors import BadInput
from scraper.http import Fetched
from scraper.members import Member, Span, members

_PAGE_TYPES = re.compile(r"(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_LONGEST_URL = 2_083  # FAULTS row 17
_CHUNK = 65_536
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_TRAVEL = frozenset({"content-encoding", "transfer-encoding", "content-length"})


@dataclass(frozen=True, slots=True)
class Unread:
    """A record, or the rest of a file, that gives no page; `reason` is one sentence."""

    place: str  # "name.warc.gz:offset"
    reason: str


def pages_in(path: Path, max_page_bytes: int) -> Iterator[Fetched | Unread]:
    """Every page that answered 200 in a WARC file, plain or gzip, in the order of the file.

    Requests, metadata, redirects and other types are passed over. Raises BadInput where the file
    cannot be read at all.
    """
    try:
        with path.open("rb") as file:
            yield from _pages(file, path, max_page_bytes)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}); check the path.") from error


def _pages(file: Any, path: Path, max_page_bytes: int) -> Iterator[Fetched | Unread]:
    records = ArchiveIterator(file, check_digests=True)
    offset = seen = 0
    while True:
        try:
            for record in records:
                seen += 1
                offset = records.offset  # get_record_offset() would read the record away
                if _is_page(record):
                    yield _page(record, f"{path.name}:{offset}", max_page_bytes)
            break
        except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as error:
            damage = _damage(path, offset)
            if not seen and damage is None:
                raise BadInput(f"{path}: is no WARC file ({error}); check what it is.") from error
            if damage is None:
                yield Unread(f"{path.name}:{offset}", f"cannot be read behind this ({error})")
                return
            yield Unread(f"{path.name}:{damage.start}", f"a record cannot be read ({error})")
            offset = damage.end
            records = ArchiveIterator(Span(file, offset, path.stat().st_size), check_digests=True)
    if not seen:
        raise BadInput(f"{path}: is no WARC file; check what it is.")
    if _is_torn(file, path, offset):
        yield Unread(f"{path.name}:{offset}", "the file is torn behind this; fetch it again")


def _damage(path: Path, start: int) -> Member | None:
    """The first broken member from `start` on, where a record stands behind it."""
    if not path.name.endswith(".gz"):
        return None
    size = path.stat().st_size
    broken = (member for member in members(path, start) if not member.whole)
    return next((member for member in broken if member.end < size), None)


def _is_torn(file: Any, path: Path, last: int) -> bool:
    """Whether the file ends within a record; `last` is where its last readable record begins."""
    size = path.stat().st_size
    if path.name.endswith(".gz"):
        return any(not member.whole for member in members(path, last))
    file.seek(max(0, size - 4))
    return bool(file.read() != b"\r\n\r\n")  # every record ends so (WARC 1.1, section 4)


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and bool(_PAGE_TYPES.match(kind))


def _page(record: Any, place: str, max_page_bytes: int) -> Fetched | Unread:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if fault := _address_fault(url):
        return Unread(place, fault)
    body = record.content_stream().read(max_page_bytes + 1)
    if len(body) > max_page_bytes:
        return Unread(place, f"{url} is larger than {max_page_bytes:,} bytes")
    while record.raw_stream.read(_CHUNK):
        pass
    if record.raw_stream.limit:
        return Unread(place, f"{url} was cut short")
    if record.digest_checker.passed is False:
        return Unread(place, f"{url} is not what its digest says")
    headers = tuple(
        (name, value) for name, value in record.http_headers.headers if name.lower() not in _TRAVEL
    )
    return Fetched(
        url=url,
        final_url=url,
        status=200,
        headers=headers,
        body=body,
        content_type=record.http_headers.get_header("Content-Type") or "",
        etag=None,
        last_modified=None,
        fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
    )


def _address_fault(url: str) -> str | None:
    if len(url) > _LONGEST_URL or _CONTROL.search(url):
        return "its address is too long or holds blanks or line breaks"
    try:
        parts = urlsplit(url)
    except ValueError:
        return "its address cannot be read"
    return None if parts.scheme in {"http", "https"} and parts.hostname else "its address is no URL"
