"""Front doors that are interfaces for programs: what is asked of them, and what they give."""

import contextlib
import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repledge.errors import BadInput
from scraper.article import read_page
from scraper.kinds import Link, least_gaps, list_links, obliged
from scraper.kinds.edgar import MAX_FILINGS
from scraper.kinds.link import whole
from scraper.sources import Source

DAY = date(2026, 3, 19)
EXHIBITS = [
    path
    for up in Path(__file__).parents
    if (path := up / "shared" / "data" / "html" / "BuckleInc.8-K.EX99.1.html").exists()
]
HOME = "https://acme.example"


class Web:
    """A web of JSON values and bytes that remembers what it was asked."""

    def __init__(self, pages: dict[str, Any]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def get(self, url: str) -> bytes | None:
        self.asked.append(url)
        page = self.pages.get(url)
        return page if page is None or isinstance(page, bytes) else json.dumps(page).encode()


def links(web: Web, kind: str, url: str, **more: Any) -> list[Link]:
    return list(list_links(Source("acme", kind, url, **more), web.get))  # type: ignore[arg-type]


def test_a_json_feed_and_the_page_behind_it() -> None:
    first = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"url": "/a", "title": "A &amp; B", "date_published": "2026-03-19T23:30:00-05:00"},
            # no title: the beginning of the text; the change is the only day
            {"external_url": f"{HOME}/b", "content_text": "We grow", "date_modified": "2026-03-19"},
            {"id": "no address at all"},
            "no item at all",
        ],
        "next_url": f"{HOME}/feed2.json",
    }
    second = {"items": [{"url": f"{HOME}/c", "language": "ko-KR"}], "next_url": f"{HOME}/feed.json"}
    web = Web({f"{HOME}/feed.json": first, f"{HOME}/feed2.json": second})
    assert links(web, "jsonfeed", f"{HOME}/feed.json") == [
        Link(f"{HOME}/a", "A & B", DAY),
        Link(f"{HOME}/b", "We grow", DAY),
        Link(f"{HOME}/c", language="ko"),
    ]
    assert len(web.asked) == 2  # the circle is not walked


POSTS = f"{HOME}/wp-json/wp/v2/posts"
ASKED = f"{POSTS}?per_page=100&_fields=link,title,date"


def post(number: int) -> dict[str, Any]:
    return {
        "link": f"{HOME}/{number}",
        "title": {"rendered": f"Plant <i>{number}</i> &#8211; Ohio"},
        "date": "2026-03-19T23:30:00",  # the site's own clock
    }


def test_the_posts_of_wordpress_page_by_page() -> None:
    web = Web({ASKED: [post(n) for n in range(100)], f"{ASKED}&page=2": [post(100)]})
    found = links(web, "wordpress", POSTS)
    assert len(found) == 101
    assert found[0] == Link(f"{HOME}/0", "Plant 0 – Ohio", DAY)
    assert web.asked == [ASKED, f"{ASKED}&page=2"]  # a short page is the last one


def test_an_endpoint_keeps_its_own_query() -> None:
    asked = f"{POSTS}?categories=12&per_page=20&_fields=link,title,date"
    assert links(Web({asked: [post(1)]}), "wordpress", f"{POSTS}?categories=12&per_page=20")


REGISTER = "https://register.example/api/v1/documents.json"
REGISTER_ASKED = (
    f"{REGISTER}?conditions[agencies][]=commerce&order=newest&per_page=100&fields[]=title"
    "&fields[]=html_url&fields[]=body_html_url&fields[]=raw_text_url&fields[]=publication_date"
)


def test_the_federal_register_tells_where_the_text_lies() -> None:
    page = "https://register.example/documents/2026/03/19/2026-1/notice"
    row = {"title": "Notice", "html_url": page, "publication_date": "2026-03-19"}
    text = "https://register.example/documents/full_text/html/2026-1.html"
    web = Web({
        REGISTER_ASKED: {"count": 2, "results": [row | {"body_html_url": text}],
                         "next_page_url": f"{REGISTER}?page=2"},
        f"{REGISTER}?page=2": {"count": 2, "results": [row | {"html_url": f"{page}-2"}]},
    })  # fmt: skip
    found = links(web, "federal_register", f"{REGISTER}?conditions[agencies][]=commerce")
    assert found == [
        Link(page, "Notice", DAY, at=text, kind="government"),
        Link(f"{page}-2", "Notice", DAY, kind="government"),
    ]


