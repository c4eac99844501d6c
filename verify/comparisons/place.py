"""Where: country, state, city. A place that only one side names is part or whole, not different."""

from __future__ import annotations

from repledge.contracts import Claim, Comparison, Level, Place
from repledge.text import fold


def compare_place(claim: Claim, earlier: Claim) -> Comparison:
    """Same site, same state, one inside the other, elsewhere, or missing."""
    new, old = claim.place, earlier.place
    level = place_level(new, old)
    words = {
        "same": "Both name the same site.",
        "close": "Both are in the same state or country; no site tells them apart.",
        "part": "The new one names a site inside the earlier one's area.",
        "whole": "The new one covers an area that holds the earlier site.",
        "different": "The sites are in different places.",
        "missing": "One of the two names no place.",
    }
    return Comparison(
        field="place", level=level, sentence=words[level], left=printed(new), right=printed(old)
    )


def place_level(new: Place, old: Place) -> Level:
    """The level of two places; see `compare_place` for the words."""
    if not new.country or not old.country:
        return "missing"
    if new.country != old.country:
        return "different"
    if bool(new.region) != bool(old.region):
        return "part" if new.region else "whole"
    if new.region != old.region:
        return "different"
    if new.city and old.city:
        return "same" if same_site(new.city, old.city) else "different"
    return "close"


def same_site(left: str, right: str) -> bool:
    """Two spellings of one city, county or site: one holds the other."""
    a, b = fold(left), fold(right)
    return a in b or b in a


def printed(place: Place) -> str | None:
    """A place in words, the smallest part first."""
    parts = [part for part in (place.city, place.region, place.country) if part]
    return ", ".join(parts) or None
