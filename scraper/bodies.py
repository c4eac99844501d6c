"""The body of an answer, unpacked as it comes: no more is ever held than a page may be long."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # zlib: 15, +16 for a gzip head
_GZIP_HEAD = b"\x1f\x8b"
_GZIP_MEMBERS = 100  # a page of thousands of tiny members is an attack on our time
_MOST_RATIO = 200  # text packs to a fifth, rarely to a fiftieth; a bomb to a thousandth
_FREE_BYTES = 1_000_000  # up to here any ratio is harmless
_PIECE = 65_536


class Unusable(Exception):
    """The body is not a whole page of the allowed size; the message says why."""


class TooLarge(Unusable):
    """The body is, or unpacks to, more than a page may be."""


def read_body(chunks: Iterable[bytes], coding: str, cap: int, *, cut: bool) -> bytes:
    """The whole body without its content coding; with `cut` at most its first `cap` bytes.

    Raises Unusable for a coding nobody asked for, a broken or half stream, more than `cap` bytes
    or a body that unpacks to more than 200 times its size.
    """
    if coding in {"", "identity"}:
        return _plain(chunks, cap, cut)
    if coding not in _WINDOW_BITS:
        raise Unusable(f"content coding {coding!r} was not asked for")
    packed = _Packed(coding, cap)
    for chunk in chunks:
        packed.feed(chunk)
        if packed.full:
            if cut:
                return bytes(packed.body[:cap])
            raise TooLarge(f"larger than {cap} bytes")
    if not packed.whole and not cut:
        raise Unusable("truncated")
    return bytes(packed.body)


def _plain(chunks: Iterable[bytes], cap: int, cut: bool) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk[: cap + 1 - len(body)]
        if len(body) > cap:
            if cut:
                return bytes(body[:cap])
            raise TooLarge(f"larger than {cap} bytes")
    return bytes(body)


class _Packed:
    """A stream of gzip members, or one of deflate, unpacked up to one byte over the cap."""

    def __init__(self, coding: str, cap: int) -> None:
        self.body = bytearray()
        self._coding = coding
        self._cap = cap
        self._head = b""
        self._unpacker: zlib._Decompress | None = None
        self._members = 0
        self._received = 0

    @property
    def full(self) -> bool:
        """Whether the body, or what was sent for it, is longer than the cap."""
        return max(len(self.body), self._received) > self._cap

    @property
    def whole(self) -> bool:
        """Whether the stream came to its end."""
        return self._unpacker is not None and self._unpacker.eof

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes from the wire."""
        self._received += len(chunk)
        chunk = self._head + chunk
        while chunk and not self.full:
            if self._unpacker is None or self._unpacker.eof:
                if len(chunk) < 2:  # the first two bytes say what follows
                    self._head = chunk
                    return
                if not self._begin(chunk):
                    return
            self._head = b""
            chunk = self._unpack(chunk)

    def _begin(self, chunk: bytes) -> bool:
        """Open the next member; False where only padding follows the last one."""
        if self._members and not chunk.startswith(_GZIP_HEAD):
            return False
        self._members += 1
        if self._members > _GZIP_MEMBERS:
            raise Unusable(f"broken {self._coding}")
        bits = _WINDOW_BITS[self._coding]
        if self._coding == "deflate" and (chunk[0] & 15 != 8 or (chunk[0] << 8 | chunk[1]) % 31):
            bits = -15  # many servers send deflate without the zlib head (RFC 9110, 8.4.1.2)
        self._unpacker = zlib.decompressobj(bits)
        return True

    def _unpack(self, chunk: bytes) -> bytes:
        """Unpack what there is room for, in small pieces; the bytes that follow the member."""
        unpacker = self._unpacker
        if unpacker is None:
            raise AssertionError("a member is open here")
        while not self.full:
            room = min(_PIECE, self._cap + 1 - len(self.body))
            try:
                piece = unpacker.decompress(chunk, room)
            except zlib.error as error:
                raise Unusable(f"broken {self._coding}") from error
            self.body += piece
            chunk = unpacker.unconsumed_tail
            if len(self.body) > max(_FREE_BYTES, _MOST_RATIO * (self._received - len(chunk))):
                raise TooLarge(f"unpacks to more than {_MOST_RATIO} times its size")
            if len(piece) < room:  # all that came is unpacked
                break
        return unpacker.unused_data
