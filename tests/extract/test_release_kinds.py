"""The kind of a release, told by its title, keeps its sums from being taken for pledges."""

from __future__ import annotations

from datetime import date

import pytest

from extract import read_document
from repledge.contracts import Document

NEWS = (
    "OMAHA, Neb. -- Halden Works will invest $40 million in a plant for pumps and hire 90 people."
)


def claimed(title: str, text: str) -> list[int]:
    """The sums that the release is read to pledge."""
    document = Document(
        id="r",
        url="https://newswire.example/r",
        source="newswire",
        title=title,
        published=date(2025, 3, 3),
        lang="en",
        text=text,
    )
    return [claim.amount.value for claim in read_document(document).claims if claim.amount]


def test_a_plain_pledge_is_read() -> None:
    assert claimed("Halden Works to Build Pump Plant in Omaha", NEWS) == [40_000_000]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # shares are sold; the plant is only what the money is for
        pytest.param(
            "Halden Works Announces Pricing of $40 Million Public Offering",
            "Halden Works priced 8,000,000 shares at $5.00 per share. The gross proceeds of $40 "
            "million will be used to build a plant.",
            id="offering",
        ),
        # a fund commits to buy shares when the company likes
        pytest.param(
            "Halden Works Secures $20 Million Commitment",
            "Under a common stock purchase agreement an investor has committed to invest up to $20 "
            "million at the sole discretion of Halden Works, which plans a new plant.",
            id="equity line",
        ),
        # figures of a study: nobody has decided to build
        pytest.param(
            "Positive PEA for Halfmoon Copper Project",
            "Halden Resources reports an after-tax NPV of $512 million; initial capital for mine "
            "and plant is estimated at $288 million.",
            id="study",
        ),
        # a customer pays
        pytest.param(
            "Halden Works Wins $85 Million Order",
            "The order, worth $85 million, will be made at the plant of Halden Works in Omaha.",
            id="order",
        ),
        # a law firm retells what the company had said
        pytest.param(
            "Klein & Moss LLP Reminds Investors of Class Action Deadline",
            "The complaint alleges that Halden Works knew that its $700 million plant was late.",
            id="law firm",
        ),
        # a market, not a project
        pytest.param(
            "Pump Market to Reach $44 Billion by 2030",
            "Investment in plants drives the pump market to $44 billion, says a new report.",
            id="market",
        ),
        # what somebody has had a hand in
        pytest.param(
            "Halden Works Names Dana Whitlock as Head of Construction",
            "She led the development of more than $6 billion of plants in her career.",
            id="career",
        ),
        # property changes hands
        pytest.param(
            "Halden Works Completes Acquisition of Two Plants",
            "Halden Works bought two plants in Arkansas for $118 million in cash.",
            id="acquisition",
        ),
    ],
)
def test_what_newswire_calls_investment(title: str, text: str) -> None:
    assert claimed(title, text) == []


def test_a_title_that_names_a_project_too_speaks_half_as_loud() -> None:
    assert claimed("Halden Works Secures Loan, Breaks Ground on Pump Plant", NEWS) == [40_000_000]
