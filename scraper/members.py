"""The gzip members of a WARC file: one a record, so that a damage ends with the record it hit."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_CHUNK = 65_536
_HEAD = b"\x1f\x8b\x08"  # of a member; by chance also in one every 16 MB or so
_RECORD = b"WARC/"


@dataclass(frozen=True, slots=True)
class Member:
    """The bytes from `start` up to `end`: a record, or what is left of some."""

    start: int
    end: int
    whole: bool  # unpacks to its end, and its check sum is right


def members(path: Path, start: int = 0) -> Iterator[Member]:
    """All members from `start` on, where one begins. Behind a broken one the next record counts."""
    size = path.stat().st_size
    with path.open("rb") as file:
        while start < size:
            end = _end(file, start)
            yield Member(start, end or _next_record(file, start + 1, size), end is not None)
            start = end or _next_record(file, start + 1, size)


def last_whole(path: Path) -> int:
    """Where the last member ends that can be read: what lies behind was torn off."""
    return max((member.end for member in members(path) if member.whole), default=0)


class Span:
    """The bytes of a file from `start` up to `end`, as a reader that begins and ends there."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file = file
        self._end = end
        file.seek(start)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none at the end."""
        left = max(0, self._end - self._file.tell())
        return self._file.read(left if size < 0 else min(size, left))

    def tell(self) -> int:
        """Where in the file the next read begins."""
        return self._file.tell()

    def close(self) -> None:
        """The file is closed by who opened it."""


def _end(file: IO[bytes], start: int) -> int | None:
    """Where the member ends; None where it is broken or cut."""
    packed = zlib.decompressobj(31)
    position = start
    file.seek(start)
    while chunk := file.read(_CHUNK):
        try:
            packed.decompress(chunk)
        except zlib.error:
            return None
        position += len(chunk) - len(packed.unused_data)
        if packed.eof:
            return position
    return None


def _next_record(file: IO[bytes], start: int, size: int) -> int:
    """Where the next member begins that holds a record; the end of the file where none does."""
    while start < size:
        file.seek(start)
        chunk = file.read(_CHUNK + len(_HEAD) - 1)  # a head may lie across two chunks
        found = chunk.find(_HEAD)
        while found >= 0:
            if _holds_record(file, start + found):
                return start + found
            found = chunk.find(_HEAD, found + 1)
        start += _CHUNK
    return size


def _holds_record(file: IO[bytes], start: int) -> bool:
    file.seek(start)
    try:
        return zlib.decompressobj(31).decompress(file.read(1_024), 64).startswith(_RECORD)
    except zlib.error:
        return False
