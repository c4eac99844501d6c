"""One polite and bounded GET: all that is asked of a newsroom is asked here.

What it guards against: addresses inside our own network (also behind a redirect or a name that
changes its answer), bodies that never end or unpack to gigabytes, half bodies taken for whole
ones, and more than one request at a time to one host. What goes wrong is a value, not an error.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpcore
import httpx

from scraper.bodies import TooLarge, Unusable, read_body
from scraper.network import Blocked, Network
from scraper.turns import Parked, Patience, Turns, backoff

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFUSALS = frozenset({401, 403, 451})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOST_HEADERS = 500  # their bytes are bounded by h11
# a pool of httpcore looks at each pair of its connections for every request: few hosts share one
_POOLS = 64
_LONGEST_ADDRESS = 2_083  # characters; longer ones are traps that grow (FAULTS 17)


@dataclass(frozen=True)
class Limits:
    """`request_seconds` is for all hops and the body together; the wait for a turn is not in it."""

    gap_seconds: float
    request_seconds: float
    max_redirects: int
    max_page_bytes: int
    patience: Patience = field(default_factory=Patience)


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
    hops: tuple[str, ...] = ()  # the addresses that led here, where there were redirects


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
    """Nothing usable came; `retry_after` is in seconds, as the server asked.

    `passing` faults may be gone at the next try; `unreached` ones never came to an answer; where
    the host is to be left alone the page was not asked for at all (`held`). `lasting` ones lie in
    the page itself: asking again costs its bytes and changes nothing.
    """

    url: str
    reason: str
    status: int | None = None
    retry_after: float | None = None
    passing: bool = field(default=False, compare=False)
    unreached: bool = field(default=False, compare=False)
    held: bool = field(default=False, compare=False)
    lasting: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class _Answer:
    """One response of one hop; the body is read only where it is wanted."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((v for n, v in self.headers if n.lower() == name), None)


@dataclass(frozen=True, kw_only=True)
class _Ask:
    """What a caller wants of one address."""

    url: str
    conditions: list[tuple[bytes, bytes]]
    cap: int
    cut: bool
    refusal: Callable[[str], str | None] | None


