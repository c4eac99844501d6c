"""Plans that grow or shrink between two tellings: the rule that judges, and near misses."""

import pytest

from repledge.contracts import Place
from tests.verify.build import usd
from tests.verify.rule_case import Case, judged

US = Place(country="US")


@pytest.mark.parametrize(
    "case",
    [
        Case("R05", "half of the original plan, told as a part of it",
             {"amount": 0.5, "role": "component", "whole": usd(1.0),
              "text": "우선 5억달러를 들이며 당초 계획의 절반이다."}, [{}]),
        Case("R05", "the plan cut is called a project by one text and a programme by the other",
             {"amount": 0.7, "milestones": ("downsized",)}, [{"role": "umbrella"}]),
        Case("R05", "the plan cut is told without a place",
             {"amount": 0.7, "milestones": ("downsized",), "place": Place(), "role": "umbrella"},
             [{"role": "umbrella"}]),
        Case("R19", "the project told as a part last month, dearer now",
             {"amount": 1.5, "day": "2025-02-01"},
             [{"role": "component", "whole": usd(3.0)}]),
        Case("R15", "enlarged, by its own sentence, while its ground is broken",
             {"amount": 1.5, "milestones": ("ground_broken",), "city": "Liberty",
              "text": "Acme enlarges the plant to $1.5 billion."}, [{"city": "Liberty"}]),
        Case("R08", "a government's total counts an old sum in, whoever its total is taken for",
             {"main": False, "role": "component", "whole": usd(63.0), "voice": "government",
              "text": "Last year it laid out a $1 billion plant."}, [{}],
             [{"amount": 63.0, "role": "umbrella", "voice": "government", "company": "Guild",
               "company_id": None}]),
        Case("R08", "a governor's round billion for the state's known project",
             {"amount": 1.0, "voice": "government", "text": "A $1 billion plant."},
             [{"amount": 0.92}]),
        Case("R21", "the project that is the news of a text that names the plan",
             {"amount": 0.5, "text": "It will build a mill of $500 million."},
             [{"amount": 9.0, "role": "umbrella", "place": US}], told=(9.0,)),
        Case("R25", "ground is broken for a part of the plan that the text recalls",
             {"amount": 0.4, "role": "component", "whole": usd(1.0),
              "milestones": ("ground_broken",)}, [{}],
             [{"main": False, "text": "Last year it laid out a $1 billion plan."}]),
        Case("R26", "our share of a venture whose larger sum a partner told",
             {"amount": 0.4, "role": "component", "company": "Partner", "company_id": "partner",
              "partner_ids": ("acme",), "text": "Our share of the mill is $400 million."}, [{}]),
    ],
    ids=lambda case: case.why,
)  # fmt: skip
def test_a_rule_fires(case: Case) -> None:
    assert judged(case) == case.rule


@pytest.mark.parametrize(
    "case",
    [
        Case("R05", "what is left is too little to be the same plan",
             {"amount": 0.2, "milestones": ("downsized",)}, [{"role": "umbrella", "place": US}]),
        Case("R05", "the plan of another party",
             {"amount": 0.7, "milestones": ("downsized",)},
             [{"role": "umbrella", "company": "Other", "company_id": "other"}]),
        Case("R15", "dearer at the groundbreaking, and nothing is said to be added",
             {"amount": 1.5, "milestones": ("ground_broken",), "city": "Liberty",
              "text": "Acme broke ground on the plant of $1.5 billion."}, [{"city": "Liberty"}]),
        Case("R21", "a project told beside the news, and a plan that the text names elsewhere",
             {"amount": 0.5, "main": False, "text": "It will build a mill of $500 million."},
             [{"amount": 9.0, "role": "umbrella", "place": US}],
             [{"amount": 0.7, "text": "Acme opens a plant."}], told=(9.0,)),
        Case("R25", "a site is chosen for a part of the plan that the text recalls",
             {"amount": 0.4, "role": "component", "whole": usd(1.0),
              "milestones": ("site_chosen",)}, [{}],
             [{"main": False, "text": "Last year it laid out a $1 billion plan."}]),
        Case("R08", "the party's own round figure is not rounded by somebody else",
             {"amount": 1.0}, [{"amount": 0.92}]),
        Case("R08", "a round figure further off",
             {"amount": 1.0, "voice": "government"}, [{"amount": 0.8}]),
    ],
    ids=lambda case: case.why,
)  # fmt: skip
def test_a_rule_does_not_fire(case: Case) -> None:
    assert judged(case) != case.rule
