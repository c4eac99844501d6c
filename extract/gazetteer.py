"""The places that are known by name: countries, US states, towns and counties, plant sites."""

from __future__ import annotations

import csv
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from extract.matcher import Matcher
from repledge.contracts import Place

Level = Literal["country", "region", "city", "site"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a name; `size` is the number of people, 0 where unknown."""

    place: Place
    level: Level
    size: int
    everyday: bool = False  # named like an everyday word
    namesake: bool = False  # named like an American town or like people: read in its own land only


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A country, US state, city, county or plant site in a text: `body[start:end] == text`."""

    place: Place
    text: str
    start: int
    end: int
    level: Level


@cache
def place_table() -> dict[str, Any]:
    """The hand-kept names of data/places.toml."""
    path = resources.files("extract") / "data" / "places.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def state_codes() -> frozenset[str]:
    """The codes of the US states."""
    return frozenset(place_table()["states"])


@cache
def states_by_name() -> dict[str, str]:
    """State codes by every name and code, the longest name first."""
    pairs = [(name, code) for code, names in place_table()["states"].items() for name in names]
    codes = [(code, code) for code in place_table()["states"]]
    return dict(sorted([*pairs, *codes], key=lambda pair: -len(pair[0])))


@cache
def gazetteer() -> tuple[Matcher, dict[str, list[Entry]]]:
    """A matcher of all names, and what each may stand for, the likeliest first."""
    entries: dict[str, list[Entry]] = {}
    for name, entry in _entries():
        filed = entries.setdefault(name, [])
        # hand-kept names stand first and settle what a gazetteer would leave open
        if not filed or filed[0].level not in {"country", "region", "site"}:
            filed.append(entry)
    return Matcher((name, name) for name in entries), entries


def _entries() -> Iterator[tuple[str, Entry]]:
    table = place_table()
    for code, names in (*table["countries"].items(), *table["provinces"].items()):
        for name in names:
            yield name, Entry(Place(country=code), "country", 0)
    for name in table["areas"]["names"]:
        yield name, Entry(Place(), "country", 0)
    for code, names in table["states"].items():
        for name in names:
            forms = (name,) if name.isascii() else (f"{name}州", f"{name}주", name)
            for form in forms:
                yield form, Entry(Place(country="US", region=code), "region", 0)
    for site in table["sites"]:
        for name in site["names"]:
            region = site.get("region")
            place = Place(country=site.get("country", "US"), region=region, city=name.split(",")[0])
            yield name, Entry(place, "site", 0)
    yield from _cities()


def _cities() -> Iterator[tuple[str, Entry]]:
    path, everyday = resources.files("extract") / "data" / "gazetteer.csv", _everyday()
    lines = (row for row in path.read_text(encoding="utf-8").splitlines() if row[:1] != "#")
    for row in csv.DictReader(lines):
        name = row["name"]
        place = Place(country=row["country"], region=row["region"] or None, city=name)
        entry = Entry(
            place,
            "city",
            int(row["population"]),
            everyday=name in everyday,
            namesake=row["kind"] == "namesake",
        )
        yield name, entry
        if (plain := _without_accents(name)) != name:
            yield plain, entry


def _everyday() -> frozenset[str]:
    return frozenset(place_table()["everyday"]["names"])


def _without_accents(name: str) -> str:
    """ "Montréal" as it is often printed: "Montreal"; names in other scripts stay."""
    split = unicodedata.normalize("NFKD", name)
    return (
        "".join(c for c in split if not unicodedata.combining(c)) if name[:1] < "\u0250" else name
    )
