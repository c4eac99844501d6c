"""What people said, and what a feed then says."""

from datetime import UTC, datetime

import pytest

from repledge.config import Feeds
from repledge.contracts import Decision
from repledge.feeds.claimreview import claim_review
from repledge.feeds.entries import decision_state, entry_of, headline, notice_of
from tests.feeds.samples import claim, document, verdict

BEFORE = datetime(2025, 8, 26, tzinfo=UTC)


def said(number: int, judgement: str, *, day: int = 1, **more: object) -> Decision:
    at = datetime(2025, 9, day, 12, tzinfo=UTC)
    plain = {"id": number, "claim_id": "c", "reviewer": "ada", "judgement": judgement, "at": at}
    return Decision(**{**plain, **more})  # type: ignore[arg-type]


LATER = datetime(2025, 9, 20, tzinfo=UTC)
SECTOR = (("sector", "metals"),)
CASES = [
    # nobody looked yet
    ([], BEFORE, "pending"),
    # one reader looked and is not sure: it still waits for a decision
    ([said(1, "unsure")], BEFORE, "pending"),
    ([said(1, "confirm")], BEFORE, "signed"),
    ([said(1, "partly")], BEFORE, "signed"),
    # never signed, so nobody outside has to be told
    ([said(1, "new")], BEFORE, "rejected"),
    # signed, then not
    ([said(1, "confirm"), said(2, "new", day=2)], BEFORE, "withdrawn"),
    # taken back by an undo: outsiders saw it
    ([said(1, "confirm"), said(2, "undone", day=2, supersedes=1)], BEFORE, "withdrawn"),
    # an undone refusal leaves nothing
    ([said(1, "new"), said(2, "undone", day=2, supersedes=1)], BEFORE, "pending"),
    # a second reader says the same
    ([said(1, "confirm"), said(2, "confirm", day=2)], BEFORE, "signed"),
    # signed again with another field
    ([said(1, "confirm"), said(2, "confirm", day=2, fields=SECTOR)], BEFORE, "corrected"),
    # the verdict changed after the signature: nobody has signed what it says now
    ([said(1, "confirm")], LATER, "withdrawn"),
    # ... until somebody does
    ([said(1, "confirm"), said(2, "confirm", day=25)], LATER, "corrected"),
]


@pytest.mark.parametrize(("decisions", "changed", "state"), CASES)
def test_decisions_add_up(decisions: list[Decision], changed: datetime, state: str) -> None:
    assert decision_state(decisions, changed).state == state
    assert decision_state(reversed(decisions), changed).state == state


def test_an_entry_moves_with_the_verdict_and_with_people_only() -> None:
    untouched = entry_of(claim(), verdict(), document(), decision_state([], BEFORE))
    signed = entry_of(claim(), verdict(), document(), decision_state([said(1, "confirm")], BEFORE))
    assert (untouched.updated, untouched.key) == (BEFORE, "claim/c0ffee0123456789")
    assert (signed.updated, signed.key) == (said(1, "confirm").at, untouched.key)


def test_a_withdrawal_tells_nothing_of_the_verdict() -> None:
    entry = entry_of(claim(), verdict(), document(), decision_state([said(1, "confirm")], LATER))
    notice = notice_of(entry)
    assert notice is not None
    assert (notice.supersedes, notice.key) == (entry.key, f"{entry.key}/withdrawn/20250920T000000")
    for one in (entry, notice):
        assert one.title == "Withdrawn: Example Motor, 2025-08-26"
        assert "billion" not in one.sentence


@pytest.mark.parametrize(("decisions", "changed", "state"), CASES)
def test_only_corrections_and_withdrawals_bring_a_notice(
    decisions: list[Decision], changed: datetime, state: str
) -> None:
    entry = entry_of(claim(), verdict(), document(), decision_state(decisions, changed))
    assert (notice_of(entry) is not None) == (state in {"corrected", "withdrawn"})
    assert (claim_review(entry, Feeds()) is not None) == (state in {"signed", "corrected"})


def test_the_first_appearance_is_the_earliest_announcement() -> None:
    entry = entry_of(claim(), verdict(), document(), decision_state([said(1, "confirm")], BEFORE))
    review = claim_review(entry, Feeds(base_url="https://desk.example"))
    assert review is not None
    assert review["url"] == "https://desk.example/verdicts/c0ffee0123456789.html"
    assert review["reviewRating"]["alternateName"] == verdict().sentence
    assert review["itemReviewed"]["firstAppearance"] == {
        "@type": "CreativeWork",
        "datePublished": "2025-03-24",
        "url": "https://example-motor.example/2025/march",
    }


def test_a_headline_falls_back_to_the_title_and_keeps_unknown_sums_out() -> None:
    bare = verdict(headline_usd=None, net_new_low_usd=None, net_new_high_usd=None)
    line = headline(claim(company=None), bare, document())
    assert line == "Partly new: Example Motor raises its American plan"
    assert (
        headline(claim(), verdict(), document()) == "Partly new: Example Motor, $26bn, net new $5bn"
    )
