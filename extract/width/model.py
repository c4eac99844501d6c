"""The trained weights and the odds they give."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path

from extract.merging import Pledge
from extract.scene import Scene
from extract.width.features import features

WEIGHTS = Path(__file__).parent / "weights.json"


def width_odds(scene: Scene, pledge: Pledge) -> float:
    """Log-odds that the sum is for several projects: above 0 an umbrella, below one project."""
    weights = _weights()
    return math.fsum(weights.get(name, 0.0) for name in set(features(scene, pledge)))


@lru_cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return weights
