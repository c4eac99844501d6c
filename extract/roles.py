"""How a pledge's sum stands to the others of the text: total, additional, component, umbrella.

Component wins wherever the larger sum stands in the same text; additional needs a named base; one
project, campus or site is a total, several are an umbrella (reading rules of the gold sets).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.cues import Voice, find_cue, voices
from extract.merging import Mention, Pledge
from extract.scene import Scene
from extract.wholes import HEARD, adds_up, holds, loudest, pointed_at, whole_of
from extract.width import width_odds
from repledge.contracts import Amount, Role

_SMALLEST_RAISE = 0.05  # of the new total: what lies below is lost in rounding
_SHARES = (1.0, 0.4, 0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The role, the larger or older sum it is read against, and the words that say so."""

    role: Role
    whole: Amount | None = None
    base: Amount | None = None
    cue: Voice | None = None
    new_total: bool = False  # of a project that grew
    pointed: bool = False  # the text calls the pledge a part of its whole
    width: float | None = None  # log-odds of several projects, where they decided


def standing_of(scene: Scene, pledge: Pledge) -> Standing:
    """The role of one pledge among the sums of its document."""
    heard = voices("cues_scope", scene.body, scene.lang, pledge.best.seated)
    base = _base_of(scene, pledge)
    increment = loudest(heard, "additional")
    part = loudest(heard, "component")
    pointed = pointed_at(scene, pledge)
    whole = whole_of(scene, pledge, heard, pointed)
    said_part = whole is not None and part is not None and (not increment or part > increment)
    added = _is_increment(scene, pledge) or _told_on_top(scene, pledge)
    added = added or (increment is not None and _has_base(scene, pledge, heard))
    if (added and not said_part) or _on_top_of(scene, pledge):
        return Standing(role="additional", base=base, cue=increment)
    if whole is not None:
        part = part or loudest(heard, "share")
        return Standing(role="component", whole=whole, cue=part, pointed=pointed is not None)
    width = width_odds(scene, pledge)
    role: Role = "umbrella" if width > 0 else "total"
    grown = tells_new_total(scene, pledge) is not None
    return Standing(role=role, base=base, new_total=grown, width=width)


def _score(heard: Sequence[Voice], says: str) -> float:
    strengths = sorted((v.strength for v in heard if v.says == says), reverse=True)
    return sum(s * share for s, share in zip(strengths, _SHARES, strict=False))


# ------------------------------------------------------------------ additional


def _is_increment(scene: Scene, pledge: Pledge) -> bool:
    """This sum and an older one make the new total that the text claims as well."""
    mine = pledge.amount
    older = [m.seated.amount for m in scene.past if m.seated.amount.currency == mine.currency]
    totals = [p.amount for p in scene.pledges if holds(p.amount, pledge)]
    return any(
        adds_up(mine.value + old.value, new.value)
        for old in older
        for new in totals
        if mine.value >= _SMALLEST_RAISE * new.value
    )


def _on_top_of(scene: Scene, pledge: Pledge) -> bool:
    """The sentence itself sets the sum on top of an older one: that wins over words for parts."""
    base = _base_mention(scene, pledge)
    if base is None or base.past is None or base.seated.line.start != pledge.line.start:
        return False
    cue = base.past.cue
    return (
        find_cue("cues_growth", "on_top", scene.lang, scene.body, pledge.amount.end, cue.end)
        is not None
    )


def _told_on_top(scene: Scene, pledge: Pledge) -> bool:
    """The next sentence sets the sum on top of an older one: "It comes in addition to the ..."."""
    base = _base_mention(scene, pledge)
    if base is None or base.past is None:
        return False
    cue, line = base.past.cue, base.seated.line
    between = scene.body[pledge.line.end : line.start]
    on_top = find_cue("cues_growth", "on_top", scene.lang, scene.body, line.start, cue.end)
    return on_top is not None and line.start > pledge.line.start and not between.strip()


def _has_base(scene: Scene, pledge: Pledge, heard: Sequence[Voice]) -> bool:
    """Whether what the increment comes on top of is named: a sum, a new total, or the plant."""
    if _base_of(scene, pledge) is not None or any(tells_new_total(scene, p) for p in scene.pledges):
        return True
    return any(v.says == "grows" for v in heard) and _score(heard, "umbrella") < HEARD


def tells_new_total(scene: Scene, pledge: Pledge) -> Voice | None:
    """The words that make the sum the new total of a project that grew ("brings it to")."""
    heard = voices("cues_growth", scene.body, scene.lang, pledge.best.seated)
    return max((v for v in heard if v.says == "brings"), default=None)


def _base_of(scene: Scene, pledge: Pledge) -> Amount | None:
    """The older sum that the pledge raises or adds to ("from", "on top of", "instead of")."""
    mention = _base_mention(scene, pledge)
    return mention.seated.amount if mention else None


def _base_mention(scene: Scene, pledge: Pledge) -> Mention | None:
    for mention in scene.past:
        amount = mention.seated.amount
        if (
            mention.past is not None
            and mention.past.says == "base"
            and amount.currency == pledge.amount.currency
            and amount.value != pledge.amount.value
            and _meant_by(scene, mention, pledge)
        ):
            return mention
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
