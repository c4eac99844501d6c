"""Pages as served: title, text, language, day."""

from datetime import date

import pytest

from repledge.errors import BadInput
from repledge.pressroom.archive import Site, carried_by, sites
from repledge.pressroom.pages import release_page
from repledge.text import clean, fold
from scraper.article import Article, read_page
from scraper.charset import decode
from scraper.days import day_of

URL = "https://acme.example/a"
PROSE = "Acme Corp. will invest $1.5 billion in a battery plant and hire 400 people there. " * 3
DAY = date(2026, 3, 19)
OTHER = "2014-12-17"


def page(head: str = "", before: str = "", prose: str = PROSE, tag: str = "<html>") -> str:
    body = f"<h1>Acme builds</h1>{before}<article><p>{prose}</p><p>{PROSE}</p></article>"
    return f"<!DOCTYPE html>{tag}<head>{head}</head><body>{body}</body></html>"


def read(html: str, **more: object) -> Article:
    return read_page(html, URL, **more)  # type: ignore[arg-type]


META = f'<meta property="article:published_time" content="{OTHER}">'
DATA = '<script type="application/ld+json">{"@graph": [{"datePublished": "2026-03-19"}]}</script>'
BROKEN = '<script type="application/ld+json">{"datePublished": "2026-03-19"</script>'


@pytest.mark.parametrize(
    ("html", "listed", "expected"),
    [
        # the dateline outranks metadata that a migration rewrote
        (page(META, prose=f"SEOUL, South Korea, March 19, 2026 — {PROSE}"), None, "dateline"),
        # with the wire after it
        (page(META, prose=f"DETROIT, Mar. 19, 2026 /PRNewswire/ -- {PROSE}"), None, "dateline"),
        # a day in the prose is no dateline
        (page(META, prose=f"It opened on May 2, 2019 - early. {PROSE}"), None, "meta"),
        # linked data outranks the meta element
        (page(META + DATA), None, "json-ld"),
        # broken linked data is passed over
        (page(META + BROKEN), None, "meta"),
        # a time element
        (page(before='<time datetime="2026-03-19T10:00-05:00">today</time>'), None, "shown"),
        # days as Japanese and Korean pages show them
        (page(before="<p>２０２６年３月１９日</p>"), None, "shown"),
        (page(before="<p>등록일 2026년 3월 19일</p>"), None, "shown"),
        # only the listing knows
        (page(), DAY, "listing"),
        # nobody knows
        (page(), None, None),
    ],
)
def test_who_dates_a_page(html: str, listed: date | None, expected: str | None) -> None:
    article = read(html, listed=("listing", listed) if listed else None)
    assert article.date_source == expected
    wanted = date.fromisoformat(OTHER) if expected == "meta" else DAY if expected else None
    assert article.published == wanted


def test_every_witness_is_kept() -> None:
    assert read(page(META + DATA), listed=("feed", DAY)).witnesses == (
        ("json-ld", DAY),
        ("meta", date.fromisoformat(OTHER)),
        ("feed", DAY),
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("令和8年3月19日", DAY),  # the Japanese era
        ("2026. 3. 19.", DAY),  # Korean short form
        ("3/19/2026", DAY),  # American
        ("19th March 2026", DAY),  # British
        ("February 30, 2026", None),  # no such day
        ("call 2026-1234-5678", None),  # a telephone number
    ],
)
def test_days_as_written(written: str, expected: date | None) -> None:
    assert day_of(written) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>Acme builds - Acme Newsroom</title>", "Acme builds"),  # the site name added
        ('<meta property="og:title" content="Acme builds a plant">', "Acme builds a plant"),
        ("<title>Newsroom</title>", "Acme builds"),  # a title bar for the whole site
    ],
)
def test_titles(head: str, expected: str) -> None:
    assert read(page(head)).title == expected


@pytest.mark.parametrize(
    ("html", "language", "expected"),
    [
        (page(tag='<html lang="de-DE">'), "en", "de"),  # the page says
        (page(), "fr", "fr"),  # only the source says
        (page(tag='<html lang="en">', prose="対米投資について発表しました。" * 30), "en", "ja"),
        (page(tag='<html lang="en">', prose="미국에 공장을 짓는다고 밝혔다. " * 30), "en", "ko"),
    ],
)
def test_languages(html: str, language: str, expected: str) -> None:
    assert read(html, language=language).lang == expected


def test_linked_data_helps_where_the_page_hides_its_text() -> None:
    data = '<script type="application/ld+json">{"articleBody": "%s"}</script>' % (PROSE * 2)
    shell = f"<html><head>{data}</head><body><h1>Acme</h1><div id=app></div></body></html>"
    assert read(shell).text == (PROSE * 2).strip()


@pytest.mark.parametrize("encoded", [True, False])  # as served; as kept
def test_xhtml_is_read(encoded: bool) -> None:
    html = '<?xml version="1.0" encoding="iso-8859-1"?>' + page(prose=f"Zürich. {PROSE}")
    article = read_page(html.encode("latin-1") if encoded else html, URL)
    assert article.text.startswith("Zürich. Acme Corp.")


@pytest.mark.parametrize("body", [b"", b"<html><body></body></html>"])  # nothing; markup only
def test_a_page_without_text_is_refused(body: bytes) -> None:
    with pytest.raises(BadInput, match=URL):
        read_page(body, URL)


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("cp932", "text/html; charset=shift_jis"),  # Windows signs under the standard's name
        ("cp932", "text/html; charset=utf-8"),  # the label lies
        ("utf-8", None),  # no label at all
    ],
)
def test_charsets(codec: str, label: str | None) -> None:
    text = "①株式会社日立製作所は、米国で1,500億円を投資すると発表しました。" * 20
    assert decode(text.encode(codec), label) == text


OPEN = [site for site in sites() if not site.refuse]


@pytest.mark.parametrize("site", OPEN, ids=lambda site: site.slug)
def test_every_make_of_page_in_the_press_room_is_read(site: Site) -> None:
    for release in carried_by(site)[::4]:
        html = release_page(site, release, base=f"http://{site.host}", night=1)
        body = html.encode(site.codec, "xmlcharrefreplace")
        article = read_page(body, release.url, content_type=f"text/html; charset={site.charset}")
        assert (article.title, article.published) == (clean(release.title), release.published)
        assert article.lang == release.lang
        assert recovered(release.text, article.text) >= 0.99
        assert len(article.text) <= 1.05 * len(release.text)  # no navigation, no related items


def recovered(wanted: str, found: str) -> float:
    """The share of the wanted text whose lines stand in the text found."""
    lines = [squeezed(line) for line in wanted.splitlines()]
    whole = squeezed(found)
    return sum(len(line) for line in lines if line in whole) / sum(map(len, lines))


def squeezed(text: str) -> str:
    return "".join(fold(text).split())
