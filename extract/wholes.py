"""The larger sum of the text that holds a pledge: by words, by a list, by adding up.

The whole need not be a pledge of the document's own: what a release is "one step in", "financed out
of" or a partner's "share" of may be told as the past or in passing. Accounts, loans and the like
are never one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from extract.cues import Voice, voices
from extract.layout import Line
from extract.merging import Mention, Pledge
from extract.nature import nature_of
from extract.scene import Scene
from extract.sums import SeatedSum
from extract.width import width_odds
from repledge.contracts import Amount

HEARD = 1.2  # a cue below this strength stands too far off
_CLEARLY = 3.3  # what makes a sum a whole that is no pledge by its own words
_ADDS_UP = 0.015  # parts and printed total differ by rounding
_MOST_PARTS = 7
_JUST_ABOVE = 2  # sentences
_OF_IT = re.compile(
    r",?\s(?:of|from|out of)\s(?:it|that|this|which|the (?:sum|total|money|amount))\b"
)
_INCLUDES = re.compile(
    r"\b(?:figure|sum|total|amount|it|this|that|which)\s(?:also\s)?includes?\s[^.;]{0,30}$",
    re.IGNORECASE,
)
_LEAD = 4  # sentences within which the headline sum is told
# what a sum that is no pledge here may have been taken for (cues_sums) and hold a project
_OPEN = frozenset({"no pledge words", "public programme", "contract", "study", "estimate"})
_HELP = re.compile(
    r"\b(?:loans?|grants?|aid|subsid\w+|awards?|incentives?|credits?"
    r"|(?:money|funding|financing) (?:would|will|could|can|is to|comes?))\b"
    r"|補助|助成|補正予算|지원금|보조|예산",
    re.IGNORECASE,
)


def loudest(heard: Sequence[Voice], says: str) -> Voice | None:
    """The loudest cue that says so, where one is near enough to be meant."""
    return max((v for v in heard if v.says == says and v.strength >= HEARD), default=None)


def whole_of(
    scene: Scene, pledge: Pledge, heard: Sequence[Voice], pointed: Amount | None
) -> Amount | None:
    """The larger sum that holds the pledge; `heard` are the cues_scope at its sentence, `pointed`
    is what the text calls it a part of.
    """
    part = loudest(heard, "component") or loudest(heard, "share")
    apart = any(v.says == "apart" for v in heard)
    if pointed := pointed or _tally(scene, pledge):
        return pointed
    larger = sorted(
        (p for p in scene.pledges if p is not pledge and holds(p.amount, pledge)),
        key=lambda p: (not _beside(p, pledge), not _opens_list(scene, p, pledge)),
    )
    if part and larger and _beside(larger[0], pledge):
        return larger[0].amount
    if not apart:
        for other in larger:
            if scene.speaker == "list" and not part:  # entries of a list are no parts
                continue
            if part or is_summand(scene, pledge, other) or _covers(scene, other, pledge):
                return other.amount
    if loudest(heard, "share"):
        return _shared_project(scene, pledge)
    return _told_before(scene, pledge) if part else None


def _told_before(scene: Scene, pledge: Pledge) -> Amount | None:
    """The larger sum of the paragraph that "N of it" or "the figure includes N" speaks of.

    Whatever it was taken for: what a pledge is a piece of is no loan and no turnover.
    """
    line, amount = pledge.line, pledge.amount
    points = _OF_IT.match(scene.body, amount.end) or _INCLUDES.search(
        scene.body, line.start, amount.start
    )
    if not points:
        return None
    before = [
        m.seated
        for m in (*scene.sums, *scene.past)
        if holds(m.seated.amount, pledge)
        and m.seated.amount.start < amount.start
        and (m.seated.line.paragraph == line.paragraph or _just_above(m.seated.line, line))
    ]
    if not before:
        return None
    return max(before, key=lambda seat: (seat.line.number, -seat.amount.value)).amount


def _tally(scene: Scene, pledge: Pledge) -> Amount | None:
    """What all the papers are worth of which this is one: "memoranda worth X", and a list."""
    held = (m for m in _project_sums(scene) if holds(m.seated.amount, pledge))
    for mention in held:
        said = _said_at(scene.body, scene.lang, mention.seated, _CLEARLY)
        if "tally" in said and not _strange(scene, mention, pledge):
            return mention.seated.amount
    return None


def _just_above(above: Line, line: Line) -> bool:
    return line.number - above.number <= _JUST_ABOVE and above.part == line.part == "text"


def holds(whole: Amount, pledge: Pledge) -> bool:
    """Whether the sum is larger than the pledge's, beyond rounding where currencies differ."""
    mine = pledge.amount
    if whole.currency == mine.currency:
        return whole.value > mine.value
    return whole.usd is not None and mine.usd is not None and whole.usd > 1.05 * mine.usd


def adds_up(left: int, right: int) -> bool:
    """Whether two sums are one within the rounding of their parts."""
    return abs(left - right) <= _ADDS_UP * right


