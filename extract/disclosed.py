"""Whether the text itself says that the money, or a piece of it, had been announced before.

Said beside the sum ("as presented last June"), of the project ("the plan was made public in
October"), or by calling the sum a part of an earlier one or the raise of one. That a retelling
dates its own news is no such word (reading rules of the gold sets).
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.cues import Voice, find_cue, voices
from extract.merging import Pledge
from extract.roles import Scene, Standing
from repledge.contracts import Amount

_THRESHOLD = 1.3


def told_before(
    scene: Scene, pledges: Sequence[tuple[Pledge, Standing]], main: Pledge
) -> list[Voice | None]:
    """For each pledge the words that date it, or part of it, to an earlier announcement."""
    return [_words(scene, pledge, standing, main) for pledge, standing in pledges]


def _words(scene: Scene, pledge: Pledge, standing: Standing, main: Pledge) -> Voice | None:
    heard = [
        voice
        for mention in pledge.mentions
        for voice in voices("cues_disclosed", scene.body, scene.lang, mention.seated)
        if voice.says == "before"
    ]
    best = max(heard, default=None)
    if best is not None and best.strength >= _THRESHOLD:
        return best
    older = _older(scene, standing)
    if older is not None:
        return Voice(_THRESHOLD, "before", older.start, older.end)
    span = find_cue(
        "cues_disclosed", "project", scene.lang, scene.body, scene.title_end, len(scene.body)
    )
    return Voice(_THRESHOLD, "before", *span) if span and pledge is main else None


def _older(scene: Scene, standing: Standing) -> Amount | None:
    """The earlier sum that this one is a part or the raise of."""
    if standing.role in ("total", "umbrella") and standing.base is not None:
        return standing.base
    past = {mention.seated.amount for mention in scene.past}
    return standing.whole if standing.whole in past else None
