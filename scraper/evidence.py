"""The pages as they were when we read them: WARC files that survive a killed run.

A run writes `run-000001-1.warc.gz.open`, one gzip member per record, each on the disk before its
place is noted; at a gigabyte it begins the next file. A closed file loses the `.open` and is never
written again: a record behind a torn one could not be read. What a killed run left is closed by
the next run, its torn end set aside as `.torn`; places told before the kill stay true. Only one
run may write to a folder at a time.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus
from io import BytesIO
from itertools import count, groupby
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from repledge.errors import BadInput, CannotWrite, DiskFull
from scraper.http import Fetched
from scraper.members import Span, last_whole, members

_PLACE = re.compile(r"(run-[0-9]+-[0-9]+\.warc\.gz):([0-9]+)")
# what would let another play our visit, or tells two visitors apart
_SECRET = re.compile(
    r"(?i)set-cookie2?|(?:proxy-)?(?:authorization|authenticate)|authentication-info|"
    r".*(?:csrf|xsrf|token|secret|api-?key|session).*"
)
_SECRET_KEY = re.compile(
    r"(?i)([?&;](?:[\w.-]*(?:token|secret|passw(?:or)?d|signature|api_?key|session)[\w.-]*|sig|"
    r"auth|sid))=[^&#;]*"
)
# the body is kept unpacked: these say how it travelled, and would make readers unpack it again
_TRAVEL = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_FORMAT = {
    "software": "repledge",
    "format": "WARC File Format 1.1",
    "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
}
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_CHUNK = 65_536
_LARGEST = 1_000_000_000  # bytes of one file, as the WARC guidelines advise
Note = Callable[[str, str, str, int, datetime], None]  # place, address, SHA-256, bytes, when


class EvidenceWriter:
    """Writes the pages of one run; use as a context manager, `write` from any thread.

    `note` is told each place with the digest of what lies there, once it is on the disk.
    """

    def __init__(
        self,
        folder: Path,
        run_id: int,
        clock: Callable[[], datetime],
        note: Note,
        largest: int = _LARGEST,
    ) -> None:
        self.folder = folder
        self._run_id = run_id
        self._clock = clock
        self._note = note
        self._largest = largest
        self._lock = threading.Lock()
        self._held: list[tuple[str, str, str, int, datetime]] | None = None

    def __enter__(self) -> EvidenceWriter:
        """Raises CannotWrite where the folder cannot be used."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _close_leftovers(self.folder)
        except OSError as error:
            raise _cannot_write(self.folder, error) from error
        self._begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def write(self, fetched: Fetched) -> str:
        """Put the page on the disk and tell its place, "name.warc.gz:offset".

        Raises BadInput for an address that would add header lines, DiskFull and CannotWrite.
        """
        record = _response(fetched)
        with self._lock:
            if self._written and self._file.tell() + len(record) > self._largest:
                self._end()
                self._begin()
            offset = self._append(record)
            self._written += 1
            place = f"{self._path.name}:{offset}"
        digest = hashlib.sha256(fetched.body).hexdigest()
        url = _address(fetched.final_url)
        row = (place, url, digest, len(fetched.body), fetched.fetched_at)
        if self._held is None:
            self._note(*row)
        else:
            self._held.append(row)
        return place

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside is on the disk when the block ends, with one wait for it all.

        Until then no place is noted, and none may be told to others. For the thread that writes.
        """
        self._held = []
        try:
            yield
            with self._lock:
                self._sync()
            for row in self._held:
                self._note(*row)
        finally:
            self._held = None

    def _begin(self) -> None:
        self._written = 0
        self._path = _free_name(self.folder, self._run_id)
        try:
            self._file = _open_name(self._path).open("xb", buffering=0)
        except OSError as error:
            raise _cannot_write(self.folder, error) from error
        self._synced = 0
        self._append(_warcinfo(self._path.name, self._clock()))

    def _end(self) -> None:
        self._sync()
        self._file.close()
        if self._written:
            _open_name(self._path).rename(self._path)
        else:
            _open_name(self._path).unlink()
        _sync_folder(self.folder)

    def _append(self, record: bytes) -> int:
        offset = self._file.tell()
        try:
            left = memoryview(record)
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            self._file.truncate(offset)  # or every later record would lie behind a torn one
            self._file.seek(offset)
            raise _cannot_write(self._path, error) from error
        if self._held is None:
            self._sync()
        return offset

    def _sync(self) -> None:
        if self._synced == self._file.tell():
            return
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            self._file.truncate(self._synced)
            self._file.seek(self._synced)
            raise _cannot_write(self._path, error) from error
        self._synced = self._file.tell()


def read_record(folder: Path, place: str) -> bytes:
    """The body kept at `place`, checked against its digest; also while its run still writes.

    Raises BadInput where there is no whole record.
    """
    parts = _PLACE.fullmatch(place)
    if parts is None:
        raise BadInput(f"{place!r} is no place of evidence; give it as NAME.warc.gz:OFFSET.")
    path = folder / parts[1]
    kept = path if path.exists() else _open_name(path)
    if kept.is_symlink():
        raise BadInput(f"{kept}: is a link; evidence is read from files of its own folder only.")
    try:
        with kept.open("rb") as file:
            file.seek(int(parts[2]))
            record = next(ArchiveIterator(file, check_digests=True))
            body: bytes = record.content_stream().read()
    except (OSError, StopIteration, ArchiveLoadFailed, zlib.error) as error:
        raise BadInput(f"{folder}: no record at {place}; restore the file.") from error
    if record.digest_checker.passed is not True:  # None: cut before the digest could be checked
        raise BadInput(f"{folder}: {place} is not as it was written; restore the file.")
    return body


def check_folder(folder: Path) -> Iterator[str]:
    """One line per fault of the closed files: what cannot be read, a record unlike its digest.

    A damage ends with its record: those behind it are read and checked.
    """
    for path in sorted(folder.glob("*.warc.gz")):
        yield from _faults(path)


def check_captures(folder: Path, captures: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """One line per body, by place and SHA-256, that is missing or not what was kept there."""
    for place, digest in captures:
        try:
            body = read_record(folder, place)
        except BadInput as error:
            yield str(error)
        else:
            if digest is not None and hashlib.sha256(body).hexdigest() != digest:
                yield f"{place}: another body than the store has its digest of"


def _faults(path: Path) -> Iterator[str]:
    found = list(members(path))
    for member in found:
        if not member.whole:
            size = f"{member.end - member.start:,} bytes"
            yield f"{path.name}:{member.start}: a record cannot be read ({size}); restore the file"
    with path.open("rb") as file:
        for whole, run in groupby(found, key=lambda member: member.whole):
            span = list(run)
            if whole:
                yield from _digest_faults(path.name, Span(file, span[0].start, span[-1].end))


def _digest_faults(name: str, span: Span) -> Iterator[str]:
    records = ArchiveIterator(span, check_digests=True)
    try:
        for record in records:
            stream = record.content_stream()
            while stream.read(_CHUNK):
                pass
            for problem in record.digest_checker.problems:
                yield f"{name}:{records.get_record_offset()}: {problem}"
    except (ArchiveLoadFailed, zlib.error) as error:
        yield f"{name}: {error}"


def _close_leftovers(folder: Path) -> None:
    """Close what killed runs left open; a kill in between leaves it as it was, to be redone."""
    for path in sorted(folder.glob("*.warc.gz.open")):
        whole = last_whole(path)
        with path.open("r+b") as file:
            file.seek(whole)
            if torn := file.read():
                _write_synced(path.with_suffix(".torn"), torn)
            file.truncate(whole)
            os.fsync(file.fileno())
        if whole:
            path.rename(path.with_suffix(""))
        else:
            path.unlink()
    _sync_folder(folder)


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the names themselves last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _free_name(folder: Path, run_id: int) -> Path:
    for number in count(1):
        path = folder / f"run-{run_id:06d}-{number}.warc.gz"
        if not path.exists() and not path.with_name(path.name + ".torn").exists():
            return path
    raise AssertionError("count() does not end")


def _open_name(path: Path) -> Path:
    return path.with_name(path.name + ".open")


def _cannot_write(path: Path, error: OSError) -> CannotWrite:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(f"{path}: no space left; free some and run again.")
    return CannotWrite(f"{path}: cannot be written ({error.strerror}); mend its rights.")


def _warcinfo(name: str, now: datetime) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    record = writer.create_warcinfo_record(name, _FORMAT)
    record.rec_headers.replace_header("WARC-Date", _stamp(now))
    writer.write_record(record)
    return out.getvalue()


def _response(fetched: Fetched) -> bytes:
    for url in (fetched.url, fetched.final_url, *fetched.hops):
        if _CONTROL.search(url):
            raise BadInput(f"{url!r} holds a blank or line break; mend the address.")
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    warc_headers = {"WARC-Date": _stamp(fetched.fetched_at)}
    if fetched.url != fetched.final_url:
        warc_headers["Repledge-Asked-URI"] = _address(fetched.url)
    if len(fetched.hops) > 1:
        warc_headers["Repledge-Hops"] = " ".join(map(_address, fetched.hops))
    if dropped := sorted({name.lower() for name, _ in fetched.headers if _is_secret(name)}):
        warc_headers["Repledge-Dropped"] = " ".join(dropped)
    writer.write_record(
        writer.create_warc_record(
            _address(fetched.final_url),
            "response",
            payload=BytesIO(fetched.body),
            length=len(fetched.body),
            http_headers=_http_headers(fetched),
            warc_headers_dict=warc_headers,
        )
    )
    return out.getvalue()


def _http_headers(fetched: Fetched) -> Any:
    kept = [
        (f"X-Orig-{name}" if name.lower() in _TRAVEL else name, " ".join(value.splitlines()))
        for name, value in fetched.headers
        if not _is_secret(name)
    ]
    kept.append(("Content-Length", str(len(fetched.body))))
    line = f"{fetched.status} {_PHRASES.get(fetched.status, '')}"
    return StatusAndHeaders(line, kept, protocol="HTTP/1.1")


@lru_cache(maxsize=1_024)  # servers name the same few headers on every page
def _is_secret(name: str) -> bool:
    return _SECRET.fullmatch(name) is not None


def _address(url: str) -> str:
    """The address as it is kept: in ASCII, without the values of keys that open doors.

    Players of evidence look only for addresses that are written as RFC 3986 has it.

    >>> _address("https://a.example/例?id=1&access_token=abc")
    'https://a.example/%E4%BE%8B?id=1&access_token='
    """
    return _NOT_ASCII.sub(lambda found: quote(found[0]), _SECRET_KEY.sub(r"\1=", url))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
