"""The model of commitment: what it sees, what it ranks above what, and where the rules stand."""

from datetime import date

import pytest

from extract.claims import main_pledge, read_document, read_scene
from extract.commitment import commitments
from extract.layout import Line, read_layout
from extract.roles import standing_of
from extract.scene import Scene
from extract.settled.features import Case, features
from extract.settled.model import BAR, overruled, settled_odds, weighed
from repledge.contracts import Commitment
from tests.factories import a_document

CLEAR = BAR + 0.1
PLANT = "Toyota picks Dayton\nToyota will build a $500 million plant in Dayton, Ohio"
MEANT = "Toyota picks Dayton\nToyota plans to build a $500 million plant in Dayton, Ohio"
WIDE = "Toyota looks ahead\nToyota will invest $50 billion in plants across the United States"


def case_of(text: str) -> tuple[Scene, tuple[Line, ...], Case]:
    """The first pledge of a text, as the rules leave it."""
    title, _, rest = text.partition("\n")
    scene = read_scene(a_document(title=title, text=rest, published=date(2024, 6, 1)))
    lines, main = read_layout(scene.body, scene.title_end), main_pledge(scene.pledges)
    standings = [(pledge, standing_of(scene, pledge)) for pledge in scene.pledges]
    how = commitments(scene, lines, standings, main)[0]
    pledge, standing = standings[0]
    return scene, lines, Case(pledge=pledge, standing=standing, decided=how, main=pledge is main)


def odds(text: str) -> float:
    return settled_odds(*case_of(text))


def seen(text: str) -> set[str]:
    return set(features(*case_of(text)))


@pytest.mark.parametrize(
    ("firmer", "weaker"),
    [
        # one plant above a programme over many
        (f"{PLANT}.", f"{WIDE}."),
        # a plant that opens soon above one without a year
        (f"{PLANT}. Production begins in 2026.", f"{PLANT}."),
        # what a board has approved, anywhere in the text
        (f"{PLANT}.\n\nToyota's board has approved the investment.", f"{PLANT}."),
        # an intention in the sentence itself
        (f"{PLANT}.", "Toyota picks Dayton\nToyota plans to build a $500 million plant in Dayton, "
         "Ohio."),
        # near miss: a window of years makes a programme no firmer
        (f"{WIDE}.", f"{WIDE} by 2030."),
    ],
)  # fmt: skip
def test_the_firmer_ranks_above(firmer: str, weaker: str) -> None:
    assert odds(firmer) > odds(weaker)


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        # where a cue is heard: in the own sentence
        (f"{PLANT}.", "own:builds", "own:plan"),
        # in the title, which is no sentence of the claim
        ("Toyota plans to expand\nToyota will build a $500 million plant in Dayton.",
         "title:plan", "own:plan"),
        # beside it, and so in the text too
        (f"{PLANT}. Construction is under way.", "beside:under_way", "own:under_way"),
        # near miss: in another paragraph it is heard in the text alone
        (f"{PLANT}.\n\nConstruction is under way.", "text:under_way", "beside:under_way"),
        # years: a window of spending, counted or dated
        (f"{WIDE} over the next five years.", "window:counted", "window:dated"),
        (f"{WIDE} by 2030.", "window:dated", "window:counted"),
        # an opening, by how far ahead it is
        (f"{PLANT}. Production begins in 2026.", "opens:2", "opens:none"),
        # near miss: a year of hiring opens nothing
        (f"{PLANT}. Hiring begins in 2026.", "opens:none", "opens:2"),
        # the size by its power of ten
        (f"{PLANT}.", "size:8", "size:9"),
        # the headline pledge
        (f"{PLANT}.", "main", "promised"),
        # goods to be bought are promised
        ("Toyota buys gas\nToyota will buy $500 million worth of American gas.", "promised",
         "own:under_way"),
        # never the rules' own answer, nor the role
        (f"{PLANT}.", "bias", "role:total"),
    ],
)  # fmt: skip
def test_what_the_model_sees(text: str, there: str, absent: str) -> None:
    names = seen(text)
    assert there in names
    assert absent not in names


@pytest.mark.parametrize(
    ("ruled", "said", "wanted"),
    [
        # clear odds against the rules
        ("plan", CLEAR, "firm"),
        ("firm", -CLEAR, "plan"),
        # near miss: odds that lean, but not enough
        ("plan", BAR - 0.1, "plan"),
        ("firm", 0.1 - BAR, "firm"),
        # odds that agree
        ("firm", CLEAR, "firm"),
        ("plan", -CLEAR, "plan"),
        # memoranda and conditions are the rules' alone
        ("mou", CLEAR, "mou"),
        ("conditional", -CLEAR, "conditional"),
    ],
)
def test_the_model_overrules_only_where_it_is_sure(
    ruled: Commitment, said: float, wanted: Commitment
) -> None:
    assert overruled(ruled, said) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a paper that binds nobody, and a yes that has still to come
        (f"{PLANT}. An MoU has been signed with the state.", "mou"),
        (f"{PLANT}.\n\nThe project needs permits and a tax credit.", "conditional"),
        # near miss: a permit that was given
        (f"{PLANT}. Planning permission was given in March.", "firm"),
    ],
)
def test_the_rules_answer_stands_with_its_words(text: str, wanted: str) -> None:
    scene, lines, case = case_of(text)
    assert weighed(scene, lines, case) == case.decided
    assert case.decided[0] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a plan by the sentence's own words, but the plant is going up and opens soon
        (f"{MEANT}. Construction is under way. Production begins in 2026.", "firm"),
        # near miss: the same plan with nothing to show for it
        (f"{MEANT}.", "plan"),
    ],
)
def test_a_reading_tells_what_the_model_says(text: str, wanted: str) -> None:
    title, _, rest = text.partition("\n")
    (claim,) = read_document(a_document(title=title, text=rest, published=date(2024, 6, 1))).claims
    assert claim.commitment == wanted
