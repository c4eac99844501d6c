"""When a plant works: the year of first output, opening or completion.

A year belongs to the event told beside it: a start of output counts, the start of works, sales or
hiring does not. In Japanese and Korean the event follows its year, in English it stands on either
side. Clear words ("production begins") are looked for in the whole text before weak ones ("made").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from extract.context import ClaimContext, Found, Span
from extract.counts import read_count
from extract.horizon import horizon_of
from extract.opening_words import (
    BUILDS_EN,
    BUILDS_JA,
    BUILDS_KO,
    DID,
    DONE,
    FROM_YEAR,
    LASTS,
    MOVED,
    NOT_UNTIL,
    OF_ALL,
    OPENS_NOW,
    SEASONS,
    SPENT_FROM,
    STOPPED,
    STRONG_EN,
    STRONG_JA,
    STRONG_KO,
    TOGETHER,
    WAS_DUE,
    WEAK_EN,
    WHEN,
    YEAR_EN,
    YEAR_JA,
    YEAR_KO,
)
from extract.patterns import Patterns

_AHEAD = 25  # years within which a plant opens
_REACH = {"ja": 30, "ko": 34}  # characters between year and event; English below
_REACH_EN = 100
_BORDER = 30  # characters that a clause border between year and event counts as
_SOME_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATELINE = re.compile(r"\s*(?:--|[-–—/])\s")  # "LONDON, 3 March 2025 – Acme will make"
_REIWA = 2018  # the year before the first of the era
_PRINTED = ("year", "listed", "stated", "bare", "quarter", "fiscal", "short")
_RELATIVE = {"this": 0, "rel": 1, "next": 1, "after_next": 2}  # years from the document's own


@dataclass(frozen=True, slots=True)
class _Words:
    """The events of one language that a year may belong to."""

    strong: Patterns
    weak: Patterns
    builds: Patterns
    years: Patterns
    follows: bool  # the event stands behind its year


@cache
def _words(lang: str) -> _Words:
    if lang in ("ja", "ko"):
        japanese = lang == "ja"
        strong = Patterns([re.compile(STRONG_JA if japanese else STRONG_KO)])
        builds = Patterns([re.compile(BUILDS_JA if japanese else BUILDS_KO)])
        return _Words(strong, strong, builds, YEAR_JA if japanese else YEAR_KO, True)
    strong, weak, builds = (
        Patterns([re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)])
        for words in (STRONG_EN, f"{STRONG_EN}|{WEAK_EN}", BUILDS_EN)
    )
    return _Words(strong, weak, builds, YEAR_EN, False)


def operational_by_of(context: ClaimContext) -> Found[int] | None:
    """The year of first output, opening or completion, the first that the text gives.

    None for umbrellas: a programme over several projects has no single year.
    """
    if context.role == "umbrella" or STOPPED.find(context.sentence):
        return None
    words = _words(context.view.lang)
    own = (context.start, context.end)
    if context.role == "total" and (context.new_total or TOGETHER.find(context.sentence)):
        return _first_of_all(context, words)
    told = _start_years(context, words, words.weak, own)
    if found := next((f for f in told if not context.is_rivals(f.start)), None):
        return found
    if found := _from_year(context):
        return found
    for events in (words.strong, words.weak):
        for span in _places_to_look(context):
            if found := _start_year(context, words, events, span):
                return found
    return _opening_now(context)


def _from_year(context: ClaimContext) -> Found[int] | None:
    """The year behind the claim's sum from which things are done: "..., with cells from 2027"."""
    published, body = context.view.published.year, context.view.body
    spent = horizon_of(context)
    for match in FROM_YEAR.matches(body, max(context.start, context.focus), context.end):
        year = int(match["year"])
        before = body[max(context.focus, match.start() - _REACH_EN) : match.start()]
        if not published <= year <= published + _AHEAD or SPENT_FROM.search(before):
            continue
        if spent is None or not (spent.start < match.end() and match.start() < spent.end):
            return Found(value=year, start=match.start(), end=match.end())
    return None


def _first_of_all(context: ClaimContext, words: _Words) -> Found[int] | None:
    """The first of several plants or phases to open, wherever the text tells its year."""
    told = (
        found
        for span in context.view.sentences
        for found in _start_years(context, words, words.strong, span)
    )
    return min(told, key=lambda found: found.value, default=None) or _opening_now(context)


def _places_to_look(context: ClaimContext) -> list[Span]:
    if context.role == "component" and not context.main:
        return [s for s in context.nearby(0, 2) if not _follows_another(context, s)]
    near = [*_headed(context), *context.nearby(2, 4)]
    seen = {(context.start, context.end), *near}
    foreign = {*context.others} - {*context.parts}  # what a part opens with, the whole opens with
    rest = [s for s in context.view.sentences if s not in seen and s not in foreign]
    places = near + (rest if context.main or context.role == "total" else [])
    places = [span for span in places if span not in context.past]
    return [span for span in places if not _follows_another(context, span)]


def _follows_another(context: ClaimContext, span: Span) -> bool:
    """Whether the sentence goes on in the paragraph of another claim, behind that claim.

    What follows a part, or the sum that this one is part of or comes on top of, is this one's too.
    """
    if context.role == "additional" or OF_ALL.match(context.view.body, span[0]):
        return False
    kin = {*context.parts, context.whole}
    told = [*context.others, (context.start, context.end)]
    last = max((s for s in told if s[1] <= span[0]), key=lambda s: s[1], default=None)
    if last is None or last in kin or last not in context.others:
        return False
    return "\n" not in context.view.body[last[1] : span[0]]


