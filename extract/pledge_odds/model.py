"""The trained weights and the odds they give."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extract.pledge_odds.features import Feature, features
from extract.pledge_odds.page import Page

Weights = dict[str, dict[str, float]]
"""By kind of feature and value."""

# Where precision and recall balance on sets left out of training: most sums that it learns from are
# no pledges, so that the raw odds lean to "none".
BAR = -1.2
PAST_BAR = -0.8
_MOST = 4.0
WEIGHTS = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """Log-odds, 0 where for and against balance: a pledge (made or told) against any other sum;
    a pledge told as the past against one made as news."""

    pledge: float
    past: float

    @property
    def made_or_told(self) -> float:
        """Of a pledge, made or told as the past, against any other sum: the two odds together.

        The second model has seen no other sums, so that its say is bounded.
        """
        return self.pledge + min(_MOST, math.log1p(math.exp(min(_MOST, self.past))))


def read_odds(page: Page) -> tuple[Odds, ...]:
    """How strongly the words speak, for each sum of the page."""
    models = loaded_weights()
    told = []
    for index in range(len(page.sums)):
        seen = list(features(page, index))
        pledge, past = (score(models[name], seen) for name in ("pledge", "past"))
        told.append(Odds(pledge=pledge - BAR, past=past - PAST_BAR))
    return tuple(told)


def score(weights: Weights, seen: Iterable[Feature]) -> float:
    """The sum of the weights of what is seen."""
    nothing: dict[str, float] = {}
    return sum([weights.get(kind, nothing).get(value, 0.0) for kind, value in seen])


@lru_cache
def loaded_weights() -> dict[str, Weights]:
    """The weights of the models `pledge` and `past`; bench/hold_out.py puts others there."""
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: told[name] for name in ("pledge", "past")}
