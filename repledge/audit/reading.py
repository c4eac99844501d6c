"""A file into a list of pledges: CSV, JSON Lines, a web page, Markdown or plain text.

Every entry of the list is kept, also one that names no sum; what stands around the list
(navigation, introduction) is not an entry.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePath

from markdown_it import MarkdownIt

from repledge.audit.items import Item, PledgeList
from repledge.audit.spreadsheet import is_table, read_objects, read_table
from repledge.audit.webpage import page_items, page_title
from repledge.errors import BadInput
from repledge.text import clean
from scraper.article import read_page
from scraper.charset import decode

MOST_BYTES = 5_000_000  # the longest list page of the sample has a hundredth of it
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r'^title:\s*("(?:[^"\\]|\\.)*"|.*(?:\n[ \t]+.*)*)', re.MULTILINE | re.DOTALL)
_FIELD = r"^{}:\s*['\"]?([^'\"\n]+)"
_UPDATED = re.compile(r"last updated(?: on)?:?\s+([A-Z][a-z]+ \d{1,2}, \d{4})", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
# "**Acme **[announced]": closed too late for Markdown, which then prints the stars
_BOLD = re.compile(r"\*\*([^*\s][^*]*?)(\s*)\*\*")
_BULLET = re.compile(r"^([ \t]*)[•▪‣◦–—●・■□]\s*", re.MULTILINE)
_MARKED = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])\s", re.MULTILINE)


def read_list(name: str, body: bytes, today: date, day: date | None = None) -> PledgeList:
    """The list in a file; `day` is when it stood so, else what the file tells, else `today`.

    Raises BadInput with the name of the file where no entry can be found.
    """
    if len(body) > MOST_BYTES:
        raise BadInput(f"{name}: is larger than {MOST_BYTES // 10**6} MB; give the list alone.")
    text = clean(decode(body, None))
    kind = PurePath(name).suffix.lower()
    if kind in {".jsonl", ".ndjson"} or text.lstrip()[:1] == "{":
        read = read_objects(name, text)
    elif kind in {".csv", ".tsv"} or (kind not in _PAGES | _MARKDOWN and is_table(text)):
        read = read_table(name, text)
    elif kind in _PAGES or text.lstrip()[:1] == "<":
        read = _page(name, body, text)
    else:
        read = _markdown(name, text)
    if not read.items:
        raise BadInput(
            f"{name}: no entry with a sum of money was found; "
            "give a CSV file with company and amount, or a page with a list."
        )
    known = read.day if read.day != date.min else None
    told = day or known or _day_told(text) or _day_in(name) or today
    return replace(read, day=told, items=tuple(_dated(item, told) for item in read.items))


_PAGES = {".html", ".htm", ".xhtml"}
_MARKDOWN = {".md", ".markdown"}


def _page(name: str, body: bytes, text: str) -> PledgeList:
    page = read_page(body, "https://list.invalid/")
    return PledgeList(
        name=name, title=page.title or page_title(text) or name, url=None,
        day=page.published or date.min, items=page_items(text),
    )  # fmt: skip


def _markdown(name: str, text: str) -> PledgeList:
    front = _FRONT.match(text)
    head = front[1] if front else ""
    rest = _BOLD.sub(r"**\1**\2", text[front.end() :] if front else text)
    html = MarkdownIt("commonmark").render(_with_bullets(rest))
    told = _field(head, "date") or ""
    return PledgeList(
        name=name,
        title=_front_title(head) or page_title(html) or name,
        url=_field(head, "source_url") or _field(head, "url"),
        day=_day_in(told) or date.min,
        items=page_items(html),
    )


def _with_bullets(text: str) -> str:
    """Plain text as Markdown: other bullets, and lines without any, become list items."""
    marked = _BULLET.sub(r"\1- ", text)
    if _MARKED.search(marked) or "\n\n" in marked.strip():
        return marked
    return "".join(f"- {line.strip()}\n" for line in marked.splitlines() if line.strip())


def _field(head: str, name: str) -> str | None:
    found = re.search(_FIELD.format(name), head, re.MULTILINE)
    return found[1].strip() if found else None


def _front_title(head: str) -> str | None:
    found = _TITLE.search(head)
    if not found:
        return None
    written = re.sub(r"\\?\n\s*", " " if '"' not in found[1] else "", found[1]).strip()
    if not written.startswith('"'):
        return written.strip("'") or None
    try:
        return " ".join(str(json.loads(written)).split())
    except ValueError:
        return written.strip('"')


def _day_told(text: str) -> date | None:
    found = _UPDATED.search(" ".join(text.split()))
    try:
        return datetime.strptime(found[1], "%B %d, %Y").date() if found else None
    except ValueError:
        return None


def _day_in(words: str) -> date | None:
    found = _IN_NAME.search(words)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _dated(item: Item, told: date) -> Item:
    """The entry without a day that lies after the list's own."""
    return item if item.day is None or item.day <= told else replace(item, day=None)
