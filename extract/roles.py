"""How a pledge's sum stands to the others of the text: total, additional, component, umbrella.

Component wins wherever the larger sum stands in the same text; additional needs a named base; one
project, campus or site is a total, several are an umbrella (reading rules of the gold sets).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from extract.cues import Voice, first_cue, voices
from extract.merging import Mention, Pledge
from repledge.contracts import Amount, Role

_ADDS_UP = 0.015  # parts and printed total differ by rounding
_MOST_PARTS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A document's pledges and the sums that it tells as the past."""

    body: str
    lang: str
    title_end: int
    pledges: tuple[Pledge, ...]
    past: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The role, the larger or older sum it is read against, and the words that say so."""

    role: Role
    whole: Amount | None = None
    base: Amount | None = None
    cue: Voice | None = None


def standing_of(scene: Scene, pledge: Pledge) -> Standing:
    """The role of one pledge among the sums of its document."""
    heard = [
        v for m in _told(pledge) for v in voices("cues_scope", scene.body, scene.lang, m.seated)
    ]
    base = _base_of(scene, pledge)
    increment = _loudest(heard, "additional")
    if increment and (base or _added_up(scene, pledge)):
        return Standing(role="additional", base=base, cue=increment)
    whole = _whole_of(scene, pledge, _loudest(heard, "component"))
    if whole is not None:
        return Standing(role="component", whole=whole, cue=_loudest(heard, "component"))
    wide = _score(heard, "umbrella") - _score(heard, "total") + _headline_scope(scene, pledge)
    return Standing(role="umbrella" if wide > 0 else "total", base=base)


def _told(pledge: Pledge) -> list[Mention]:
    return [pledge.best]


def _loudest(heard: Sequence[Voice], says: str) -> Voice | None:
    return max((v for v in heard if v.says == says and v.strength >= 1.2), default=None)


def _score(heard: Sequence[Voice], says: str) -> float:
    strengths = sorted((v.strength for v in heard if v.says == says), reverse=True)
    return sum(s * share for s, share in zip(strengths, (1.0, 0.4, 0.2), strict=False))


def _headline_scope(scene: Scene, pledge: Pledge) -> float:
    cue = first_cue("cues_scope", scene.lang, scene.body, 0, scene.title_end)
    del pledge
    if cue is None or cue.says not in ("umbrella", "total"):
        return 0.0
    return 0.5 if cue.says == "umbrella" else -0.5


def _base_of(scene: Scene, pledge: Pledge) -> Amount | None:
    """The older sum that the pledge raises or adds to ("from", "on top of", "instead of")."""
    for mention in scene.past:
        amount = mention.seated.amount
        if mention.past is not None and mention.past.says == "base" and _comparable(amount, pledge):
            return amount
    return None


def _comparable(amount: Amount, pledge: Pledge) -> bool:
    return amount.currency == pledge.amount.currency and amount.value != pledge.amount.value


def _added_up(scene: Scene, pledge: Pledge) -> bool:
    """Whether a larger pledge of the text is this one plus an older sum, or its new total."""
    mine = pledge.amount
    return any(
        other.amount.currency == mine.currency
        and other.amount.value > mine.value
        and other.best.kind.cue is not None
        and _grown(scene, other)
        for other in scene.pledges
        if other is not pledge
    )


def _grown(scene: Scene, pledge: Pledge) -> bool:
    return any(
        v.says == "brings"
        for v in voices("cues_growth", scene.body, scene.lang, pledge.best.seated)
    )


def _whole_of(scene: Scene, pledge: Pledge, cue: Voice | None) -> Amount | None:
    larger = [p.amount for p in scene.pledges if _holds(p.amount, pledge)]
    older = [
        m.seated.amount
        for m in scene.past
        if _points_at_whole(m) and _holds(m.seated.amount, pledge)
    ]
    if older and (cue is not None or len(scene.pledges) == 1):
        return older[0]
    if not larger:
        return None
    if cue is not None:
        return larger[0]
    for whole in larger:
        if _listed_under(scene, pledge, whole) or _is_summand(scene, pledge, whole):
            return whole
    return None


def _holds(whole: Amount, pledge: Pledge) -> bool:
    mine = pledge.amount
    if whole.currency == mine.currency:
        return whole.value > mine.value
    return whole.usd is not None and mine.usd is not None and whole.usd > 1.05 * mine.usd


def _points_at_whole(mention: Mention) -> bool:
    return mention.past is not None and mention.past.says == "whole"


def _listed_under(scene: Scene, pledge: Pledge, whole: Amount) -> bool:
    """An item of a list that the larger sum's sentence, or "Among them:", opens."""
    line = pledge.line
    if line.part != "item" or line.intro is None:
        return False
    intro = scene.body[slice(*line.intro)]
    if line.intro[0] <= whole.start < line.intro[1]:
        return True
    return first_cue("cues_growth", scene.lang, intro, 0, len(intro)) is not None


def _is_summand(scene: Scene, pledge: Pledge, whole: Amount) -> bool:
    """Whether this and other pledges of the text add up to the larger one."""
    values = [
        p.amount.value
        for p in scene.pledges
        if p is not pledge and p.amount.currency == whole.currency and p.amount.value < whole.value
    ][:_MOST_PARTS]
    if pledge.amount.currency != whole.currency:
        return False
    return any(
        abs(pledge.amount.value + sum(others) - whole.value) <= _ADDS_UP * whole.value
        for size in range(1, len(values) + 1)
        for others in combinations(values, size)
    )