def _headed(context: ClaimContext) -> Iterator[Span]:
    """A heading of a fact sheet with the line below it: 「3. 稼働時期」 over 「2028年度」."""
    view = context.view
    if view.lang not in _REACH or context.role == "component":
        return
    for (start, end), (below, last) in pairwise(view.sentences):
        if WHEN.search(view.body, start, end) and "\n" in view.body[end:below]:
            yield start, last


def _opening_now(context: ClaimContext) -> Found[int] | None:
    """The document's own year, where its headline or the claim tells an opening as news."""
    spans = [(context.start, context.end)]
    if context.main or context.role == "total":
        spans.append((0, context.view.title_end))
    for start, end in spans:
        for match in OPENS_NOW.matches(context.view.body, start, end):
            year = context.view.published.year
            return Found(value=year, start=match.start(), end=match.end())
    return None


def _start_year(
    context: ClaimContext, words: _Words, events: Patterns, span: Span
) -> Found[int] | None:
    return next(_start_years(context, words, events, span), None)


def _start_years(
    context: ClaimContext, words: _Words, events: Patterns, span: Span
) -> Iterator[Found[int]]:
    text, view = context.view.body[span[0] : span[1]], context.view
    told = _years(text, words.years, view.published.year)
    ahead = range(view.published.year, view.published.year + _AHEAD + 1)
    if not any(year in ahead for _, year in told):
        return
    works = _spans(events, text)
    if not works:
        return
    builds = _spans(words.builds, text)
    works = tuple(w for w in works if not any(a < w[1] and w[0] < b for a, b in builds))
    reach = _REACH.get(view.lang, _REACH_EN)
    for match, year in told:
        if year not in ahead:
            continue
        near = _nearest(text, works, match, words.follows)
        # where the event follows its year, works told before it have a year of their own
        others = [span for span in builds if not words.follows or span[0] >= match.start()]
        if near > reach or near > _nearest(text, others, match, words.follows):
            continue
        if _is_of_another(text, works, match, [other for other, _ in told], words.follows):
            continue
        if words.follows and _has_year_between(text, works, match, [other for other, _ in told]):
            continue
        if _DATELINE.match(text, match.end()) or _only_lasts(text, match):
            continue
        if not (_is_over(text, match) or _season_over(match, view.published.month)):
            yield Found(value=year, start=span[0] + match.start(), end=span[0] + match.end())


@lru_cache(maxsize=512)  # the claims of a document ask the same sentences in turn
def _spans(events: Patterns, text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in events.matches(text))


def _is_of_another(
    text: str,
    works: Sequence[Span],
    year: re.Match[str],
    years: Sequence[re.Match[str]],
    follows: bool,
) -> bool:
    """Whether the nearest event behind a border has a year of its own, told right beside it.

    "Tools arrive this year, with output in 2026": the output is that of 2026.
    """
    near, event = min((_apart(text, event, year, follows), event) for event in works)
    return near > _BORDER and any(
        other is not year and _apart(text, event, other, follows) < _BORDER // 2 for other in years
    )


def _has_year_between(
    text: str, works: Sequence[Span], year: re.Match[str], years: Sequence[re.Match[str]]
) -> bool:
    """Whether another year stands before the event that the year is told for: the event is its."""
    event = min(works, key=lambda work: _apart(text, work, year, True))
    return any(year.end() <= other.start() < event[0] for other in years)


def _only_lasts(text: str, year: re.Match[str]) -> bool:
    """Whether something goes on until the year: "power until 2042"; not "not ready until 2030"."""
    if not LASTS.match(year[0]):
        return False
    return NOT_UNTIL.search(text[: year.start()]) is None


def _is_over(text: str, year: re.Match[str]) -> bool:
    """Whether the year is that of something done, or the old date of something put off."""
    if WAS_DUE.match(text, year.end()):
        return True
    before = _SOME_YEAR.split(text[max(0, year.start() - 40) : year.start()])[-1]
    if DONE.search(before) or (year.groupdict().get("this") and DID.search(before)):
        return True
    return year[0].lower().startswith("from") and MOVED.match(text, year.end()) is not None


def _season_over(year: re.Match[str], month: int) -> bool:
    """Whether "this spring", read in that month, lies behind."""
    said = year.groupdict().get("this") or ""
    return SEASONS.get(said.lower().split()[-1] if said else "", 12) < month


def _nearest(text: str, events: Sequence[Span], year: re.Match[str], follows: bool) -> int:
    """Characters to the nearest event; without one, more than any reach."""
    return min((_apart(text, event, year, follows) for event in events), default=999)


def _apart(text: str, event: Span, year: re.Match[str], follows: bool) -> int:
    """Characters between an event and a year; borders and the wrong side count more."""
    left, right = min(event[1], year.end()), max(event[0], year.start())
    if right <= left:
        return 0
    between = text[left:right]
    wrong_side = 12 if follows and event[0] < year.start() else 0
    return len(between) + wrong_side + _BORDER * len(re.findall(r"[,;、]|\band\b", between))


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
