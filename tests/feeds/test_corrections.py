"""A signed correction is what the public reads, never the machine's figure beside it."""

from datetime import UTC, datetime

import pytest

from repledge.contracts import Decision
from repledge.feeds import decision_state, entry_of
from repledge.feeds.corrections import corrected
from tests.factories import a_claim, a_document, a_verdict

AT = datetime(2026, 11, 24, tzinfo=UTC)
CASES = [
    # nothing corrected: the machine's words stand
    ((), (2_000_000_000, 2_000_000_000), "No earlier trace."),
    # the upper end alone; the lower one stays the machine's
    ((("net_new_high_usd", "3000000000"),), (2_000_000_000, 3_000_000_000), "$2bn – $3bn of $2bn"),
    # both ends
    ((("net_new_high_usd", "500000000"), ("net_new_low_usd", "0")), (0, 500_000_000), "$0 – $500m"),
    # an emptied field is unknown, not nothing
    ((("net_new_high_usd", None),), (2_000_000_000, None), "unknown"),
    # another field than money leaves sums and sentence alone
    ((("sector", "batteries"),), (2_000_000_000, 2_000_000_000), "No earlier trace."),
]


@pytest.mark.parametrize(("fields", "interval", "words"), CASES)
def test_a_correction_replaces_the_figure(fields, interval, words) -> None:
    _, verdict = corrected(a_claim(), a_verdict(), fields)
    assert (verdict.net_new_low_usd, verdict.net_new_high_usd) == interval
    assert words in verdict.sentence


def test_a_corrected_headline_in_dollars_is_told() -> None:
    _, verdict = corrected(a_claim(), a_verdict(), (("amount", "1000000000"),))
    assert verdict.headline_usd == 1_000_000_000


def test_a_place_that_a_reader_moved_keeps_no_city_of_the_machine() -> None:
    claim, _ = corrected(a_claim(), a_verdict(), (("region", "TX"),))
    assert (claim.place.region, claim.place.city) == ("TX", None)


def test_the_entry_of_a_signed_correction_tells_the_readers_sum() -> None:
    said = Decision(
        id=1, claim_id="c1", reviewer="ann", judgement="partly", at=AT,
        fields=(("net_new_high_usd", "7000000"), ("net_new_low_usd", "7000000")),
    )  # fmt: skip
    entry = entry_of(a_claim(), a_verdict(), a_document(), decision_state([said], AT))
    assert "$7m" in entry.title
    assert "$7m" in entry.sentence


WORDS = [
    # one reader agrees with a flag and waits for the second: still waiting
    ("repackaged", "pending"),
    # one reader is unsure: still waiting
    ("unsure", "pending"),
    # one reader says that nothing is repeated: off the list
    ("new", "rejected"),
    ("not_a_pledge", "rejected"),
]


@pytest.mark.parametrize(("judgement", "state"), WORDS)
def test_one_readers_word_leaves_a_flag_waiting_unless_it_denies_it(judgement, state) -> None:
    said = Decision(id=1, claim_id="c1", reviewer="ann", judgement=judgement, at=AT)
    assert decision_state([said], AT).state == state
