"""Towns, provinces and money of other countries: where a pledge goes outside the United States."""

import re
from dataclasses import replace

import pytest

from extract.places import place_mentions, place_of
from repledge.contracts import Role
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
    # a town that shares its name with an American one is read in texts of its own land
    ("Derby in Britain gets a second line.", {"GB"}),
    ("The Derby hall costs £3 million.", {"GB"}),
    # ... and nowhere else
    ("Its Ohio hall buys from Worthing.", {"US"}),
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
    # what a text tells of another country does not take a sum in pounds there; near miss: in euros
    ("Sales to China fell. It will put £3 billion into a new plant.", "GBP", "GB"),
    ("Sales to China fell. It will put EUR 3 billion into a new plant.", "EUR", "CN"),
    # a province that is told as where, not as who
    ("It will put $3 billion into a mine in the Canadian province of Manitoba.", "USD", "CA"),
    ("It will put $3 billion into a mill in Manitoba that will employ 90.", "USD", "CA"),
    # a continent told apart from a country says no more; told beside it, it does
    ("As part of its plan for Asia it will put $3 billion into mills in Zambia.", "USD", "ZM"),
    ("It will put $3 billion into mills in Europe and Zambia.", "USD", None),
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


SPACELESS_PLACES = [
    # a town behind its prefecture
    ("ja", "total", "石川県能美市の工場に500億円を投資する。", "JP"),
    ("ko", "total", "인천광역시 공장에 5조원을 투자한다.", "KR"),
    # where people met, and where a partner comes from
    ("ja", "umbrella", "東京都内で開いた説明会で、米国に10億ドルを投資すると述べた。", "US"),
    ("ja", "total", "台湾の力晶（PSMC）と結んだ。宮城県の工場に500億円を投資する。", "JP"),
    ("ja", "total", "台湾・力晶、宮城県の工場に500億円を投資する。", "JP"),
    ("ko", "total", "일본 혼다와 손잡고 캐나다 공장에 5조원을 투자한다.", "CA"),
    # the press's short word for the United States
    ("ja", "umbrella", "トヨタは米に5年で10億ドルを投資する。", "US"),
    ("ko", "umbrella", "美 배터리 공장에 5조원을 투자한다.", "US"),
    # a ceremony at the head office, and what was signed there
    ("ko", "total", "서울 마포 본사에서 5조원 규모의 캐나다 투자 계약을 체결했다.", "CA"),
    # several countries are none
    ("ja", "umbrella", "米国、カナダ、日本などに2兆円を投資する。", None),
    # at home, in its own money and with no other country; near miss: in dollars
    ("ja", "total", "500億円を投資して新棟を建てる。", "JP"),
    ("ko", "total", "5조원을 투자해 라인을 늘린다.", "KR"),
    ("ja", "total", "5億ドルを投資して新棟を建てる。", None),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "role", "text", "country"), SPACELESS_PLACES)
def test_country_in_japanese_and_korean(
    lang: str, role: Role, text: str, country: str | None
) -> None:
    money = {"円": "JPY", "원": "KRW"}.get(next(iter(re.findall("[円원]", text)), ""), "USD")
    claim = replace(seat(text, lang=lang, role=role), currency=money)
    found = place_of(claim, place_mentions(f"News\n{text}", lang))
    assert (found.value.country if found else None) == country
