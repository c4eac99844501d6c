"""Faults of newsrooms, over nights: what is missed, told twice, gone quiet, or never ends."""

import resource
from datetime import date, timedelta
from pathlib import Path

import pytest

from repledge.errors import NoNetwork
from repledge.store import links, reads
from scraper import robots as robots_module
from scraper import walk
from scraper.robots import Robots
from tests.faults.nights import HOST, START, feed, nights, release, sitemap, source
from tests.scraper.newsroom import answer, client, newsroom

EMPTY = b"<html><body><ul class=news></ul></body></html>"
DENIED = b"<html><title>Access Denied</title><h1>Access Denied</h1> Reference #18.1</html>"
LISTING = source(kind="listing", url=f"http://{HOST}/news", link="li a")

SPOILED = [
    # 200 with an error page where the feed was
    (source(), "/feed", answer(DENIED), "is not a feed"),
    # a feed without items
    (source(), "/feed", feed(), "0 links at the front door, 1 expected"),
    # a login page, or the shell of an app, where the list was
    (LISTING, "/news", answer(EMPTY), "holds no item of the listing"),
    # far fewer than usual: two of twelve
    (source(), "/feed", feed("/0", "/1"), "2 links at the front door, 12 usual"),
]


@pytest.mark.parametrize(("newsroom_", "path", "page", "reason"), SPOILED)
def test_a_front_door_that_says_nothing_is_no_quiet_night(
    tmp_path: Path, newsroom_, path, page, reason
) -> None:
    """FAULTS 12: a failure each night, `degraded` after three, and never "nothing new"."""
    paths = [f"/{n}" for n in range(12)]
    items = "".join(f"<li><a href='{p}'>{p}</a>" for p in paths)
    good = {"/feed": feed(*paths), "/news": answer(f"<ul>{items}</ul>".encode())}
    with nights(tmp_path, good | {p: release(p) for p in paths}, failed_share=1.0) as here:
        here.night(newsroom_)
        assert here.health()["state"] == "ok"
        here.pages[path] = page
        states = []
        for _ in range(3):
            here.night(newsroom_)
            states.append(here.health()["state"])
        assert states == ["failing", "failing", "degraded"]
        assert reason in here.health()["reason"]
        assert len(here.documents) == 12, "nothing is withdrawn"
        here.pages |= good
        here.night(newsroom_)
        assert (here.health()["state"], here.health()["failures"]) == ("ok", 0)


def test_a_feed_that_is_valid_and_dead_is_told_as_quiet(tmp_path: Path) -> None:
    """FAULTS 13: by the age of its newest item, whatever else lies on top."""
    pages = {"/feed": feed("/old", "/older")}
    pages |= {"/old": release("Old", "2018-05-01"), "/older": release("Older", "2009-01-01")}
    with nights(tmp_path, pages, live=True, gap_seconds=0.0) as here:
        here.night(source(max_silent_days=60))
        assert here.health()["state"] == "quiet"
        assert "nothing newer than 2018-05-01" in here.health()["reason"]
        assert here.codes() == ["quiet"]


def test_a_clock_that_jumps_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """FAULTS 45: back a year for a night, as a machine with a flat battery, and on again."""
    pages = {"/feed": feed("/a"), "/a": release("A")} | {f"/{n}": release(n) for n in "bc"}
    with nights(tmp_path, pages) as here:
        here.night()
        here.at -= timedelta(days=365)
        here.pages["/feed"] = feed("/b", "/a")
        here.night()
        # the page is dated by no other witness than that clock, and that is told
        assert here.codes() == ["date_in_future"]
        here.at = START + timedelta(days=3)
        here.pages["/feed"] = feed("/c", "/b", "/a")
        here.night()
        assert here.documents.keys() == {"/a", "/b", "/c"}
        assert here.health()["state"] == "ok"
        assert here.documents["/a"].published == date(2026, 2, 27)
        assert here.documents["/a"].version == 1


def test_what_fell_out_of_a_short_feed_is_caught_up_from_the_sitemap(tmp_path: Path) -> None:
    """FAULTS 14: fifty releases between two nights, a feed of ten."""
    paths = [f"/news/{n}" for n in range(60, 0, -1)]
    pages = {path: release(f"Release {path}") for path in paths}
    pages |= {"/feed": feed(*paths[50:]), "/sitemap.xml": sitemap(*paths, "/jobs/1", "/about")}
    with nights(tmp_path, pages) as here:
        here.night()
        assert len(here.documents) == 10
        here.pages["/feed"] = feed(*paths[:10])
        here.night()
        assert here.documents.keys() == set(paths)
        assert here.codes() == ["gap"]
        assert "/jobs/1" not in here.room.asked
        # the next night overlaps: no gap, and the sitemap is left alone
        here.night()
        assert here.codes() == ["gap"]
        assert "/sitemap.xml" not in here.room.asked