def test_a_search_without_hits_is_an_answer() -> None:
    web = Web({REGISTER_ASKED.replace("conditions[agencies][]=commerce&", ""): {"count": 0}})
    assert links(web, "federal_register", REGISTER) == []


# EDGAR

SEC = "https://www.sec.example"
SUBMISSIONS = "https://data.sec.example/submissions/CIK0000001001.json"
FOLDER = f"{SEC}/Archives/edgar/data/1001/000000100126000001/"
TABLE = (
    b"<table><tr><th>Seq</th><th>Type</th></tr>"
    b"<tr><td>1</td><td><a href='q3pr.htm'>q3pr.htm</a></td><td>EX-99.1</td></tr>"
    b"<tr><td>2</td><td><a href='slides.htm'>slides.htm</a></td><td>EX-99.2</td></tr></table>"
)


def submissions(*rows: tuple[str, str, str]) -> dict[str, Any]:
    recent = {
        "form": [form for form, _, _ in rows],
        "items": [items for _, items, _ in rows],
        "accessionNumber": [number for _, _, number in rows],
        "filingDate": ["2026-03-19"] * len(rows),
    }
    return {"cik": "0000001001", "name": "Acme Corp.", "filings": {"recent": recent, "files": []}}


def folder(*names: str) -> dict[str, Any]:
    items = [{"name": n, "type": "text.gif", "last-modified": "2026-03-19 06:00:00"} for n in names]
    return {"directory": {"item": items, "name": "/Archives/edgar/data/1001/000000100126000001"}}


NUMBER = "0000001001-26-000001"


@pytest.mark.parametrize(
    ("row", "names", "found"),
    [
        # an event with a release, as one of the usual makers of filings names it
        (("8-K", "7.01,9.01", NUMBER), ["acme-8k.htm", "d12dex991.htm"], ["d12dex991.htm"]),
        # of a company abroad: no items
        (("6-K", "", NUMBER), ["tm26_ex99-1.htm"], ["tm26_ex99-1.htm"]),
        # 99.2 are slides
        (("8-K", "8.01", NUMBER), ["ex99-1.htm", "ex99-2.htm", "ex992.htm"], ["ex99-1.htm"]),
        # the name tells nothing: the table of the filing does
        (("8-K", "8.01", NUMBER), ["acme-8k.htm", "q3pr.htm", "slides.htm"], ["q3pr.htm"]),
        # quarterly results, a change of officers: not asked for
        (("8-K", "2.02,9.01", NUMBER), ["ex991.htm"], []),
        (("8-K", "5.02", NUMBER), ["ex991.htm"], []),
        # a report of another kind
        (("10-Q", "", NUMBER), ["ex991.htm"], []),
        # a picture of the page is no page
        (("8-K", "7.01", NUMBER), ["ex991.jpg", "ex991.htm"], ["ex991.htm"]),
    ],
)
def test_exhibits_of_the_reports_of_a_company(
    row: tuple[str, str, str], names: list[str], found: list[str]
) -> None:
    web = Web({
        SUBMISSIONS: submissions(row),
        f"{FOLDER}index.json": folder(*names),
        f"{FOLDER}{NUMBER}-index.htm": TABLE,
    })  # fmt: skip
    assert links(web, "edgar", SUBMISSIONS) == [
        Link(FOLDER + name, None, DAY, kind="filing", company="Acme Corp.") for name in found
    ]


def test_only_the_newest_reports_are_opened() -> None:
    rows = [("8-K", "7.01", f"0000001001-26-{n:06d}") for n in range(MAX_FILINGS + 5)]
    web = Web({SUBMISSIONS: submissions(*rows)})
    assert links(web, "edgar", SUBMISSIONS) == []
    assert len(web.asked) == 1 + MAX_FILINGS


