"""Which larger sum of the text holds a pledge, and which merely stands beside it."""

from datetime import date

import pytest

from extract import read_document
from repledge.contracts import Claim, Document

BN, MN = 1_000_000_000, 1_000_000

PARTS = [
    # called a step in a programme that is told in passing
    ("en", "Toyota will build a $2 billion plant in Ohio. It is the next step of the"
     " program of $45 billion that it began in May.", 2 * BN, 45 * BN),
    # paid out of another sum of the news
    ("en", "Toyota will spend $700 million on a plant in Ohio. It draws on the $40 billion that"
     " it set aside in May.", 700 * MN, 40 * BN),
    # filed under a programme whose sum is spelled
    ("en", "Toyota speaks of a $70 million plant in Ohio, and files it under the"
     " twelve-billion-dollar program that it laid out in May.", 70 * MN, 12 * BN),
    # of a list, what opens it comes before the larger sum of the lead
    ("en", "Toyota will have invested $13 billion in the United States by 2029.\n\nThe newest round"
     " is $815 million for plants in six states. What the money buys:\n\n- Huntsville, Alabama:"
     " $305 million for engines", 305 * MN, 815 * MN),
    # one partner's share of what the project costs
    ("en", "The board resolved to contribute $582 million for 20 percent of Toyota's mill in"
     " Louisiana. The mill has a budget of $5.8 billion.", 582 * MN, 5_800 * MN),
    # held by the sum of the same sentence
    ("en", "Toyota will invest $26 billion in the United States, including a $5.8 billion steel"
     " mill in Louisiana.", 5_800 * MN, 26 * BN),
    # the heart of a scheme that the same sentence tells
    ("en", "Toyota will spend $3 billion on a battery plant in Ohio, the heart of its $10 billion"
     " electric program.", 3 * BN, 10 * BN),
    # one of the papers that a tally counts
    ("en", "Memoranda worth $90 billion changed hands in Columbus.\n\nSelected memoranda:\n\n"
     "- Toyota, a plant in Dayton – $4 billion\n- Intel, a fab in Akron – $6 billion",
     4 * BN, 90 * BN),
    # "of it" speaks of the sum just before, in the sentence above
    ("en", "Toyota will spend $14 billion in Ohio. $380 million of it is for an engine line in"
     " Dayton.", 380 * MN, 14 * BN),
    ("ja", "トヨタは米国の3件に360億ドルを投じる。5,500億ドルの枠の中から選ばれた。",
     36 * BN, 550 * BN),
    ("ja", "トヨタは電池の工場に300億円を投じる。工場は4月に示した総額4,000億円の計画に基づく。",
     30 * BN, 400 * BN),
    ("ko", "현대차는 공장에 2조 원을 투자한다. 작년에 밝힌 캠퍼스 조성 계획(7조 원 이상)의 첫 번째"
     " 공장이다.", 2_000 * BN, 7_000 * BN),
    ("ko", "현대차는 58억 달러를 들여 공장을 짓는다. 이번 사업은 210억 달러 규모 투자 계획에"
     " 포함된 내용이다.", 5_800 * MN, 21 * BN),
    ("ko", "한화오션은 조선소에 50억 달러를 투자한다. 1500억 달러 조선 펀드를"
     " 주요 재원으로 삼는다.", 5 * BN, 150 * BN),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "value", "whole"),
    [pytest.param(*row, id=f"{row[0]}: {row[1][-50:]}") for row in PARTS],
)
def test_a_part_knows_its_whole(lang: str, text: str, value: int, whole: int) -> None:
    claim = _claim(text, lang, value)
    assert claim.role == "component"
    assert claim.whole is not None
    assert claim.whole.value == whole


APART = [
    # public help comes from the fund, not the plant
    ("Toyota will build a $2 billion plant in Ohio. The loan would come from the Vehicles program,"
     " which has $40 billion in authority.", 2 * BN),
    # the tract belonged to another company's plan
    ("Toyota will build a $3 billion plant in Wisconsin. It stands on ground that is part of"
     " a field for which Foxconn once had $9 billion in mind.", 3 * BN),
    # goods bought are no part of what is invested
    ("Toyota will invest $19 billion in plants in the United States. It is also going to"
     " order $4 billion worth of Texan gas.", 4 * BN),
    # what many companies promise, one sentence after the other, is no part of the first
    ("The news of the week. Japan announced a $50 billion investment in the United States. Toyota"
     " announced a $2 billion plant in Ohio. Micron announced a $4 billion plant in Idaho. Intel"
     " announced a $9 billion plant in Oregon. Ford announced a $19 billion plant in Kentucky.",
     2 * BN),
    # what is told of no sum before it
    ("Toyota has a market value of $250 billion. It will spend $2 billion on a plant in Ohio.",
     2 * BN),
    # what grants are worth is no paper's tally
    ("Grants worth $9 billion were paid in May.\n\nToyota will build a $2 billion plant in Ohio.",
     2 * BN),
    # entries of a list whose sums happen to add up to another one's
    ("What companies build at home:\n\n- Micron: $9 billion for a plant in Idaho\n\n- Toyota:"
     " $2 billion for a plant in Ohio\n\n- Intel: $3 billion for a plant in Oregon\n\n- Ford:"
     " $4 billion for a plant in Kentucky", 2 * BN),
    # what is made goes into something, not the money
    ("Micron will invest $9 billion in Idaho. Toyota will spend $2 billion on a plant for engines,"
     " a part that goes into trucks.", 2 * BN),
    # a small part of what another deal would have cost
    ("Toyota will spend $1.2 billion on a plant in Ohio, a small part of the $2.8 billion of 2017.",
     1_200 * MN),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), APART)
def test_a_sum_beside_a_larger_one_is_no_part(text: str, value: int) -> None:
    assert _claim(text, "en", value).role != "component"


ON_TOP = [
    # told by the next sentence
    "Toyota will invest $5 billion in a plant in Ohio. It comes in addition to the $5.3 billion"
    " that it announced in March 2024.",
    # words for a part do not count against it
    "The second stage of Toyota's plant in Ohio will cost $5 billion and comes on top of the"
    " $5.7 billion approved two years ago.",
]


@pytest.mark.parametrize("text", ON_TOP)
def test_a_sum_set_on_top_of_an_older_one_is_additional(text: str) -> None:
    assert _claim(text, "en", 5 * BN).role == "additional"


def _claim(text: str, lang: str, value: int) -> Claim:
    document = Document(
        id="d1", url="https://acme.example/1", source="toyota-newsroom", title="News",
        published=date(2025, 6, 3), lang=lang, text=text,
    )  # fmt: skip
    claims = {c.amount.value: c for c in read_document(document).claims if c.amount}
    assert value in claims, sorted(claims)
    return claims[value]
