"""Pledges that the text tells as the past: earlier announcements, raised sums, larger wholes.

The same adding up of cues as in kinds.py; "now" counts against the past. What the past sum is to
the news (base, whole, another matter) is kept: roles and the verifier need it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extract.cues import Voice, voices
from extract.dates import dates_itself
from extract.sums import SeatedSum

_THRESHOLD = 1.6
_ODDS = 0.6
_SURE = 3.0
_POINTS = 1.2  # strength from which "part of" points at this very sum
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """How the text points back at a sum: told, base, whole or foreign, and by which words."""

    says: str
    margin: float
    cue: Voice
    year: int | None
    whole: bool = False  # the news is called a part of this sum


def told_as_past(body: str, lang: str, day: date, seated: SeatedSum, odds: float) -> Past | None:
    """How the text tells this sum as the past, None where it is told as news.

    `odds` are those of the trained model; it may speak alone, and then points at the sum itself.
    """
    heard = voices("cues_past", body, lang, seated)
    back = [
        voice
        for voice in heard
        if voice.says != "now" and not dates_itself(body, voice.start, voice.end, day)
    ]
    now = [voice for voice in heard if voice.says == "now"]
    trained = _ODDS * max(-_SURE, min(_SURE, odds))
    margin = _sum(back) - _sum(now) + trained - (1.5 if seated.line.part == "title" else 0)
    if margin < _THRESHOLD:
        return None
    alone = Voice(trained, "told", seated.amount.start, seated.amount.end)
    cue = back[0] if back else alone
    years = _YEAR.findall(body, cue.start, cue.end)
    return Past(
        says=cue.says,
        margin=margin,
        cue=cue,
        year=int(years[-1]) if years else None,
        whole=any(voice.says == "whole" and voice.strength >= _POINTS for voice in back),
    )


def _sum(heard: list[Voice]) -> float:
    return sum(v.strength * share for v, share in zip(heard, (1.0, 0.4), strict=False))
