"""Which day counts where a page, its address and its feed tell different ones."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from scraper.article import Article, read_page
from scraper.days import day_of
from scraper.witnesses import VOTES, believed, in_conflict

PROSE = "Acme Corp. will build a battery plant near the river and hire 400 people there. " * 6
EARLY, LATE = date(2026, 3, 18), date(2026, 3, 19)


def read(
    head: str = "",
    above: str = "",
    first: str = PROSE,
    url: str = "http://a.example/x",
    **more: object,
) -> Article:
    body = f"<h1>Acme builds</h1>{above}<article><p>{first}</p><p>{PROSE}</p></article>"
    page = f"<html lang=en><head>{head}</head><body>{body}</body></html>"
    return read_page(page, url, **more)  # type: ignore[arg-type]


def stated(day: date) -> str:
    return f'<meta property="article:published_time" content="{day}">'


def linked(day: str) -> str:
    return f'<script type="application/ld+json">{{"datePublished": "{day}"}}</script>'


CASES = [
    # what stands beside the heading outranks one stamp of the system
    (read(stated(EARLY), "<p>March 19, 2026</p>"), "shown", LATE),
    # but not two that agree
    (read(stated(EARLY) + linked("2026-03-18"), "<p>March 19, 2026</p>"), "json-ld", EARLY),
    # a day in the address is set once
    (read(stated(LATE), url="http://a.example/2026/03/18/acme"), "url", EARLY),
    # three numbers in an address that are no day
    (read(stated(LATE), url="http://a.example/2026/03/3-new-plants"), "meta", LATE),
    # a dateline outranks all of them together
    (read(stated(LATE) + linked("2026-03-19"), "<p>March 19, 2026</p>",
          f"ROME, March 18, 2026 - {PROSE}"), "dateline", EARLY),
    # a day in a sentence of the text is no dateline
    (read(stated(LATE), first=f"Since March 18, 2026 - long ago - {PROSE}"), "meta", LATE),
    # the stamp of a change stands behind the stamp of the first day
    (read(above="<p>Updated March 19, 2026</p><p>Published March 18, 2026</p>"), "shown", EARLY),
    # a teaser, a comment, a menu speak of other things
    (read(stated(LATE), '<aside>March 18, 2026</aside><div class="comments">March 18, 2026</div>'),
     "meta", LATE),
    # a stamp in UTC is counted as the page itself counts
    (read(linked("2026-03-19T02:30:00Z"), "<p>March 18, 2026</p>"), "shown", EARLY),
    # or in the newsroom's own zone
    (read(linked("2026-03-19T02:30:00Z"), zone=ZoneInfo("America/New_York")), "json-ld", EARLY),
    (read(linked("2026-03-18T15:01:00Z"), zone=ZoneInfo("Asia/Seoul")), "json-ld", LATE),
    # a stamp with a zone of its own is left as it is
    (read(linked("2026-03-18T23:59:00-05:00"), zone=ZoneInfo("Asia/Seoul")), "json-ld", EARLY),
    # the feed speaks where the page says nothing
    (read(listed=("feed", EARLY)), "feed", EARLY),
    # a listing never outvotes the page
    (read(stated(LATE), listed=("listing", EARLY)), "meta", LATE),
]  # fmt: skip


@pytest.mark.parametrize(("article", "place", "day"), CASES)
def test_whom_to_believe(article: Article, place: str, day: date) -> None:
    assert (article.date_source, article.published) == (place, day)


def test_all_witnesses_are_kept_in_order_of_trust() -> None:
    article = read(stated(LATE), first=f"ROME, March 18, 2026 - {PROSE}", listed=("feed", LATE))
    assert article.witnesses == (("dateline", EARLY), ("meta", LATE), ("feed", LATE))


def test_a_conflict_is_more_than_a_time_zone() -> None:
    assert not in_conflict((("meta", EARLY), ("feed", LATE)))
    assert in_conflict((("dateline", date(2006, 1, 26)), ("listing", date(2014, 12, 17))))
    assert not in_conflict(())


def test_a_dateline_outvotes_everybody_else_together() -> None:
    others = tuple((place, LATE) for place in VOTES if place != "dateline")
    assert believed((("dateline", EARLY), *others)) == ("dateline", EARLY)


@pytest.mark.parametrize(
    ("written", "region", "expected"),
    [
        ("18. März 2026", "de", EARLY),  # German
        ("18 mars 2026", "fr", EARLY),  # French
        ("03/04/2026", "en", date(2026, 3, 4)),  # American: the month first
        ("03/04/2026", "en-gb", date(2026, 4, 3)),  # British: the day first
        ("18/03/2026", "en", EARLY),  # no eighteenth month: the day first
        ("18.03.2026", "en", EARLY),  # with dots the day is first everywhere
        ("平成31年4月30日", "ja", date(2019, 4, 30)),  # the last day of an era
        ("令和元年5月1日", "ja", date(2019, 5, 1)),  # and the first of the next
        ("plant 2026 03 18", "en", None),  # numbers side by side are no day
    ],
)  # fmt: skip
def test_days_in_regions(written: str, region: str, expected: date | None) -> None:
    assert day_of(written, region) == expected
