"""Whether the text itself says that the money, or a piece of it, had been announced before.

Said beside the sum ("as presented last June"), of the project ("the plan was made public in
October"), by calling the news a piece of an earlier plan, or by telling the raise of an older sum.
A part is as old as its whole, unless the whole merely holds or raises what had been told: then the
part may be the new piece. That a retelling dates its own news is no such word (reading rules of the
gold sets).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from extract.cues import Voice, cues_of, voices
from extract.dates import dates_itself
from extract.merging import Mention, Pledge
from extract.roles import Standing, tells_new_total
from extract.scene import Scene
from extract.wholes import adds_up
from repledge.contracts import Amount

_THRESHOLD = 1.3
_LOOSE = 0.04  # of a total that is printed as "about" or "more than" its parts
# of the news as a whole (cues_disclosed): what such words say of the money
_OF_PROJECT = {"project": "before", "project_holds": "holds"}


def told_before(
    scene: Scene, pledges: Sequence[tuple[Pledge, Standing]], main: Pledge
) -> list[Voice | None]:
    """For each pledge the words that date it, or part of it, to an earlier announcement.

    They say `before` of the money itself, `holds` where it only holds or raises an older sum.
    """
    own = [_words(scene, pledge, standing, main) for pledge, standing in pledges]
    by_sum = {
        _key(p.amount): said
        for (p, _), said in zip(pledges, own, strict=True)
        if said is not None and said.says == "before"
    }
    return [
        said or (by_sum.get(_key(standing.whole)) if standing.role == "component" else None)
        for (_, standing), said in zip(pledges, own, strict=True)
    ]


@lru_cache(maxsize=8)  # the pledges of a document ask in turn
def project_words(body: str, lang: str, day: date, start: int) -> tuple[Voice, ...]:
    """Words anywhere behind `start` by which the news as a whole is an older one, or holds one."""
    return tuple(
        Voice(_THRESHOLD, _OF_PROJECT[cue.says], *match.span())
        for cue, matches in cues_of("cues_disclosed", lang, *_OF_PROJECT).find(body, start)
        for match in matches
        if not dates_itself(body, *match.span(), day)
    )


def _key(amount: Amount | None) -> tuple[int, int] | None:
    return (amount.value, amount.start) if amount else None


def _words(scene: Scene, pledge: Pledge, standing: Standing, main: Pledge) -> Voice | None:
    if standing.role == "additional":  # what had been told is the sum that it is added to
        return None
    best = max(_heard(scene, pledge.mentions), default=None)
    if best is not None and best.strength >= _THRESHOLD:
        return best
    if (told := pledge.best.past) is not None and told.says == "told":
        return Voice(_THRESHOLD, "before", told.cue.start, told.cue.end)
    return (
        _of_older(scene, pledge, standing)
        or _of_whole(scene, standing)
        or next(_of_project(scene, pledge, main=pledge is main), None)
    )


def _of_older(scene: Scene, pledge: Pledge, standing: Standing) -> Voice | None:
    """The words that tell the older sum which this one raises or holds."""
    if standing.role not in ("total", "umbrella"):
        return None
    if older := standing.base or _summand(scene, pledge):
        return Voice(_THRESHOLD, "holds", older.start, older.end)
    grown = tells_new_total(scene, pledge) if standing.role == "total" else None
    return Voice(_THRESHOLD, "holds", grown.start, grown.end) if grown else None


def _summand(scene: Scene, pledge: Pledge) -> Amount | None:
    """The sum of the past that makes up this total with another pledge of the text."""
    mine = pledge.amount
    others = [p.amount for p in scene.pledges if p.amount.currency == mine.currency]
    for mention in scene.past:
        older = mention.seated.amount
        known = older.currency == mine.currency and older.value < mine.value
        if known and any(_makes(older.value + o.value, mine) for o in others if o != mine):
            return older
    return None


def _makes(parts: int, total: Amount) -> bool:
    if total.qualifier in ("about", "more_than"):
        return abs(parts - total.value) <= _LOOSE * total.value
    return adds_up(parts, total.value)


def _of_whole(scene: Scene, standing: Standing) -> Voice | None:
    """The words that tell the sum which this one is a part of as an older one."""
    whole = standing.whole
    if whole is None:
        return None
    past = whole in {mention.seated.amount for mention in scene.past}
    if (past or standing.pointed) and not _is_news(scene, whole):
        return Voice(_THRESHOLD, "before", whole.start, whole.end)
    if any(whole == pledge.amount for pledge in scene.pledges):
        return None  # heard as a pledge of its own
    told = [mention for mention in scene.sums if mention.seated.amount == whole]
    heard = [v for v in _heard(scene, told) if v.says == "before" and v.strength >= _THRESHOLD]
    return max(heard, default=None)


def _is_news(scene: Scene, whole: Amount) -> bool:
    """Whether the headline or the first sentence tells the whole as the news of the day."""
    return any(
        whole.start in {m.seated.amount.start for m in pledge.mentions}
        and any(m.seated.line.number < 1 for m in pledge.mentions)
        for pledge in scene.pledges
    )


def _heard(scene: Scene, mentions: Sequence[Mention]) -> Iterator[Voice]:
    for mention in mentions:
        for voice in voices("cues_disclosed", scene.body, scene.lang, mention.seated):
            if voice.says in ("before", "holds") and not dates_itself(
                scene.body, voice.start, voice.end, scene.day
            ):
                yield voice


def _of_project(scene: Scene, pledge: Pledge, *, main: bool) -> Iterator[Voice]:
    """Words by which the news is an older one: in the pledge's own sentence; for the headline
    pledge anywhere in the text, but what one entry of a list says speaks of no other.
    """
    entries = [p.line for p in scene.pledges if p.line.part == "item"]
    for voice in project_words(scene.body, scene.lang, scene.day, scene.title_end):
        said_in = [line for line in (pledge.line, *entries) if line.start <= voice.start < line.end]
        other = pledge.line in entries and bool(said_in)
        if pledge.line in said_in or (main and not other):
            yield voice
