"""What is fetched of a list, when it has a gap, what is one address, and what is one release."""

from datetime import date

import pytest

from repledge.pressroom import originals
from scraper.addresses import canonical, trap
from scraper.archive import Known, Memory
from scraper.kinds import Link
from scraper.mirrors import same_release
from scraper.planning import gap, missed, newest_first, plan

SITE = "https://acme.example"


def links(*names: str) -> list[Link]:
    """`a` is undated; `a@5` is of March 5."""
    return [Link(f"{SITE}/{n.partition('@')[0]}", published=_day(n)) for n in names]


def _day(name: str) -> date | None:
    number = name.partition("@")[2]
    return date(2025, 3, int(number)) if number else None


def names(found) -> str:
    return " ".join(link.url.removeprefix(f"{SITE}/") for link in found)


def memory(known: str = "", **changes) -> Memory:
    states = {f"{SITE}/{name}": Known("kept") for name in known.split()}
    return Memory(**{"known": states, "history": bool(known)} | changes)


PLANS = [
    # first acquaintance: the newest ones, the rest is passed over
    ("a@1 b@3 c@2", memory(), "b c", "b c", "a"),
    # undated: as the list runs
    ("a b c", memory(), "a b", "a b", "c"),
    # later: everything unknown, however many
    ("a b c d", memory("d"), "a b c", "a b c", ""),
    # nothing new
    ("a", memory("a"), "", "", ""),
]


@pytest.mark.parametrize(("listed", "known", "fetch", "due", "passed"), PLANS)
def test_new_pages_are_fetched(listed, known, fetch, due, passed) -> None:
    made = plan(links(*listed.split()), known, 2)
    assert (names(made.fetch), names(made.due), names(made.passed)) == (fetch, due, passed)


def test_the_order_is_waiting_new_failed_changed_old() -> None:
    known = {
        f"{SITE}/waiting": Known("due"),
        f"{SITE}/failed": Known("due", failures=2),
        f"{SITE}/moved": Known("kept", listed=date(2025, 3, 1)),
        f"{SITE}/renamed": Known("kept", title="Old"),
        f"{SITE}/again": Known("kept"),
        f"{SITE}/same": Known("kept", title="Same", listed=date(2025, 3, 4)),
    }
    heard = Memory(known=known, due=links("waiting", "failed"), again=links("again"), history=True)
    listed = [
        *links("new", "moved@9"),
        Link(f"{SITE}/renamed", "New"),
        Link(f"{SITE}/same", "Same", date(2025, 3, 4)),
    ]
    made = plan(listed, heard, 2)
    assert names(made.fetch) == "waiting new failed moved renamed again"
    assert names(made.due) == "new"


def test_since_a_day_everything_from_that_day_on_is_fetched() -> None:
    known = Memory(known={f"{SITE}/b": Known("passed"), f"{SITE}/c": Known("kept")}, history=True)
    made = plan(links("a@1", "b@4", "c@5", "d@6", "e"), known, 1, date(2025, 3, 4))
    assert (names(made.fetch), names(made.passed)) == ("d e b", "a")


GAPS = [
    # what was known is still there, further down
    ("new old older", "old older", False),
    # nothing of what we knew is left: what lay between may be lost
    ("new1 new2 new3", "old", True),
    # the pinned item at the top proves nothing
    ("pinned new1 new2 new3", "pinned", True),
    # a list that rises: its new end is below
    ("old@1 new@2 new2@3", "old", False),
    ("new0@1 new@2 pinned@3", "pinned", True),
    # never seen before
    ("a b", "", False),
    ("", "old", False),
]


@pytest.mark.parametrize(("listed", "known", "expected"), GAPS)
def test_a_list_that_moved_on_by_more_than_its_length_has_a_gap(listed, known, expected) -> None:
    assert gap(links(*listed.split()), memory(known)) is expected


