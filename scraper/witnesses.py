"""Who dates a page: its dateline, its metadata, what it shows, what pointed at it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from bs4 import BeautifulSoup
from htmldate import find_date

from scraper.days import day_of, first_day

_META = (
    *("article:published_time", "og:article:published_time", "datepublished"),
    *("govuk:first-published-at", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date"),
    *("dcterms.created", "dc.date.created", "pubdate", "publishdate", "publish-date"),
    *("publish_date", "parsely-pub-date", "sailthru.date", "date"),
)
_OPENING = 3  # paragraphs in which a dateline may stand
_SHORT = 60  # characters: a line of its own that gives the day, or a label with the day
_SMALL = frozenset({"of", "and", "the", "de", "la"})  # words of place names
_AFTER = re.compile(r"\)?,?\s*(?:[-–—:]|/\w|\(\w+)")
_HIDDEN = {"script", "style", "noscript", "template", "title"}


def witnesses(
    html: str,
    page: BeautifulSoup,
    data: tuple[dict[str, Any], ...],
    text: str,
    listed: date | None,
) -> tuple[tuple[str, date], ...]:
    """Every (place, day) that dates the page, the most trusted first.

    A dateline outranks metadata, which site migrations rewrite; guessing comes last.
    """
    given = (
        ("dateline", _dateline(text)),
        ("json-ld", _first(str(item.get("datePublished") or "") for item in data)),
        ("meta", _meta(page)),
        ("time", _first(str(tag["datetime"]) for tag in page.select("time[datetime]"))),
        ("visible", _visible(page)),
        ("listed", listed),
    )
    found = tuple((place, day) for place, day in given if day is not None)
    if found:
        return found
    guess = day_of(find_date(html, original_date=True) or "")
    return (("htmldate", guess),) if guess else ()


def linked_data(page: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page; broken ones are passed over, for they are common."""
    for script in page.find_all("script", type="application/ld+json"):
        try:
            waiting = [json.loads(script.get_text())]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                yield value
                waiting.extend(value.get(key) for key in ("@graph", "mainEntity"))


def _first(texts: Iterator[str]) -> date | None:
    return next((day for text in texts if (day := day_of(text))), None)


def _dateline(text: str) -> date | None:
    for block in text.split("\n\n")[:_OPENING]:
        opening = unicodedata.normalize("NFKC", block[:200])
        found = first_day(opening)
        if found is None:
            continue
        day, start, end = found
        placed = _is_place(opening[:start]) and _AFTER.match(opening, end)
        if len(block) <= _SHORT or placed:
            return day
    return None


def _is_place(text: str) -> bool:
    """Whether nothing but names stands here: "SEOUL, South Korea, ", "Washington, D.C. ("."""
    words = re.findall(r"\w+", text)
    return all(word in _SMALL or not word[0].islower() for word in words)


def _meta(page: BeautifulSoup) -> date | None:
    values: dict[str, str] = {}
    for tag in page.find_all("meta", content=True):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        values.setdefault(str(name).lower(), str(tag["content"]))
    return _first(values[name] for name in _META if name in values)


def _visible(page: BeautifulSoup) -> date | None:
    """The day in a short line of the page that stands nearest to its heading."""
    heading = page.h1
    days: list[tuple[int, date]] = []
    at = 0
    for place, line in enumerate(page.find_all(string=True)):
        if heading is not None and line.parent is heading:
            at = place
        short = len(line) <= _SHORT and line.parent is not None and line.parent.name not in _HIDDEN
        if short and (day := day_of(line)):
            days.append((place, day))
    return min(days, key=lambda found: abs(found[0] - at))[1] if days else None
