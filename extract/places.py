"""Places that a text names, and the place of one claim's project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.context import ClaimContext, Found
from repledge.contracts import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A country, US state, city, county or plant site in a text: `body[start:end] == text`."""

    place: Place
    text: str
    start: int
    end: int
    level: Literal["country", "region", "city", "site"]


def place_mentions(text: str, lang: str = "en") -> tuple[PlaceMention, ...]:
    """Every place that the text names, left to right, without overlaps."""
    del text, lang
    return ()


def place_of(context: ClaimContext, mentions: Sequence[PlaceMention]) -> Found[Place] | None:
    """Where the claim's money goes; region and city None where several, or none, are named."""
    del context, mentions
    return None
