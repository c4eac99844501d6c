"""Where: country and state, and apart from them the town or site.

A place that only one side names is part or whole, not different. Towns and counties of one project
are told by many names (the town, the county, the megasite): another name alone sets nothing apart.
"""

from __future__ import annotations

from repledge.contracts import Claim, Comparison, Level, Place
from repledge.text import fold
from verify.wording import comparable


def compare_place(claim: Claim, earlier: Claim) -> Comparison:
    """Same site, same state, one inside the other, elsewhere, or missing."""
    new, old = claim.place, earlier.place
    level = place_level(new, old)
    words = {
        "same": "Both name the same site.",
        "close": "Both are in the same state or country.",
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
    if new.city and old.city and same_site(new.city, old.city):
        return "same"
    return "close"


def spots(place: Place) -> frozenset[str]:
    """The state and the town of a place: what two claims must share, where no party ties them."""
    parts = (place.region, place.city and fold(place.city))
    return frozenset(f"{place.country}-{part}" for part in parts if place.country and part)


def compare_site(claim: Claim, earlier: Claim) -> Comparison:
    """The town or site alone; two names may still mean one place."""
    new, old = claim.place.city, earlier.place.city
    level: Level = "missing"
    if new and old and comparable(new, old):
        level = "same" if same_site(new, old) else "different"
    words = {
        "same": f"Both name {new}.",
        "different": f"One names {new}, the other {old}.",
        "missing": "One of the two names no site, or names it in another script.",
    }
    return Comparison(field="site", level=level, sentence=words[level], left=new, right=old)


def same_site(left: str, right: str) -> bool:
    """Two spellings of one city, county or site: one holds the other."""
    a, b = fold(left), fold(right)
    return a in b or b in a


def printed(place: Place) -> str | None:
    """A place in words, the smallest part first."""
    parts = [part for part in (place.city, place.region, place.country) if part]
    return ", ".join(parts) or None
