"""Press releases in filings at the SEC: exhibit 99.1 of current reports on Form 8-K (and 6-K).

The front door is the feed of the newest reports (`cgi-bin/browse-edgar?action=getcurrent`), the
submissions of one company (`data.sec.gov/submissions/CIK….json`), or a folder of the archive
(`Archives/edgar/data/…/index.json`), of a company or of one filing.

The SEC asks for a User-Agent with a name and a mail address, and for no more than ten requests a
second (sec.gov/os/accessing-edgar-data). Its robots.txt closes /cgi-bin/ and allows
/Archives/edgar/data: the feed is refused while that stands, the other two doors are open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from repledge.text import clean
from scraper.charset import decode
from scraper.days import day_of
from scraper.kinds.hostile import read_feed
from scraper.kinds.link import Link, day_in, read_json, records, unreadable, whole, words_of
from scraper.sources import Source

Get = Callable[[str], bytes | None]
LEAST_GAP = 0.11  # seconds: under ten requests a second, whatever the configuration says
MAX_FILINGS = 20  # of one company a night: nobody reports so often
MAX_NEWEST = 100  # of all companies: what the feed shows at most
_COLUMNS = ("form", "accessionNumber", "filingDate", "items")  # one value a filing in each
_FORMS = frozenset({"8-K", "8-K/A", "6-K"})  # 6-K: the same of companies from abroad
# 1.01 agreements, 7.01 Regulation FD, 8.01 other events: what a pledge is reported under; results
# (2.02), officers (5.02) and the like are left alone. A 6-K names no items.
_ITEMS = frozenset({"1.01", "7.01", "8.01"})
_ITEM = re.compile(r"\b[1-9]\.\d\d\b")
_EXHIBIT = re.compile(
    r"(?i)ex(?:hibit)?[-_. ]?99(?:[-_. ]?0?1)?(?!\d)(?!(?:[-_.]?0?)[2-9]).*\.html?$"
)
_FILING = re.compile(r"/Archives/edgar/data/(\d+)/(\d{10}-?\d{2}-?\d{6})")
_TITLE = re.compile(r"^\s*[\w/-]+ - (.+?) \(\d{10}\)")


def links(source: Source, get: Get) -> Iterator[Link]:
    """The exhibits, newest filing first, each with the company that filed it."""
    body = get(source.url)
    if body is None:
        return
    if body.lstrip()[:1] == b"<":
        yield from _of_feed(source, body, get)
        return
    answer = read_json(source, source.url, body)
    if isinstance(answer, dict) and isinstance(answer.get("filings"), dict):
        yield from _of_submissions(source, answer, get)
    elif isinstance(answer, dict) and isinstance(answer.get("directory"), dict):
        yield from _of_folder(source, answer["directory"], get)
    else:
        raise unreadable(source, source.url, "is neither feed, submissions nor folder of EDGAR")


def least_gaps(url: str) -> tuple[tuple[str, float], ...]:
    """Seconds between requests to the host of a front door and to that of the archive."""
    return (url, LEAST_GAP), (_folder(url, "0", "0"), LEAST_GAP)


def _of_feed(source: Source, body: bytes, get: Get) -> Iterator[Link]:
    parsed = read_feed(source, source.url, body, MAX_NEWEST)
    for entry in islice(parsed.entries, MAX_NEWEST):
        items = set(_ITEM.findall(entry.get("summary") or ""))
        found = _FILING.search(entry.get("link") or "")
        if found and (not items or items & _ITEMS):
            named = _TITLE.match(clean(entry.get("title") or ""))
            folder = _folder(source.url, found[1], found[2])
            day = day_of(entry.get("updated") or "")
            yield from _exhibits(source, folder, day, named[1] if named else None, get)


def _of_submissions(source: Source, answer: dict[str, Any], get: Get) -> Iterator[Link]:
    recent = answer["filings"].get("recent")
    columns = [recent.get(key) for key in _COLUMNS] if isinstance(recent, dict) else []
    whole_columns = [column for column in columns if isinstance(column, list)]
    if len(whole_columns) < len(_COLUMNS) or len({len(c) for c in whole_columns}) != 1:
        raise unreadable(source, source.url, "is no list of submissions")
    company, number = words_of(answer.get("name")), str(answer.get("cik") or "").lstrip("0")
    wanted = (
        (accession, day)
        for form, accession, day, items in zip(*whole_columns, strict=True)
        if form in _FORMS and (form == "6-K" or set(str(items).split(",")) & _ITEMS)
    )
    for accession, day in islice(wanted, MAX_FILINGS):
        folder = _folder(source.url, number, str(accession))
        yield from _exhibits(source, folder, day_in(day), company, get)


def _of_folder(source: Source, directory: dict[str, Any], get: Get) -> Iterator[Link]:
    """A folder of one filing, or of a company: then the newest of the folders in it."""
    here = source.url.removesuffix("index.json")
    rows = records(directory.get("item"))
    filings = [row for row in rows if re.fullmatch(r"\d{18}", str(row.get("name")))]
    if not filings:
        yield from _of_rows(here, rows, day=None, company=source.company)
        return
    newest = sorted(filings, key=lambda row: str(row.get("last-modified")), reverse=True)
    for row in newest[:MAX_FILINGS]:
        folder = f"{here}{row['name']}/"
        yield from _exhibits(source, folder, day_in(row.get("last-modified")), source.company, get)


def _exhibits(
    source: Source, folder: str, day: date | None, company: str | None, get: Get
) -> Iterator[Link]:
    """By the names of the files; where none tells, by the table that names the type of each."""
    url = f"{folder}index.json"
    body = get(url)
    if body is None:
        return
    answer = read_json(source, url, body)
    directory = answer.get("directory") if isinstance(answer, dict) else None
    rows = records(directory.get("item")) if isinstance(directory, dict) else []
    found = list(_of_rows(folder, rows, day, company))
    yield from found or _of_table(folder, day, company, get)


def _of_rows(
    folder: str, rows: list[dict[str, Any]], day: date | None, company: str | None
) -> Iterator[Link]:
    for row in rows:
        name = str(row.get("name") or "")
        address = whole(folder, name)
        if _EXHIBIT.search(name) and address is not None:
            yield Link(address, None, day or day_in(row.get("last-modified")), kind="filing",
                       company=company)  # fmt: skip


def _of_table(folder: str, day: date | None, company: str | None, get: Get) -> Iterator[Link]:
    number = folder.rstrip("/").rpartition("/")[2]
    body = get(f"{folder}{number[:10]}-{number[10:12]}-{number[12:]}-index.htm")
    if body is None:
        return
    for row in BeautifulSoup(decode(body, None), "lxml").find_all("tr"):
        cells = [cell.get_text(" ").strip() for cell in row.find_all("td")]
        link = row.find("a", href=True)
        if link and any(cell in {"EX-99.1", "EX-99"} for cell in cells):
            address = whole(folder, str(link["href"]))
            if address is not None and address.lower().endswith((".htm", ".html")):
                yield Link(address, None, day, kind="filing", company=company)


def _folder(base: str, company: str, accession: str) -> str:
    """The folder of a filing; the submissions lie on another host than the archive."""
    parts = urlsplit(base)
    host = f"www.{parts.netloc[5:]}" if parts.netloc.startswith("data.") else parts.netloc
    number = accession.replace("-", "")
    return f"{parts.scheme}://{host}/Archives/edgar/data/{company}/{number}/"
