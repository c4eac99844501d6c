"""Sums without words of their own that share a pledge's sentence or list."""

import pytest

from extract.kinds import SumKind
from extract.layout import Line, Part
from extract.merging import Mention
from extract.siblings import with_siblings
from extract.sums import SeatedSum
from repledge.contracts import Amount

# a sum: line it stands in, part of that line, what it was taken for, margin, currency
Row = tuple[int, Part, str, float, str]
PLEDGE: Row = (1, "item", "claim", 3.0, "USD")
WORDLESS = "no pledge words"

TABLE = [
    # one verb for both: "$28 million on furnaces and $9 million on dust collection"
    ([(1, "text", "claim", 3.0, "USD"), (1, "text", WORDLESS, -1.0, "USD")], [True, True]),
    # the next item of the list, and what only follows the item after a wordless one
    ([PLEDGE, (2, "item", WORDLESS, -1.0, "USD")], [True, True]),
    ([PLEDGE, (2, "item", WORDLESS, -1.0, "USD"), (3, "item", WORDLESS, -1.0, "USD")],
     [True, True, False]),
    # the next sentence of running text has its own verb
    ([(1, "text", "claim", 3.0, "USD"), (2, "text", WORDLESS, -1.0, "USD")], [True, False]),
    # its own words say what it is, and make the list one of several kinds
    ([PLEDGE, (2, "item", "loan", -1.0, "USD")], [True, False]),
    ([PLEDGE, (2, "item", WORDLESS, -1.0, "USD"), (3, "item", "loan", -1.0, "USD")],
     [True, False, False]),
    # everything but cues speaks against it; the neighbour is hardly a pledge; other money
    ([PLEDGE, (2, "item", WORDLESS, -4.0, "USD")], [True, False]),
    ([(1, "item", "claim", 0.5, "USD"), (2, "item", WORDLESS, -1.0, "USD")], [True, False]),
    ([PLEDGE, (2, "item", WORDLESS, -1.0, "EUR")], [True, False]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "pledges"), TABLE)
def test_what_is_told_with_a_pledge(rows: list[Row], pledges: list[bool]) -> None:
    read = with_siblings([_mention(place, row) for place, row in enumerate(rows)])
    assert [mention.kind.pledge for mention in read] == pledges


def _mention(place: int, row: Row) -> Mention:
    number, part, why, margin, currency = row
    line = Line(start=1000 * number, end=1000 * number + 900, part=part, paragraph=number,
                number=number)  # fmt: skip
    start = line.start + 10 * place
    amount = Amount(
        value=5_000_000, low=5_000_000, high=5_000_000, currency=currency, qualifier="exact",
        text="5 million", start=start, end=start + 9,
    )  # fmt: skip
    kind = SumKind(pledge=why == "claim", why=why, margin=margin, cue=None)
    return Mention(seated=SeatedSum(amount=amount, line=line), kind=kind, past=None)
