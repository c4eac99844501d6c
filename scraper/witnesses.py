"""Who dates a page, and whom to believe: all witnesses are kept, their votes decide.

A dateline is set by the author and outlives every move of a site. A day in the address is set
once. What the page shows beside its heading outranks one stamp of its system, which migrations
rewrite, but not two that agree. Feeds come next; a listing, often the date of a migration
(LIBRARIES 0.9), only speaks where nobody else does. Guessing is allowed last, and only for a day
that the page writes somewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from htmldate import find_date
from lxml import html

from scraper.days import all_days, day_of, first_day
from scraper.embedded import metas
from scraper.stamps import stamp_of

Witness = tuple[str, date]

# measured on 800 pages (bench/pages.py); order within equals is the order of trust
VOTES = {
    "dateline": 30,  # more than all others together
    "url": 8,
    "shown": 5,
    "json-ld": 4,
    "meta": 4,
    "feed": 3,
    "created": 2,
    "guess": 2,
    "listing": 1,
}
_PUBLISHED = ("datePublished", "dateCreated", "uploadDate")
_META = re.compile(r"publi(?:sh|cation)|pub_?date|issued|release.?date|displaydate|online_date")
_NO_META = re.compile(r"expir|modif|updat|image|url|title|descr|last")
_CREATED = frozenset(
    {"date", "dc.date", "dc:date", "dcterms.date", "dc.date.created", "dc:date.created",
     "dcterms.created", "dcterms:created", "dc.created", "datecreated", "createdate"}
)  # fmt: skip
_OPENING = 3  # paragraphs in which a dateline may stand
_SHORT = 60  # characters: a line of its own that gives the place and the day
_SMALL = frozenset({"of", "and", "the", "de", "la"})  # words of place names
_OPENERS = frozenset(
    ["since", "on", "in", "as", "from", "until", "by", "after", "before", "at", "over", "with"]
)
_AFTER = re.compile(r"\)?,?\s*(?:[-–—:]|/\w|\(\w+)")
_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_]?)([01]?\d)\2([0-3]?\d)(?![\d-])")
_STAMP_UTC = re.compile(r"T[\d:.]+(?:Z|[+-]00:?00)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a page besides its markup."""

    url: str
    text: str
    region: str  # the language, with the country where the page is of one: en, en-gb
    data: tuple[dict[str, Any], ...]  # its JSON-LD objects
    zone: tzinfo = UTC  # the newsroom's: in which it counts its days
    listed: Witness | None = None  # what its feed or listing says


def witnesses(page: html.HtmlElement, told: Told) -> tuple[Witness, ...]:
    """Every (place, day) that dates the page, the most trusted first."""
    named = list(metas(page))
    address = _address(told.url) or _address(dict(named).get("og:url", ""))
    stamp = stamp_of(page, told.region)
    shown = _stamped([stamp.machine], told.zone, (address,)) if stamp and stamp.machine else None
    shown = shown or (stamp.day if stamp else None)
    local = (address, shown)
    published = (c for name, c in named if _META.search(name) and not _NO_META.search(name))
    created = (c for name, c in named if name in _CREATED)
    given = (
        ("dateline", _dateline(told.text, told.region)),
        ("url", address),
        ("shown", shown),
        ("json-ld", _stamped(_json_ld(told.data), told.zone, local)),
        ("meta", _stamped(published, told.zone, local)),
        ("created", _stamped(created, told.zone, local)),
    )
    found = [(place, day) for place, day in given if day is not None]
    if told.listed:
        found.append(told.listed)
    if not found:
        found += _guess(page, told)
    return tuple(sorted(found, key=lambda witness: list(VOTES).index(witness[0])))


def believed(found: tuple[Witness, ...]) -> Witness | None:
    """The day with the most votes, and the most trusted of the witnesses who name it."""
    votes: Counter[date] = Counter()
    for place, day in found:
        votes[day] += VOTES[place]
    return max(found, key=lambda witness: votes[witness[1]], default=None)


def in_conflict(found: tuple[Witness, ...]) -> bool:
    """Whether two witnesses are further apart than time zones explain."""
    days = [day for _, day in found]
    return bool(days) and max(days) - min(days) > timedelta(days=1)


def _dateline(text: str, region: str) -> date | None:
    for block in text.split("\n\n")[:_OPENING]:
        opening = unicodedata.normalize("NFKC", block[:200])
        found = first_day(opening, region)
        if found is None:
            continue
        day, start, end = found
        alone = len(block) <= _SHORT and not re.search(r"\w", opening[end:])
        if _is_place(opening[:start]) and (alone or _AFTER.match(opening, end)):
            return day
    return None


def _is_place(text: str) -> bool:
    """Whether nothing but names stands here: "SEOUL, South Korea, ", "Washington, D.C. ("."""
    words = re.findall(r"\w+", text)
    if words and words[0].lower() in _OPENERS:
        return False
    return all(word in _SMALL or not word[0].islower() for word in words)


def _json_ld(data: tuple[dict[str, Any], ...]) -> Iterator[str]:
    for key in _PUBLISHED:
        for item in data:
            if isinstance(stamp := item.get(key), str):
                yield stamp


def _stamped(stamps: Iterable[str], zone: tzinfo, local: tuple[date | None, ...]) -> date | None:
    """The day of the first stamp that holds one.

    A stamp in UTC is counted in the newsroom's zone; where another witness names the day before or
    after, that is the newsroom's own way to count.
    """
    for stamp in stamps:
        day = day_of(stamp)
        if day is None:
            continue
        if not _STAMP_UTC.search(stamp.strip()):
            return day
        counted = _local_day(stamp.strip(), zone) or day
        near = (d for d in local if d is not None and abs(d - counted) <= timedelta(days=1))
        return next(near, counted)
    return None


def _local_day(stamp: str, zone: tzinfo) -> date | None:
    try:
        return datetime.fromisoformat(stamp).astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def _address(url: str) -> date | None:
    for match in _ADDRESS.finditer(url):
        whole = match[2] or len(match[0]) == 8  # 2025/3/24, 2025-03-24 or 20250324
        if whole and (day := day_of(f"{match[1]}-{match[3]}-{match[4]}")):
            return day
    return None


def _guess(page: html.HtmlElement, told: Told) -> Iterator[Witness]:
    found = find_date(page, url=told.url, original_date=True)
    day = day_of(found) if found else None
    if day and day in all_days(" ".join(page.text_content().split()), told.region):
        yield "guess", day
