"""The low end of what is new: nothing where ordinary spending may be inside, else the whole sum."""

from dataclasses import replace
from typing import Any

import pytest

from repledge.contracts import Claim, Horizon, Place
from tests.verify.build import BILLION, claim, evidence, told, usd
from verify.evidence import Evidence
from verify.history import MemoryHistory
from verify.recall import names_its_sites
from verify.verdict import judge_document

US = Place(country="US")
PLAN: dict[str, Any] = {"role": "umbrella", "place": US, "horizon": Horizon(end=2030)}
PART: dict[str, Any] = {"role": "component", "place": US, "whole": usd(10.0), "main": False}


def low_of(*claims: Claim, sums: Any = ()) -> list[float]:
    """What is surely new of each claim, in billions."""
    told_now = Evidence(evidence(*claims).document, claims, sums)
    verdicts = judge_document(told_now, MemoryHistory([told_now]))
    return [(v.net_new_low_usd or 0) / BILLION for v in verdicts]


def plan(**changes: Any) -> Claim:
    return claim("2025-03-01", 10.0, **{**PLAN, **changes})


def part(billions: float, at: int, **changes: Any) -> Claim:
    return claim("2025-03-01", billions, at=at, **{**PART, **changes})


@pytest.mark.parametrize(
    ("claims", "low"),
    [
        # a programme over years may hold ordinary spending
        ([plan()], [0]),
        # two parts show where it goes, and are as sure as the whole
        ([plan(), part(6, 5), part(3, 9)], [10, 6, 3]),
        # one part is no list
        ([plan(), part(8, 5)], [0, 0]),
        # research is a running cost: the list closes nothing
        ([plan(), part(6, 5), part(3, 9, nature="spending")], [0, 0, 0]),
        # half of it is not most of it: the parts are shares of an open pot
        ([plan(), part(3, 5), part(2, 9)], [0, 0, 0]),
        # a site, a year of first output or a decision makes a part a project
        ([plan(), part(3, 5, place=Place(country="US", region="NC")), part(2, 9)], [0, 3, 0]),
        ([plan(), part(3, 5, operational_by=2027), part(2, 9, commitment="firm")], [0, 3, 2]),
        # a tenth is an item, not a share
        ([plan(), part(1, 5)], [0, 1]),
        # a member's plan inside a total of many is a programme of its own
        ([plan(), part(3, 5, company="Bolt", company_id="bolt")], [0, 0]),
        # one building is no programme
        ([plan(role="total"), part(6, 5)], [10, 6]),
        # a number of plants and no window
        ([plan(text="Acme will build four new plants.", horizon=Horizon())], [10]),
        ([plan(text="Acme will spend on its four plants.")], [0]),
        # set apart from what was promised before
        ([plan(text="None of this is included in earlier plans of Acme.")], [10]),
        # a memorandum for the decades to come, and one for orders
        ([plan(commitment="mou", role="total", horizon=Horizon(end=2045))], [0]),
        ([plan(commitment="mou", role="total", operational_by=2040)], [0]),
        ([plan(commitment="mou", role="total", nature="purchase", operational_by=2040)], [10]),
        ([plan(commitment="mou", role="total")], [10]),
    ],
)
def test_low_end(claims: list[Claim], low: list[float]) -> None:
    assert low_of(*claims) == low


def test_an_older_sum_that_the_text_sets_apart_closes_the_headline_alone() -> None:
    older = told("doc-2025-03-01", 4.0)
    words = "It comes on top of the $4 billion of last year."
    apart = replace(older, quote=replace(older.quote, text=words))
    assert low_of(plan(), sums=(apart,)) == [10]
    assert low_of(plan(main=False), sums=(apart,)) == [0]
    assert low_of(plan(), sums=(older,)) == [0]


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Three new mega-sites will rise, at $9 billion.", True),
        ("国内に3つの新工場を建てる。", True),
        ("신규 공장 세 곳을 짓는다.", True),
        ("It has factories in sixteen states.", False),  # where it is, not what it builds
        ("A new plant will rise.", False),
    ],
)
def test_a_number_of_plants(sentence: str, counted: bool) -> None:
    assert names_its_sites(sentence) == counted