def test_more_news_than_a_night_may_fetch_waits_and_is_not_lost(tmp_path: Path) -> None:
    """FAULTS 14: what is over the bound is remembered, though the feed has moved on."""
    paths = [f"/news/{n}" for n in range(30, 0, -1)]
    pages = {path: release(f"Release {path}") for path in paths} | {"/feed": feed(*paths[-3:])}
    with nights(tmp_path, pages, pages_per_source=9) as here:
        here.night()
        here.pages["/feed"] = feed(*paths)
        seen = []
        for _ in range(4):
            here.night()
            seen.append(len(here.documents))
            here.pages["/feed"] = feed(paths[0])  # all others are gone from the list
        assert seen == [12, 21, 30, 30]


def test_a_page_that_fails_is_tried_again_and_on_other_nights(tmp_path: Path) -> None:
    """FAULTS 6: three times a night, five nights, and told when it is given up."""
    pages = {"/feed": feed("/good", "/bad"), "/good": release("Good"), "/bad": answer(status=404)}
    with nights(tmp_path, pages) as here:
        for night in range(1, 7):
            here.night()
            assert here.link("/bad").failures == min(night, 5)
            assert here.room.asked.count("/bad") == (1 if night <= 5 else 0)
        assert here.link("/bad").state == "failed"
        assert here.codes().count("given_up") == 1
        assert here.documents.keys() == {"/good"}


def test_an_edited_release_is_a_version_and_keeps_the_day_it_was_first_seen(tmp_path: Path) -> None:
    """FAULTS 15: the content decides; the silent edit can be shown."""
    pages = {"/feed": feed("/a"), "/a": release("Plant", words=WORDS_5)}
    with nights(tmp_path, pages) as here:
        assert here.night()["saved"] == 1
        assert here.night()["saved"] == 0
        here.pages["/a"] = release("Plant", words=WORDS_5.replace("$5", "$6"))
        assert here.night()["saved"] == 1
        (document,) = here.documents.values()
        assert document.version == 2
        versions = reads.versions(here.store, document.id)
        assert ["$5" in v["text"] for v in versions] == [True, False]
        first = here.store.db.execute("SELECT first_seen FROM documents").fetchone()[0]
        assert first.startswith(f"{START:%Y-%m-%d}") or first > f"{START:%Y-%m-%d}"


def test_a_page_that_only_we_read_better_now_is_no_edit(tmp_path: Path) -> None:
    """FAULTS 15: after an upgrade the old evidence says that the newsroom changed nothing."""
    pages = {"/feed": feed("/a"), "/a": release("Plant", words=WORDS_5)}
    with nights(tmp_path, pages) as here:
        here.night()
        for table in ("documents", "document_versions"):
            worse = "text = 'Subscribe to our newsletter.', content_hash = 'read by an old version'"
            here.store.db.execute(f"UPDATE {table} SET {worse}")
        assert here.night()["saved"] == 0
        (document,) = here.documents.values()
        assert (document.version, "$5" in document.text) == (1, True)
        assert ["$5" in v["text"] for v in reads.versions(here.store, document.id)] == [True]
        # a page that changed as well is an edit
        here.store.db.execute("UPDATE documents SET content_hash = 'read by an old version'")
        here.pages["/a"] = release("Plant", words=WORDS_5.replace("$5", "$6"))
        assert here.night()["saved"] == 1


WORDS_5 = (
    "Acme Robotics said today that it will invest $5 billion in a plant for its newest machines"
    " beside the river, where the council has approved the plan and where nine hundred work."
)


def test_the_same_release_at_another_address_or_day_is_no_new_announcement(tmp_path: Path) -> None:
    """FAULTS 15: new guid same text; date moved; trackers and sessions in the address."""
    pages = {"/feed": feed("/a@1"), "/a": release("Plant", "2026-03-01", WORDS_5)}
    with nights(tmp_path, pages) as here:
        here.at = START + timedelta(days=20)  # by then all these days have been
        here.night()
        # published again under a new address and day, and with a tracker
        pages = {"/b": release("Plant", "2026-03-04", WORDS_5)}
        pages["/a?utm_source=feed"] = here.pages["/a"]
        here.pages |= pages | {"/feed": feed("/b@4", "/a?utm_source=feed@1")}
        assert here.night()["saved"] == 0
        (document,) = here.documents.values()
        assert (document.published, document.version) == (date(2026, 3, 1), 1)
        assert here.link("/b").state == "kept"
        assert links.document_of_link(here.store, f"http://{HOST}/b") == document.id
        # the day of the first one is moved: a version, and the first day stands
        here.pages["/a"] = release("Plant", "2026-03-09", WORDS_5)
        here.pages["/feed"] = feed("/b@4", "/a@9")
        assert here.night()["saved"] == 0
        (document,) = here.documents.values()
        assert (document.published, document.version) == (date(2026, 3, 1), 2)


