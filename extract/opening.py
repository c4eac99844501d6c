"""When a plant works: the year of first output, opening or completion.

A year belongs to the event told beside it: a start of output counts, the start of works, sales or
hiring does not. In Japanese and Korean the event follows its year, in English it stands on either
side. Clear words ("production begins") are looked for in the whole text before weak ones ("made").
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.context import ClaimContext, Found, Span
from extract.horizon import horizon_of
from extract.opening_words import (
    COMPLETE,
    FIRST_PHASE,
    FROM_YEAR,
    OF_ALL,
    OPENS_NOW,
    RUNS,
    SPENT_FROM,
    STOPPED,
    TOGETHER,
    WHEN,
)
from extract.opening_years import AHEAD, REACH_EN, Words, openings, words_of
from extract.patterns import Patterns


def operational_by_of(context: ClaimContext) -> Found[int] | None:
    """The year of first output, opening or completion, the first that the text gives.

    None for umbrellas: a programme over several projects has no single year.
    """
    if context.role == "umbrella" or STOPPED.find(context.sentence):
        return None
    words = words_of(context.view.lang)
    own = (context.start, context.end)
    if context.role == "total" and (context.new_total or TOGETHER.find(context.sentence)):
        return _first_of_all(context, words)
    if found := _start_year(context, words, words.weak, own) or _from_year(context):
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
        before = body[max(context.focus, match.start() - REACH_EN) : match.start()]
        if not published <= year <= published + AHEAD or SPENT_FROM.search(before):
            continue
        if spent is None or not (spent.start < match.end() and match.start() < spent.end):
            return Found(value=year, start=match.start(), end=match.end())
    return None


def _first_of_all(context: ClaimContext, words: Words) -> Found[int] | None:
    """The first of several plants or phases to open, wherever the text tells its year."""
    told = (
        found
        for span in context.view.sentences
        for found, _ in _start_years(context, words, words.strong, span)
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
    if context.role == "additional":
        places = [span for span in places if not FIRST_PHASE.match(context.view.body, *span)]
    return [span for span in places if not _follows_another(context, span)]


def _follows_another(context: ClaimContext, span: Span) -> bool:
    """Whether the sentence goes on in the paragraph of another claim, behind that claim.

    What follows a part, or the sum that this one is part of or comes on top of, is this one's too.
    """
    body = context.view.body
    if context.role == "additional" or OF_ALL.match(body, span[0]):
        return False
    if context.main and context.role == "total" and FIRST_PHASE.match(body, *span):
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
    if view.lang not in ("ja", "ko") or context.role == "component":
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
    context: ClaimContext, words: Words, events: Patterns, span: Span
) -> Found[int] | None:
    """The first year that the sentence tells; output before completion where it tells both."""
    told = _start_years(context, words, events, span)
    if span[0] == context.start:
        told = [(found, event) for found, event in told if not context.is_rivals(found.start)]
    if not told:
        return None
    first, event = told[0]
    if not COMPLETE.match(event):
        return first
    every = _start_years(context, words, words.weak, span)
    runs = (found for found, event in every if found.start > first.start and RUNS.match(event))
    return next(runs, first)


def _start_years(
    context: ClaimContext, words: Words, events: Patterns, span: Span
) -> list[tuple[Found[int], str]]:
    """The years of the sentence in which something starts to work, each with its event."""
    published, start = context.view.published, span[0]
    text = context.view.body[start : span[1]]
    return [
        (Found(value=one.year, start=start + one.start, end=start + one.end), one.event)
        for one in openings(text, words, events, published.year, published.month)
    ]
