"""The desk in a real browser: ten verdicts by keyboard, a second reader, axe on every page.

With REPLEDGE_SCREENSHOTS=FOLDER every page is also drawn light, dark and narrow.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn

from repledge.cli.context import Settings
from repledge.cli.desk import desk_of
from repledge.config import Config, Feeds
from repledge.desk import Desk, make_app
from repledge.desk.passwords import hashed
from repledge.feeds import decision_state, entry_of, write_feeds
from repledge.store import open_store, people, queue, reads
from tests.desk.seed import NOW
from tests.desk.test_hostile import hostile
from tests.desk.test_pages import AUDIT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: chromium)"),
    # the driver leaves its event loop's sockets to the collector
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-sync",
]
PASSWORD = "correct horse"


@pytest.fixture
def served(desk: Desk, tmp_path: Path) -> Iterator[tuple[str, Desk, Path]]:
    """The desk on a free port of loopback, with two reviewers and feeds that follow."""
    public = tmp_path / "public"
    store = open_store(desk.store_path)
    for name in ("ana", "ben"):
        people.save_user(store, name, hashed(PASSWORD), "reviewer", NOW)
    store.close()

    def publish() -> None:
        opened = open_store(desk.store_path)
        entries = [
            entry_of(r.claim, r.verdict, r.document,
                     decision_state(reads.decisions(opened, r.claim.id), r.changed_at))
            for r in reads.judged(opened)
        ]  # fmt: skip
        opened.close()
        write_feeds(entries, public, tmp_path / "private", Feeds(), strategic=desk.strategic)

    publish()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings(config_file=None, db=desk.store_path, as_json=False, verbose=0)
    whole = desk_of(settings, Config())
    app = make_app(replace(desk, publish=publish, claimant=whole.claimant, audit=whole.audit))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}", desk, public
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def logged_in(chromium, base: str, name: str, **options):
    context = chromium.new_context(base_url=base, **options)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.goto("/login")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/")
    return page, faults


def press(page, key: str) -> None:
    """A key that leads to another page, and the wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_ten_verdicts_by_keyboard_then_a_second_reader_signs(served, chromium) -> None:
    base, desk, public = served
    page, faults = logged_in(chromium, base, "ana")
    press(page, "o")
    for number in range(10):
        if number == 3:  # correct one sum: e, type, Escape, then the judgement
            page.keyboard.press("e")
            page.keyboard.type("1m")
            page.keyboard.press("Tab")
            page.keyboard.type("2m")
            page.keyboard.press("Escape")
            corrected = page.url
            press(page, "2")
        else:
            press(page, "c")
    press(page, "u")  # the tenth is taken back
    store = open_store(desk.store_path)
    told = reads.decisions(store)
    assert [d.reviewer for d in told] == ["ana"] * 11
    assert told[-1].judgement == "undone"
    assert dict(told[3].fields)["net_new_low_usd"] == "1000000"
    assert told[3].claim_id in corrected
    before = (public / "feed.atom").read_bytes()

    second, more_faults = logged_in(chromium, base, "ben")
    second.goto(f"/claims/{told[0].claim_id}")
    press(second, "s")
    assert next(reads.judged(store, told[0].claim_id)).signed
    until = time.monotonic() + 10
    while (public / "feed.atom").read_bytes() == before and time.monotonic() < until:
        time.sleep(0.05)
    assert told[0].claim_id in (public / "feed.atom").read_text("utf-8")
    store.close()
    assert faults == more_faults == []


def test_keys_can_be_switched_off_and_buttons_remain(served, chromium) -> None:
    base, desk, _ = served
    page, _ = logged_in(chromium, base, "ana")
    page.keyboard.press("?")
    page.wait_for_url(f"{base}/keys")
    page.uncheck("input[name=keys]")
    page.click("text=Keep")
    page.goto("/")
    page.click("a.row >> nth=0")
    at = page.url
    page.keyboard.press("c")
    page.wait_for_timeout(200)
    assert page.url == at
    page.click("button.sign")
    page.wait_for_url("**done=**")
    store = open_store(desk.store_path)
    assert len(reads.decisions(store)) == 1
    store.close()


