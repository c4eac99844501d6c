"""A seeded desk, and browsers that talk to it in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import anyio
import httpx
import pytest

from repledge.desk import Desk, make_app
from repledge.desk.passwords import hashed
from repledge.store import Store, open_store, people
from tests.desk.seed import NOW, seed

HOST = "http://127.0.0.1:8321"


@dataclass
class Browser:
    """One person's browser: cookies are kept, redirects are not followed."""

    desk: Desk
    cookies: dict[str, str]
    peer: str = "127.0.0.1"

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self._send("GET", path, headers=headers)

    def post(self, path: str, origin: str | None = HOST, **fields: str) -> httpx.Response:
        headers = {"origin": origin} if origin else {}
        return self._send("POST", path, headers=headers, data=fields)

    def upload(self, path: str, name: str, content: bytes, **fields: str) -> httpx.Response:
        return self.upload_all(path, {name: content}, **fields)

    def upload_all(self, path: str, contents: dict[str, bytes], **fields: str) -> httpx.Response:
        files = [("list", named) for named in contents.items()]
        return self._send("POST", path, headers={"origin": HOST}, files=files, data=fields)

    def _send(self, method: str, path: str, **options) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(
                make_app(self.desk), raise_app_exceptions=False, client=(self.peer, 1)
            )
            async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
                client.cookies.update(self.cookies)
                answer = await client.request(method, path, **options)
                self.cookies = {cookie.name: cookie.value or "" for cookie in client.cookies.jar}
                return answer

        return anyio.run(send)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store filled once; tests work on copies."""
    path = tmp_path_factory.mktemp("desk") / "seeded.db"
    store = open_store(path)
    seed(store)
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture
def desk(seeded: Path, tmp_path: Path) -> Desk:
    path = tmp_path / "repledge.db"
    path.write_bytes(seeded.read_bytes())
    return Desk(store_path=path, clock=lambda: NOW, strategic=("batteries", "semiconductors"))


@pytest.fixture
def store(desk: Desk) -> Iterator[Store]:
    opened = open_store(desk.store_path)
    yield opened
    opened.close()


@pytest.fixture
def browser(desk: Desk) -> Callable[[str | None], Browser]:
    """A browser of a person of that name on a desk without users; None: no name given."""

    def make(name: str | None = "Ana") -> Browser:
        made = Browser(desk, {})
        if name:
            assert made.post("/login", name=name, next="/").status_code == 303
        return made

    return make


@pytest.fixture
def with_users(desk: Desk, store: Store) -> Desk:
    """The desk with three users; each one's password is the name twice and a number."""
    for name, role in (("rita", "reader"), ("rob", "reviewer"), ("eve", "editor")):
        people.save_user(store, name, hashed(f"{name}{name}1"), role, NOW)
    return replace(desk)
