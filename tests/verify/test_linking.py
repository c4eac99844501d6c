"""Equal sums: which objections stand, and which are answered by what agrees."""

from dataclasses import replace
from typing import Any

import pytest

from repledge.contracts import Horizon, Place
from tests.verify.build import claim, evidence, usd
from verify.candidates import candidate_of
from verify.linking import is_same_line, is_same_money

US = Place(country="US")
OHIO = Place(country="US", region="OH")
NEW = "2025-06-01"
# what the earlier claim and the new one have other than the pattern, and whether it is one money
PAIRS: list[Any] = [
    pytest.param({}, {}, True, id="the same party, sum and state"),
    pytest.param({"day": "2025-05-20", "place": OHIO}, {}, True, id="state misread, weeks apart"),
    pytest.param({"place": OHIO}, {}, False, id="another state, months apart"),
    pytest.param({"place": Place(country="DE"), "day": "2025-05-20"}, {}, False, id="abroad"),
    pytest.param({"sector": "telecom_media"}, {}, True, id="a sector alone sets nothing apart"),
    pytest.param({"sector": "telecom_media", "place": US}, {"place": US}, False,
                 id="another sector somewhere in a large country"),
    pytest.param({"horizon": Horizon(end=2024)}, {}, False, id="the earlier window was over"),
    pytest.param({"nature": "purchase"}, {}, True, id="to the dollar: an order told as a plant"),
    pytest.param({"amount": 1.03, "nature": "purchase"}, {}, False, id="an order of about the sum"),
    pytest.param({"amount": 1.03}, {}, True, id="rounded, in the same state"),
    pytest.param({"amount": 1.03, "place": US}, {}, False, id="rounded, no state on one side"),
    pytest.param({"role": "component", "whole": usd(5), "day": "2024-06-01"},
                 {"role": "component", "whole": usd(7)}, False, id="round parts of two totals"),
    pytest.param({"role": "component", "whole": usd(5), "day": "2024-06-01", "city": "Liberty"},
                 {"role": "component", "whole": usd(7), "city": "Liberty"}, True,
                 id="a part of two totals, one site"),
    pytest.param({"role": "umbrella", "whole": usd(5), "day": "2024-06-01"},
                 {"role": "component", "whole": usd(7)}, True, id="first whole, then part"),
    pytest.param({"role": "additional", "place": US}, {}, False, id="an increment of a programme"),
    pytest.param({"role": "additional", "place": Place(country="US", city="Liberty")}, {}, True,
                 id="an increment at a named site"),
    pytest.param({"role": "component", "whole": usd(5), "day": "2025-04-01"},
                 {"role": "component", "whole": usd(7)}, True, id="a part of a total that moved"),
    pytest.param({"role": "umbrella", "place": US}, {}, False, id="a programme, a plant inside"),
    pytest.param({"role": "umbrella", "place": US}, {"voice": "list"}, True,
                 id="a list prints the programme beside one of its sites"),
    pytest.param({"company_id": "other", "company": "Other"}, {}, False, id="another party"),
    pytest.param({"company_id": "other", "company": "Other"}, {"named_ids": ("other",)}, True,
                 id="the text names the other party"),
    pytest.param({"company_id": "other", "company": "Other", "role": "umbrella", "place": US},
                 {"named_ids": ("other",)}, False, id="a country-wide plan of a named party"),
    pytest.param({"company_id": "other", "company": "Other", "role": "component", "place": US,
                  "sector": "mixed"}, {"named_ids": ("other",), "place": US}, False,
                 id="a named party, somewhere in the country, for anything"),
    pytest.param({"company_id": "other", "company": "Other", "role": "component", "place": US},
                 {"named_ids": ("other",), "place": US}, True,
                 id="a named party's project in the same sector"),
    pytest.param({"place": OHIO}, {"disclosed": True}, True, id="another state, told openly"),
    pytest.param({"place": OHIO, "role": "component"}, {"disclosed": True}, False,
                 id="another state, told openly, a part on one side"),
    pytest.param({"place": Place(country="DE")}, {"voice": "list"}, True,
                 id="somebody else puts it at the party's home"),
    pytest.param({"place": Place(country="DE"), "day": "2023-05-20"}, {"voice": "list"}, False,
                 id="abroad, two years before"),
    pytest.param({"sector": "telecom_media", "place": US}, {"place": US, "voice": "government"},
                 True, id="another sector, told by somebody else within the year"),
    pytest.param({"role": "umbrella", "place": US}, {"voice": "government"}, True,
                 id="somebody else prints the programme beside one of its sites"),
    pytest.param({"amount": 1.02, "code": "EUR", "place": US, "day": "2025-05-01"}, {}, True,
                 id="another currency, a month apart"),
    pytest.param({"amount": 1.02, "code": "EUR", "place": US}, {}, False,
                 id="another currency, months apart, nothing dated"),
    pytest.param({"amount": 1.02, "code": "EUR", "place": US, "operational_by": 2027},
                 {"operational_by": 2027}, True, id="another currency, one year of first output"),
    pytest.param({"company": None, "company_id": None, "city": "Liberty"}, {"city": "Liberty"},
                 True, id="nobody named, the very sum at one site"),
    pytest.param({"company": None, "company_id": None}, {}, False,
                 id="nobody named, the very sum in one state months apart"),
    pytest.param({"company": None, "company_id": None, "day": "2025-05-30"}, {}, True,
                 id="nobody named, the very sum in one state this week"),
    pytest.param({"company": "Acme Wind", "company_id": None}, {}, True,
                 id="a unit that no register has"),
    pytest.param({"company": "Acme Wind", "company_id": "acme-wind"}, {}, False,
                 id="a firm of its own that begins alike"),
    pytest.param({"company": "American Bolt", "company_id": None},
                 {"company": "American Nut", "company_id": "nut"}, False,
                 id="a first word that many have"),
    pytest.param({"company": "Circle", "company_id": "circle", "partner_ids": ("acme", "b", "c"),
                  "place": US}, {"place": US}, False,
                 id="a circle that the member's text does not name"),
    pytest.param({"company": "Circle", "company_id": "circle", "partner_ids": ("acme", "b", "c"),
                  "place": US}, {"place": US, "named_ids": ("circle",)}, True,
                 id="a circle that the member's text names"),
    pytest.param({"day": "2018-01-01"}, {}, False, id="seven years before"),
    pytest.param({"day": "2018-01-01"}, {"disclosed": True}, True, id="seven years, told openly"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "now", "one"), PAIRS)