def test_the_feed_of_the_newest_reports() -> None:
    entry = (
        "<entry><title>8-K - ACME CORP. ({0:010d}) (Filer)</title><link rel='alternate' href='"
        "{1}/Archives/edgar/data/{0}/00000010012600000{0}/0000001001-26-00000{0}-index.htm'/>"
        "<summary type='html'>Item {2}: Something</summary>"
        "<updated>2026-03-19T17:30:00-04:00</updated></entry>"
    )
    feed = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Latest</title>"
        + entry.format(1, SEC, "8.01") + entry.format(2, SEC, "2.02") + "</feed>"
    ).encode()  # fmt: skip
    door = f"{SEC}/cgi-bin/browse-edgar?action=getcurrent"
    here = f"{SEC}/Archives/edgar/data/1/000000100126000001/"
    web = Web({door: feed, f"{here}index.json": folder("ex991.htm")})
    assert links(web, "edgar", door) == [
        Link(f"{here}ex991.htm", None, DAY, kind="filing", company="ACME CORP.")
    ]
    assert len(web.asked) == 2  # results (2.02) are not opened


def test_folders_of_the_archive() -> None:
    root = f"{SEC}/Archives/edgar/data/1001/"
    inner = [{"name": "000000100126000001", "last-modified": "2026-03-19 06:00:00"}]
    web = Web({
        f"{root}index.json": {"directory": {"item": inner}},
        f"{FOLDER}index.json": folder("ex991.htm"),
    })  # fmt: skip
    wanted = [Link(f"{FOLDER}ex991.htm", None, DAY, kind="filing", company="Acme")]
    assert links(web, "edgar", f"{root}index.json", company="Acme") == wanted
    assert links(web, "edgar", f"{FOLDER}index.json", company="Acme") == wanted


def test_edgar_is_asked_only_with_a_mail_address_and_not_too_fast() -> None:
    source = Source("acme", "edgar", SUBMISSIONS)
    assert obliged(source, "desk@newsroom.org") == source
    assert not obliged(source, "https://newsroom.org/bot").enabled
    assert obliged(Source("a", "rss", HOME), "https://newsroom.org/bot").enabled
    gaps = dict(least_gaps([source, Source("a", "rss", HOME)]))
    assert {urlsplit(url).hostname for url in gaps} == {"data.sec.example", "www.sec.example"}
    assert all(1 / seconds < 10 for seconds in gaps.values())


LETTERHEAD = "<p>Acme Corp.</p><p>100 High Street, Columbus, Ohio</p>"
BUILD = "ACME TO BUILD A PLANT IN OHIO"
HEADLINE = f"<p>{BUILD}</p>"
FIRST = "<p>COLUMBUS, Ohio, March 19, 2026 -- " + "Acme will build a plant in Ohio. " * 9 + "</p>"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        # titled by its type, by its file, by the program that made it, or not at all
        ("Document", f"<p>Exhibit 99.1</p>{LETTERHEAD}{HEADLINE}{FIRST}", BUILD),
        ("EX-99.1", LETTERHEAD + HEADLINE + FIRST, BUILD),
        ("d12dex991.htm", HEADLINE + FIRST, BUILD),
        ("Microsoft Word - PR final.docx", HEADLINE + FIRST, BUILD),
        ("", HEADLINE + FIRST, BUILD),
        # a title of its own stays
        ("Acme to build", HEADLINE + FIRST, "Acme to build"),
        # nothing above the text reads like a headline
        ("Document", "<p>Exhibit 99.1</p>" + FIRST, "Document"),
    ],
)
def test_an_exhibit_gets_its_headline_for_a_title(title: str, body: str, expected: str) -> None:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    article = read_page(page, f"{FOLDER}ex991.htm")
    assert article.title == expected
    assert article.published == DAY
    assert article.text.endswith("plant in Ohio.")


@pytest.mark.skipif(not EXHIBITS, reason="needs ../shared/data/html")
def test_a_real_exhibit() -> None:
    article = read_page(EXHIBITS[0].read_bytes(), f"{FOLDER}ex991.htm")
    assert article.title == "THE BUCKLE, INC. REPORTS THIRD QUARTER NET INCOME"
    assert article.published == date(2024, 11, 22)
    assert "KEARNEY, NE -- (BUSINESS WIRE)" in article.text
    assert article.title not in article.text


