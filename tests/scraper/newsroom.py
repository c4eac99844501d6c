"""A real server on loopback whose pages a test writes as functions or plain answers."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from scraper.http import Http, Limits

HOST = "newsroom.example"
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
Page = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Newsroom:
    """Where it listens, and which paths were asked."""

    port: int
    asked: list[str] = field(default_factory=list)

    @property
    def dial(self) -> dict[str, tuple[str, int]]:
        return {HOST: ("127.0.0.1", self.port)}

    def url(self, path: str) -> str:
        return f"http://{HOST}{path}"


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Page:
    """A page with these headers; `_` in a name stands for a hyphen."""

    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return page


@contextmanager
def newsroom(pages: Mapping[str, Page], tls: ssl.SSLContext | None = None) -> Iterator[Newsroom]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            room.asked.append(self.path)
            pages.get(self.path, answer(status=404))(self)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Visitors leave when they like."""

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        room = Newsroom(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield room
        finally:
            server.shutdown()
            thread.join()


def client(room: Newsroom, **changes: float) -> Http:
    limits = {"gap_seconds": 0.0, "request_seconds": 5.0, "max_redirects": 5}
    limits |= {"max_page_bytes": 1000} | changes
    return Http("Repledge/1 (+mailto:desk@example.org)", Limits(**limits), lambda: NOW, room.dial)
