"""One polite and bounded GET: the only place that opens a connection to a newsroom.

What it guards against: addresses inside our own network (also behind a redirect or a name that
changes its answer), bodies that never end or unpack to gigabytes, half bodies taken for whole
ones, and more than one request at a time to one host. What goes wrong is a value, not an error.
"""

from __future__ import annotations

import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import IPv6Address, IPv6Network, ip_address
from ssl import SSLContext
from types import TracebackType
from typing import Any

import httpcore
import httpx

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFUSALS = frozenset({401, 403, 451})
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # zlib: 15, +16 for a gzip head
_GZIP_HEAD = b"\x1f\x8b"
_GZIP_MEMBERS = 100  # a page of thousands of tiny members is an attack on our time
# Python calls these global, yet they carry an IPv4 address of any kind: NAT64 (RFC 6052, RFC 8215),
# 6to4 (RFC 3056) and Teredo (RFC 4380)
_CARRIERS = tuple(
    IPv6Network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)


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


class _Blocked(Exception):
    """The name leads to an address that is not on the public internet."""


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
        self._network = _Network(dial or {})
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
        except _Blocked as error:
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


class _Network(httpcore.NetworkBackend):
    """Connections to checked addresses only, all under the deadline of the calling thread."""

    def __init__(self, dial: Mapping[str, tuple[str, int]]) -> None:
        self._dial = dial
        self._sockets = httpcore.SyncBackend()
        self._local = threading.local()

    @property
    def deadline(self) -> float:
        """When the request of this thread must be over, on the monotonic clock."""
        deadline: float = self._local.deadline
        return deadline

    @deadline.setter
    def deadline(self, at: float) -> None:
        self._local.deadline = at

    def left(self, late: type[Exception]) -> float:
        """Seconds until the deadline; raises `late` when there are none."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise late("deadline")
        return seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Dial the very address that was checked: a second look-up could answer otherwise."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        places = [self._dial[host]] if host in self._dial else _checked(host, port)
        for address, at_port in places:
            left = self.left(httpcore.ConnectTimeout)
            try:
                stream = self._sockets.connect_tcp(
                    address, at_port, left, local_address, socket_options
                )
            except httpcore.ConnectError as error:
                failure = error
            else:
                return _Stream(stream, self)
        raise failure


class _Stream(httpcore.NetworkStream):
    """A socket whose every step ends at the deadline: drips of one byte do not prolong it."""

    def __init__(self, stream: httpcore.NetworkStream, network: _Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._network.left(httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _checked(host: str, port: int) -> list[tuple[str, int]]:
    """All addresses of the name; one that is not public makes the whole name suspect."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host} cannot be resolved") from error
    addresses = [str(info[4][0]) for info in found]
    for address in addresses:
        if not _public(address):
            raise _Blocked(f"{host} leads to {address}")
    return [(address, port) for address in addresses]


def _public(address: str) -> bool:
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and (ip.ipv4_mapped or any(ip in net for net in _CARRIERS)):
        return False
    return ip.is_global and not ip.is_multicast


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
