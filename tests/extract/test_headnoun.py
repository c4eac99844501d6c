"""The noun that a sum belongs to, and sums that the press calls investment and that are none."""

from __future__ import annotations

from datetime import date

import pytest

from extract import read_document
from extract.headnoun import head_of
from extract.layout import read_layout
from extract.sums import seat_sums
from repledge.contracts import Document

DAY = date(2025, 3, 3)

HEADS = [
    # however many words qualify it, the noun at the end says what money it is
    ("Halden gets a $40 million perpetual preferred equity financing facility.", "loan"),
    ("Halden has $40 million in tax-exempt bond financing for the mill.", "loan"),
    ("A $40 million conditional loan commitment is for the mill.", "loan"),
    ("Halden closed a $40 million Series C round.", "funding round"),
    ("The Navy gave it a $40 million dry dock design contract.", "contract"),
    ("The board has a $40 million share repurchase program.", "share price"),
    ("The college has a $40 million grant program.", "donation"),
    # the last noun decides: what is built, and plans, are no objection
    ("Halden builds a $40 million contract manufacturing plant.", None),
    ("Halden has a $40 million bond mill project.", None),
    ("Halden plans a $40 million investment.", None),
    # the phrase ends where another begins
    ("Halden puts in $40 million to build a mill with a loan.", None),
    ("Halden puts in $40 million, a loan among it.", None),
]


@pytest.mark.parametrize(("sentence", "kind"), HEADS)
def test_the_noun_behind_a_sum_tells_its_kind(sentence: str, kind: str | None) -> None:
    body = f"News\n{sentence}"
    seated = seat_sums(body, "en", DAY, read_layout(body, 4))[0]
    head = head_of(body, "en", seated)
    assert (head and head.says) == kind


def claimed(title: str, text: str) -> list[int]:
    """The sums in millions that the release is read to pledge."""
    document = Document(
        id="r", url="https://wire.example/r", source="wire", title=title, published=DAY,
        lang="en", text=text,
    )  # fmt: skip
    found = read_document(document).claims
    return [claim.amount.value // 1_000_000 for claim in found if claim.amount]


WIRE = [
    # a loan or a contract for a project of another
    ("Orvane Places $62M in Construction Financing for Apartment Project", "", []),
    ("Corlin Wins $90 Million Contract to Expand Naval Yard",
     "Corlin won nearly $90 million to expand and modernize a naval yard in Maine.", []),
    ("Energy Department set to loan Halden battery venture $900 million",
     "The loan of $900 million is for a battery plant in Ohio.", []),
    # bought, spared and given money
    ("Corlin to buy offices",
     "Corlin has agreed to acquire the Elmwood office complex in Dayton for a total cost of"
     " $51 million.", []),
    ("Grid plan approved",
     "The grid operator Corlin canceled projects to avoid $600 million in future costs.", []),
    ("Hospital gifts", "Dayton Hospital announced a $100 million commitment from Corlin.", []),
    # a share of a firm, and funds that are filled or launched to buy such shares
    ("Halden to Invest $65 Million in Private Entity",
     "Halden has agreed to invest $65 million, representing a 25% stake, in a private entity"
     " with a facility in Ohio.", []),
    ("Orvane closes buyout fund at $800 million", "Orvane filled its fund in four months.", []),
    ("Halden launches $50 million fund to invest in AI startups",
     "The $50 million fund will invest in early-stage startups in Ohio.", []),
    # the public purse, and what an office counts as its own
    ("$66M announced for downtown Dayton",
     "State lawmakers announced $66 million in state funding for downtown Dayton.", []),
    ("Department of Energy helps batteries",
     "The Department of Energy (DOE) announced $2.8 billion for 20 companies in 12 states to"
     " build battery plants.", []),
    ("Energy law turns three",
     "Companies have announced $650 billion in plants and manufacturing investments.", []),
    # a market
    ("Fuel cells in demand",
     "Corlin expects the fuel cell market to grow tenfold, reaching $30 billion, as data centers"
     " are built.", []),
    # a pledge beside a loan and a grant is still one
    ("Halden to build pump plant in Dayton",
     "Halden will invest $40 million in a pump plant in Dayton and hire 90 people. The state gives"
     " a $2 million grant, a bank a $12 million loan.", [40]),
    # a sum that is called a loan once is a pledge only where the text clearly tells one
    ("Halden to invest $40 million in pump plant in Dayton, Ohio",
     "Halden will invest $40 million in the plant and hire 90 people. A $40 million loan of a bank"
     " covers it for the time of construction.", [40]),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "wanted"), WIRE)
def test_money_that_is_no_pledge_in_real_newswire(title: str, text: str, wanted: list[int]) -> None:
    assert claimed(title, text) == wanted
