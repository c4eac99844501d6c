"""Role, nature, commitment and disclosure of claims, each with a near miss."""

from datetime import date

import pytest

from extract import read_document
from repledge.contracts import Claim, Document


def claims_of(title: str, text: str, *, source: str = "acme-newsroom") -> dict[int, Claim]:
    document = Document(
        id="d1", url="https://acme.example/1", source=source, title=title,
        published=date(2025, 3, 3), lang="en", text=text,
    )  # fmt: skip
    return {c.amount.value: c for c in read_document(document).claims if c.amount}


M, B = 1_000_000, 1_000_000_000

ROLES = [
    # one plant
    ("Acme will build a $2 billion plant in Dayton, Ohio.", 2 * B, "total"),
    # two buildings at one address are one project
    ("Acme will build two plants on its campus in Dayton, Ohio, for $2 billion.", 2 * B, "total"),
    # several states
    ("Acme will invest $2 billion in plants in Ohio, Texas and Utah.", 2 * B, "umbrella"),
    # a part with its whole
    ("Acme will invest $2 billion at sites across the country. Of this, $500 million will go to "
     "a plant in Ohio.", 500 * M, "component"),
    # an increment that names what it comes on top of
    ("Acme will invest an additional $300 million in its plant in Dayton, Ohio, on top of the "
     "$2 billion announced in 2023.", 300 * M, "additional"),
    # "additional" without a base is not enough
    ("Acme will invest an additional $300 million in the United States.", 300 * M, "umbrella"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "role"), ROLES)
def test_role(text: str, value: int, role: str) -> None:
    assert claims_of("Acme Announces Investment", text)[value].role == role


NATURES = [
    ("Acme will invest $2 billion in a plant in Ohio.", "investment"),
    ("Acme will buy $2 billion worth of goods from American factories.", "purchase"),
    # the value of a contract is paid for goods, not for a plant
    ("Acme announced a $2 billion agreement with Beta Biotech to produce drugs.", "purchase"),
    # "investment" into products buys them
    ("Acme announced a $2 billion investment in U.S. energy products.", "purchase"),
    ("Acme announced a $2 billion investment in U.S. energy infrastructure.", "investment"),
    ("The two governments agreed on an economic exchange of $2 billion for industry.", "trade"),
    ("Acme will produce AI servers worth $2 billion in its plants in Ohio.", "output"),
]


@pytest.mark.parametrize(("text", "nature"), NATURES)
def test_nature(text: str, nature: str) -> None:
    assert claims_of("Acme Announces Plans for Ohio Industry", text)[2 * B].nature == nature


COMMITMENTS = [
    ("Acme will build a $2 billion plant in Dayton, Ohio.", "firm"),
    ("Acme plans to build a $2 billion plant in Dayton, Ohio.", "plan"),
    # a plan whose ground is broken is no mere plan
    ("Acme broke ground for the $2 billion plant it plans in Dayton, Ohio.", "firm"),
    ("Acme is considering a $2 billion plant in Dayton, Ohio.", "mou"),
    ("Subject to approval by the county, Acme will build a $2 billion plant.", "conditional"),
    # a stopped project is a plan again
    ("Acme has shelved its $2 billion plant in Dayton, Ohio.", "plan"),
    # a programme over years is a plan, whatever the verb
    ("Acme will invest $2 billion in plants across the United States.", "plan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "commitment"), COMMITMENTS)
def test_commitment(text: str, commitment: str) -> None:
    assert claims_of("Acme and Its Plant", text)[2 * B].commitment == commitment


DISCLOSED = [
    ("Acme broke ground for the $2 billion plant in Ohio, as presented last June.", True),
    ("Acme raised its investment in the Ohio plant from $1 billion to $2 billion.", True),
    # a piece of an earlier plan, told in a sentence of its own
    (
        "Acme will build a $2 billion plant in Ohio. It is part of the plan, presented in Detroit "
        "two weeks ago, to grow at home.",
        True,
    ),
    # a raise that is told without the older sum
    ("The expansion brings the total investment in the Ohio plant to $2 billion.", True),
    # capacity that is raised is no older money
    ("Acme will invest $2 billion in Ohio to raise capacity from 35 to 50 units.", False),
    # announced by somebody, at an event: the news dates itself
    (
        "Acme will build a $2 billion plant in Ohio. The project was announced by the governor.",
        False,
    ),
    ("Acme will build a $2 billion plant in Ohio, announced on March 3, 2025.", False),
    # the day of the news itself is no earlier announcement
    ("Acme announced today that it will build a $2 billion plant in Ohio.", False),
    # work that began earlier is no announcement
    ("Acme, at work in Ohio since 2013, will build a $2 billion plant there.", False),
]


@pytest.mark.parametrize(("text", "disclosed"), DISCLOSED)
def test_disclosed(text: str, disclosed: bool) -> None:
    claim = claims_of("Acme Builds in Ohio", text)[2 * B]
    assert claim.disclosed is disclosed
    assert (claim.told_before is not None) is disclosed


def test_a_raised_sum_keeps_the_older_one_as_its_base() -> None:
    claim = claims_of(
        "Acme Builds in Ohio", "Acme raised its investment in Ohio from $1 billion to $2 billion."
    )[2 * B]
    assert claim.base is not None
    assert claim.base.value == B


def bare(title: str, text: str, lang: str = "en") -> tuple[Claim, ...]:
    document = Document(
        id="d1",
        url="u",
        source="wire-a",
        title=title,
        published=date(2025, 3, 3),
        lang=lang,
        text=text,
    )
    return read_document(document).claims


def test_a_named_site_without_a_sum_is_a_claim_only_as_the_headline() -> None:
    lead = "General Motors said today that it will build a plant in Ohio."
    (claim,) = bare("General Motors to Build a Plant in Ohio", lead)
    assert claim.amount is None
    assert claim.company == "General Motors"
    assert bare("General Motors Reports Earnings", lead) == ()  # not the headline
    assert bare("General Motors to Buy a Plant in Ohio", lead) == ()  # buying is no pledge
    covered = bare("General Motors to Build a Plant", lead + " It will invest $2 billion in it.")
    assert [c.amount is None for c in covered] == [False]  # a sum of the text covers it


@pytest.mark.parametrize(
    ("lang", "title", "lead", "other", "own"),
    [
        (
            "en",
            "General Motors to Build a Plant in Ohio",
            "General Motors said today that it will build a plant in Ohio.",
            "Ford is to invest $2 billion in a plant in Michigan.",
            "General Motors is to invest $2 billion in the plant.",
        ),
        (
            "ja",
            "三菱電機、福山に半導体工場　用地を取得",
            "三菱電機は広島県福山市に半導体の工場を建てるため、用地を取得した。",
            "ロームは宮崎県に1000億円を投じて工場を建設する。",
            "三菱電機は工場に1000億円を投じる。",
        ),
        (
            "ko",
            "현대모비스, 울산 부품공장 착공 미뤄",
            "현대모비스가 울산에 지을 부품 공장의 착공을 미뤘다.",
            "LG전자는 창원에 1,000억 원을 들여 공장을 짓는다.",
            "현대모비스는 이 공장에 1,000억 원을 투자한다.",
        ),
    ],
)
def test_another_companys_sum_does_not_hide_the_headlines_project(
    lang: str, title: str, lead: str, other: str, own: str
) -> None:
    (claim,) = bare(title, f"{lead}\n\n{other}", lang)
    assert claim.amount is None
    covered = bare(title, f"{lead}\n\n{own}", lang)
    assert [c.amount is None for c in covered] == [False]
