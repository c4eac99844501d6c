"""Totals and chains: Liberty, tallies, and what is left when live sums are taken away."""

from repledge.contracts import Horizon, Place, Verdict
from tests.verify.build import BILLION, claim, evidence, told, usd
from verify.evidence import Evidence
from verify.history import MemoryHistory
from verify.verdict import judge_document

US = Place(country="US")


def judge(newest: Evidence, *before: Evidence) -> tuple[Verdict, ...]:
    return judge_document(newest, MemoryHistory([*before, newest]))


def billions(verdict: Verdict) -> tuple[float | None, float | None]:
    low, high = verdict.net_new_low_usd, verdict.net_new_high_usd
    return (low and low / BILLION, high and high / BILLION)


def test_liberty_balances() -> None:
    """1.29 + 2.5 + 2.1 + 8.0: each round is new, each total is partly new by just that round."""
    plan = [
        evidence(claim("2021-12-06", 1.29, city="Liberty")),
        evidence(
            claim("2022-08-31", 2.5, role="additional", city="Liberty"),
            claim("2022-08-31", 3.8, base=usd(1.29), city="Liberty", disclosed=True, at=9),
        ),
        evidence(
            claim("2023-05-31", 2.1, role="additional", city="Liberty"),
            claim("2023-05-31", 5.9, base=usd(3.8), city="Liberty", disclosed=True, at=9),
        ),
        evidence(
            claim("2023-10-31", 8.0, role="additional", city="Liberty"),
            claim("2023-10-31", 13.9, city="Liberty", disclosed=True, at=9),
        ),
    ]
    history = MemoryHistory(plan)
    verdicts = [v for e in plan for v in judge_document(e, history)]
    assert [v.relation for v in verdicts] == ["new"] + ["upsized"] * 6
    assert [v.verdict for v in verdicts] == ["new"] + ["new", "partly_new"] * 3
    new = [billions(v)[0] for v in verdicts]
    assert new == [1.29, 2.5, 2.51, 2.1, 2.1, 8.0, 8.0]
    balanced = [check.code for v in verdicts for check in v.books]
    assert balanced == ["increments_balance", "increments_balance"]


def test_a_tally_told_before_holds_nothing_new() -> None:
    tally = evidence(
        claim("2024-04-25", 1.4, city="Princeton"), sums=(told("doc-2024-04-25", 18.6),)
    )
    press = evidence(
        claim("2024-05-30", 18.6, role="umbrella", place=US, voice="press", document="press")
    )
    verdict = judge(press, tally)[0]
    assert (verdict.rule, verdict.relation) == ("R09", "rollup")
    assert billions(verdict) == (0, 0)


def test_a_restated_total_is_no_tally() -> None:
    """The sum was a pledge before, not a count: then it is restated."""
    pledge = evidence(claim("2024-04-25", 18.6, role="umbrella", place=US))
    again = evidence(claim("2024-09-25", 18.6, role="umbrella", place=US))
    assert judge(again, pledge)[0].relation == "restated"


def test_a_rollup_keeps_what_is_neither_old_nor_named_open() -> None:
    site_a = evidence(
        claim("2021-11-17", 30.0, city="Sherman", place=Place(country="US", region="TX"))
    )
    site_b = evidence(
        claim("2023-02-15", 11.0, city="Lehi", place=Place(country="US", region="UT"))
    )
    total = evidence(claim("2025-06-18", 60.0, role="umbrella", place=US, disclosed=True))
    verdict = judge(total, site_a, site_b)[0]
    assert verdict.relation == "rollup"
    assert billions(verdict) == (0, 19.0)
    assert [t.op for t in verdict.terms] == ["+", "-", "-", "="]


def test_cancelled_money_may_be_new_again() -> None:
    first = evidence(claim("2011-02-18", 5.0, project="Fab 42"))
    shelved = evidence(
        claim("2014-01-14", 5.0, project="Fab 42", voice="press", milestones=("cancelled",))
    )
    again = evidence(claim("2017-02-08", 7.0, project="Fab 42"))
    verdict = judge(again, first, shelved)[0]
    assert verdict.relation == "upsized"
    assert billions(verdict) == (2.0, 7.0)


def test_a_programme_whose_window_moves_may_hold_none_of_the_old() -> None:
    """350 until 2023, then 430 until 2026: at most 350 of it is old, perhaps none."""
    old = evidence(claim("2018-01-17", 350.0, role="umbrella", place=US, horizon=Horizon(end=2023)))
    new = evidence(claim("2021-04-26", 430.0, role="umbrella", place=US, horizon=Horizon(end=2026)))
    verdict = judge(new, old)[0]
    assert verdict.relation == "upsized"
    assert billions(verdict) == (80.0, 430.0)


def test_yearly_budgets_are_not_one_programme() -> None:
    """The window of last year's budget is over: this year's is new."""
    old = evidence(claim("2024-03-12", 0.65, role="umbrella", place=US, horizon=Horizon(end=2024)))
    new = evidence(claim("2025-03-12", 1.0, role="umbrella", place=US, horizon=Horizon(end=2025)))
    assert judge(new, old)[0].relation == "new"


def test_what_the_text_retells_of_a_grown_campus_is_no_new_money() -> None:
    """The first fab was told at 7 and costs 8.6, as the text says; the second is what is new."""
    first = evidence(claim("2021-11-09", 7.0, city="Liberty"))
    again = claim(
        "2024-02-06", 8.6, at=9, city="Liberty", role="component", whole=usd(20.0), main=False,
        disclosed=True, milestones=("opened",),
    )  # fmt: skip
    campus = evidence(claim("2024-02-06", 20.0, city="Liberty", disclosed=True), again)
    verdict = judge(campus, first)[0]
    assert (verdict.relation, billions(verdict)) == ("upsized", (11.4, 11.4))


def test_a_total_of_pledges_told_one_by_one_holds_nothing_new() -> None:
    pledges = [
        evidence(claim("2024-01-09", 5.0, place=Place(country="US", region="VA"))),
        evidence(claim("2024-02-09", 6.5, place=Place(country="US", region="TX"))),
    ]
    listed = evidence(claim("2024-05-09", 11.5, role="umbrella", place=US, voice="list"))
    verdict = judge(listed, *pledges)[0]
    assert (verdict.rule, billions(verdict)) == ("R10", (0, 0))
