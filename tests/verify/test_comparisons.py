"""Comparisons field by field: the level that each pair of values has. Missing is no mismatch."""

from typing import Any

import pytest

from repledge.contracts import Horizon, Place
from tests.verify.build import claim
from verify.comparisons import FIELDS, compare

CASES: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    # one group under one id
    ("company", {}, {}, "same"),
    # a venture and one of its owners
    ("company", {"company_id": "venture", "partner_ids": ("acme",)}, {}, "part"),
    ("company", {"company_id": "other", "company": "Other"}, {}, "different"),
    # no id on either side: the names are compared
    ("company", {"company_id": None, "company": "ACME"}, {"company_id": None}, "same"),
    ("company", {"company_id": None, "company": None}, {}, "missing"),
    # printed alike, to the last figure that is printed
    ("amount", {"amount": 13.9}, {"amount": 13.95}, "same"),
    # rounded in a retelling
    ("amount", {"amount": 0.36}, {"amount": 0.366}, "close"),
    ("amount", {"amount": 3.8}, {"amount": 1.29}, "higher"),
    ("amount", {"amount": 0.672}, {"amount": 10.0}, "lower"),
    ("amount", {"amount": None}, {"amount": 10.0}, "missing"),
    # the native currency is compared before the dollars
    ("amount", {"amount": 5.0, "also_stated": ((700, "JPY"),)},
     {"amount": 4.0, "also_stated": ((700, "JPY"),)}, "same"),
    ("place", {"city": "Liberty"}, {"city": "Liberty"}, "same"),
    # another town's name: the county, the megasite, or indeed another place
    ("place", {"city": "Liberty"}, {"city": "Durham"}, "close"),
    ("site", {"city": "Liberty"}, {"city": "Durham"}, "different"),
    ("site", {"city": "Greensboro-Randolph"}, {"city": "Randolph"}, "same"),
    ("site", {"city": "Liberty"}, {}, "missing"),
    # one state, one side names no town
    ("place", {"city": "Liberty"}, {}, "close"),
    ("place", {}, {"place": Place(country="US", region="OH")}, "different"),
    # the site reveal: the country before, the state now
    ("place", {}, {"place": Place(country="US")}, "part"),
    ("place", {"place": Place(country="US")}, {}, "whole"),
    ("place", {"place": Place()}, {}, "missing"),
    ("project", {"project": "Fab 42"}, {"project": "Fab 42 in Chandler"}, "same"),
    ("project", {"project": "Fab 42"}, {"project": "Fab 52"}, "different"),
    ("project", {}, {"project": "Fab 52"}, "missing"),
    ("sector", {"sector": "automotive"}, {}, "close"),
    ("sector", {"sector": "pharma_biotech"}, {}, "different"),
    ("nature", {"nature": "purchase"}, {}, "different"),
    # output value is retold as investment again and again
    ("nature", {"nature": "output"}, {}, "close"),
    # end years, not lengths: windows restart
    ("window", {"horizon": Horizon(end=2030)}, {"horizon": Horizon(end=2029)}, "same"),
    ("window", {"horizon": Horizon(end=2030)}, {"horizon": Horizon(end=2026)}, "higher"),
    ("window", {"horizon": Horizon(end=2026)}, {"horizon": Horizon(end=2030)}, "lower"),
    # that window was over when the new claim was made
    ("window", {}, {"horizon": Horizon(end=2022)}, "different"),
    ("window", {"horizon": Horizon(end=2030)}, {}, "missing"),
    ("first_output", {"operational_by": 2030}, {"operational_by": 2025}, "higher"),
    ("first_output", {"operational_by": 2025}, {"operational_by": 2025}, "same"),
    ("first_output", {}, {"operational_by": 2025}, "missing"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "new", "old", "level"), CASES)
def test_level(field: str, new: dict[str, Any], old: dict[str, Any], level: str) -> None:
    left = claim(
        "2025-06-01", new.get("amount", 1.0), **{k: v for k, v in new.items() if k != "amount"}
    )
    right = claim(
        "2025-01-01", old.get("amount", 1.0), **{k: v for k, v in old.items() if k != "amount"}
    )
    found = {comparison.field: comparison for comparison in compare(left, right)}
    assert found[field].level == level
    assert found[field].sentence.endswith(".")


def test_every_field_is_compared_in_order() -> None:
    pair = claim("2025-06-01"), claim("2025-01-01")
    assert tuple(comparison.field for comparison in compare(*pair)) == FIELDS
