"""Each rule of the table: a case that fires it, and a near miss that must not."""

import pytest

from repledge.contracts import Place
from tests.verify.build import claim, evidence, usd
from tests.verify.near_misses import NEAR_MISSES
from tests.verify.rule_case import DATED, OHIO, OLD, STATE, US, Case, judged
from verify.history import MemoryHistory
from verify.rules import RULES
from verify.verdict import judge_document

FIRES = [
    Case("R15", "the headline project at twice the sum that the text tells as the past",
         {"amount": 2.0}, [OLD], told=(1.0,)),
    Case("R15", "a dearer project whose earlier news the text dates",
         {"amount": 1.4, "text": f"{DATED}It will cost $1.4 billion."}, [OLD]),
    Case("R15", "a programme raised, by its own sentence, from the printed sum",
         {"amount": 1.4, "role": "umbrella", "text": "It lifts the programme from the old sum."},
         [{"role": "umbrella"}], printed=1.0),
    Case("R15", "a plant filed under another trade at its named site",
         {"amount": 2.0, "city": "Liberty", "sector": "food_consumer", "disclosed": True},
         [{"city": "Liberty"}], told=(1.0,)),
    Case("R15", "a plant read without a place, dearer than the text tells it to have been",
         {"amount": 1.2, "place": Place(), "disclosed": True}, [OLD], told=(1.0,)),
    Case("R16", "a nationwide plan that includes, by its words, what was dated and told before",
         {"amount": 3.0, "role": "umbrella", "place": US,
          "text": "The $3 billion include what was announced in January."}, [OLD]),
    Case("R16", "a nationwide plan of which a part is stated and called announced before",
         {"amount": 30.0, "role": "umbrella", "place": US}, [OLD],
         [{"amount": 1.0, "role": "component", "whole": usd(30.0), "place": OHIO,
           "disclosed": True}]),
    Case("R07", "of two equal sums of a text, the one at the place of the older sum",
         {}, [OLD], beside=[{"place": OHIO}]),
    Case("R06", "called announced before, a state read from another sentence",
         {"place": OHIO, "disclosed": True, "commitment": "firm"}, [OLD]),
    Case("R08", "a government files the party's very sum under another trade, and in no state",
         {"voice": "government", "sector": "telecom_media", "place": US, "role": "umbrella"},
         [OLD]),
    Case("R12", "its own sentence prints the programme that holds it, its text a nearer whole",
         {"amount": 2.0, "role": "component", "whole": usd(9.0),
          "text": "The first $2 billion is a piece of the $4 billion plan."},
         [{"amount": 4.0, "role": "umbrella", "place": US}],
         [{"amount": 9.0, "city": "Liberty"}], printed=4.0),
    Case("R10", "a campus of which one part is cut from an older programme",
         {"amount": 9.0, "city": "Liberty"}, [{"amount": 4.0, "role": "umbrella", "place": US}],
         [{"amount": 2.0, "role": "component", "whole": usd(9.0),
           "text": "The first $2 billion is a piece of the $4 billion plan."}], printed=4.0),
    Case("R15", "three printed sums that add up, though the old place was read amiss",
         {"amount": 5.0}, [{"amount": 2.0, "place": OHIO}],
         [{"amount": 3.0, "role": "additional"}], printed=2.0),
    Case("R14", "the increment of a total that holds the known plant",
         {"amount": 3.0, "role": "additional", "place": US}, [{"amount": 1.0, "city": "Liberty"}],
         [{"amount": 4.0, "role": "umbrella", "disclosed": True}]),
    Case("R01", "the text stops the known project", {"milestones": ("cancelled",)}, [OLD]),
    Case("R02", "the press tells it two days on", {"voice": "press", "day": "2025-01-03"}, [OLD]),
    Case("R02", "the party's other-language edition", {"day": "2025-01-02"}, [OLD]),
    Case("R02", "the party tells with its state what the governor told yesterday",
         {"day": "2025-01-02"}, [{"voice": "government"}]),
    Case("R05", "fallen, by its own sentence, from a sum that was never told",
         {"amount": 1.5, "disclosed": True, "text": "It lands at $1.5 billion, down from the past"},
         [OLD], told=(2.0,)),
    Case("R13", "a partner's share of one of the projects of a larger total",
         {"amount": 0.4, "role": "component", "whole": usd(1.0), "company": "Partner",
          "company_id": "partner", "partners": ("Acme",), "partner_ids": ("acme",)},
         [{"role": "component", "whole": usd(3.0), "city": "Liberty"}],
         beside=[{"city": "Liberty", "voice": "press", "text": "Acme will build, it was said."}]),
    Case("R15", "the sum has grown at a site of partners, filed under the partner's trade",
         {"amount": 1.2, "disclosed": True, "city": "Liberty", "sector": "food_consumer",
          "company": "Partner", "company_id": "partner", "partner_ids": ("acme",)},
         [{"city": "Liberty"}], told=(1.0,)),
    Case("R17", "a part that the text recalls opens, dearer than it was told",
         {"amount": 1.2, "role": "component", "whole": usd(4.0), "disclosed": True,
          "milestones": ("opened",)}, [OLD], beside=[{"amount": 4.0, "disclosed": True}]),
    Case("R18", "a part, decided now, of a plan that comes later than planned",
         {"amount": 0.3, "role": "component", "whole": usd(1.0)}, [OLD],
         beside=[{"milestones": ("delayed",), "disclosed": True}]),
    Case("R10", "to the figure the sum of what the party told in two places",
         {"amount": 1.7, "role": "umbrella", "place": US, "voice": "list"},
         [{"amount": 1.2, "city": "Liberty"}, {"amount": 0.5, "place": OHIO}]),
    Case("R12", "a shipyard paid, by its own words, from the total that its state agreed on",
         {"role": "component", "whole": usd(150.0), "disclosed": True},
         [{**STATE, "amount": 150.0, "role": "component", "whole": usd(350.0)}]),
    Case("R15", "parties merely named, an older sum printed for the same state and trade",
         {"amount": 2.0, "disclosed": True, "company": "Fund", "company_id": "fund",
          "named_ids": ("acme",)}, [OLD], told=(1.0,)),
    Case("R15", "a venture that no register knows counts the first plant in",
         {"amount": 2.0, "company": "Acmebolt", "company_id": None, "named_ids": ("acme",),
          "text": "All told the plants will cost $2 billion."}, [OLD]),
    Case("R01", "a part falls with the whole that the text stops",
         {"amount": 1.0, "role": "component", "whole": usd(3.0), "disclosed": True}, [OLD, {
             "amount": 3.0, "role": "umbrella"}],
         beside=[{"amount": 3.0, "role": "umbrella", "milestones": ("cancelled",)}]),
    Case("R19", "one plant in one state, at another sum a month later",
         {"amount": 1.5, "day": "2025-02-01"}, [OLD]),
    Case("R03", "the governor tells it two days later",
         {"voice": "government", "day": "2025-01-03"}, [OLD]),
    Case("R04", "the same plant, later", {"milestones": ("delayed",)}, [OLD]),
    Case("R05", "a smaller sum beside the recalled larger one",
         {"amount": 0.4, "disclosed": True}, [OLD], told=(1.0,)),
    Case("R05", "cut, by its own words, from the larger sum that the text prints",
         {"amount": 0.8, "role": "umbrella", "text": "Acme lowered the plan."},
         [{"role": "umbrella"}], lowered=1.0),
    Case("R05", "what remains of a stopped plant, decided",
         {"amount": 0.4, "milestones": ("cancelled", "downsized"), "commitment": "firm"}, [OLD]),
    Case("R05", "what a cut leaves of the known sum: half a billion of the one promised",
         {"amount": 0.5, "role": "component", "whole": usd(1.0), "milestones": ("downsized",)},
         [OLD]),
    Case("R06", "ground is broken", {"milestones": ("ground_broken",)}, [OLD]),
    Case("R06", "decided, and the text says that it was announced before",
         {"disclosed": True, "commitment": "firm"}, [OLD]),
    Case("R07", "the party announces it again", {}, [OLD]),
    Case("R07", "a leak is public: the party's own word restates it",
         {"day": "2025-01-05"}, [{"voice": "press"}]),
    Case("R08", "a list takes it up five months later", {"voice": "list"}, [OLD]),
    Case("R10", "a total over a part that was announced before",
         {"amount": 3.0, "role": "umbrella", "place": US},
         [{"city": "Liberty"}],
         [{"city": "Liberty", "role": "component", "whole": usd(3.0)}]),
    Case("R11", "a count whose text recalls two earlier pledges",
         {"amount": 3.5, "role": "umbrella", "place": US, "voice": "press"},
         [{"place": Place(country="US", region="NC")},
          {"amount": 2.0, "place": Place(country="US", region="OH")}], told=(1.0, 2.0)),
    Case("R12", "the text calls it part of a larger sum that is known",
         {"amount": 0.2, "role": "component", "whole": usd(5.0)},
         [{"amount": 5.0, "role": "umbrella", "place": US}]),
    Case("R13", "a partner tells its share of the venture's plant",
         {"amount": 0.5, "role": "component", "company_id": "partner", "company": "Partner",
          "partners": ("Acme",), "partner_ids": ("acme",)}, [{"city": None}]),
    Case("R14", "another billion on top of the known one",
         {"amount": 2.5, "role": "additional", "base": usd(1.0)}, [OLD]),
    Case("R15", "raises the plan from one to three and a half",
         {"amount": 3.5, "base": usd(1.0)}, [OLD]),
    Case("R15", "the chain balances: 1 announced, 2.5 added, 3.5 in all",
         {"amount": 3.5}, [OLD], [{"amount": 2.5, "role": "additional"}]),
    Case("R15", "the plant's total beside its increment, which the text puts on another sum",
         {"amount": 9.0}, [OLD], [{"amount": 3.0, "role": "additional", "base": usd(6.0)}]),
    Case("R16", "a state's total that holds the known plant",
         {"amount": 3.0, "role": "umbrella"}, [OLD]),
    Case("R17", "a plant opens whose sum had never been told", {"milestones": ("opened",)},
         [{"amount": None}]),
    Case("R18", "a part of a restated total",
         {"amount": 0.3, "role": "component", "whole": usd(5.0), "city": "Siler City"},
         [{"amount": 5.0, "role": "umbrella", "place": US}],
         [{"amount": 5.0, "role": "umbrella", "place": US}]),
    Case("R23", "a part of a total that the press repeats two days on",
         {"amount": 0.3, "role": "component", "whole": usd(5.0), "voice": "press",
          "day": "2025-01-03"},
         [{"amount": 5.0, "role": "umbrella", "place": US}],
         [{"amount": 5.0, "role": "umbrella", "place": US, "voice": "press",
           "day": "2025-01-03"}], then=(0.3,)),
    Case("R18", "a part of a repeated total, told for the first time",
         {"amount": 0.3, "role": "component", "whole": usd(5.0), "voice": "press",
          "day": "2025-01-03"},
         [{"amount": 5.0, "role": "umbrella", "place": US}],
         [{"amount": 5.0, "role": "umbrella", "place": US, "voice": "press",
           "day": "2025-01-03"}]),
    Case("R24", "a part of a total that the governor repeats a month later",
         {"amount": 0.3, "role": "component", "whole": usd(5.0), "voice": "government"},
         [{"amount": 5.0, "role": "umbrella", "place": US}],
         [{"amount": 5.0, "role": "umbrella", "place": US, "voice": "government"}], then=(0.3,)),
    Case("R25", "a part of a project whose whole is told as progress",
         {"amount": 0.3, "role": "component", "whole": usd(1.0), "city": "Siler City"},
         [OLD], [{"milestones": ("financed",)}]),
    Case("R19", "a larger sum for the plant of the same name", {"amount": 2.0, "project": "Fab 42"},
         [{"project": "Fab 42"}]),
    Case("R20", "nine companies together, one of which had spoken",
         {"amount": 9.0, "role": "umbrella", "company": "Nine makers", "company_id": "nine",
          "partner_ids": ("acme", "b", "c"), "place": US},
         [{"role": "umbrella", "place": US}]),
    Case("R21", "part, by its own words, of what was told; the running total is that",
         {"amount": 0.2, "role": "component", "disclosed": True},
         [{"amount": 5.0, "role": "umbrella", "place": US}]),
    Case("R21", "the second of four sites of the plan that is known",
         {"amount": 0.2, "text": "It is the second of four new sites."},
         [{"amount": 5.0, "role": "umbrella", "place": US}]),
    Case("R22", "a project paid under a government's agreed total",
         {**STATE, "amount": 0.5}, [{**STATE, "amount": 500.0, "role": "umbrella"}]),
    Case("R26", "a fifth of the mill, by its own words, for a new partner",
         {"amount": 0.2, "company": "Partner", "company_id": "partner", "named_ids": ("acme",),
          "text": "Partner contributes $200 million for 20 percent of the mill."}, [OLD]),
    Case("R27", "the known sum beside the news, told as the past",
         {"main": False, "text": "Four years ago it laid out a $1 billion plant."}, [OLD],
         [{"amount": 2.0, "text": "Another firm comes."}]),
    Case("R27", "the known total that the news is part of",
         {"main": False, "amount": 5.0, "role": "umbrella", "place": US},
         [{"amount": 5.0, "role": "umbrella", "place": US}],
         [{"amount": 0.3, "role": "component", "whole": usd(5.0), "city": "Siler City"}]),
    Case("R18", "a part of the known total that the text names",
         {"amount": 0.3, "role": "component", "whole": usd(5.0), "city": "Siler City"},
         [{"amount": 5.0, "role": "umbrella", "place": US}],
         [{"main": False, "amount": 5.0, "role": "umbrella", "place": US}]),
    Case("R98", "the same sum in another state", {}, [{"place": Place(country="US", region="OH")}]),
    Case("R99", "nothing like it", {}, []),
]  # fmt: skip


