"""Ranking without numbers: for each target, which earlier claim must stand above which."""

from typing import Any

import pytest

from repledge.contracts import Horizon, Place
from tests.verify.build import claim, evidence
from verify.candidates import candidates_of
from verify.wording import text_overlap

US = Place(country="US")
TARGET: dict[str, Any] = {"city": "Liberty"}
RANKING: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    # (why, target, better, worse)
    ("the same sum above another", TARGET, {"city": "Liberty"}, {"city": "Liberty", "amount": 7.0}),
    ("the same site above another", TARGET, {"city": "Liberty"}, {"city": "Durham"}),
    ("the party above its partner", TARGET, {}, {"company_id": "p", "partner_ids": ("acme",)}),
    ("a known state above a vague country", TARGET, {}, {"place": US}),
    ("the running window above the one that is over", {"role": "umbrella"},
     {"role": "umbrella", "horizon": Horizon(end=2030)},
     {"role": "umbrella", "horizon": Horizon(end=2022)}),
    ("the party's word above the list's", TARGET, {}, {"voice": "list"}),
    ("the newer above the older", TARGET, {"day": "2025-04-01"}, {"day": "2024-01-01"}),
    ("the same kind of money above another", TARGET, {}, {"nature": "purchase"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "target", "better", "worse"), RANKING)
def test_ranking(
    why: str, target: dict[str, Any], better: dict[str, Any], worse: dict[str, Any]
) -> None:
    def made(name: str, fields: dict[str, Any]) -> Any:
        values = dict(fields)
        day, amount = values.pop("day", "2025-01-01"), values.pop("amount", 1.0)
        return evidence(claim(day, amount, document=name, **values))

    new = made("new", {"day": "2025-06-01", **target})
    found = candidates_of(new.claims[0], new, [made("worse", worse), made("better", better)])
    assert [k.claim.document_id for k in found] == ["better", "worse"], why


def test_nothing_with_a_reason_is_cut() -> None:
    """A hundred earlier claims of the party are a hundred candidates."""
    new = evidence(claim("2025-06-01"))
    old = [evidence(claim("2025-01-01", n + 1.0, document=f"d{n:03}")) for n in range(100)]
    assert len(candidates_of(new.claims[0], new, old)) == 100


def test_a_stranger_in_another_trade_is_no_candidate() -> None:
    new = evidence(claim("2025-06-01"))
    other = claim("2025-01-01", company="Other", company_id="other", sector="food_consumer")
    assert candidates_of(new.claims[0], new, [evidence(other)]) == ()


def test_every_candidate_has_reasons() -> None:
    new, old = evidence(claim("2025-06-01")), evidence(claim("2025-01-01"))
    assert "Both speak of Acme." in candidates_of(new.claims[0], new, [old])[0].reasons


STORY = " ".join(f"word{n}" for n in range(60))


@pytest.mark.parametrize(
    ("left", "right", "copy"),
    [
        # the same text
        (STORY, STORY, True),
        # the same text under another about-block
        (f"{STORY}\nAbout Acme makes anvils.", f"{STORY}\nAbout us: another block", True),
        # other words
        (STORY, " ".join(f"other{n}" for n in range(60)), False),
        # the same boilerplate alone is no copy
        (f"{STORY}\nAbout Acme", f"{' '.join(f'x{n}' for n in range(60))}\nAbout Acme", False),
        # notes too short to judge
        ("Acme builds a plant.", "Acme builds a plant.", False),
    ],
)
def test_near_copies(left: str, right: str, copy: bool) -> None:
    assert (text_overlap(left, right) > 0.5) is copy
