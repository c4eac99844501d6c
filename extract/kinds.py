"""What a sum is taken for: a pledge, or one of the many sums that are none.

Two judges are added up. Cues near the sum each speak for one kind with their weight, less the
further they stand away and the more clause marks and other sums lie between; they give the reason
that a reader is shown. A small trained model over the words near the sum knows the ways of telling
that no cue lists. The seat in the release adds a prior. Pledges told as the past are told apart
afterwards (background.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extract.cues import Voice, cues_of, find_cue, voices
from extract.headnoun import head_of, with_head
from extract.places import place_mentions
from extract.sums import SeatedSum

_SHARES = (1.0, 0.4, 0.2)  # what the loudest, second and third cue of a kind count
_ODDS = 2.0  # what the model's log-odds count against the cues
_SURE = 2.4  # log-odds at which the model stops: alone it never outvotes several cues
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BESIDE = 25  # characters to either side of a sum that may date it
_OPENING = 400  # characters of the text that, with the title, say what it is about
_LOUD = 4.0  # strength of a cue that settles what a sum is
_HEADLINE = 6  # words of a link that make it the headline of another page
# dollars below which a pledge is rare, all but unheard of, and the price of a single thing
_SMALL, _TINY, _TRIFLE = 5_000_000, 1_000_000, 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SumKind:
    """The decision, its margin (above 0: a pledge) and the cue that spoke loudest for it."""

    pledge: bool
    why: str  # claim, or the kind of no-pledge
    margin: float
    cue: Voice | None
    sure: bool = False  # no pledge, and its own noun says so: a loan, a grant, a contract


def sum_kind(body: str, lang: str, day: date, seated: SeatedSum, odds: float) -> SumKind:
    """Decide whether the sum is a pledge; `why` is `claim` or the kind of no-pledge.

    `odds` are those of the trained model.
    """
    head = head_of(body, lang, seated)
    heard = with_head(lang, seated, head, voices("cues_sums", body, lang, seated))
    pros = [voice for voice in heard if voice.says == "claim"]
    cons = [voice for voice in heard if voice.says != "claim"]
    margin = _loudness(pros) - _loudness(cons) + _ODDS * min(_SURE, odds)
    margin += _seat_prior(seated) + _size_prior(seated) + _dated_prior(body, day, seated)
    margin += _topic_prior(body, lang, seated) + _framing_prior(body, seated)
    margin -= _release_prior(body, lang)
    side = pros if margin > 0 else cons
    loudest = side[0] if side else None
    why = "claim" if margin > 0 else loudest.says if loudest else "no pledge words"
    objects = head is not None and head.says != "claim"
    sure = margin <= 0 and (objects or (bool(cons) and cons[0].strength >= _LOUD))
    return SumKind(pledge=margin > 0, why=why, margin=margin, cue=loudest, sure=sure)


def _release_prior(body: str, lang: str) -> float:
    """How far the kind of release, told by its title, speaks against a pledge.

    Half as far where the title names a project too: a loan for a plant also tells of the plant.
    """
    return _kind_of_release(body[: max(0, body.find("\n"))], lang)


@lru_cache(maxsize=8)  # every sum of a release asks for its title
def _kind_of_release(title: str, lang: str) -> float:
    kinds = cues_of("cues_release", lang).find(title)
    weights = sorted((cue.weight for cue, _ in kinds), reverse=True)
    whole = sum(weight * share for weight, share in zip(weights, _SHARES, strict=False))
    return whole / 2 if find_cue("cues_topic", "project", lang, title, 0, len(title)) else whole


def _loudness(heard: Sequence[Voice]) -> float:
    return sum(v.strength * share for v, share in zip(heard, _SHARES, strict=False))


def _seat_prior(seated: SeatedSum) -> float:
    """Headlines and leads tell pledges, boilerplate and the tail of a release rarely do."""
    line = seated.line
    again = 0.4 if seated.told_again else 0.0
    if line.part in ("title", "deck"):
        return 2.0 + again
    if line.part == "boilerplate":
        return again - 2.5
    lead = 0.6 if line.number <= 1 else 0.3 if line.part == "item" else 0.0
    return again + lead + 0.6 - 1.2 * seated.depth


def _framing_prior(body: str, seated: SeatedSum) -> float:
    """Questions state nothing; cut teasers and the texts of links tell what another page says."""
    line = seated.line
    last = body[line.start : line.end].rstrip("\"”’')*_ ")[-1:]
    cut = -8.0 if last == "?" else -1.0 if last == "…" else 0.0
    return cut - (8.0 if _in_headline_of_link(body, seated) else 0.0)


def _in_headline_of_link(body: str, seated: SeatedSum) -> bool:
    opened = body.rfind("[", max(seated.line.start - 1, 0), seated.amount.start)
    closed = body.find("](", seated.amount.end, seated.line.end)
    if opened < 0 or closed < 0 or "](" in body[opened : seated.amount.start]:
        return False
    return len(body[opened:closed].split()) >= _HEADLINE


def _size_prior(seated: SeatedSum) -> float:
    dollars = seated.amount.usd
    if dollars is None:  # coins, or a currency without a rate
        dollars = seated.amount.value if seated.amount.value < _TRIFLE else _SMALL
    if dollars >= _SMALL:
        return 0.6 if seated.twins else 0.0
    return -6.0 if dollars < _TRIFLE else -3.0 if dollars < _TINY else -1.5


def _dated_prior(body: str, day: date, seated: SeatedSum) -> float:
    """A year right beside the sum: results carry a past one, plans a future one."""
    start, end = seated.span
    left, right = max(seated.line.start, start - _BESIDE), min(seated.line.end, end + _BESIDE)
    years = [int(year) for year in _YEAR.findall(body, left, right)]
    if any(year < day.year for year in years):
        return -0.6
    return 0.2 if any(year > day.year for year in years) else 0.0


def _topic_prior(body: str, lang: str, seated: SeatedSum) -> float:
    """Without works or a place in the sentence, and without a project above it, a pledge is rare.

    Newswire is full of rounds, coins, verdicts and shares; what they lack is a thing to build.
    """
    opening = body.find("\n") + 1 + _OPENING
    if lang in ("ja", "ko") or _names_works(body, lang, seated.line.start, seated.line.end):
        return 0.0
    if _names_project(body, lang, opening):
        return 0.0
    return -1.5 if place_mentions(body[seated.line.start : seated.line.end], lang) else -3.0


@lru_cache(maxsize=256)  # a sentence with many sums is searched once
def _names_works(body: str, lang: str, start: int, end: int) -> bool:
    return find_cue("cues_topic", "works", lang, body, start, end) is not None


@lru_cache(maxsize=8)  # every sum of a release asks for its opening
def _names_project(body: str, lang: str, end: int) -> bool:
    return find_cue("cues_topic", "project", lang, body, 0, end) is not None
