"""One polite and bounded GET: all that is asked of a newsroom is asked here.

What it guards against: addresses inside our own network (also behind a redirect or a name that
changes its answer), bodies that never end or unpack to gigabytes, half bodies taken for whole
ones, and more than one request at a time to one host. What goes wrong is a value, not an error.
"""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpcore
import httpx

from scraper.network import Blocked, Network

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFUSALS = frozenset({401, 403, 451})
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # zlib: 15, +16 for a gzip head
_GZIP_HEAD = b"\x1f\x8b"
_GZIP_MEMBERS = 100  # a page of thousands of tiny members is an attack on our time


@dataclass(frozen=True)
class Limits:
    """`request_seconds` is for all hops and the body together; the wait for a turn is not in it."""

    gap_seconds: float
    request_seconds: float
    max_redirects: int
    max_page_bytes: int


@dataclass(frozen=True)
class Fetched:
    """A whole page; `body` is unpacked, `headers` are as they came."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    content_type: str
    etag: str | None
    last_modified: str | None
    fetched_at: datetime


@dataclass(frozen=True)
class NotModified:
    """The page is the one whose etag or date we named."""

    url: str


@dataclass(frozen=True)
class Refused:
    """We may not have it: 401, 403, 451, robots, or (without a status) an address we never dial."""

    url: str
    status: int | None
    reason: str


@dataclass(frozen=True)
class Failed:
    """Nothing usable came; `retry_after` is in seconds, as the server asked."""

    url: str
    reason: str
    status: int | None = None
    retry_after: float | None = None


class _Unusable(Exception):
    """The body is not a whole page of the allowed size; the message says why."""


@dataclass
class _Turn:
    """Whose turn it is at one host."""

    gap: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0  # on the monotonic clock


@dataclass(frozen=True)
class _Answer:
    """One response of one hop; the body is read only where it is wanted."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((v for n, v in self.headers if n.lower() == name), None)


class Http:
    """Use as a context manager; `get` may be called from many threads.

    `dial` says where names lead, as a hosts file does: those addresses are not checked.
    """

    def __init__(
        self,
        agent: str,
        limits: Limits,
        clock: Callable[[], datetime],
        dial: Mapping[str, tuple[str, int]] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._agent = agent
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._network = Network(dial or {})
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=None,
            keepalive_expiry=30.0,
            network_backend=self._network,
        )
        self._turns: dict[str, _Turn] = {}
        self._turns_lock = threading.Lock()

    def __enter__(self) -> Http:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.close()

    def keep_gap(self, url: str, seconds: float) -> None:
        """Leave at least so many seconds between requests to the host of `url`."""
        turn = self._turn(httpx.URL(url).host)
        turn.gap = max(turn.gap, seconds)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int | None = None,
        cut: bool = False,
        refusal: Callable[[str], str | None] | None = None,
    ) -> Fetched | NotModified | Refused | Failed:
        """Fetch one page, following redirects by hand.

        With `cut` a longer body is cut at `max_bytes` instead of failing (robots.txt). `refusal`
        is asked before each hop and gives the reason why that address may not be fetched.
        `etag` and `last_modified` go to the first address only: they say nothing about another.
        """
        cap = self._limits.max_page_bytes if max_bytes is None else max_bytes
        left = self._limits.request_seconds
        conditions = _conditions(etag, last_modified)
        here: httpx.URL | None = None
        target = url
        for _ in range(self._limits.max_redirects + 1):
            try:
                here = _plain(target, here)
            except (httpx.InvalidURL, ValueError) as error:
                return Failed(url, f"address {target!r} cannot be fetched: {error}")
            if refusal and (why := refusal(str(here))):
                return Refused(url, None, why)
            with self._turn_at(here.host):
                started = time.monotonic()
                answer = self._hop(url, here, conditions, cap, cut, started + left)
                left -= time.monotonic() - started
            if not isinstance(answer, _Answer):
                return answer
            location = answer.header("location")
            if answer.status not in _REDIRECTS or location is None:
                return self._result(url, str(here), answer, bool(conditions))
            target, conditions = location, []
        return Failed(url, f"more than {self._limits.max_redirects} redirects")

    def _hop(
        self,
        url: str,
        here: httpx.URL,
        conditions: list[tuple[bytes, bytes]],
        cap: int,
        cut: bool,
        deadline: float,
    ) -> _Answer | Refused | Failed:
        self._network.deadline = deadline
        try:
            return self._exchange(here, conditions, cap, cut)
        except Blocked as error:
            return Refused(url, None, f"blocked address: {error}")
        except _Unusable as error:
            return Failed(url, str(error))
        except httpcore.TimeoutException:
            return Failed(url, f"took longer than {self._limits.request_seconds:g} s")
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            return Failed(url, f"no valid answer: {error or type(error).__name__}")

    def _exchange(
        self, here: httpx.URL, conditions: list[tuple[bytes, bytes]], cap: int, cut: bool
    ) -> _Answer:
        address = httpcore.URL(
            scheme=here.raw_scheme, host=here.raw_host, port=here.port, target=here.raw_path
        )
        headers = [
            (b"Host", here.netloc),
            (b"User-Agent", self._agent.encode("ascii", "replace")),
            (b"Accept", b"*/*"),
            (b"Accept-Encoding", b"gzip"),
            *conditions,
        ]
        with self._pool.stream("GET", address, headers=headers) as response:
            pairs = tuple((_text(name), _text(value)) for name, value in response.headers)
            answer = _Answer(response.status, pairs, b"")
            if response.status not in {200, 203}:
                return answer
            raw = _read(response.iter_stream(), cap, cut)
        coding = (answer.header("content-encoding") or "").strip().lower()
        return _Answer(response.status, pairs, _unpack(raw, coding, cap, cut))

    def _result(
        self, url: str, final_url: str, answer: _Answer, conditional: bool
    ) -> Fetched | NotModified | Refused | Failed:
        status = answer.status
        if status == 304 and conditional:
            return NotModified(url)
        if status in _REFUSALS:
            return Refused(url, status, f"status {status}")
        now = self._clock()
        if status not in {200, 203}:
            wait = _retry_after(answer.header("retry-after"), now)
            return Failed(url, f"status {status}", status, wait)
        return Fetched(
            url=url,
            final_url=final_url,
            status=status,
            headers=answer.headers,
            body=answer.body,
            content_type=answer.header("content-type") or "",
            etag=answer.header("etag"),
            last_modified=answer.header("last-modified"),
            fetched_at=now,
        )

    def _turn(self, host: str) -> _Turn:
        with self._turns_lock:
            return self._turns.setdefault(host, _Turn(self._limits.gap_seconds))

    @contextmanager
    def _turn_at(self, host: str) -> Iterator[None]:
        turn = self._turn(host)
        with turn.lock:
            if (wait := turn.free_at - time.monotonic()) > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                turn.free_at = time.monotonic() + turn.gap


