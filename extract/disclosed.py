"""Whether the text itself says that the money, or a piece of it, had been announced before.

Said beside the sum ("as presented last June"), of the project ("the plan was made public in
October"), by calling the news a piece of an earlier plan, or by telling the raise of an older sum.
A part is as old as its whole. That a retelling dates its own news is no such word (reading rules of
the gold sets).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.cues import Voice, cues_for, voices
from extract.dates import dates_itself
from extract.merging import Pledge
from extract.roles import Standing, tells_new_total
from extract.scene import Scene
from repledge.contracts import Amount

_THRESHOLD = 1.3


def told_before(
    scene: Scene, pledges: Sequence[tuple[Pledge, Standing]], main: Pledge
) -> list[Voice | None]:
    """For each pledge the words that date it, or part of it, to an earlier announcement."""
    own = [_words(scene, pledge, standing, main) for pledge, standing in pledges]
    by_sum = {_key(p.amount): said for (p, s), said in zip(pledges, own, strict=True) if not s.base}
    return [
        said or (by_sum.get(_key(standing.whole)) if standing.role == "component" else None)
        for (_, standing), said in zip(pledges, own, strict=True)
    ]


def _key(amount: Amount | None) -> tuple[int, int] | None:
    return (amount.value, amount.start) if amount else None


def _words(scene: Scene, pledge: Pledge, standing: Standing, main: Pledge) -> Voice | None:
    if standing.role == "additional":  # what had been told is the sum that it is added to
        return None
    best = max(_heard(scene, pledge), default=None)
    if best is not None and best.strength >= _THRESHOLD:
        return best
    older = _older(scene, standing)
    if older is not None:
        return Voice(_THRESHOLD, "before", older.start, older.end)
    if standing.role == "total" and (grown := tells_new_total(scene, pledge)):
        return grown
    if standing.pointed and standing.whole is not None and not _is_news(scene, standing.whole):
        return Voice(_THRESHOLD, "before", standing.whole.start, standing.whole.end)
    return next(_of_project(scene), None) if pledge is main else None


def _is_news(scene: Scene, whole: Amount) -> bool:
    """Whether the headline or the first sentence tells the whole as the news of the day."""
    return any(
        whole.start in {m.seated.amount.start for m in pledge.mentions}
        and any(m.seated.line.number < 1 for m in pledge.mentions)
        for pledge in scene.pledges
    )


def _heard(scene: Scene, pledge: Pledge) -> Iterator[Voice]:
    for mention in pledge.mentions:
        for voice in voices("cues_disclosed", scene.body, scene.lang, mention.seated):
            if voice.says == "before" and not dates_itself(
                scene.body, voice.start, voice.end, scene.day
            ):
                yield voice


def _of_project(scene: Scene) -> Iterator[Voice]:
    """Words anywhere in the text by which the news as a whole is an older one."""
    for cue in cues_for("cues_disclosed", scene.lang):
        if cue.says != "project":
            continue
        for match in cue.pattern.finditer(scene.body, scene.title_end):
            if not dates_itself(scene.body, *match.span(), scene.day):
                yield Voice(_THRESHOLD, "before", *match.span())


def _older(scene: Scene, standing: Standing) -> Amount | None:
    """The earlier sum that this one is a part or the raise of."""
    if standing.role in ("total", "umbrella") and standing.base is not None:
        return standing.base
    past = {mention.seated.amount for mention in scene.past}
    return standing.whole if standing.whole in past else None
