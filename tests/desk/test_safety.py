"""FAULTS 26, 29, 30: captured pages, search, forms of other sites, logins (25: test_hostile)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from argon2.exceptions import VerificationError

from repledge.desk import Captured, address_fault, passwords
from repledge.desk.guard import HEADERS
from repledge.desk.render import web_address
from repledge.store import people, reads, writes
from tests.desk.conftest import Browser
from tests.desk.seed import NOW
from tests.factories import a_document

ADDRESSES = [
    ("https://acme.example/1", True),
    # never a link
    ("javascript:alert(1)", False),
    ("data:text/html,x", False),
    (" java\tscript:alert(1)", False),
    ("//evil.example", False),
    ("http://[broken", False),
]


@pytest.mark.parametrize(("url", "allowed"), ADDRESSES)
def test_only_web_addresses_become_links(url, allowed) -> None:
    assert (web_address(url) is not None) is allowed


def test_every_answer_carries_the_headers(browser) -> None:
    for path in ("/", "/static/desk.css", "/nothing", "/queue.json"):
        headers = browser().get(path).headers
        assert {name: headers[name] for name in HEADERS} == HEADERS, path
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'",
                 "form-action 'self'", "script-src 'self'", "img-src 'none'"):  # fmt: skip
        assert part in policy.split("; ")
    assert HEADERS["x-content-type-options"] == "nosniff"


def test_a_captured_page_is_plain_text(desk, store, browser) -> None:
    document = a_document(id="kept", evidence="2026.warc.gz:7")
    writes.save_document(store, document, NOW)
    page = Captured(text="<script>alert(1)</script>", digest="ab" * 32, intact=False)
    ana = browser()
    ana.desk = replace(desk, captured=lambda d: page)
    answer = ana.get("/documents/kept/captured")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "DIGEST DOES NOT MATCH" in answer.text
    assert ana.get("/documents/..%2f..%2fetc%2fpasswd/captured").status_code == 404


# each raised an error in SQLite's full-text language when passed on raw
FTS = [
    '"',
    'plant"s OR',
    "NEAR(",
    "-x",
    "col:val",
    "a OR",
    "*",
    "(((",
    "'; DROP TABLE queue; --",
    "\x00",
    "^",
]


@pytest.mark.parametrize("words", FTS)
def test_no_search_breaks_the_queue(browser, words) -> None:
    ana = browser()
    answer = ana._send("GET", "/", params={"all": "1", "words": words})
    assert answer.status_code == 200


FORGED = [
    # another site, as old and new browsers tell it
    ({"origin": "https://evil.example"}, 403),
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site"}, 403),
    # a sandboxed frame
    ({"origin": "null"}, 403),
    # neither header: no browser, no form of ours
    ({}, 403),
    # a matching origin does not help against the newer header
    ({"origin": "http://127.0.0.1:8321", "sec-fetch-site": "cross-site"}, 403),
    # our own
    ({"origin": "http://127.0.0.1:8321"}, 303),
    ({"sec-fetch-site": "same-origin"}, 303),
]


@pytest.mark.parametrize(("headers", "status"), FORGED)
def test_a_form_of_another_site_is_refused(browser, headers, status) -> None:
    ana = browser()
    answer = ana._send("POST", "/views", headers=headers, data={"name": "v", "query": "all=1"})
    assert answer.status_code == status


def test_another_name_for_this_machine_is_refused(browser) -> None:
    assert browser().get("/", host="rebound.example").status_code == 403


TARGETS = ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "x", ""]


@pytest.mark.parametrize("target", TARGETS)
def test_login_leads_nowhere_else(desk, target) -> None:
    stranger = Browser(desk, {})
    answer = stranger.post("/login", name="Ana", next=target)
    assert answer.headers["location"] == "/"


def test_five_wrong_passwords_shut_the_door_for_a_while(with_users) -> None:
    thief = Browser(with_users, {})
    for _ in range(5):
        assert thief.post("/login", name="rob", password="guess").status_code == 403
    assert thief.post("/login", name="rob", password="robrob1").status_code == 429
    later = Browser(replace(with_users, clock=lambda: NOW + timedelta(minutes=16)), {})
    assert later.post("/login", name="rob", password="robrob1").status_code == 303


def test_a_stranger_costs_as_much_as_a_wrong_password(with_users, monkeypatch) -> None:
    checked: list[str] = []

    class Hasher:
        def verify(self, kept: str, typed: str) -> bool:
            checked.append(kept)
            raise VerificationError

    monkeypatch.setattr(passwords, "_hasher", Hasher)
    monkeypatch.setattr(passwords, "_nobody", lambda: "a hash of nobody's")
    for name in ("rob", "nobody"):
        answer = Browser(with_users, {}).post("/login", name=name, password="robrob1")
        assert answer.status_code == 403
        assert "Name and password do not fit." in answer.text
    assert len(checked) == 2


def test_with_users_nothing_is_read_without_a_login(with_users, browser) -> None:
    stranger = Browser(with_users, {})
    for path in ("/", "/queue.json", "/claims/x", "/runs"):
        assert stranger.get(path).headers["location"].startswith("/login?next=/")
    cookie = Browser(with_users, {})
    answer = cookie.post("/login", name="rita", password="ritarita1")
    flags = answer.headers["set-cookie"]
    assert "HttpOnly" in flags
    assert "SameSite=lax" in flags


def test_a_name_given_before_there_were_users_is_worth_nothing_after(desk, browser, store) -> None:
    ana = browser("rob")
    people.save_user(store, "rob", "x", "editor", NOW)
    assert ana.get("/").status_code == 303


def test_a_disabled_user_is_out_at_once(with_users, store) -> None:
    rob = Browser(with_users, {})
    rob.post("/login", name="rob", password="robrob1")
    assert rob.get("/").status_code == 200
    people.disable_user(store, "rob")
    assert rob.get("/").status_code == 303
    assert rob.post("/login", name="rob", password="robrob1").status_code == 403


def test_a_reader_reads_and_does_not_decide(with_users, store) -> None:
    rita = Browser(with_users, {})
    rita.post("/login", name="rita", password="ritarita1")
    claim = store.db.execute("SELECT claim_id FROM queue").fetchone()[0]
    assert rita.get(f"/claims/{claim}").status_code == 200
    assert rita.post(f"/claims/{claim}/decide", judgement="new").status_code == 403
    assert reads.decisions(store) == []


PROXIED = [
    # the proxy names a user
    ("127.0.0.1", {"x-user": "rob"}, 200),
    # a name that is no user
    ("127.0.0.1", {"x-user": "mallory"}, 303),
    # the header from somebody who is not the proxy
    ("10.9.9.9", {"x-user": "rob"}, 303),
    ("127.0.0.1", {}, 303),
]


@pytest.mark.parametrize(("peer", "headers", "status"), PROXIED)
def test_the_proxy_header_counts_from_the_proxy_only(with_users, peer, headers, status) -> None:
    desk = replace(with_users, proxy_header="x-user")
    assert Browser(desk, {}, peer=peer).get("/", **headers).status_code == status


def test_the_desk_refuses_the_open_network_without_users() -> None:
    assert address_fault("127.0.0.1", has_users=False, proxy_header=None) is None
    assert address_fault("0.0.0.0", has_users=True, proxy_header=None) is None
    assert "no users" in str(address_fault("0.0.0.0", has_users=False, proxy_header=None))
    assert "roles" in str(address_fault("10.0.0.1", has_users=False, proxy_header="x-user"))


def test_a_form_has_a_size(browser) -> None:
    answer = browser().upload("/audits", "list.csv", b"x" * 2_100_000)
    assert answer.status_code == 413
