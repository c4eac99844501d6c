"""The day that a page shows its readers: a stamp near the heading, not a comment's or teaser's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import html

from scraper.days import first_day

_MOST = 60  # characters of a stamp with its label
_WORDS = 24  # letters of the label: more is a sentence that happens to name a day
_ELSEWHERE = frozenset(
    {"script", "style", "noscript", "template", "head", "nav", "aside", "footer", "blockquote",
     "code", "pre", "form", "select", "figure", "button", "svg", "iframe"}
)  # fmt: skip
# parts of a page that speak of other things than its own text, by the names that templates give
_OTHER = re.compile(
    r"(?i)comment|teaser|widget|related|sidebar|tweet|footer|menu|breadcrumb|recommend|popular|"
    r"event|calendar|archive|newsletter|weather|profile|swiper|carousel"
)
_CHANGED = re.compile(
    r"(?i)updat|modif|edited|changed|aktuali[sz]|stand\b|(?:ge)?änder|bearbeit|editiert|ausdruck|"
    r"mis(?:e)? à jour|更新|수정|最終"
)


# a label that says what the day is; and words that make it a day of the subject
_FIRST = re.compile(
    r"(?i)publi|posted|written|veröffentlicht|erschienen|erstellt|mis en ligne|publicado|"
    r"pubblicato|掲載|公開|発表|등록|입력|게시"
)
_SPOKEN_OF = re.compile(
    r"(?i)\b(?:ab|seit|bis|zum|since|until|from|by|depuis|jusqu\w+|dès|version)\b"
)
_YEAR = re.compile(r"\d\d|元")
_CHANGE_COSTS = 30  # elements that a stamp of a change must stand nearer than one of the first day
_FIRST_GAINS = 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day on show; `machine` where its element states it for machines only."""

    place: int
    day: date
    machine: str | None
    label: str


def stamp_of(page: html.HtmlElement, language: str) -> Stamp | None:
    """The stamp nearest to the heading; a page without a heading has no place to look at."""
    heading = next(page.iter("h1"), None)
    if heading is None:
        return None
    keep = {heading, *heading.iterancestors()}
    at = 0
    found: list[Stamp] = []
    for place, element in enumerate(_shown(page, keep)):
        if element is heading:
            at = place
        elif element.tag not in {"h1", "title"}:
            found += _stamps(element, place, language)
    return min(found, key=lambda stamp: _distance(stamp, at), default=None)


def _distance(stamp: Stamp, heading: int) -> int:
    # what stands before the heading is a day of the site more often than one of the text
    away = stamp.place - heading if stamp.place > heading else 2 * (heading - stamp.place)
    if _FIRST.search(stamp.label):
        return away - _FIRST_GAINS
    return away + _CHANGE_COSTS if _CHANGED.search(stamp.label) else away


def _shown(element: html.HtmlElement, keep: set[html.HtmlElement]) -> Iterator[html.HtmlElement]:
    """The elements of the page's own part, in order; never prunes what holds the heading."""
    waiting = [element]
    while waiting:
        item = waiting.pop()
        if not isinstance(item.tag, str):
            continue
        names = f"{item.get('class') or ''} {item.get('id') or ''}"
        own = item in keep or item.tag in {"html", "body", "main", "article"}
        if not own and (item.tag in _ELSEWHERE or _OTHER.search(names)):
            continue
        yield item
        waiting.extend(reversed(item))


def _stamps(element: html.HtmlElement, place: int, language: str) -> Iterator[Stamp]:
    written = (element.text or "", *(child.tail or "" for child in element))
    names = element.get("class") or ""
    shown = False
    for line in (" ".join(part.split()) for part in written):
        if not _YEAR.search(line) or not 6 <= len(line) <= _MOST:
            continue
        if found := first_day(line, language, short=True):
            day, start, end = found
            label = f"{line[:start]} {line[end:]}"
            if sum(map(str.isalpha, label)) <= _WORDS and not _SPOKEN_OF.search(line[:start]):
                shown = True
                yield Stamp(place, day, None, f"{label} {names}")
    machine = element.get("datetime") if element.tag == "time" else None
    if machine and not shown and (found := first_day(machine)):
        yield Stamp(place, found[0], machine, names)
