"""Where documents are filed: whatever is a candidate among all documents is found by its keys."""

from typing import Any

import pytest
from hypothesis import given, settings

from repledge.contracts import Place
from tests.verify.build import claim, evidence
from tests.verify.test_properties import documents
from verify.candidates import candidates_of
from verify.evidence import Evidence, earlier_than
from verify.history import MemoryHistory
from verify.keys import filed_keys, looked_keys
from verify.wording import marks_of


@settings(max_examples=150, deadline=None)
@given(documents())
def test_keys_find_every_candidate(found: list[Evidence]) -> None:
    history = MemoryHistory(found)
    for one in found:
        for told in one.claims:
            every = candidates_of(told, one, earlier_than(one, found))
            assert candidates_of(told, one, history.related(one)) == every


@settings(max_examples=100, deadline=None)
@given(documents())
def test_who_finds_is_found(found: list[Evidence]) -> None:
    """Else a document that changed would not know whose verdicts rest on it."""
    for one in found:
        for other in found:
            there = bool(filed_keys(one) & looked_keys(other))
            assert there == bool(filed_keys(other) & looked_keys(one))


NC = Place(country="US", region="NC")
RELEASE = " ".join(f"word{number}" for number in range(120))
OTHERS = {"company": "Other", "company_id": "other"}
NOBODY: dict[str, Any] = {"company": None, "company_id": None}
MEET = [
    # one group, whatever else differs
    ({}, {"billions": 7.0, "place": Place()}, True),
    # a partner, and a party that only the text names
    (OTHERS, {"partner_ids": ("other",)}, True),
    (OTHERS, {"named_ids": ("other",)}, True),
    # another party, place and sum: nothing in common
    (OTHERS, {"billions": 7.0, "place": Place()}, False),
    # another party at one place with sums that may be one, across the border of a step too
    (OTHERS | {"billions": 1.049, "place": NC}, {"place": NC}, True),
    (OTHERS | {"billions": 0.952, "place": NC}, {"place": NC}, True),
    # ... or with quite another sum
    (OTHERS | {"billions": 7.0, "place": NC}, {"place": NC}, False),
    # one of two names no party: place and a near sector are enough
    (NOBODY | {"billions": 7.0, "place": NC, "sector": "mixed"}, {"place": NC}, True),
    (NOBODY | {"billions": 7.0, "place": NC, "sector": "oil_gas"}, {"place": NC}, False),
    # the same printed sum anywhere
    (OTHERS | {"place": Place(country="JP")}, {"place": NC}, True),
]


@pytest.mark.parametrize(("left", "right", "meet"), MEET)
def test_who_meets(left: dict[str, Any], right: dict[str, Any], meet: bool) -> None:
    one, other = (
        evidence(claim(day, fields.pop("billions", 1.0), document=day, **fields))
        for day, fields in (("2025-01-01", dict(left)), ("2025-02-01", dict(right)))
    )
    assert bool(filed_keys(one) & looked_keys(other)) == meet


PIECES = [
    # republished whole, with a head and a foot of its own, cut to a half
    (RELEASE, True),
    (f"Read this first. {RELEASE} Contact us at any time.", True),
    (" ".join(RELEASE.split()[:60]), True),
    # another text
    (" ".join(f"thing{number}" for number in range(120)), False),
]


@pytest.mark.parametrize(("text", "meet"), PIECES)
def test_a_text_is_known_again(text: str, meet: bool) -> None:
    assert bool(marks_of(RELEASE) & marks_of(text)) == meet
