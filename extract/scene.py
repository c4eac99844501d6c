"""A document as the judges of its sums see it: each pledge among the others, and the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.gazetteer import PlaceMention
from extract.merging import Mention, Pledge
from repledge.contracts import Voice as Speaker

_MANY = 4  # companies whose pledges make a document a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A document's pledges and the sums that it tells as the past."""

    body: str
    lang: str
    day: date  # of the document
    title_end: int  # body[:title_end] is the title
    speaker: Speaker
    pledges: tuple[Pledge, ...]
    families: tuple[frozenset[str], ...]  # by pledge: group and parents of the company it names
    sums: tuple[Mention, ...]  # every sum of the document
    past: tuple[Mention, ...]
    places: tuple[PlaceMention, ...]
    named: tuple[tuple[int, frozenset[str]], ...] = ()  # each company: where, and its family

    def family_of(self, pledge: Pledge) -> frozenset[str]:
        """Ids of group and parents of the company that the pledge's sentence names."""
        pairs = zip(self.pledges, self.families, strict=True)
        return next((family for other, family in pairs if other is pledge), frozenset())

    def companies_in(self, start: int, end: int) -> frozenset[str]:
        """Ids of groups and parents of all companies named in `body[start:end]`."""
        found = (family for place, family in self.named if start <= place < end)
        return frozenset().union(*found)

    @property
    def of_many(self) -> bool:
        """Whether the document tells the pledges of many companies: a list, whoever keeps it."""
        apart: list[frozenset[str]] = []
        for family in filter(None, self.families):
            if not any(family & other for other in apart):
                apart.append(family)
        return len(apart) >= _MANY
