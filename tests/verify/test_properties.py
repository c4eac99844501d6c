"""What must hold for every history: 0 <= low <= high <= H, order does not matter, no later look."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from repledge.contracts import Horizon, Place, Verdict
from tests.verify.build import claim, evidence, told, usd
from verify.evidence import Evidence
from verify.history import MemoryHistory
from verify.ledger import ledger_of
from verify.verdict import judge_document

AMOUNTS = st.sampled_from([0.36, 0.5, 1.0, 1.04, 2.5, 3.5, 10.0, 500.0])
PLACES = st.sampled_from(
    [
        Place(),
        Place(country="DE"),
        Place(country="US"),
        Place(country="US", region="TX"),
        Place(country="US", region="NC"),
        Place(country="US", region="NC", city="Liberty"),
    ]
)
MILESTONES = st.sampled_from([(), (), ("opened",), ("cancelled",), ("delayed",), ("downsized",)])


@st.composite
def fields(draw: st.DrawFn) -> dict[str, Any]:
    amount = draw(st.one_of(st.none(), AMOUNTS))
    return {
        "amount": amount,
        "qualifier": draw(st.sampled_from(["exact", "about", "up_to", "more_than"])),
        "role": draw(st.sampled_from(["total", "additional", "component", "umbrella"])),
        "place": draw(PLACES),
        "milestones": draw(MILESTONES),
        "voice": draw(st.sampled_from(["company", "press", "government", "list", "partner"])),
        "disclosed": draw(st.booleans()),
        "company_id": draw(st.sampled_from(["acme", "acme", "other"])),
        "partner_ids": draw(st.sampled_from([(), ("other",)])),
        "base": draw(st.one_of(st.none(), AMOUNTS.map(usd))),
        "whole": draw(st.one_of(st.none(), AMOUNTS.map(usd))),
        # a window is never over when it is told
        "horizon": Horizon(end=draw(st.one_of(st.none(), st.integers(2026, 2032)))),
        "nature": draw(st.sampled_from(["investment", "investment", "purchase"])),
    }


@st.composite
def documents(draw: st.DrawFn) -> list[Evidence]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        day = date(2020, 1, 1) + timedelta(days=draw(st.integers(0, 2000)))
        claims = []
        for at in range(draw(st.integers(1, 3))):
            values = draw(fields())
            amount = values.pop("amount")
            if amount is None:
                values.pop("qualifier")
            claims.append(
                claim(day.isoformat(), amount, document=f"d{number}", at=at * 50, **values)
            )
        sums = tuple(told(f"d{number}", x) for x in draw(st.lists(AMOUNTS, max_size=2)))
        found.append(evidence(*claims, sums=sums))
    return found


def judge_all(found: list[Evidence]) -> dict[str, Verdict]:
    history = MemoryHistory(found)
    return {v.claim_id: v for e in found for v in judge_document(e, history)}


@settings(max_examples=120, deadline=None)
@given(documents())
def test_net_new_lies_between_nothing_and_the_headline(found: list[Evidence]) -> None:
    for verdict in judge_all(found).values():
        low, high = verdict.net_new_low_usd, verdict.net_new_high_usd
        if low is None or high is None:
            assert low is high is None
            continue
        assert 0 <= low <= high
        assert high <= (verdict.headline_usd or 0)


@settings(max_examples=60, deadline=None)
@given(documents(), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(found: list[Evidence], random: Any) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert judge_all(found) == judge_all(shuffled)
    lines = ledger_of(found, judge_all(found).values())
    assert lines == ledger_of(shuffled, judge_all(shuffled).values())


@settings(max_examples=60, deadline=None)
@given(documents())
def test_a_verdict_is_what_it_would_have_been_that_day(found: list[Evidence]) -> None:
    history = MemoryHistory(found)
    for document in found:
        then = history.until(document.document.published)
        assert judge_document(document, history) == judge_document(document, then)


@settings(max_examples=60, deadline=None)
@given(documents())
def test_the_same_release_told_earlier_never_raises_net_new(found: list[Evidence]) -> None:
    """Adding an identical earlier release: what is new now cannot have grown by it."""
    newest = max(found, key=lambda e: (e.document.published, e.document.id))
    others = [e for e in found if e is not newest]
    day = newest.document.published - timedelta(days=30)
    values = [
        {f: getattr(c, f) for f in ("role", "place", "voice", "company_id", "partner_ids", "whole",
                                    "nature", "horizon", "amount")}
        for c in newest.claims
    ]  # fmt: skip
    twin = evidence(
        *(
            claim(day.isoformat(), 1.0, document="twin", at=n * 50, **v)
            for n, v in enumerate(values)
        )
    )
    alone = judge_document(newest, MemoryHistory([*others, newest]))
    after = judge_document(newest, MemoryHistory([*others, twin, newest]))
    for before, now in zip(alone, after, strict=True):
        if before.net_new_high_usd is not None and now.net_new_high_usd is not None:
            assert now.net_new_high_usd <= before.net_new_high_usd
