"""Which of the places of one name a text means: by the state beside it, its lands, its size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.gazetteer import Entry, states_by_name

LARGE_CITY = 90_000  # people: a city that a text may name without its state
KNOWN_CITY = 300_000  # people: a city abroad that an American text may name without its country
SOLE_TOWN = 20_000  # the same for a name that only one state has

# money of one country beside a figure: the text is about that country too
_MONEY = {
    "GB": re.compile(r"£\s?\d"),
    "CA": re.compile(r"(?:C\$|CA\$|CAD\s)\s?\d"),
    "AU": re.compile(r"A\$\s?\d"),
    "NZ": re.compile(r"NZ\$\s?\d"),
    "IN": re.compile(r"₹\s?\d|crore\b(?<!\wcrore)"),
    "BR": re.compile(r"R\$\s?\d"),
}
_BESIDE = re.compile(r",?\s*\(?\s*([A-Z][\w. ]{1,16}?)(?=[,.;:)’'\s]|$)")


def regions_of(entries: Sequence[Entry]) -> set[str]:
    """The states that a name may stand for."""
    return {e.place.region for e in entries if e.level == "region" and e.place.region}


def lands_of(text: str, entries: Iterable[Entry]) -> set[str | None]:
    """The countries that the text names as such, by themselves, by a province or by their money."""
    named = {e.place.country for e in entries if e.level == "country"}
    return named | {land for land, money in _MONEY.items() if money.search(text)}


def sole_states(readings: Iterable[Sequence[Entry]]) -> set[str]:
    """The states of towns and counties that only one state has: other towns may lie there too."""
    found = [{e.place.region for e in entries} for entries in readings if not entries[0].everyday]
    return {region for states in found if len(states) == 1 for region in states if region}


def reading_of(
    text: str,
    end: int,
    entries: Sequence[Entry],
    named: set[str],
    lands: set[str | None],
    beside: set[str],
) -> Entry | None:
    """The one entry that a name stands for here; None where it stays open.

    `named` are the states that the text names, `beside` those of the other towns in it.
    """
    if entries[0].level in {"country", "region", "site"}:
        return entries[0]
    state = _state_beside(text, end)
    chosen = [e for e in entries if e.place.region == state] if state else []
    if not chosen and entries[0].everyday:
        return None
    if not chosen:
        entries = _of_the_text(entries, named, lands)
        if not entries:
            return None
    chosen = chosen or [e for e in entries if e.place.region in named]
    if len({e.place.region for e in chosen}) == 1:
        return chosen[0]
    largest, others = entries[0], entries[1:]
    if not others and (largest.size == 0 or largest.size >= SOLE_TOWN):
        return largest
    near = [e for e in entries if e.place.region in beside and e.size >= SOLE_TOWN]
    if not named and len({e.place.region for e in near}) == 1:
        return near[0]
    clear = largest.size >= LARGE_CITY and all(largest.size >= 3 * e.size for e in others)
    return largest if clear and not chosen else None


def _of_the_text(
    entries: Sequence[Entry], named: set[str], lands: set[str | None]
) -> Sequence[Entry]:
    """Towns in a country of the text: American ones not where it names others only, small ones
    abroad not where it names American states and not their country, namesakes in their own only.
    """
    entries = [e for e in entries if not e.namesake or e.place.country in lands]
    if not named and lands - {None} and "US" not in lands:
        return [e for e in entries if e.place.country != "US"]
    if not named:
        return entries
    return [e for e in entries if e.place.country in {"US", *lands} or e.size >= KNOWN_CITY]


def _state_beside(text: str, end: int) -> str | None:
    match = _BESIDE.match(text, end)
    if not match:
        return None
    names = states_by_name()
    words = text[match.start(1) : match.start(1) + 20]
    for name, code in names.items():
        if words.startswith(name):
            return code
    return None
