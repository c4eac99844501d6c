"""The right one of several parties: givers told behind the sum, partners, lands, names before."""

from datetime import date

import pytest

from extract import read_document
from extract.companies import load_companies, unknown_parties
from repledge.contracts import Claim, Document


def only_claim(title: str, text: str, source: str = "daily-post") -> Claim:
    document = Document(
        id="d1", url="https://wire.example/1", source=source, title=title,
        published=date(2025, 3, 3), lang="en", text=text,
    )  # fmt: skip
    (claim,) = read_document(document).claims
    return claim


GIVERS = [
    # who puts up the money is told behind the sum
    ("Intel will build a plant in Ohio, and $2 billion of it is supplied by Toyota.", "Intel"),
    ("The mill will rise in Ohio; $2 billion is to be provided by the Canada Growth Fund.",
     "Canada Growth Fund"),
    ("Of the plant in Ohio, $2 billion will come from Toyota, Intel said.", "Toyota Motor"),
    # whose the thing is that has its price in front
    ("Ford will supply a $2 billion plant in Ohio, which Toyota plans to build.", "Toyota Motor"),
    ("Ford will join the new $2 billion plant in Ohio planned by Toyota.", "Toyota Motor"),
    # a pile of others' money is not the giver's
    ("Toyota will invest $2 billion in a plant in Ohio, next to one that Intel built.",
     "Toyota Motor"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "party"), GIVERS)
def test_the_giver_behind_the_sum(text: str, party: str) -> None:
    assert only_claim("A plant for Ohio", text).company == party


def test_partners_that_are_named_together() -> None:
    text = "Toyota and Intel are partners in a fab. Both will commit $2 billion to a plant in Ohio."
    claim = only_claim("A fab for Ohio", text)
    assert (claim.company, claim.partners) == ("Toyota Motor", ("Intel",))
    # things are two as well
    text = "Intel grew.\n\nThe two plants in Ohio will cost $2 billion, and Toyota pays."
    assert only_claim("Toyota grows", text).company == "Toyota Motor"


def test_who_stands_beside_the_headline_s_company() -> None:
    text = "The plant in Ohio, a venture with Intel, will cost $2 billion."
    claim = only_claim("Toyota to build a plant", text)
    assert (claim.company, claim.partners) == ("Toyota Motor", ("Intel",))


BEFORE = [
    # a public body's page tells of a firm, a project, the rest of a sum
    ("Toyota has chosen Ohio. It is a fine town.\n\nThe company will spend $2 billion on a plant.",
     "Toyota Motor"),
    ("Toyota has chosen Ohio. The project represents an investment of $2 billion.", "Toyota Motor"),
    ("Toyota has chosen Ohio for its plant. Investment: $2 billion.", "Toyota Motor"),
    # a firm told by where it is from, between the name and "it"
    ("The news is of Toyota. The Nagoya firm likes Ohio. It will invest $2 billion in a plant.",
     "Toyota Motor"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "party"), BEFORE)
def test_who_was_named_before(text: str, party: str) -> None:
    assert only_claim("A day for Ohio", text, "governor-oh").company == party


LANDS = [
    # in a row with one that acts, and behind "governments of"
    ("Norway and Japan will build.", ["Norway", "Government of Japan"]),
    ("The governments of Chile, Peru and Oman met.", ["Chile", "Peru", "Oman"]),
    # where something is, next to a company that acts
    ("A plant in Norway and Japan Tobacco will build.", ["Japan Tobacco"]),
    # its leader's word is its own; what a leader says of others is not
    ("Japan's prime minister promised to help.", ["Government of Japan"]),
    ("Japan's prime minister was glad.", []),
    # a part of a land
    ("A site in southern China will cost more.", []),
]


@pytest.mark.parametrize(("text", "named"), LANDS)
def test_lands_that_act(text: str, named: list[str]) -> None:
    assert [m.name for m in load_companies().mentions(text)] == named


def test_a_land_that_heads_its_investors() -> None:
    text = "The list:\n\n- Gujarat: Toyota, $2 billion for a plant in Sanand."
    assert only_claim("Pledges at the summit", text).company == "Toyota Motor"


def test_a_name_that_only_tells_where() -> None:
    text = "A new hall in Cactus will cost $2 billion. It is a plant for beef."
    assert only_claim("Tyson to build a plant in Texas", text).company == "Tyson Foods"


NAMES = [
    # a capital behind "by" is somebody's name; in small letters the word is a word
    ("A plant by Target is built by target.", ["Target"]),
    # a town of a dateline
    ("NEW BRUNSWICK, N.J. - Boats will sail.", []),
    # the group, where the text calls it in full; its one member, where it does not
    ("Hyundai will build. Hyundai Motor Group and Hyundai Steel.",
     ["Hyundai Motor Group", "Hyundai Motor Group", "Hyundai Steel"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), NAMES)
def test_names_in_their_text(text: str, named: list[str]) -> None:
    assert [m.name for m in load_companies().mentions(text)] == named


HEADLINES = [
    # a description, and a name that ends like one
    ("Reusable Battery Company Picks Orra\nThe firm is glad.", []),
    ("Zyxo Battery Company Picks Orra\nThe Zyxo Battery Company is glad.", ["Zyxo Battery"]),
    # what is built has an article
    ("Quarrplex Opens\nThe Quarrplex is new.", []),
    ("Quarrplex Opens\nQuarrplex hires.", ["Quarrplex"]),
    # a verb that opens a sentence
    ("On time\nCompleting Zyxo Two will take long.", []),
]


@pytest.mark.parametrize(("text", "names"), HEADLINES)
def test_names_of_a_headline(text: str, names: list[str]) -> None:
    assert [mention.name for mention in unknown_parties(text, "en", ())] == names


def test_the_newsroom_s_name_may_hold_a_land() -> None:
    text = "Together the members plan to spend $20 billion on plants in Germany by 2028."
    claim = only_claim("Grow with Germany: firms invest $20 billion", text, "grow-with-germany")
    assert claim.company == "Grow with Germany"
