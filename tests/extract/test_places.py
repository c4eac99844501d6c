"""Where a claim's money goes: what heads an entry of a list."""

from __future__ import annotations

from extract.places import place_mentions, place_of
from tests.extract.seats import seat


def test_a_list_entry_is_no_dateline() -> None:
    text = "Lead.\n\nMore.\n\nAll plants.\n\nWest Virginia – Engines get $453 million in Buffalo."
    context = seat("West Virginia – Engines", text=text, role="component")
    found = place_of(context, place_mentions(context.view.body))
    assert found
    assert found.value.region == "WV"
