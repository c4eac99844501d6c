"""Where a claim's money goes: what heads an entry of a list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.places import place_mentions, place_of
from repledge.contracts import Role
from tests.extract.seats import seat


def test_a_list_entry_is_no_dateline() -> None:
    text = "Lead.\n\nMore.\n\nAll plants.\n\nWest Virginia – Engines get $453 million in Buffalo."
    context = seat("West Virginia – Engines", text=text, role="component")
    found = place_of(context, place_mentions(context.view.body))
    assert found
    assert found.value.region == "WV"


READ = [
    # a town lies in the state of a town beside it that only one state has
    ("Halls in Simpsonville and Greenville get $90 million.", {"SC"}),
    # near miss: without it a name that many states have stays open
    ("Halls in Greenville get $90 million.", set()),
    # the first word of another name is no town; near miss: its plant is there
    ("The hall at Stanton Springs North costs $90 million.", set()),
    ("The Kokomo Casting Plant gets $90 million.", {"IN"}),
    # where a firm comes from
    ("A firm with roots in Fremont and Reno gets $90 million.", set()),
]


@pytest.mark.parametrize(("text", "states"), READ)
def test_the_towns_that_a_text_names(text: str, states: set[str]) -> None:
    assert {m.place.region for m in place_mentions(text)} - {None} == states


SPEAKS = [
    # a state's agency means its own town of that name, not the larger one elsewhere
    ("sc-commerce", "It puts $90 million into a hall in Dorchester.", "SC"),
    # near miss: the other state is named
    ("sc-commerce", "It puts $90 million into a hall in Dorchester, Massachusetts.", "MA"),
]


@pytest.mark.parametrize(("source", "text", "state"), SPEAKS)
def test_towns_of_the_state_that_speaks(source: str, text: str, state: str) -> None:
    context = seat(text)
    context = replace(context, view=replace(context.view, source=source))
    found = place_of(context, place_mentions(context.view.body))
    assert found
    assert found.value.region == state


BELONGS: list[tuple[str, Role, str | None]] = [
    # what an aside tells is where something else is made
    (
        "It puts $90 million into Buffalo, West Virginia, where cells from Ohio arrive.",
        "total",
        "WV",
    ),
    ("It puts $90 million into a hall in Ohio with castings made in Texas.", "total", "OH"),
    # near miss: two states side by side are two
    ("It puts $90 million into halls in Ohio and Texas.", "total", None),
    # an example of a programme is not its place
    ("It will spend $9 billion in the U.S., including a plant in Ohio.", "umbrella", None),
    ("It will spend $9 billion until 2030, with a first hall in Ohio.", "umbrella", None),
    # near miss: the same words of one project
    ("It will spend $9 billion on a plant in Ohio with a new hall for cells.", "total", "OH"),
]


@pytest.mark.parametrize(("text", "role", "state"), BELONGS)
def test_the_places_that_belong_to_a_sum(text: str, role: Role, state: str | None) -> None:
    context = seat(text, role=role)
    found = place_of(context, place_mentions(context.view.body))
    assert found
    assert (found.value.country, found.value.region) == ("US", state)


DATED = [
    # datelines of every form, each with the office from where the news is told
    "Melbourne, 17 August 2021. The board approved it.",
    "CHARLOTTE, N.C., September 20, 2021. The board approved it.",
    "TULSA. The board approved it.",
    "DENVER and CORK, May 2, 2024 - The board approved it.",
]


@pytest.mark.parametrize("dateline", DATED)
def test_a_dateline_is_no_site(dateline: str) -> None:
    sentence = "The mill costs $90 million."
    context = seat(sentence, text=f"Title\n\n{dateline} {sentence} Ohio will host it.")
    found = place_of(context, place_mentions(context.view.body))
    assert found
    assert found.value.region == "OH"


def test_a_paragraph_that_begins_with_a_town_is_no_dateline() -> None:
    sentence = "The mill costs $90 million."
    context = seat(sentence, text=f"Title\n\nTulsa. That is where it goes. {sentence}")
    found = place_of(context, place_mentions(context.view.body))
    assert found
    assert found.value.region == "OK"
