"""The press room on a loopback socket: HTTP/1.1 for GET and HEAD, one thread, bounded, a log."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus

from repledge.errors import CannotWrite
from repledge.pressroom.answers import Answer, Request, answer
from repledge.pressroom.archive import sites

LOG_ROWS = 200_000
_HEADER_BYTES = 16_384
_IDLE_SECONDS = 15.0
_CONNECTIONS = 512
_DRIP_BYTES = 64

Answerer = Callable[[Request], tuple[str, str, Answer]]


@dataclass(slots=True, kw_only=True)
class Visit:
    """One request as the server saw it; times are seconds of `time.monotonic`."""

    began: float
    ready: float  # when the answer began to be sent
    connection: int
    host: str
    method: str
    path: str
    status: int
    sent: int  # bytes of the body that were written so far
    conditional: bool
    agent: str


@dataclass(frozen=True, slots=True)
class PressRoom:
    """A running press room. `dial` tells a client where each name leads; `log` what was asked."""

    base_url: str
    dial: Mapping[str, tuple[str, int]]
    log: deque[Visit] = field(repr=False)


@contextmanager
def serve(*, night: int = 1, port: int = 0) -> Iterator[PressRoom]:
    """Serve the archive on 127.0.0.1 until the block ends; port 0 takes a free one.

    `night` 2 serves the same with one page silently edited. Raises CannotWrite where the port is
    taken.
    """
    hosts = tuple(site.host for site in sites())
    with serve_answers(partial(answer, night=night), hosts=hosts, port=port) as room:
        yield room


@contextmanager
def serve_answers(answerer: Answerer, *, hosts: tuple[str, ...], port: int) -> Iterator[PressRoom]:
    """Serve whatever `answerer` says, under the names of `hosts`."""
    log: deque[Visit] = deque(maxlen=LOG_ROWS)
    loop = asyncio.new_event_loop()
    house = _House(answerer, log)
    try:
        server = loop.run_until_complete(
            asyncio.start_server(house.receive, "127.0.0.1", port, limit=_HEADER_BYTES)
        )
    except OSError as error:
        loop.close()
        raise CannotWrite(
            f"port {port} on 127.0.0.1: cannot be opened ({error.strerror}); choose another one."
        ) from error
    address = server.sockets[0].getsockname()[:2]
    thread = threading.Thread(target=loop.run_forever, name="press room", daemon=True)
    thread.start()
    try:
        yield PressRoom(f"http://{address[0]}:{address[1]}", dict.fromkeys(hosts, address), log)
    finally:
        asyncio.run_coroutine_threadsafe(house.close(server), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()


class _House:
    """The connections of one server."""

    def __init__(self, answerer: Answerer, log: deque[Visit]) -> None:
        self._answerer = answerer
        self._log = log
        self._open: set[asyncio.Task[None]] = set()
        self._count = 0

    async def receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection, one after the other."""
        task = asyncio.current_task()
        if task is None or len(self._open) >= _CONNECTIONS:
            writer.close()
            return
        self._open.add(task)
        self._count += 1
        try:
            await self._converse(self._count, reader, writer)
        except (OSError, asyncio.CancelledError):
            pass  # the visitor left, or the house closes
        finally:
            self._open.discard(task)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def close(self, server: asyncio.Server) -> None:
        """Stop listening and let go of every connection."""
        server.close()
        for task in tuple(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _converse(
        self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while (request := await _read(reader)) is not None:
            began = time.monotonic()
            host, path, reply = self._answerer(request)
            await asyncio.sleep(reply.delay)
            stays = request.headers.get("connection", "").lower() != "close"
            visit = self._note(request, reply, number, began, (host, path))
            await _write(writer, request, reply, visit, stays=stays)
            if not stays or reply.cut is not None:
                return

    def _note(
        self, request: Request, reply: Answer, number: int, began: float, place: tuple[str, str]
    ) -> Visit:
        visit = Visit(
            began=began, ready=time.monotonic(), connection=number, host=place[0],
            method=request.method, path=place[1], status=reply.status, sent=0,
            conditional=request.conditional, agent=request.headers.get("user-agent", ""),
        )  # fmt: skip
        self._log.append(visit)
        return visit


async def _read(reader: asyncio.StreamReader) -> Request | None:
    """The next request of a connection; None at its end or where it makes no sense."""
    try:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _IDLE_SECONDS)
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
        return None
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        return None
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Request(method=words[0], target=words[1], headers=headers)


async def _write(
    writer: asyncio.StreamWriter, request: Request, reply: Answer, visit: Visit, *, stays: bool
) -> None:
    if request.method not in {"GET", "HEAD"}:
        reply = Answer(status=405, headers={"Allow": "GET, HEAD"})
    headers = {**reply.headers, "Connection": "keep-alive" if stays else "close"}
    if reply.status != HTTPStatus.NOT_MODIFIED:
        headers["Content-Length"] = str(len(reply.body))
    lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    body = b"" if request.method == "HEAD" else reply.body[: reply.cut]
    size = _DRIP_BYTES if reply.drip else max(1, len(body))
    writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n")
    for start in range(0, len(body), size):
        piece = body[start : start + size]
        visit.sent += len(piece)
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(reply.drip)
    await writer.drain()
