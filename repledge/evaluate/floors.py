"""Quality floors: figures that a change may raise and never lower (tests/gold/floors.json)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from repledge.evaluate.score import Figures

Floors = dict[str, dict[str, float]]  # run ("oracle develop", ...) -> figure -> floor

# Figures under a floor; all of them are better when higher.
HELD = (
    "claim_f1", "flag_precision", "flag_recall", "flag_f1", "relation_macro_f1",
    "evidence_hit_at_1", "evidence_hit_any", "evidence_hit_top_20", "candidate_hit_top_20",
    "net_new_interval_hit",
)  # fmt: skip


def read_floors(path: Path) -> Floors:
    """The floors of all runs."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def below(floors: Mapping[str, float], figures: Figures) -> list[str]:
    """A sentence for each figure that fell under its floor."""
    return [
        f"{name} is {figures[name]:.3f}, its floor is {floor:.3f}"
        for name, floor in floors.items()
        if figures[name] is None or figures[name] < floor
    ]


def raised(floors: Mapping[str, float], figures: Figures) -> dict[str, float]:
    """The floors lifted to the figures, cut to three digits; none is lowered."""
    found = {name: math.floor(1000 * (figures[name] or 0.0)) / 1000 for name in HELD}
    return {name: max(value, floors.get(name, 0.0)) for name, value in found.items()}
