"""What the store remembers for the crawler: addresses, hosts, and how each newsroom was found."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from repledge.store import Store, health, links, open_store, reads, writes
from repledge.store.links import MOST_FAILURES, Told
from tests.factories import a_document

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)
A, B = "https://acme.example/a", "https://acme.example/b"
ACME = dict.fromkeys(("company", "language", "country")) | {
    "name": "acme", "kind": "rss", "url": "https://acme.example/feed",
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "a.db")
    yield opened
    opened.close()


def told(url: str, listed: date | None = None) -> Told:
    return Told(url=url, address=url + "?x", title="T", listed=listed, kind="filing",
                company="Acme", language="ja")  # fmt: skip


def state(store: Store, url: str = A) -> str:
    return links.links(store, [url])[url].state


def test_an_address_comes_back_as_it_was_told(store: Store) -> None:
    links.add_links(store, "acme", "due", [told(A, date(2026, 3, 1))], NOW)
    (row,) = links.due_links(store, "acme", 9)
    assert row.told == told(A, date(2026, 3, 1))
    assert (row.state, row.attempts, row.failures) == ("due", 0, 0)
    assert links.due_links(store, "other", 9) == []
    assert links.was_listed(store, "acme")
    assert not links.was_listed(store, "other")


def test_a_passed_address_becomes_due_and_a_kept_one_stays_kept(store: Store) -> None:
    links.add_links(store, "acme", "passed", [told(A), told(B)], NOW)
    links.add_links(store, "acme", "due", [told(A)], NOW)
    assert (state(store, A), state(store, B)) == ("due", "passed")
    links.save_outcome(store, A, "kept", NOW)
    links.add_links(store, "acme", "due", [told(A)], NOW)
    assert state(store, A) == "kept"


def test_an_address_that_fails_is_tried_five_nights_and_then_given_up(store: Store) -> None:
    links.add_links(store, "acme", "due", [told(A), told(B)], NOW)
    links.save_outcome(store, A, "due", NOW, reason="status 500", status=500)
    assert [r.told.url for r in links.due_links(store, "acme", 9)] == [B, A], "failed ones last"
    given_up = [links.save_outcome(store, A, "due", NOW) for _ in range(MOST_FAILURES - 1)]
    assert given_up == [False, False, False, True]
    assert state(store) == "failed"


def test_a_success_ends_the_count_of_failures(store: Store) -> None:
    links.add_links(store, "acme", "due", [told(A)], NOW)
    links.save_outcome(store, A, "due", NOW)
    links.save_outcome(store, A, "kept", NOW, validators=('"1"', None), size=7, document_id="d")
    links.save_outcome(store, A, "kept", NOW, status=304)
    row = links.links(store, [A])[A]
    assert (row.failures, row.attempts, row.etag) == (0, 3, '"1"')
    assert store.db.execute("SELECT bytes, document_id FROM links").fetchone() == (7, "d")


AGAIN = [
    # a fresh page the next night, though the timer came an hour early
    ("kept", 1, timedelta(hours=22), True),
    # not twice in one night
    ("kept", 1, timedelta(hours=3), False),
    # forty days old: every ten days
    ("kept", 40, timedelta(days=9), False),
    ("kept", 40, timedelta(days=11), True),
    # years old: every month
    ("left_out", 2000, timedelta(days=29), False),
    ("left_out", 2000, timedelta(days=31), True),
    # refused: monthly, whatever its age
    ("refused", 1, timedelta(days=20), False),
    ("refused", 1, timedelta(days=31), True),
    ("passed", 1, timedelta(days=99), False),
]


@pytest.mark.parametrize(("kept", "age", "since", "expected"), AGAIN)
def test_pages_are_looked_at_again_the_rarer_the_older(
    store: Store, kept: str, age: int, since: timedelta, expected: bool
) -> None:
    links.add_links(store, "acme", "due", [told(A, (NOW - age * DAY).date())], NOW - since)
    links.save_outcome(store, A, kept, NOW - since)
    again = links.links_to_see_again(store, "acme", NOW, 9)
    assert bool(again) is expected


def test_doors_without_validators_are_forgotten(store: Store) -> None:
    links.save_doors(store, "acme", [(A, '"1"', None), (B, None, "then")], NOW)
    links.save_doors(store, "acme", [(A, None, None)], NOW)
    assert links.doors(store, "acme") == {B: (None, "then")}
    links.save_doors(store, "acme", [], NOW + 61 * DAY)
    assert links.doors(store, "acme") == {}


def test_hosts_are_parked_until_they_are_released(store: Store) -> None:
    links.save_parked(store, {"a.example": (NOW, "status 429"), "b.example": (NOW, "status 503")})
    links.save_parked(store, {"b.example": (NOW, "status 503")})
    assert links.parked_hosts(store) == {"b.example": (NOW, "status 503")}


def found(**changes) -> health.Found:
    values = {"state": "ok", "reason": None, "items": 20, "newest": NOW.date(), "saved": 1}
    return health.Found(**(values | changes))


def test_three_bad_nights_make_a_newsroom_degraded_and_a_good_one_mends_it(store: Store) -> None:
    bad = found(state="failing", reason="status 500", items=None, saved=0)
    nights = [bad, bad, bad, bad, found()]
    states = [health.save_visit(store, ACME, f, NOW + n * DAY) for n, f in enumerate(nights)]
    assert states == ["failing", "failing", "degraded", "degraded", "ok"]
    row = health.newsroom(store, "acme")
    assert (row["failures"], row["usual_items"]) == (0, 20)
    assert row["last_ok"] == row["last_try"] == row["last_new"] == "2026-11-28T04:00:00Z"


def test_a_night_without_news_keeps_the_day_of_the_last_news(store: Store) -> None:
    health.save_visit(store, ACME, found(), NOW)
    health.save_visit(store, ACME, found(items=None, newest=None, saved=0), NOW + DAY)
    row = health.newsroom(store, "acme")
    assert (row["last_ok"], row["last_new"]) == ("2026-11-25T04:00:00Z", "2026-11-24T04:00:00Z")
    assert row["newest_item"] == "2026-11-24"


SILENCES = [
    # as its source file allows
    ({"silent_days": 45}, 46, "quiet"),
    ({"silent_days": 45}, 44, "ok"),
    # by its own habit: a release every five days, so twenty days at most
    ({}, 21, "quiet"),
    ({}, 19, "ok"),
    # an archive may be as old as it likes
    ({"may_be_old": True}, 4000, "ok"),
]


@pytest.mark.parametrize(("habit", "days", "expected"), SILENCES)
def test_a_newsroom_that_is_silent_for_too_long_is_quiet(store, habit, days, expected) -> None:
    for number in range(8):
        day = (NOW - 5 * number * DAY).date()
        document = a_document(id=f"d{number}", url=f"{A}{number}", published=day, source="acme")
        writes.save_document(store, document, NOW)
    at = NOW + days * DAY
    assert health.save_visit(store, ACME, found(**habit), at) == expected
    assert health.newsroom(store, "acme")["usual_gap_days"] == 5


def test_the_same_text_under_another_day_is_a_version_but_no_news(store: Store) -> None:
    writes.save_document(store, a_document(published=date(2025, 3, 5)), NOW)
    for day in (date(2025, 4, 1), date(2025, 3, 1)):
        assert not writes.save_document(store, a_document(published=day), NOW + DAY)
    versions = [row["published"] for row in reads.versions(store, "acme-1")]
    assert versions == ["2025-03-05", "2025-04-01", "2025-03-01"]
    stored = reads.document(store, "acme-1")
    assert stored is not None
    assert stored.published == date(2025, 3, 1), "the earliest day it ever gave"