# listings in JSON

API = f"{HOME}/api/news?page=1"


def test_a_listing_in_json_and_the_button_for_more() -> None:
    pages = [
        {"data": {"items": [{"slug": "a", "head": "A &amp; B", "at": 1773900000000}]}},
        {"data": {"items": [{"slug": "b", "head": "C", "at": "19 March 2026"}]}},
        {"data": {"items": []}},
    ]
    web = Web({f"{HOME}/api/news?page={n}": page for n, page in enumerate(pages, start=1)})
    found = links(
        web, "listing", API, item="data.items", link="/news/{slug}", headline="head", date="at",
        more=f"{HOME}/api/news?page={{page}}",
    )  # fmt: skip
    assert found == [Link(f"{HOME}/news/a", "A & B", DAY), Link(f"{HOME}/news/b", "C", DAY)]
    assert len(web.asked) == 3


def test_a_listing_that_gives_html_in_json_by_offset() -> None:
    rows = "<li><a href='/a'>Acme builds</a></li><li><a href='/b'>Acme grows</a></li>"
    web = Web({
        f"{HOME}/news": rows.encode(),
        f"{HOME}/more?from=2": {"html": rows.replace("/b", "/c")},
        f"{HOME}/more?from=3": {"html": rows},
    })  # fmt: skip
    first = links(web, "listing", f"{HOME}/news", item="li", link="a")
    assert [link.url for link in first] == [f"{HOME}/a", f"{HOME}/b"]
    web = Web({f"{HOME}/more?from=0": {"html": rows}} | web.pages)
    found = links(web, "listing", f"{HOME}/more?from=0", item="li", link="a", html="html",
                  more=f"{HOME}/more?from={{offset}}")  # fmt: skip
    assert [link.url for link in found] == [f"{HOME}/{n}" for n in "abc"]
    assert len(web.asked) == 3  # the last page told nothing new


def test_a_json_listing_names_the_next_page() -> None:
    web = Web({
        API: [{"url": "/a"}],
        f"{HOME}/api/2": {"items": []},
    })  # fmt: skip
    assert links(web, "listing", API, pages=2) == [Link(f"{HOME}/a")]
    web = Web({API: {"items": [{"url": "/a"}], "links": {"next": "/api/2"}},
               f"{HOME}/api/2": {"items": [{"url": "/b"}], "links": {"next": None}}})  # fmt: skip
    found = links(web, "listing", API, item="items", next="links.next")
    assert [link.url for link in found] == [f"{HOME}/a", f"{HOME}/b"]


# what stands in any of them

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["items", "results", "filings", "recent", "directory", "item", "link",
                         "url", "title", "date", "count", "name", "form", "items"]),
        inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize("kind", ["jsonfeed", "wordpress", "federal_register", "edgar", "listing"])
@given(answer=ANY_JSON)
def test_any_answer_gives_links_or_says_what_is_wrong(kind: str, answer: Any) -> None:
    source = Source("acme", kind, f"{HOME}/api", item="items", link="url")  # type: ignore[arg-type]
    found: list[Link] = []
    with contextlib.suppress(BadInput):  # any other error is a fault of the reader
        found = list(list_links(source, lambda url: json.dumps(answer).encode()))
    assert all(link.url.startswith(("http://", "https://")) for link in found)


BROKEN = [
    {"filings": {"recent": [1]}},  # a list where columns stand
    {"filings": {"recent": {"form": ["8-K"]}}},  # a column is missing
    {"filings": {"recent": dict.fromkeys(("form", "accessionNumber", "filingDate", "items"), 1)}},
    {"filings": {}},
]


@pytest.mark.parametrize("answer", BROKEN)
def test_submissions_of_another_form_are_told(answer: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="acme: "):
        links(Web({SUBMISSIONS: answer}), "edgar", SUBMISSIONS)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_reference_is_an_address_or_none(base: str, reference: str) -> None:
    for here in (base, f"https://acme.example/{base}"):
        address = whole(here, reference)
        assert address is None or address.startswith(("http://", "https://"))