def test_equal_sums(before: dict[str, Any], now: dict[str, Any], one: bool) -> None:
    def made(fields: dict[str, Any], day: str) -> Any:
        values = {"day": day, "amount": 1.0, **fields}
        code = values.pop("code", "USD")
        one = claim(values.pop("day"), values.pop("amount"), **values)
        return replace(one, amount=replace(one.amount, currency=code))

    old, new = made(before, "2025-01-01"), made(now, NEW)
    assert is_same_money(new, candidate_of(new, old, evidence(old))) is one


@pytest.mark.parametrize(
    ("before", "now", "one"),
    [
        ({}, {}, True),
        ({"project": "Phase 1"}, {"project": "Phase 2"}, False),
        ({"text": "第1期に投じる。"}, {"text": "第2期に投じる。"}, False),
        # one side names none, or both name one of the two
        ({"project": "Phase 1"}, {}, True),
        ({"project": "Phase 1"}, {"text": "With Phase 1 and Phase 2 done."}, True),
        # worldwide programmes, and one with a country beside one without
        ({"role": "umbrella", "place": Place()}, {"role": "umbrella", "place": Place()}, True),
        ({"role": "umbrella", "place": US}, {"role": "umbrella", "place": Place()}, False),
    ],
)
def test_one_line(before: dict[str, Any], now: dict[str, Any], one: bool) -> None:
    old, new = claim("2025-01-01", 1.0, **before), claim(NEW, 2.0, **now)
    assert is_same_line(new, candidate_of(new, old, evidence(old))) is one
