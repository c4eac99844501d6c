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
Tables = dict[str, dict[str, tuple[float, float]]]
"""By kind of feature and value: the weights of the models `pledge` and `past`."""

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
    tables = loaded_weights()
    told = []
    for index in range(len(page.sums)):
        pledge, past = score(tables, features(page, index))
        told.append(Odds(pledge=pledge - BAR, past=past - PAST_BAR))
    return tuple(told)


def score(tables: Tables, seen: Iterable[Feature]) -> tuple[float, float]:
    """The sums of the weights of what is seen, of either model."""
    pledge = past = 0.0
    for kind, values in seen:
        table = tables.get(kind)
        if table:
            for value in values:
                if value in table:
                    first, second = table[value]
                    pledge += first
                    past += second
    return pledge, past


def joined(pledge: Weights, past: Weights) -> Tables:
    """Both models in one table: by kind of feature and value, the weight in either."""
    nothing: dict[str, float] = {}
    return {
        kind: {
            value: (
                pledge.get(kind, nothing).get(value, 0.0),
                past.get(kind, nothing).get(value, 0.0),
            )
            for value in {*pledge.get(kind, nothing), *past.get(kind, nothing)}
        }
        for kind in {*pledge, *past}
    }


@lru_cache
def loaded_weights() -> Tables:
    """The weights of both models; bench/hold_out.py puts others in their place."""
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return joined(told["pledge"], told["past"])