def is_summand(scene: Scene, pledge: Pledge, other: Pledge) -> bool:
    """Whether this and other pledges of one nature add up to the larger one."""
    whole = other.amount
    if scene.of_many and pledge.line.part == other.line.part == "item":
        return False  # entries of a list: among so many sums some add up by chance
    kinds = {nature_of(scene.body, scene.lang, p.best.seated)[0] for p in (other, pledge)}
    if pledge.amount.currency != whole.currency or not (len(kinds) == 1 or "trade" in kinds):
        return False
    values = [
        p.amount.value
        for p in scene.pledges
        if p is not pledge and p.amount.currency == whole.currency and p.amount.value < whole.value
    ][:_MOST_PARTS]
    return any(
        adds_up(pledge.amount.value + sum(others), whole.value)
        for size in range(1, len(values) + 1)
        for others in combinations(values, size)
    )


def _beside(other: Pledge, pledge: Pledge) -> bool:
    """Whether the other sum is told in the sentence of this one."""
    return any(m.seated.line.start == pledge.line.start for m in other.mentions)


def _opens_list(scene: Scene, other: Pledge, pledge: Pledge) -> bool:
    """Whether the other sum is told in the paragraph that opens the list of this one."""
    if pledge.line.intro is None:
        return False
    end = pledge.line.intro[1]
    start = scene.body.rfind("\n", 0, pledge.line.intro[0]) + 1
    return any(start <= m.seated.line.start < end for m in other.mentions)


def pointed_at(scene: Scene, pledge: Pledge) -> Amount | None:
    """The sum that the text calls the news a part of ("belongs to the program of $10 billion")."""
    for mention in _project_sums(scene):
        whole = mention.seated.amount
        if not holds(whole, pledge) or whole.start in _places_of(pledge):
            continue
        if _called_whole(scene, mention, pledge) and not _strange(scene, mention, pledge):
            return whole
    return None


def _called_whole(scene: Scene, mention: Mention, pledge: Pledge) -> bool:
    """Whether words at the sum make it what the pledge is a part of, or is paid from.

    What public help comes from holds the help, not the project. "Of the $10 billion" speaks of what
    stands in its own sentence, or of the list that it opens.
    """
    line = mention.seated.line
    if mention.past is not None and mention.past.whole:
        return True
    if _HELP.search(scene.body, line.start, mention.seated.amount.start):
        return False
    least = HEARD if mention.kind.pledge else _CLEARLY
    said = _said_at(scene.body, scene.lang, mention.seated, least)
    opens = pledge.line.part == "item" and line.part != "item" and line.number < pledge.line.number
    near = opens or any(m.seated.line.start == line.start for m in pledge.mentions)
    return "whole" in said or (near and "among" in said)


@lru_cache(maxsize=1_024)  # every pledge of a document asks of every sum
def _said_at(body: str, lang: str, seated: SeatedSum, least: float) -> frozenset[str]:
    """What the words at a sum make of it, as loudly as that."""
    names = ("cues_past", "cues_scope")
    heard = (voice for name in names for voice in voices(name, body, lang, seated))
    return frozenset(voice.says for voice in heard if voice.strength >= least)


def _strange(scene: Scene, mention: Mention, pledge: Pledge) -> bool:
    """Whether the sentence of the larger sum names companies, none of them the pledge's own."""
    mine, line = scene.family_of(pledge), mention.seated.line
    named = scene.companies_in(line.start, line.end)
    return bool(mine and named) and not mine & named


def _places_of(pledge: Pledge) -> frozenset[int]:
    return frozenset(m.seated.amount.start for m in pledge.mentions)


def _project_sums(scene: Scene) -> Iterator[Mention]:
    return (m for m in scene.sums if m.kind.pledge or m.kind.why in _OPEN)


def _shared_project(scene: Scene, pledge: Pledge) -> Amount | None:
    """What the project costs in all that one partner's share is told of: the nearest larger sum."""
    wholes = [m for m in _project_sums(scene) if holds(m.seated.amount, pledge)]
    far = (abs(m.seated.line.number - pledge.line.number) for m in wholes)
    found = min(zip(far, range(len(wholes)), strict=True), default=None)
    return wholes[found[1]].seated.amount if found else None


def _covers(scene: Scene, whole: Pledge, pledge: Pledge) -> bool:
    """A programme that the headline or lead tells covers the smaller sums told further down.

    Outside a list, goods bought are no part of what is invested, nor is another company's plan.
    """
    early = min(m.seated.line.paragraph for m in whole.mentions) == 0
    listed = pledge.line.part == "item"
    beside_others = scene.of_many and not listed  # what many promise, one sentence after the other
    early = early or whole.line.number < (1 if beside_others else _LEAD)
    below = whole.amount.start < pledge.amount.start
    kinds = {nature_of(scene.body, scene.lang, p.best.seated)[0] for p in (whole, pledge)}
    fits = len(kinds) == 1 or "trade" in kinds or listed
    siblings = listed and whole.line.part == "item"
    if not (early and below and fits) or siblings:
        return False
    return listed or (width_odds(scene, whole) > 0 and not _of_others(scene, whole, pledge))


def _of_others(scene: Scene, whole: Pledge, pledge: Pledge) -> bool:
    """Whether two companies tell the two sums, each in a sentence of its own."""
    left, right = (
        scene.family_of(p) or scene.companies_in(p.line.start, p.line.end) for p in (whole, pledge)
    )
    return bool(left and right) and not left & right