def _plain(target: str, base: httpx.URL | None) -> httpx.URL:
    url = base.join(target) if base else httpx.URL(target)
    if url.scheme not in {"http", "https"} or not url.host:
        raise ValueError("only http and https addresses with a host are fetched")
    if url.userinfo:
        raise ValueError("it holds a user name")
    return url.copy_with(fragment=None)


def _conditions(etag: str | None, last_modified: str | None) -> list[tuple[bytes, bytes]]:
    pairs = ((b"If-None-Match", etag), (b"If-Modified-Since", last_modified))
    return [(name, value.encode("latin-1", "replace")) for name, value in pairs if value]


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _read(chunks: Iterable[bytes], cap: int, cut: bool) -> bytes:
    """The body as sent; no page within the cap is sent in more bytes than the cap."""
    raw = bytearray()
    try:
        for chunk in chunks:
            raw += chunk
            if len(raw) > cap:
                break
    except (httpcore.ReadError, httpcore.RemoteProtocolError) as error:
        raise _Unusable("truncated") from error
    if len(raw) > cap and not cut:
        raise _Unusable(f"larger than {cap} bytes")
    return bytes(raw[:cap])


def _unpack(raw: bytes, coding: str, cap: int, cut: bool) -> bytes:
    """Undo the content coding, never making more than `cap` + 1 bytes."""
    if coding in {"", "identity"}:
        return raw
    if coding not in _WINDOW_BITS:
        raise _Unusable(f"content coding {coding!r} was not asked for")
    body = bytearray()
    bits = _WINDOW_BITS[coding]
    if coding == "deflate" and (len(raw) < 2 or raw[0] & 15 != 8 or (raw[0] << 8 | raw[1]) % 31):
        bits = -15  # many servers send deflate without the zlib head (RFC 9110, 8.4.1.2)
    for _ in range(_GZIP_MEMBERS):
        packed = zlib.decompressobj(bits)
        try:
            body += packed.decompress(raw, cap + 1 - len(body))
        except zlib.error as error:
            raise _Unusable(f"broken {coding}") from error
        if len(body) > cap and not cut:
            raise _Unusable(f"larger than {cap} bytes")
        if len(body) > cap or (cut and not packed.eof):
            return bytes(body[:cap])
        if not packed.eof:
            raise _Unusable("truncated")
        raw = packed.unused_data
        if not raw.startswith(_GZIP_HEAD):
            return bytes(body)
    raise _Unusable(f"broken {coding}")


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds from now, by RFC 9110 10.2.3 (seconds or a date); nonsense counts as not given."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())
