"""The trained weights, the odds they give, and where they overrule the rules."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path

from extract.commitment import Decided
from extract.layout import Line
from extract.scene import Scene
from extract.settled.features import Case, features
from repledge.contracts import Commitment

WEIGHTS = Path(__file__).parent / "weights.json"
BAR = 0.8  # log-odds, more than two to one, below which the rules' answer stands


_WEIGHED = ("firm", "plan")


def weighed(scene: Scene, lines: Sequence[Line], case: Case) -> Decided:
    """The rules' answer, unless the model overrules it; then no single words decided."""
    ruled = case.decided[0]
    if ruled not in _WEIGHED:
        return case.decided
    said = overruled(ruled, settled_odds(scene, lines, case))
    return case.decided if said == ruled else (said, None)


def overruled(ruled: Commitment, odds: float) -> Commitment:
    """The rules' answer; firm and plan change places where the odds are clear.

    Memoranda and conditions stand: their words say what no odds can.
    """
    if ruled not in _WEIGHED or abs(odds) < BAR:
        return ruled
    return "firm" if odds > 0 else "plan"


def settled_odds(scene: Scene, lines: Sequence[Line], case: Case) -> float:
    """Log-odds that the pledge is decided: above 0 firm, below a plan."""
    return odds_of(_weights(), set(features(scene, lines, case)))


def odds_of(weights: Mapping[str, float], names: Set[str]) -> float:
    """The sum of the weights of what is seen, exactly: in any order the same."""
    return math.fsum(weights.get(name, 0.0) for name in names)


@lru_cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return weights
