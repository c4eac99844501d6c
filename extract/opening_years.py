"""The years that a sentence tells, each with the event told beside it.

A year belongs to the event nearest to it: borders of clauses count as distance, and so does the
wrong side in Japanese and Korean, where the event follows its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.context import Span
from extract.counts import read_count
from extract.opening_words import (
    BUILDS_EN,
    BUILDS_JA,
    BUILDS_KO,
    DID,
    DONE,
    LASTS,
    MOVED,
    NOT_UNTIL,
    SEASONS,
    STRONG_EN,
    STRONG_JA,
    STRONG_KO,
    WAS_DUE,
    WEAK_EN,
    YEAR_EN,
    YEAR_JA,
    YEAR_KO,
)
from extract.patterns import Patterns

AHEAD = 25  # years within which a plant opens
REACH_EN = 100  # characters between year and event
_REACH = {"ja": 30, "ko": 34}
_BORDER = 30  # characters that a clause border between year and event counts as
_SOME_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATELINE = re.compile(r"\s*(?:--|[-–—/])\s")  # "LONDON, 3 March 2025 – Acme will make"
_NOT_IN = re.compile(r"\bnot\s+in\s$", re.IGNORECASE)  # "not in 2028 but in 2030"
_REIWA = 2018  # the year before the first of the era
_PRINTED = ("year", "listed", "stated", "bare", "quarter", "fiscal", "short")
_RELATIVE = {"this": 0, "rel": 1, "next": 1, "after_next": 2}  # years from the document's own
Year = re.Match[str]


@dataclass(frozen=True, slots=True)
class Opening:
    """A year in which something starts to work: `text[start:end]`, and the words of the event."""

    year: int
    start: int
    end: int
    event: str


@dataclass(frozen=True, slots=True)
class Words:
    """The events of one language that a year may belong to."""

    strong: Patterns
    weak: Patterns
    builds: Patterns
    years: Patterns
    lang: str

    @property
    def follows(self) -> bool:
        """Whether the event stands behind its year."""
        return self.lang in _REACH


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the years that it names, what starts to work, and other dated things."""

    text: str
    years: tuple[Year, ...]
    works: tuple[Span, ...]
    builds: tuple[Span, ...]
    follows: bool
    reach: int

    def apart(self, event: Span, year: Year) -> int:
        """Characters between an event and a year; borders and the wrong side count more."""
        left, right = min(event[1], year.end()), max(event[0], year.start())
        if right <= left:
            return 0
        between = self.text[left:right]
        wrong_side = 12 if self.follows and event[0] < year.start() else 0
        return len(between) + wrong_side + _BORDER * len(re.findall(r"[,;、]|\band\b", between))

    def nearest(self, events: Sequence[Span], year: Year) -> int:
        """Characters to the nearest event; without one, more than any reach."""
        return min((self.apart(event, year) for event in events), default=999)

    def event_of(self, year: Year) -> Span | None:
        """What starts to work in the year, where nothing else is told nearer."""
        near, event = min(((self.apart(w, year), w) for w in self.works), default=(999, None))
        # where the event follows its year, works told before it have a year of their own
        others = [s for s in self.builds if not self.follows or s[0] >= year.start()]
        if event is None or near > self.reach or near > self.nearest(others, year):
            return None
        return None if self._is_of_another(event, near, year) else event

    def _is_of_another(self, event: Span, near: int, year: Year) -> bool:
        """Whether the event has a year of its own, told right beside it or between.

        "Tools arrive this year, with output in 2026": the output is that of 2026.
        """
        others = [other for other in self.years if other is not year]
        if self.follows and any(year.end() <= o.start() < event[0] for o in others):
            return True
        return near > _BORDER and any(self.apart(event, o) < _BORDER // 2 for o in others)


@cache
def words_of(lang: str) -> Words:
    """The words of a language for years and the events beside them."""
    if lang in ("ja", "ko"):
        japanese = lang == "ja"
        strong = Patterns([re.compile(STRONG_JA if japanese else STRONG_KO)])
        builds = Patterns([re.compile(BUILDS_JA if japanese else BUILDS_KO)])
        return Words(strong, strong, builds, YEAR_JA if japanese else YEAR_KO, lang)
    strong, weak, builds = (
        Patterns([re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)])
        for words in (STRONG_EN, f"{STRONG_EN}|{WEAK_EN}", BUILDS_EN)
    )
    return Words(strong, weak, builds, YEAR_EN, lang)


def openings(
    text: str, words: Words, events: Patterns, published: int, month: int
) -> Iterator[Opening]:
    """The years of a sentence in which something starts to work, seen from the document's month."""
    told = _years(text, words.years, published)
    ahead = range(published, published + AHEAD + 1)
    works = _spans(events, text) if any(year in ahead for _, year in told) else ()
    if not works:
        return
    builds = _spans(words.builds, text)
    works = tuple(w for w in works if not any(a < w[1] and w[0] < b for a, b in builds))
    years = tuple(match for match, _ in told)
    reach = _REACH.get(words.lang, REACH_EN)
    sentence = _Sentence(text, years, works, builds, words.follows, reach)
    for match, year in told:
        event = sentence.event_of(match) if year in ahead else None
        if event and not _is_no_start(text, match) and not _season_over(match, month):
            yield Opening(year, match.start(), match.end(), text[event[0] : event[1]])


@lru_cache(maxsize=512)  # the claims of a document ask the same sentences in turn
def _spans(events: Patterns, text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in events.matches(text))


def _is_no_start(text: str, year: Year) -> bool:
    """Whether the year is the text's own, one that things last to, or one of something done."""
    lasts = LASTS.match(year[0]) and not NOT_UNTIL.search(text[: year.start()])
    return bool(lasts or _DATELINE.match(text, year.end())) or _is_over(text, year)


def _is_over(text: str, year: re.Match[str]) -> bool:
    """Whether the year is that of something done, or the old date of something put off."""
    if WAS_DUE.match(text, year.end()) or _NOT_IN.search(text[: year.start() + 3]):
        return True
    before = _SOME_YEAR.split(text[max(0, year.start() - 40) : year.start()])[-1]
    if DONE.search(before) or (year.groupdict().get("this") and DID.search(before)):
        return True
    return year[0].lower().startswith("from") and MOVED.match(text, year.end()) is not None


def _season_over(year: re.Match[str], month: int) -> bool:
    """Whether "this spring", read in that month, lies behind."""
    said = year.groupdict().get("this") or ""
    return SEASONS.get(said.lower().split()[-1] if said else "", 12) < month


@lru_cache(maxsize=512)
def _years(text: str, years: Patterns, published: int) -> tuple[tuple[re.Match[str], int], ...]:
    """Every year that the text names, in figures or against the document's own."""
    found = []
    last = published
    for match in years.matches(text):
        groups = {name: said for name, said in match.groupdict().items() if said}
        if written := next((groups[name] for name in _PRINTED if name in groups), None):
            last = int(written) if len(written) == 4 else published // 100 * 100 + int(written)
        elif "era" in groups:
            last = _REIWA + int(groups["era_year"])
        elif count := groups.get("within") or groups.get("after") or groups.get("done"):
            last = published + (read_count(count) or 0)
        elif "decade" in groups:
            last = (published + 9) // 10 * 10
        elif "following" in groups:
            last += 1
        else:
            ahead = next((n for name, n in _RELATIVE.items() if name in groups), None)
            last = last if ahead is None else published + ahead
        found.append((match, last))
    return tuple(found)
