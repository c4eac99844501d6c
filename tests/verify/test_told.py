"""Fields that a text itself answers: a place left out or misread, a party known by its name."""

from typing import Any

import pytest

from repledge.contracts import Place, Quote
from tests.verify.build import claim, evidence
from verify.comparisons import FIELDS, compare
from verify.told import as_told

NOWHERE = Place()
OHIO = Place(country="US", region="OH")


def placed(word: str, start: int = 100) -> Any:
    """A claim's record of the word that its place was read from."""
    return (("place", Quote(document_id="new", start=start, end=start + 9, text=word)),)


@pytest.mark.parametrize(
    ("new", "old", "title", "older", "level"),
    [
        # the older text names the place of the news, at an equal sum; at another sum it may be any
        ({"evidence": placed("Carolina")}, {"place": OHIO}, "", "Carolina waits.", "close"),
        ({"evidence": placed("Carolina"), "billions": 2.0}, {"place": OHIO}, "", "Carolina waits.",
         "different"),
        # what the dateline names is where the writer sits
        ({"evidence": placed("Carolina", 14)}, {"place": OHIO}, "", "Carolina waits.",
         "different"),
        # a place was left out, and the text names that of the other claim
        ({"evidence": placed("Carolina"), "billions": 2.0}, {"place": NOWHERE}, "",
         "In Carolina.", "close"),
        ({"place": NOWHERE, "billions": 2.0}, {"evidence": placed("Liberty")}, "Liberty grows",
         "", "close"),
        # ... or one title tells a name that stands in the other text, be it a site or a project
        ({"place": NOWHERE, "billions": 2.0}, {"place": NOWHERE}, "Raheen grows", "Raheen is it.",
         "close"),
        ({"place": NOWHERE, "billions": 2.0, "role": "umbrella"}, {"place": NOWHERE},
         "Raheen grows", "Raheen is it.", "missing"),  # a programme's text names many
        ({"place": NOWHERE, "billions": 2.0}, {"place": NOWHERE, "text": "Raheen gets it."},
         "Raheen grows", "Raheen gets it.", "close"),
        # a word in capitals for the headline's sake is no name
        ({"place": NOWHERE, "billions": 2.0}, {"place": NOWHERE, "text": "Growth comes."},
         "Growth", "Growth comes. The growth is fast.", "missing"),
    ],
)  # fmt: skip
def test_places(
    new: dict[str, Any], old: dict[str, Any], title: str, older: str, level: str
) -> None:
    ours = claim("2025-06-01", new.pop("billions", 1.0), document="new", **new)
    theirs = claim("2025-01-01", document="old", **old)
    now = evidence(ours, **({"title": title} if title else {}))
    before = evidence(theirs, **({"text": older} if older else {}))
    told = as_told(compare(ours, theirs), ours, now, theirs, before)
    assert told[FIELDS.index("place")].level == level
