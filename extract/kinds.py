"""What a sum is taken for: a pledge, or one of the many sums that are none.

Evidence is added up: each cue near the sum speaks for one kind with its weight, less the further it
stands away and the more clause marks and other sums lie between; the seat in the release adds a
prior. Pledges told as the past are told apart afterwards (background.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.cues import Voice, voices
from extract.sums import SeatedSum

_SHARES = (1.0, 0.4, 0.2)  # what the loudest, second and third cue of a kind count


@dataclass(frozen=True, slots=True, kw_only=True)
class SumKind:
    """The decision, its margin (above 0: a pledge) and the cue that spoke loudest for it."""

    pledge: bool
    why: str  # claim, or the kind of no-pledge
    margin: float
    cue: Voice | None


def sum_kind(body: str, lang: str, seated: SeatedSum) -> SumKind:
    """Decide whether the sum is a pledge; `why` is `claim` or the kind of no-pledge."""
    heard = voices("cues_sums", body, lang, seated)
    pros = [voice for voice in heard if voice.says == "claim"]
    cons = [voice for voice in heard if voice.says != "claim"]
    margin = _loudness(pros) - _loudness(cons) + _prior(seated)
    side = pros if margin > 0 else cons
    loudest = side[0] if side else None
    why = "claim" if margin > 0 else loudest.says if loudest else "no pledge words"
    return SumKind(pledge=margin > 0, why=why, margin=margin, cue=loudest)


def _loudness(heard: Sequence[Voice]) -> float:
    return sum(v.strength * share for v, share in zip(heard, _SHARES, strict=False))


def _prior(seated: SeatedSum) -> float:
    """What the seat and the size say before any word is read."""
    line, value = seated.line, 0.1
    if line.part == "title":
        value += 2.0
    elif line.part == "deck":
        value += 1.5
    elif line.part == "boilerplate":
        value -= 2.5
    elif line.number <= 1:
        value += 1.0
    elif line.part == "item":
        value += 0.3
    elif line.number > 8:
        value -= 0.4
    dollars = seated.amount.usd
    if dollars is not None and dollars < 5_000_000:
        value -= 3.0 if dollars < 500_000 else 1.5
    return value
