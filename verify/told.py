"""What two texts say besides their claims: town and county, plant and owner, a name in common.

A field that extraction left out, or filled from another sentence, may stand in the text itself. So
comparisons are softened by what one text names of the other; they are never made harder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from repledge.contracts import Claim, Comparison, Document
from verify.comparisons import FIELDS
from verify.evidence import Evidence
from verify.wording import names_in

SHORTEST = 4  # letters of a name that is looked for in a text; shorter ones stand inside words
DATELINE = 60  # characters of a text in which it may name the town that it was sent from
_PLACE_OF = {field: number for number, field in enumerate(FIELDS)}
_LOWER = re.compile(r"\b[a-z][a-z'-]+")
_LATIN_NAME = re.compile(r"[a-z][\w'-]{3,}")


def as_told(
    fields: tuple[Comparison, ...],
    claim: Claim,
    evidence: Evidence,
    old: Claim,
    other: Evidence,
) -> tuple[Comparison, ...]:
    """The comparisons, with what the two texts say besides.

    A site that the other text names too is no other site; a party that it names is not a stranger.
    An equal sum whose earlier text names the place of the news is not elsewhere; where one claim
    was read without a place, the texts may name it all the same.
    """
    text, older = evidence.document.body, other.document.body
    told = tuple(
        replace(c, level="close", sentence=f"One text names {c.left} and {c.right}.")
        if c.field in {"company", "site"}
        and c.level == "different"
        and (_names(older, c.left) or _names(text, c.right))
        else c
        for c in fields
    )
    place = told[_PLACE_OF["place"]]
    name = None
    if place.level == "different" and told[_PLACE_OF["amount"]].level == "same":
        name = _first_named(older, _places_of(claim, evidence))
    elif place.level == "missing" and told[_PLACE_OF["company"]].level in {"same", "part"}:
        name = _place_in_text(claim, evidence, old, other)
    if name is None:
        return told
    here = replace(place, level="close", sentence=f"Both texts name {name}.")
    return tuple(here if c is place else c for c in told)


def _place_in_text(claim: Claim, evidence: Evidence, old: Claim, other: Evidence) -> str | None:
    """The place of one claim in the text of the other, which was read without one; or any name
    that the two share in their titles and sentences, of a project also anywhere in the other."""
    if claim.place.country or old.place.country:
        placed = (claim, evidence) if claim.place.country else (old, other)
        text = (other if claim.place.country else evidence).document.body
        if found := _first_named(text, _places_of(*placed)):
            return found
    ours = _names_told(evidence.document, claim.quote.text)
    theirs = _names_told(other.document, old.quote.text)
    shared = ours & theirs
    if "umbrella" not in {claim.role, old.role}:
        shared |= ours & _names_told(other.document, other.document.text)
        shared |= theirs & _names_told(evidence.document, evidence.document.text)
    parties = names_in(" ".join(filter(None, (claim.company, old.company, *claim.partners))))
    return min(shared - parties, default=None)


def _places_of(claim: Claim, evidence: Evidence) -> tuple[str, ...]:
    """The words that a claim's place was read from, but for a dateline, which tells who writes."""
    start = len(evidence.document.title)
    read = (quote for field, quote in claim.evidence if field == "place")
    return tuple(q.text for q in read if not start <= q.start <= start + DATELINE)


@lru_cache(maxsize=4_096)  # the claims of a text ask its earlier documents in turn
def _names_told(document: Document, quote: str) -> frozenset[str]:
    """Latin names in the title and one sentence; words that the text has in small letters too
    (a headline in capitals) are no names."""
    found = names_in(f"{document.title} {quote}")
    names = {name for name in found if _LATIN_NAME.fullmatch(name)}
    return frozenset(names - set(_LOWER.findall(document.text))) if names else frozenset()


def _first_named(text: str, words: Iterable[str]) -> str | None:
    return next((name for name in words if _names(text, name)), None)


def _names(text: str, name: str | None) -> bool:
    return name is not None and len(name) >= SHORTEST and name in text