def test_what_a_gap_swallowed_lies_where_the_releases_lie_and_is_not_old() -> None:
    found = links("news/x@9", "news/old@1", "news/undated", "jobs/y@9", "news/known@9")
    heard = memory("news/known", newest=date(2025, 3, 8))
    assert names(missed(found, heard, [f"{SITE}/news/known"])) == "news/x news/undated"


def test_days_order_a_list_and_rising_lists_are_turned() -> None:
    assert names(newest_first(links("a@1", "b@3", "c@2"))) == "b c a"
    assert names(newest_first(links("a@1", "x", "b@2", "c@3"))) == "c b x a"


ADDRESSES = [
    ("http://A.Example/News", "http://a.example/News"),
    ("http://a.example:80/x", "http://a.example/x"),
    ("https://a.example:8443/x", "https://a.example:8443/x"),
    # trackers go, the number of the release stays, in its order
    ("http://a.example/?b=2&utm_source=x&a=1&gclid=7", "http://a.example/?b=2&a=1"),
    # sessions in the query and in the path
    ("http://a.example/x?PHPSESSID=9&id=3", "http://a.example/x?id=3"),
    ("http://a.example/x;jsessionid=9F.a/y", "http://a.example/x/y"),
    ("http://a.example/a/./b/../c#part", "http://a.example/a/c"),
    ("http://a.example/%E2%98%83?q=%20", "http://a.example/%E2%98%83?q=%20"),
    ("http://a.example", "http://a.example/"),
]


@pytest.mark.parametrize(("url", "expected"), ADDRESSES)
def test_one_page_has_one_address(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(expected) == expected


def test_addresses_of_the_press_room_are_their_own_names() -> None:
    assert [url for url in originals() if canonical(url) != url or trap(url)] == []


TRAPS = [
    (f"{SITE}/a/b/a/c/a", "comes 3 times"),
    (f"{SITE}/{'x/y' * 0}{'/'.join(map(str, range(30)))}", "30 parts"),
    (f"{SITE}/?{'&'.join(f'f{n}=1' for n in range(12))}", "asks 12 things"),
    (f"{SITE}/2025/11/11/11", None),
    (f"{SITE}/news/2025/11/plant.html?id=3", None),
]


@pytest.mark.parametrize(("url", "why"), TRAPS)
def test_addresses_of_traps_are_known_by_their_form(url: str, why: str | None) -> None:
    found = trap(url)
    assert found == why if why is None else why in (found or "")


TEXT = "Acme will invest $5 billion in Ohio by 2028 and hire 900 people there. " * 5
LONG = " ".join(a + b for a in "bcdfghjklm" for b in ("an", "en", "in", "on", "un")) + f". {TEXT}"
WON = "現代自動車は{}億ドルを投資する。"
PAIRS = [
    # the same in other markup: dashes, blanks, case of the title
    (("A Plant", TEXT), ("A  plant".replace("  ", " "), TEXT.replace(" ", "  ")), True),
    # a line more about who to ask
    (("A", LONG), ("A", LONG + " For media questions write to us."), True),
    # another sum, another year: two releases
    (("A", TEXT), ("A", TEXT.replace("$5", "$6")), False),
    (("A", TEXT), ("A", TEXT.replace("2028", "2029")), False),
    # the same figures under another title, and another text with the same figures
    (("A", TEXT), ("B", TEXT), False),
    (("A", "We sold 5 cars."), ("A", "They bought 5 ships and left."), False),
    # Japanese and Korean have no blanks between words
    (("新工場", WON.format("50")), ("新工場", WON.format("５０")), True),
    (("공장", "한화는 50억 달러를 투자한다"), ("공장", "한화는 50억 달러를 빌린다 오늘"), False),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "expected"), PAIRS)
def test_one_release_at_two_addresses_is_told_from_two_releases(left, right, expected) -> None:
    assert same_release(left, right) is same_release(right, left) is expected
