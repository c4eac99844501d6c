"""The trained weights and the odds they give."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import repeat
from pathlib import Path

from extract.pledge_odds.features import features
from repledge.contracts import Amount

# Where precision and recall balance on sets left out of training (claim F1 .90-.92 there from -1.0
# to -0.7): most sums that it learns from are no pledges, so that the raw odds lean to "none".
BAR = -0.8
WEIGHTS = Path(__file__).parent / "weights.json"


def pledge_odds(body: str, amount: Amount) -> float:
    """How strongly the words speak for a pledge: log-odds, 0 where for and against balance.

    Below -1.5 pledges are rare (one in ten of those of unseen sets), above 1 few are anything else.
    """
    weights = loaded_weights()
    return sum(map(weights.get, features(body, amount), repeat(0.0))) - BAR


@lru_cache
def loaded_weights() -> dict[str, float]:
    """The weights by feature; bench/hold_out.py puts others in their place."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return weights