def test_all_is_done_without_javascript(served, chromium) -> None:
    base, desk, _ = served
    page, _ = logged_in(chromium, base, "ana", java_script_enabled=False)
    page.fill("input[name=words]", "plant")
    page.click("text=Show")
    page.click("a.row >> nth=0")
    page.fill("textarea[name=note]", "By hand.")
    page.click("button[value=unsure]")
    page.click("text=Undo")
    store = open_store(desk.store_path)
    assert [d.judgement for d in reads.decisions(store)] == ["unsure", "undone"]
    store.close()


def test_several_lists_are_chosen_and_a_misprint_is_read(served, chromium, tmp_path) -> None:
    base, _, _ = served
    lists = {
        "april.md": "- **Acme** announced a $2 billion plant, including $5.8 billion for a mill.\n",
        "may.md": "- **Beta** announced a $3 billion plant in Ohio.\n",
    }
    for name, text in lists.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    page, faults = logged_in(chromium, base, "ana")
    page.goto("/audits")
    page.set_input_files("input[name=list]", [tmp_path / name for name in lists])
    with page.expect_navigation():
        page.click("main form button")
    assert page.url == f"{base}/audits"
    with page.expect_navigation():
        page.click("text=april.md")
    body = page.inner_text("main")
    assert "The parts add up to $5.8 billion, more than the total of $2 billion" in body
    assert body.count("including $5.8 billion for a mill") >= 2  # both quotes
    if folder := os.environ.get("REPLEDGE_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / "audit-misprint.png", full_page=True)
    assert faults == []


def test_hostile_text_runs_nothing_in_a_browser(served, chromium) -> None:
    base, desk, _ = served
    payload = "\"'></title></textarea><script>alert(1)</script><img src=x onerror=alert(2)>"
    store = open_store(desk.store_path)
    hostile(store, payload)
    store.close()
    page, faults = logged_in(chromium, base, "ana")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in ("/?all=1", "/claims/evil0", "/companies/evil-co", "/companies", "/issues",
                 "/sources", "/runs", "/quality"):  # fmt: skip
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        page.mouse.move(300, 300)
    page.goto("/claims/evil0")
    page.fill("[name=note]", payload)
    page.fill("[name=ancestor_other]", payload)
    page.click("button[value=unsure]")
    assert page.locator("[role=alert]").count() == 1
    assert page.input_value("[name=note]") == payload, "what was typed comes back as typed"
    refused = [fault for fault in faults if "422" not in fault]
    assert dialogs == refused == []


def paths(desk: Desk) -> dict[str, str]:
    store = open_store(desk.store_path)
    claim = store.db.execute(
        "SELECT claim_id FROM queue WHERE verdict = 'partly_new' AND claim_id IN "
        "(SELECT claim_id FROM relations) ORDER BY stake DESC"
    ).fetchone()[0]
    company = store.db.execute(
        "SELECT company_id FROM queue WHERE company_id > '' GROUP BY 1 ORDER BY count(*) DESC"
    ).fetchone()[0]
    queue.save_audit(store, "list", "ana", json.dumps(AUDIT), NOW)
    store.close()
    return {
        "queue": "/?all=1", "copies": "/?verdict=copy&state=pending", "verdict": f"/claims/{claim}",
        "companies": "/companies", "company": f"/companies/{company}", "where": "/where",
        "sources": "/sources", "issues": "/issues", "runs": "/runs", "quality": "/quality",
        "claimants": "/claimants", "claimant": f"/claimants/speaker?name={company}",
        "watch": "/watch", "audits": "/audits", "audit": "/audits/1",
        "check": "/check", "keys": "/keys", "login": "/login",
    }  # fmt: skip


LOOKS = {
    "light": {"viewport": {"width": 1400, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1400, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 800}, "color_scheme": "light"},
    "wide": {"viewport": {"width": 3840, "height": 1600}, "color_scheme": "light"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(served, chromium, look) -> None:
    from axe_playwright_python.sync_playwright import Axe

    base, desk, _ = served
    page, faults = logged_in(chromium, base, "ana", **LOOKS[look], reduced_motion="reduce")
    folder = os.environ.get("REPLEDGE_SCREENSHOTS")
    found = []
    for name, path in paths(desk).items():
        page.goto(path)
        results = Axe().run(page)
        found += [f"{name}: {v['id']}: {v['nodes'][0]['html'][:120]}"
                  for v in results.response["violations"]]  # fmt: skip
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{name}: wider than the window")
        if folder:
            page.screenshot(path=f"{folder}/{name}-{look}.png", full_page=look != "wide")
    assert found == []
    assert faults == []
