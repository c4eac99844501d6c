"""The sector of a claim, from the words around it and what its company does.

Each cue of data/cues_sector.toml adds its weight, the more the nearer it stands to the claim. A
wide umbrella whose own words name several sectors alike, or a country's pledge that names no single
one, is `mixed`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from extract.context import ClaimContext, Found, Span
from extract.patterns import Patterns
from extract.wordtree import any_of

OWN, TITLE, NEAR, REST = 6.0, 2.5, 1.5, 0.3  # weight of a cue by where it stands
HINT = 7.0  # what the company does, against cues of weight 3; a third beside a specific cue
GENERAL = frozenset({"finance_real_estate", "mixed"})  # owners who build in every sector
MANY = 3  # sectors named alike in one sentence make an umbrella mixed


@dataclass(frozen=True, slots=True)
class _Cue:
    sector: str
    weight: float
    start: int
    end: int


def sector_of(context: ClaimContext, hints: Sequence[str] = ()) -> Found[str]:
    """The sector's code; `hints` are the sectors of the claim's companies, best first."""
    cues = _cues_in(context.view.body)
    own = [c for c in cues if context.start <= c.start < context.end]
    named = {c.sector for c in own if c.weight >= 2}
    wide = "mixed" in hints[:1] and context.role != "total" and len(named) != 1
    if wide or (context.role == "umbrella" and len(named) >= MANY):
        return Found(value="mixed", start=context.start, end=context.end)
    scores = _scores(context, cues, own)
    specific = any(c.weight >= 2 for c in own)
    for hint in hints[:1]:
        if hint not in GENERAL:
            scores[hint] += HINT / 3 if specific else HINT
    if not scores:
        return Found(value=hints[0] if hints else "mixed", start=context.start, end=context.start)
    best = max(scores, key=lambda code: scores[code])
    first = next((c for c in [*own, *cues] if c.sector == best), None)
    at = (first.start, first.end) if first else (context.start, context.start)
    return Found(value=best, start=at[0], end=at[1])


def _scores(
    context: ClaimContext, cues: Iterable[_Cue], own: Sequence[_Cue]
) -> defaultdict[str, float]:
    scores: defaultdict[str, float] = defaultdict(float)
    near = context.nearby(2, 2)
    for cue in cues:
        scores[cue.sector] += cue.weight * _closeness(context, near, cue, bool(own))
    for sector in {c.sector for c in own}:
        scores[sector] += 1.0
    return scores


def _closeness(context: ClaimContext, near: Sequence[Span], cue: _Cue, spoken: bool) -> float:
    if context.start <= cue.start < context.end:
        return OWN
    component = context.role == "component" and spoken
    if cue.start < context.view.title_end:
        return 0.0 if component else TITLE
    if any(a <= cue.start < b for a, b in near):
        return NEAR / 2 if component else NEAR
    other = any(a <= cue.start < b for a, b in context.others)
    return 0.0 if other or component else REST


@lru_cache(maxsize=8)  # one document's claims ask in a row
def _cues_in(body: str) -> tuple[_Cue, ...]:
    pattern, weights = _patterns()
    found = []
    for match in pattern.matches(body):
        sector, weight = (
            weights[match[0].lower()]
            if match[0].lower() in weights
            else weights[_singular(match[0].lower())]
        )
        found.append(_Cue(sector, weight, match.start(), match.end()))
    return tuple(found)


def _singular(word: str) -> str:
    return word.removesuffix("s")


@cache
def _patterns() -> tuple[Patterns, dict[str, tuple[str, float]]]:
    path = resources.files("extract") / "data" / "cues_sector.toml"
    weights: dict[str, tuple[str, float]] = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["cue"]:
        for word in row["words"]:
            weights.setdefault(word.lower(), (row["sector"], float(row["weight"])))
    latin = any_of(w for w in weights if w.isascii())
    others = any_of(w for w in weights if not w.isascii())
    return Patterns([re.compile(rf"\b{latin}s?\b|{others}", re.IGNORECASE)]), weights
