"""How a pledge's sum stands to the others of the text: total, additional, component, umbrella.

Component wins wherever the larger sum stands in the same text; additional needs a named base; one
project, campus or site is a total, several are an umbrella (reading rules of the gold sets).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from extract.cues import Voice, voices
from extract.merging import Mention, Pledge
from extract.nature import nature_of
from extract.scene import Scene
from extract.width import width_odds
from repledge.contracts import Amount, Role

_ADDS_UP = 0.015  # parts and printed total differ by rounding
_MOST_PARTS = 7
_HEARD = 1.2  # a cue below this strength stands too far off
_LEAD = 4  # sentences within which the headline sum is told
_SHARES = (1.0, 0.4, 0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The role, the larger or older sum it is read against, and the words that say so."""

    role: Role
    whole: Amount | None = None
    base: Amount | None = None
    cue: Voice | None = None
    new_total: bool = False  # of a project that grew


def standing_of(scene: Scene, pledge: Pledge) -> Standing:
    """The role of one pledge among the sums of its document."""
    heard = voices("cues_scope", scene.body, scene.lang, pledge.best.seated)
    base = _base_of(scene, pledge)
    increment = _loudest(heard, "additional")
    part = _loudest(heard, "component")
    whole = _whole_of(scene, pledge, heard)
    said_part = whole is not None and part is not None and (not increment or part > increment)
    added = _is_increment(scene, pledge) or (increment and _has_base(scene, pledge, heard))
    if added and not said_part:
        return Standing(role="additional", base=base, cue=increment)
    if whole is not None:
        return Standing(role="component", whole=whole, cue=part)
    role: Role = "umbrella" if width_odds(scene, pledge) > 0 else "total"
    grown = tells_new_total(scene, pledge) is not None
    return Standing(role=role, base=base, new_total=grown)


def _loudest(heard: Sequence[Voice], says: str) -> Voice | None:
    return max((v for v in heard if v.says == says and v.strength >= _HEARD), default=None)


def _score(heard: Sequence[Voice], says: str) -> float:
    strengths = sorted((v.strength for v in heard if v.says == says), reverse=True)
    return sum(s * share for s, share in zip(strengths, _SHARES, strict=False))


# ------------------------------------------------------------------ additional


def _is_increment(scene: Scene, pledge: Pledge) -> bool:
    """This sum and an older one make the new total that the text claims as well."""
    mine = pledge.amount
    older = [m.seated.amount for m in scene.past if m.seated.amount.currency == mine.currency]
    totals = [p.amount for p in scene.pledges if _holds(p.amount, pledge)]
    return any(_near(mine.value + old.value, new.value) for old in older for new in totals)


def _has_base(scene: Scene, pledge: Pledge, heard: Sequence[Voice]) -> bool:
    """Whether what the increment comes on top of is named: a sum, a new total, or the plant."""
    if _base_of(scene, pledge) is not None or any(tells_new_total(scene, p) for p in scene.pledges):
        return True
    return any(v.says == "grows" for v in heard) and _score(heard, "umbrella") < _HEARD


def tells_new_total(scene: Scene, pledge: Pledge) -> Voice | None:
    """The words that make the sum the new total of a project that grew ("brings it to")."""
    heard = voices("cues_growth", scene.body, scene.lang, pledge.best.seated)
    return max((v for v in heard if v.says == "brings"), default=None)


def _base_of(scene: Scene, pledge: Pledge) -> Amount | None:
    """The older sum that the pledge raises or adds to ("from", "on top of", "instead of")."""
    for mention in scene.past:
        amount = mention.seated.amount
        if (
            mention.past is not None
            and mention.past.says == "base"
            and amount.currency == pledge.amount.currency
            and amount.value != pledge.amount.value
            and _meant_by(scene, mention, pledge)
        ):
            return amount
    return None


def _meant_by(scene: Scene, base: Mention, pledge: Pledge) -> bool:
    """Whether the older sum is told beside this pledge, or of the news where it stands alone."""
    seat = base.seated.line
    beside = [p for p in scene.pledges if any(m.seated.line == seat for m in p.mentions)]
    if not beside:
        beside = [
            p
            for p in scene.pledges
            if any(m.seated.line.paragraph == seat.paragraph for m in p.mentions)
        ]
    return not beside or pledge in beside


# ------------------------------------------------------------------ component


def _whole_of(scene: Scene, pledge: Pledge, heard: Sequence[Voice]) -> Amount | None:
    """The larger sum of the text that holds this one: by words, by a list, by adding up."""
    part, apart = _loudest(heard, "component"), any(v.says == "apart" for v in heard)
    for mention in scene.past:
        whole = mention.seated.amount
        if mention.past is not None and mention.past.whole and _holds(whole, pledge):
            return whole
    for other in scene.pledges:
        if other is pledge or not _holds(other.amount, pledge):
            continue
        if apart or (scene.speaker == "list" and not part):  # entries of a list are no parts
            continue
        if part or _is_summand(scene, pledge, other.amount) or _covers(scene, other, pledge):
            return other.amount
    return None


def _covers(scene: Scene, whole: Pledge, pledge: Pledge) -> bool:
    """A programme that the headline or lead tells covers the smaller sums told further down."""
    early = min(m.seated.line.paragraph for m in whole.mentions) == 0
    early = early or whole.line.number < _LEAD
    below = whole.amount.start < pledge.amount.start
    kinds = {nature_of(scene.body, scene.lang, p.best.seated)[0] for p in (whole, pledge)}
    listed = pledge.line.part == "item"
    fits = len(kinds) == 1 or "trade" in kinds or listed
    grew = _base_of(scene, pledge) is not None and tells_new_total(scene, pledge) is not None
    return early and below and fits and not grew and (listed or width_odds(scene, whole) > 0)


def _holds(whole: Amount, pledge: Pledge) -> bool:
    mine = pledge.amount
    if whole.currency == mine.currency:
        return whole.value > mine.value
    return whole.usd is not None and mine.usd is not None and whole.usd > 1.05 * mine.usd


def _is_summand(scene: Scene, pledge: Pledge, whole: Amount) -> bool:
    """Whether this and other pledges of the text add up to the larger one."""
    if pledge.amount.currency != whole.currency:
        return False
    values = [
        p.amount.value
        for p in scene.pledges
        if p is not pledge and p.amount.currency == whole.currency and p.amount.value < whole.value
    ][:_MOST_PARTS]
    return any(
        _near(pledge.amount.value + sum(others), whole.value)
        for size in range(1, len(values) + 1)
        for others in combinations(values, size)
    )


def _near(left: int, right: int) -> bool:
    return abs(left - right) <= _ADDS_UP * right
