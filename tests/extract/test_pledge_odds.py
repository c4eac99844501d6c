"""The trained model: what it ranks above what, never a number by itself."""

import pytest

from extract.money import read_amounts
from extract.pledge_odds import pledge_odds


def odds(body: str) -> float:
    return pledge_odds(body, read_amounts(body)[0])


@pytest.mark.parametrize(
    ("pledge", "other"),
    [
        # a plant beside a quarter's revenue
        ("Acme to build plant\nAcme will invest $500 million in a new factory in Ohio.",
         "Acme reports results\nAcme had revenue of $500 million in the third quarter."),
        # a company's programme beside a market's size
        ("Acme plans expansion\nAcme plans to invest $2 billion in the United States.",
         "Acme in growing market\nThe market was valued at $2 billion, growing at a CAGR of 9%."),
        # works beside a token sale
        ("Acme breaks ground\nThe $90 million plant will create 300 jobs.",
         "Coin presale soars\nThe presale has raised $90 million from crypto investors."),
    ],
)  # fmt: skip
def test_a_pledge_ranks_above_another_sum(pledge: str, other: str) -> None:
    assert odds(pledge) > odds(other) + 1