class Http:
    """Use as a context manager; `get` may be called from many threads.

    `dial` says where names lead, as a hosts file does: those addresses are not checked. `parked`
    are the hosts that earlier runs left alone.
    """

    def __init__(
        self,
        agent: str,
        limits: Limits,
        clock: Callable[[], datetime],
        dial: Mapping[str, tuple[str, int]] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        parked: Mapping[str, Parked] | None = None,
    ) -> None:
        self._agent = agent
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._network = Network(dial or {})
        context = httpx.create_ssl_context(trust_env=False)
        self._pools = tuple(self._pool(context) for _ in range(_POOLS))
        self._turns = Turns(limits.gap_seconds, limits.patience, clock, sleep, parked or {})

    def __enter__(self) -> Http:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pool in self._pools:
            pool.close()

    def _pool(self, context: ssl.SSLContext) -> httpcore.ConnectionPool:
        return httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=None,
            keepalive_expiry=30.0,
            network_backend=self._network,
        )

    def keep_gap(self, url: str, seconds: float) -> None:
        """Leave at least so many seconds between requests to the host of `url`."""
        self._turns.keep_gap(httpx.URL(url).host, seconds)

    def wait(self, url: str) -> float:
        """Seconds until the host of `url` may be asked; infinite where it is parked."""
        return self._turns.wait(httpx.URL(url).host)

    def parked(self) -> dict[str, Parked]:
        """The hosts that are left alone now, by name."""
        return self._turns.parked()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int | None = None,
        cut: bool = False,
        refusal: Callable[[str], str | None] | None = None,
        tries: int = 1,
    ) -> Fetched | NotModified | Refused | Failed:
        """Fetch one page, following redirects by hand; up to `tries` times where a fault may pass.

        With `cut` a longer body is cut at `max_bytes` instead of failing (robots.txt). `refusal`
        is asked before each hop and gives the reason why that address may not be fetched.
        `etag` and `last_modified` go to the first address only: they say nothing about another.
        """
        ask = _Ask(
            url=url,
            conditions=_conditions(etag, last_modified),
            cap=self._limits.max_page_bytes if max_bytes is None else max_bytes,
            cut=cut,
            refusal=refusal,
        )
        answer = self._follow(ask)
        for attempt in range(1, tries):
            if not (isinstance(answer, Failed) and answer.passing):
                break
            self._sleep(backoff(attempt))
            answer = self._follow(ask)
        return answer

    def _follow(self, ask: _Ask) -> Fetched | NotModified | Refused | Failed:
        url, conditions = ask.url, ask.conditions
        left = self._limits.request_seconds
        hops: list[str] = []
        target = url
        for _ in range(self._limits.max_redirects + 1):
            try:
                here = _plain(target, httpx.URL(hops[-1]) if hops else None)
            except (httpx.InvalidURL, ValueError) as error:
                return Failed(url, f"address {target[:200]!r} cannot be fetched: {error}")
            if ask.refusal and (why := ask.refusal(str(here))):
                return Refused(url, None, why)
            with self._turns.at(here.host) as impatience:
                if impatience:
                    return Failed(url, impatience, held=True)
                started = time.monotonic()
                answer = self._hop(ask, here, conditions, started + left)
                left -= time.monotonic() - started
            if not isinstance(answer, _Answer):
                return answer
            wait = _retry_after(answer.header("retry-after"), self._clock())
            self._turns.answered(here.host, answer.status, wait)
            location = answer.header("location")
            if answer.status not in _REDIRECTS or location is None:
                return self._result(url, (*hops, str(here)), answer, bool(conditions))
            hops.append(str(here))
            target, conditions = location, []
        return Failed(url, f"more than {self._limits.max_redirects} redirects", lasting=True)

    def _hop(
        self, ask: _Ask, here: httpx.URL, conditions: list[tuple[bytes, bytes]], deadline: float
    ) -> _Answer | Refused | Failed:
        self._network.deadline = deadline
        url = ask.url
        try:
            return self._exchange(ask, here, conditions)
        except Blocked as error:
            return Refused(url, None, f"blocked address: {error}")
        except TooLarge as error:
            return Failed(url, str(error), lasting=True)
        except Unusable as error:
            return Failed(url, str(error), passing=str(error) == "truncated")
        except httpcore.ConnectTimeout:
            return Failed(url, "no connection in time", passing=True, unreached=True)
        except httpcore.TimeoutException:  # one that drips now will drip in a minute
            return Failed(url, f"took longer than {self._limits.request_seconds:g} s")
        except httpcore.ConnectError as error:
            tls = isinstance(error.__cause__, ssl.SSLError)
            words = f"no valid answer: {error or type(error).__name__}"
            return Failed(url, words, passing=not tls, unreached=not tls)
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            return Failed(url, f"no valid answer: {error or type(error).__name__}", passing=True)

    def _exchange(
        self, ask: _Ask, here: httpx.URL, conditions: list[tuple[bytes, bytes]]
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
        pool = self._pools[hash(here.host) % _POOLS]
        with pool.stream("GET", address, headers=headers) as response:
            if len(response.headers) > _MOST_HEADERS:
                raise Unusable(f"more than {_MOST_HEADERS} header lines")
            pairs = tuple((_text(name), _text(value)) for name, value in response.headers)
            answer = _Answer(response.status, pairs, b"")
            if response.status not in {200, 203}:
                return answer
            coding = (answer.header("content-encoding") or "").strip().lower()
            try:
                body = read_body(response.iter_stream(), coding, ask.cap, cut=ask.cut)
            except (httpcore.ReadError, httpcore.RemoteProtocolError) as error:
                raise Unusable("truncated") from error
        return _Answer(response.status, pairs, body)

    def _result(
        self, url: str, path: tuple[str, ...], answer: _Answer, conditional: bool
    ) -> Fetched | NotModified | Refused | Failed:
        status = answer.status
        if status == 304 and conditional:
            return NotModified(url)
        if status in _REFUSALS:
            return Refused(url, status, f"status {status}")
        now = self._clock()
        if status not in {200, 203}:
            wait = _retry_after(answer.header("retry-after"), now)
            return Failed(url, f"status {status}", status, wait, passing=status in _PASSING)
        return Fetched(
            url=url,
            final_url=path[-1],
            status=status,
            headers=answer.headers,
            body=answer.body,
            content_type=answer.header("content-type") or "",
            etag=answer.header("etag"),
            last_modified=answer.header("last-modified"),
            fetched_at=now,
            hops=path[:-1],
        )


def _plain(target: str, base: httpx.URL | None) -> httpx.URL:
    url = base.join(target) if base else httpx.URL(target)
    if url.scheme not in {"http", "https"} or not url.host:
        raise ValueError("only http and https addresses with a host are fetched")
    if url.userinfo:
        raise ValueError("it holds a user name")
    if len(str(url)) > _LONGEST_ADDRESS:
        raise ValueError(f"it is longer than {_LONGEST_ADDRESS} characters")
    return url.copy_with(fragment=None)


def _conditions(etag: str | None, last_modified: str | None) -> list[tuple[bytes, bytes]]:
    pairs = ((b"If-None-Match", etag), (b"If-Modified-Since", last_modified))
    return [(name, value.encode("latin-1", "replace")) for name, value in pairs if value]


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


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
