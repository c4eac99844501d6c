"""Whether the text itself says that the money, or a piece of it, had been announced before."""

from __future__ import annotations

from extract.cues import Voice, voices
from extract.merging import Pledge

_THRESHOLD = 1.3


def told_before(body: str, lang: str, pledge: Pledge) -> Voice | None:
    """The words that date the pledge, or part of it, to an earlier announcement."""
    heard = [
        voice
        for mention in pledge.mentions
        for voice in voices("cues_disclosed", body, lang, mention.seated)
    ]
    best = max(heard, default=None)
    return best if best is not None and best.strength >= _THRESHOLD else None
