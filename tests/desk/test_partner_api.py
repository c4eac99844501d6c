"""The query API: who sees what, how one pages and polls, and that it is as its description says."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import anyio
import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import one_of
from starlette.applications import Starlette

from repledge.contracts import Decision
from repledge.desk import Desk, make_app
from repledge.desk.partner_api_spec import openapi, printed
from repledge.desk.passwords import token_hash
from repledge.store import open_store, partners, writes
from tests.desk.conftest import HOST
from tests.desk.seed import NOW

DOCS = Path(__file__).parents[2] / "docs"
ALL, SIGNED, ENDED = "token-of-all", "token-of-signed", "token-that-ended"


@pytest.fixture
def app(desk: Desk) -> Starlette:
    store = open_store(desk.store_path)
    for name, token, scope in (("a", ALL, "all"), ("s", SIGNED, "signed"), ("e", ENDED, "all")):
        partners.save_partner(store, name, token_hash(token), scope, NOW)
    partners.revoke_partner(store, "e", NOW)
    store.close()
    return make_app(desk)


def get(app: Starlette, path: str, token: str | None = ALL, **query: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
        headers = {"authorization": f"Bearer {token}"} if token else {}
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
            return await client.get(f"/api/v1/{path}", params=query, headers=headers)

    return anyio.run(ask)


def sign(desk: Desk, claim_id: str) -> None:
    store = open_store(desk.store_path)
    at = NOW + timedelta(hours=1)
    writes.save_decision(
        store,
        Decision(id=None, claim_id=claim_id, reviewer="ada", judgement="confirm", at=at, note="ok"),
    )
    store.close()


def test_the_printed_description_is_up_to_date() -> None:
    text = (DOCS.parent / "repledge" / "desk" / "openapi.json").read_text("utf-8")
    assert text == printed(DOCS / "schemas"), "run `make docs`"
    assert openapi()["openapi"] == "3.1.0"


TOKENS = [
    # no token, a wrong one, one that was revoked, another scheme
    (None, 401),
    ("nonsense", 401),
    (ENDED, 401),
    # good ones
    (ALL, 200),
    (SIGNED, 200),
]


@pytest.mark.parametrize(("token", "status"), TOKENS)
def test_only_a_good_token_opens(app: Starlette, token: str | None, status: int) -> None:
    for path in ("verdicts", "sources"):
        assert get(app, path, token).status_code == status
    assert get(app, "openapi.json", token).status_code == 200, "the description is for everybody"


def test_a_session_of_the_desk_is_no_token(app: Starlette) -> None:
    assert get(app, "verdicts", token=None).headers["www-authenticate"] == "Bearer"


def test_pages_hold_every_verdict_once(app: Starlette) -> None:
    whole = [row["claim_id"] for row in get(app, "verdicts", limit="200").json()["verdicts"]]
    paged: list[str] = []
    query = {"limit": "7"}
    while True:
        body = get(app, "verdicts", **query).json()
        paged += [row["claim_id"] for row in body["verdicts"]]
        if body["next"] is None:
            break
        query["after"] = body["next"]
    assert len(whole) > 40
    assert paged == whole


def test_a_partner_sees_only_what_a_person_signed(app: Starlette, desk: Desk) -> None:
    assert get(app, "verdicts", SIGNED).json() == {"verdicts": [], "next": None}
    claim = get(app, "verdicts").json()["verdicts"][3]["claim_id"]
    assert get(app, f"verdicts/{claim}", SIGNED).status_code == 404
    sign(desk, claim)
    (row,) = get(app, "verdicts", SIGNED).json()["verdicts"]
    assert (row["claim_id"], row["state"], row["note"]) == (claim, "signed", "ok")
    assert get(app, f"verdicts/{claim}", SIGNED).json() == row
    assert get(app, "ledger/example", SIGNED).status_code == 403


def test_who_polls_hears_of_signatures_and_of_withdrawals(app: Starlette, desk: Desk) -> None:
    since = (NOW + timedelta(minutes=1)).isoformat()
    assert get(app, "verdicts", SIGNED, changed_since=since).json()["verdicts"] == []
    claim = get(app, "verdicts").json()["verdicts"][3]["claim_id"]
    sign(desk, claim)
    (row,) = get(app, "verdicts", SIGNED, changed_since=since).json()["verdicts"]
    assert row["state"] == "signed"
    store = open_store(desk.store_path)
    with store.transaction():  # the machine judges anew
        store.db.execute(
            "UPDATE verdicts SET changed_at = ? WHERE claim_id = ?",
            [writes.stamp(NOW + timedelta(days=1)), claim],
        )
    store.close()
    (row,) = get(app, "verdicts", SIGNED, changed_since=since).json()["verdicts"]
    assert (row["state"], row["verdict"]) == ("withdrawn", None)


FILTERS = [
    ({"verdict": "copy"}, lambda v: v["verdict"] == "copy"),
    ({"country": "US"}, lambda v: v["place"]["country"] == "US"),
    ({"since": "2025-01-01", "until": "2025-06-30"},
     lambda v: "2025-01" <= v["published"] < "2025-07"),
    ({"sector": "semiconductors", "lang": "en"}, lambda v: v["sector"] == "semiconductors"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "holds"), FILTERS)
def test_filters_narrow_and_lose_nothing(app: Starlette, query, holds) -> None:
    every = [row["verdict"] for row in get(app, "verdicts", limit="200").json()["verdicts"]]
    found = [
        row["verdict"] for row in get(app, "verdicts", limit="200", **query).json()["verdicts"]
    ]
    assert found == [v for v in every if holds(v)]
    assert 0 < len(found) < len(every)


REFUSED = [
    # a name that is no parameter: a typo must not widen the answer
    {"countri": "US"},
    # codes, days, cursors and sizes that cannot be
    {"verdict": "false"},
    {"since": "yesterday"},
    {"after": "x"},
    {"limit": "0"},
    {"limit": "1000000"},
    # a moment without a zone
    {"changed_since": "2026-11-24T00:00:00"},
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_cannot_be_asked_is_told(app: Starlette, query: dict[str, str]) -> None:
    answer = get(app, "verdicts", **query)
    assert answer.status_code == 400
    assert next(iter(query)) in answer.json()["fault"]


def test_nothing_is_written_through_the_api(app: Starlette) -> None:
    async def ask(method: str) -> int:
        transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
        headers = {"authorization": f"Bearer {ALL}", "origin": HOST}
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
            return (await client.request(method, "/api/v1/verdicts", headers=headers)).status_code

    assert {anyio.run(ask, method) for method in ("POST", "PUT", "DELETE", "PATCH")} == {405}


@pytest.fixture
def served(app: Starlette) -> Iterator[str]:
    """The desk on a real server and a free port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


def test_a_schema_tester_finds_no_difference(served: str) -> None:
    schema = schemathesis.openapi.from_dict(openapi())
    cases = [result.ok().as_strategy() for result in schema.get_all_operations()]
    tried = []

    @settings(
        max_examples=120,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=one_of(cases))
    def run(case) -> None:
        headers = {"Authorization": f"Bearer {ALL}"}
        case.call_and_validate(headers=headers, base_url=f"{served}/api/v1")
        tried.append(case.path)

    run()
    assert set(tried) == set(openapi()["paths"])
