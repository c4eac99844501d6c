"""A document as the judges of its sums see it: each pledge among the others, and the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.merging import Mention, Pledge
from extract.places import PlaceMention
from repledge.contracts import Voice as Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A document's pledges and the sums that it tells as the past."""

    body: str
    lang: str
    day: date  # of the document
    title_end: int  # body[:title_end] is the title
    speaker: Speaker
    pledges: tuple[Pledge, ...]
    past: tuple[Mention, ...]
    places: tuple[PlaceMention, ...]