def test_releases_that_differ_in_a_figure_are_two(tmp_path: Path) -> None:
    """FAULTS 15: the other side: one word for word like another but for the sum."""
    pages = {"/feed": feed("/a", "/b"), "/a": release("Plant", words=WORDS_5)}
    pages["/b"] = release("Plant", words=WORDS_5.replace("$5", "$7"))
    with nights(tmp_path, pages) as here:
        assert here.night()["saved"] == 2


def test_traps_are_passed_over_and_told(tmp_path: Path) -> None:
    """FAULTS 17: repeating paths, facets, sessions; an endless calendar of list pages."""
    facets = "&amp;".join(f"f{n}=1" for n in range(12))
    paths = ["/a/a/a/1", f"/find?{facets}", "/ok", "/ok?PHPSESSID=1", "/ok?PHPSESSID=2"]
    with nights(tmp_path, {"/feed": feed(*paths), "/ok": release("Ok")}) as here:
        here.night()
        assert here.room.asked == ["/robots.txt", "/feed", "/ok"]
        assert here.codes() == ["trap", "trap"]


def test_a_calendar_without_end_is_left_after_its_pages(tmp_path: Path) -> None:
    """FAULTS 17: list pages that lead to one another for ever."""

    def month(number: int) -> bytes:
        return (
            f"<ul><li><a href=/r{number}>Release number {number}</a></ul>"
            f"<a class=next href=/news?m={number + 1}>later</a>"
        ).encode()

    pages = {f"/news?m={n}": answer(month(n)) for n in range(1, 50)} | {"/news": answer(month(0))}
    with nights(tmp_path, pages) as here:
        here.night(source(kind="listing", url=f"http://{HOST}/news", link="li a", next=".next"))
        assert sum(path.startswith("/news") for path in here.room.asked) == 5


