"""Towns, provinces and money of other countries: where a pledge goes outside the United States."""

from dataclasses import replace

import pytest

from extract.places import place_mentions, place_of
from tests.extract.seats import seat

NAMED = [
    # a province tells its country
    ("The plant in Tamil Nadu opens next year.", {"IN"}),
    ("Minas Gerais gets a second steel mill.", {"BR"}),
    # a town below the size of a metropolis, in a country where plants are built
    ("The cell factory at Kaiserslautern was stopped.", {"DE"}),
    # "state of" after "in the" is a place; a state's office is a party
    ("It builds a fab in the state of Saarland.", {"DE"}),
    ("The Government of Queensland signed.", set()),
    # where the text names American states, a small namesake abroad is none of its places
    ("Its Ohio and Texas mills buy from Charleroi.", {"US"}),
    # ... but is where its own country is named too
    ("Its Ohio and Belgium mills buy from Charleroi.", {"US", "BE"}),
    # who comes from a country is no place in it
    ("Three American technology groups will build it.", set()),
]


@pytest.mark.parametrize(("text", "countries"), NAMED)
def test_the_countries_that_a_text_names(text: str, countries: set[str]) -> None:
    assert {m.place.country for m in place_mentions(text)} == countries


MONEY = [
    # no place in the text: the sum's own money tells the country
    ("It will put Rs 5,000 crore into a new plant.", "INR", "IN"),
    ("It will put R$3 billion into a new plant.", "BRL", "BR"),
    # money of many countries says nothing
    ("It will put EUR 3 billion into a new plant.", "EUR", None),
    ("It will put $3 billion into a new plant.", "USD", None),
    # a place that is named wins
    ("It will put £3 billion into a plant in Spain.", "GBP", "ES"),
    # the country of the claim's own sentence is not overruled by a town nearby
    ("Work at Salzgitter goes on. Up to C$7 billion goes to Canada as planned.", "CAD", "CA"),
]


@pytest.mark.parametrize(("text", "currency", "country"), MONEY)
def test_the_country_of_a_sum(text: str, currency: str, country: str | None) -> None:
    sentence = text.split(". ")[-1]
    claim = replace(seat(sentence, text=text), currency=currency)
    found = place_of(claim, place_mentions(claim.view.body))
    assert (found.value.country if found else None) == country
