"""Digest, pings, schedules: texts that are right, and failures that break nothing."""

import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from repledge.config import Feeds
from repledge.contracts import Decision
from repledge.feeds import decision_state, entry_of
from repledge.feeds.digest import TOP, defused, digest, notify
from repledge.feeds.pings import ping, publish
from repledge.feeds.schedules import (
    container_file,
    crontab_line,
    metrics,
    service_unit,
    timer_unit,
)
from tests.feeds.samples import claim, document, verdict

DAY = datetime(2025, 8, 26, tzinfo=UTC)
YESTERDAY = datetime(2025, 8, 25, tzinfo=UTC)
DEAD = "http://127.0.0.1:9/"  # the discard port: nobody listens


def entries(number: int) -> list[object]:
    return [
        entry_of(
            claim(id=f"c{n:03d}"), verdict(headline_usd=n * 10**9), document(),
            decision_state([], DAY),
        )
        for n in range(1, number + 1)
    ]  # fmt: skip


def test_a_digest_puts_the_largest_sum_first_and_says_what_it_leaves_out() -> None:
    subject, text = digest(entries(TOP + 2), [], YESTERDAY, Feeds())  # type: ignore[arg-type]
    assert subject == "Repledge: 12 flagged, 0 changed"
    assert text.startswith("12 flagged pledges await a reader, $78bn at stake.\n- Partly new: ")
    assert text.index("$12bn") < text.index("$11bn")
    assert text.endswith("... and 2 more at the desk.")


def test_a_digest_tells_changes_and_newsrooms_in_trouble_since_the_last_one() -> None:
    signed = Decision(id=1, claim_id="c", reviewer="ada", judgement="confirm", at=YESTERDAY)
    taken_back = decision_state([signed], DAY)
    changed = entry_of(claim(), verdict(), document(), taken_back)
    rows = [{"name": "a", "state": "ok", "reason": None},
            {"name": "b", "state": "degraded", "reason": "three empty nights"}]  # fmt: skip
    _, text = digest([changed], rows, YESTERDAY, Feeds())
    assert "- Withdrawn: Example Motor, 2025-08-26" in text
    assert "- b: degraded (three empty nights)" in text
    assert "- a:" not in text
    assert "Withdrawn" not in digest([changed], rows, DAY, Feeds())[1]


@pytest.mark.parametrize("call", ["@here", "@channel", "<!channel>", "<!here>", "@everyone"])
def test_no_release_calls_a_channel_together(call: str) -> None:
    assert call not in defused(f"news {call} news")


@pytest.fixture
def heard() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """A server on loopback, and what was posted to it."""
    posts: list[tuple[str, bytes]] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posts.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(500 if self.path.startswith("/refuse") else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", posts
        server.shutdown()
        thread.join()


def test_start_ok_and_fail_are_heard(heard: tuple[str, list[tuple[str, bytes]]]) -> None:
    base, posts = heard
    answers = [ping(f"{base}/check", event, "words") for event in ("start", "ok", "fail")]
    assert answers == [None, None, None]
    assert [path for path, _ in posts] == ["/check/start", "/check", "/check/fail"]
    assert {body for _, body in posts} == {b"words"}


def test_a_hub_is_told_of_each_feed(heard: tuple[str, list[tuple[str, bytes]]]) -> None:
    base, posts = heard
    assert publish(f"{base}/hub", ["https://desk.example/feed.atom"]) == []
    assert parse_qs(posts[0][1].decode()) == {
        "hub.mode": ["publish"],
        "hub.url": ["https://desk.example/feed.atom"],
    }
    assert (
        publish(f"{base}/refuse", ["a", "b"])
        == ["127.0.0.1: the ping was not taken (HTTPError); try it by hand."] * 2
    )


@pytest.mark.parametrize("url", [DEAD, "file:///etc/hostname", "nonsense", "http://"])
def test_a_failed_ping_is_words_not_an_exception(url: str) -> None:
    assert str(ping(url, "ok")).endswith(("try it by hand.", "mend it."))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise's own plug-ins
def test_a_digest_reaches_a_webhook(heard: tuple[str, list[tuple[str, bytes]]]) -> None:
    base, posts = heard
    assert notify([base.replace("http://", "json://")], "Subject", "Text") is None
    assert b'"Subject"' in posts[0][1]


def test_a_digest_that_cannot_be_sent_fails_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "json://secret@127.0.0.1:9/"
    for addresses in ([secret], ["no-such-service://secret"]):
        reason = notify(addresses, "Subject", "Text")
        assert reason is not None
        assert "secret" not in reason
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert "repledge[notify]" in str(notify([secret], "Subject", "Text"))


def test_the_units_hold_what_systemd_needs() -> None:
    unit = service_unit(Path("/opt/50%/repledge"), Path("/srv/re pledge"), "https://hc.example/$1")
    assert 'ExecStart="/opt/50%%/repledge" nightly --ping-url "https://hc.example/$$1"' in unit
    assert "ProtectSystem=strict" in unit
    assert 'ReadWritePaths="/srv/re pledge"' in unit
    assert "--ping-url" not in service_unit(Path("r"), Path("/srv"))
    assert "OnCalendar=*-*-* 02:05:00" in timer_unit("02:05")
    assert "Persistent=true" in timer_unit()


def test_a_crontab_line_is_quoted_for_shell_and_cron() -> None:
    line = crontab_line(Path("/opt/repledge"), Path("/srv/100% sure"), "02:05")
    assert line == (
        "5 2 * * * cd '/srv/100\\% sure' && /opt/repledge nightly --json >> nightly.log\n"
    )


def test_the_container_pins_the_version_and_is_not_root() -> None:
    text = container_file("1.2.3")
    assert "repledge==1.2.3" in text
    assert text.index("USER repledge") < text.index("ENTRYPOINT")


def test_metrics_are_in_the_text_format_of_prometheus() -> None:
    text = metrics({"documents": 3, 'a"b': 1}, finished=1_700_000_000, exit_code=0)
    assert 'repledge_run_count{what="a\\"b"} 1\nrepledge_run_count{what="documents"} 3\n' in text
    assert "repledge_run_finished_seconds 1700000000\n" in text