def test_robots_that_change_are_asked_again_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """FAULTS 18: no answer is older than 24 hours, however long a run takes."""
    now = [0.0]
    pages = {"/robots.txt": answer(b"User-agent: *\nDisallow:\n")}
    with newsroom(pages) as room, client(room) as http:
        monkeypatch.setattr(robots_module.time, "monotonic", lambda: now[0])
        robots = Robots(http, "Repledge/1", 1000)
        now[0] = 1.0
        assert robots.refusal(room.url("/a")) is None
        pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /\n")
        now[0] = 86_000.0
        assert robots.refusal(room.url("/a")) is None
        now[0] = 86_500.0
        assert robots.refusal(room.url("/a")) is not None


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause before a second try."""
    monkeypatch.setattr("scraper.http.backoff", lambda attempt: 0.0)


def test_robots_in_trouble_are_a_failure_and_no_refusal(tmp_path: Path, hurry: None) -> None:
    """FAULTS 18: 5xx means wait, not "they closed the door"; and nothing is fetched."""
    pages = {"/feed": feed("/a"), "/robots.txt": answer(status=500)}
    with nights(tmp_path, pages, failed_share=1.0) as here:
        here.night()
        assert here.health()["state"] == "failing"
        assert "robots.txt cannot be read: status 500" in here.health()["reason"]
        assert set(here.room.asked) == {"/robots.txt"}
        here.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /\n")
        here.night()
        assert here.health()["state"] == "blocked"
        assert set(here.room.asked) == {"/robots.txt"}


def test_a_refusal_is_recorded_and_never_evaded(tmp_path: Path) -> None:
    """A closed page is asked for once, under our own name, and not again for a month."""
    pages = {"/feed": feed("/open", "/closed", "/private/1"), "/open": release("Open")}
    pages |= {"/closed": answer(status=403)}
    pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /private\n")
    with nights(tmp_path, pages) as here:
        for _ in range(3):
            here.night()
            assert here.room.asked.count("/private/1") == 0
        assert (here.link("/closed").state, here.link("/closed").attempts) == ("refused", 1)
        assert here.link("/private/1").state == "refused"
        assert here.codes() == ["refused", "refused"]


def test_a_storming_host_is_parked_over_nights_and_its_pages_wait(tmp_path: Path) -> None:
    """FAULTS 19: two hours asked for, two hours given; then all comes in."""
    pages = {"/feed": feed("/a", "/b"), "/b": release("B")}
    pages["/a"] = answer(status=429, Retry_After="7200")
    with nights(tmp_path, pages, failed_share=1.0) as here:
        here.night()
        assert here.room.asked == ["/robots.txt", "/feed", "/a"]
        assert links.parked_hosts(here.store).keys() == {HOST}
        assert here.codes() == ["parked"]
        here.at = START + timedelta(hours=1)  # a second run too early asks nothing
        here.night()
        assert here.room.asked == []
        assert "is left alone until" in here.health()["reason"]
        here.pages["/a"] = release("A")
        here.night()
        assert here.documents.keys() == {"/a", "/b"}
        assert links.parked_hosts(here.store) == {}


def test_without_a_network_nothing_is_said_of_anybody(tmp_path: Path, hurry: None) -> None:
    """FAULTS 46: exit 69, no newsroom is blamed, nothing is withdrawn."""
    pages = {"/feed": feed("/a"), "/a": release("A")}
    with nights(tmp_path, pages) as here:
        here.night()
        before = here.health()
        lost = [source(name=f"s{n}", url=f"http://gone-{n}.invalid/feed") for n in range(3)]
        for _ in range(4):
            with pytest.raises(NoNetwork) as caught:
                here.night(*lost)
        assert caught.value.exit_code == 69
        assert "says nothing of what they published" in str(caught.value)
        assert here.health() == before
        assert here.health("s0") == {}
        # one newsroom that answers proves the network: then the others are at fault
        here.night(source(), *lost)
        assert [here.health(f"s{n}")["state"] for n in range(3)] == ["failing"] * 3


def test_too_many_failing_newsrooms_end_the_night_with_1(tmp_path: Path) -> None:
    """FAULTS 47: one that breaks its parser breaks nothing else."""
    pages = {"/feed": feed("/a"), "/a": release("A"), "/broken": answer(b"\x00" * 99)}
    bad = [source(name=f"s{n}", url=f"http://{HOST}/broken") for n in range(2)]
    with nights(tmp_path, pages) as here:
        assert here.night(source(), bad[0]).get("exit_code", 0) == 0
        here.night(source(), *bad)
        codes = [row["exit_code"] for row in reads.runs(here.store)]
        assert codes == [1, 0]
        assert here.documents.keys() == {"/a"}


def crash(*_: object) -> None:
    raise ZeroDivisionError("boom")


def test_a_crash_of_ours_at_one_front_door_ends_no_night(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAULTS 47: told with its type, at its newsroom; the others finish."""
    honest = walk.list_links
    monkeypatch.setattr(
        walk, "list_links", lambda s, *rest: (crash if s.name == "acme" else honest)(s, *rest)
    )
    with nights(tmp_path, {"/other": feed("/b"), "/b": release("B")}) as here:
        here.night(source(), source(name="other", url="http://other.example/other"))
        assert here.health()["state"] == "failing"
        assert "ZeroDivisionError: boom" in here.health()["reason"]
        assert here.health("other")["state"] == "ok"
        assert here.documents.keys() == {"/b"}


def test_a_page_that_crashes_us_ends_no_visit_and_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAULTS 47: told with file and line; the pages behind it come in, also on other nights."""
    honest = walk.read_release
    monkeypatch.setattr(
        walk,
        "read_release",
        lambda s, link, page: (crash if "boom" in link.url else honest)(s, link, page),
    )
    pages = {"/feed": feed("/boom", "/b"), "/boom": release("Boom"), "/b": release("B")}
    with nights(tmp_path, pages) as here:
        here.night()
        assert here.documents.keys() == {"/b"}
        assert here.health()["state"] == "ok"
        (issue,) = reads.issues(here.store)
        assert (issue["level"], issue["source"]) == ("error", "acme")
        assert "ZeroDivisionError: boom (test_crawling.py:" in issue["message"]
        for _ in range(4):
            here.night()
        assert here.link("/boom").state == "failed"


def test_memory_does_not_grow_with_the_number_of_pages(tmp_path: Path) -> None:
    """FAULTS 48: four hundred pages of 200 kB pass through less than half of their size."""
    filler = "<script>" + "x" * 200_000 + "</script>"
    paths = [f"/{n}" for n in range(400)]
    pages = {"/feed": feed(*paths)}
    pages |= {p: release(f"Release {p}", words=WORDS_5 + filler) for p in paths}
    with nights(tmp_path, pages, pages_per_source=50) as here:
        here.night()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        here.config["pages_per_source"] = 400
        here.night(since=date(2020, 1, 1))
        assert len(here.documents) == 400
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000  # kB