@pytest.mark.parametrize("case", FIRES, ids=lambda case: f"{case.rule}: {case.why}")
def test_fires(case: Case) -> None:
    assert judged(case) == case.rule


@pytest.mark.parametrize("case", NEAR_MISSES, ids=lambda case: f"{case.rule}: {case.why}")
def test_near_miss(case: Case) -> None:
    assert judged(case) != case.rule


def test_every_rule_has_both() -> None:
    """R09 needs an earlier tally and has tests of its own (test_totals.py)."""
    wanted = {rule.id for rule in RULES} - {"R09"} | {"R98", "R99"}
    assert {case.rule for case in FIRES} == wanted
    assert {case.rule for case in NEAR_MISSES} == wanted


def test_every_rule_is_documented_and_numbered_once() -> None:
    assert sorted(rule.id for rule in RULES) == [f"R{n:02d}" for n in range(1, len(RULES) + 1)]
    assert all(rule.meaning and rule.sentence.endswith(".") for rule in RULES)


def test_an_increment_rests_on_no_raised_plan_of_another_party_in_the_list() -> None:
    earlier = evidence(claim("2025-01-01", 1.0))
    raised = claim("2025-04-01", 2.0, base=usd(1.0), document="list")
    other = claim(
        "2025-04-01", 0.5, document="list", at=90, role="additional", company="Other",
        company_id="other", place=Place(country="US", region="OH"), sector="food_consumer",
    )  # fmt: skip
    first, second = judge_document(evidence(raised, other), MemoryHistory([earlier]))
    assert first.relation == "upsized"
    assert (second.relation, second.earlier) == ("new", ())
