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


CLAUSES = [
    # the second clause has a subject and a sum of its own
    (
        "Toyota will spend $2 billion on a plant in Ohio; Intel will put $3 billion into a fab.",
        ["Toyota Motor", "Intel"],
    ),
    # a name in passing opens no clause; nor does a partner, where no sum stands before
    (
        "Toyota will spend $2 billion on a plant near Intel and $3 billion on a mill in Ohio.",
        ["Toyota Motor", "Toyota Motor"],
    ),
]


@pytest.mark.parametrize(("text", "parties"), CLAUSES)
def test_each_clause_has_its_own_party(text: str, parties: list[str]) -> None:
    document = Document(
        id="d1", url="https://wire.example/1", source="daily-post", title="Two plants for Ohio",
        published=date(2025, 3, 3), lang="en", text=text,
    )  # fmt: skip
    assert [claim.company for claim in read_document(document).claims] == parties


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


TOLD = [
    # the noun for what the firm does; a name with a small letter or a figure in front
    ("On time\nThe utility Voltera said it will build.", ["Voltera"]),
    ("On time\nThe start-up enVolta plans a mill, and start-up 7Lytic has one.",
     ["enVolta", "7Lytic"]),
    # who only counts and advises
    ("On time\nThe research firm Zyxo Analytics said so.", []),
    # the noun alone, with a headline's capital
    ("Utility to build\nThe plans are out.", []),
    # whose board decides, among whom it is, who runs it
    ("On time\nThe board of Zyxo Resources has approved it.", ["Zyxo Resources"]),
    ("On time\nA consortium of Zyxo Energy and others bids.", ["Zyxo Energy"]),
    ("On time\nA plant operated by Zyxo Foods, is here.", ["Zyxo Foods"]),
    # where somebody is from; two names joined; a land in front
    ("On time\nDayton-based Zyxo Foods will build.", ["Zyxo Foods"]),
    ("On time\nZyxo Pension Fund and Quarrix Partners will build.",
     ["Zyxo Pension Fund", "Quarrix Partners"]),
    ("On time\nJohnson and Orra will build.", ["Johnson and Orra"]),
    # a label
    ("On time\nCompany: Zyxo Foods\nJobs: 5", ["Zyxo Foods"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), TOLD)
def test_names_told_by_the_words_before_them(text: str, names: list[str]) -> None:
    assert [mention.name for mention in unknown_parties(text, "en", ())] == names


SPACELESS = [
    # a trade with a name that pledges; the same name again in the headline
    (
        "ja",
        "ゼット精機、滋賀に工場\n部品メーカーのゼット精機は工場を建設する。",
        ["ゼット精機"] * 2,
    ),
    ("ko", "한울정공, 군산 투자\n부품업체 한울정공은 공장을 짓는다.", ["한울정공"] * 2),
    # a firm's ending alone, and the same ending as a plain word
    ("ja", "工場\nゼット電子は工場を持つ。石油化学は伸びる。", ["ゼット電子"]),
    ("ko", "공장\n한울화학은 공장이 있다. 석유화학은 크다.", ["한울화학"]),
    # what a trade has is no name, where nothing is pledged
    ("ja", "工場\nメーカーの利益は減った。", []),
    ("ko", "공장\n업체 관계자는 말했다.", []),
    # a form without the particle behind it
    ("ko", "공장\n㈜한울과 협약을 맺었다.", ["한울"]),
]


@pytest.mark.parametrize(("lang", "text", "names"), SPACELESS)
def test_names_in_japanese_and_korean(lang: str, text: str, names: list[str]) -> None:
    assert [mention.name for mention in unknown_parties(text, lang, ())] == names


def test_a_name_with_its_form_is_the_known_one() -> None:
    (claim,) = read_document(
        Document(
            id="d1", url="https://wire.example/1", source="keizai", title="新工場の建設",
            published=date(2025, 3, 3), lang="ja",
            text="株式会社村田製作所は島根県に80億円を投じて新工場を建設する。",
        )
    ).claims  # fmt: skip
    assert claim.company_id == "murata-manufacturing"


ROWS = [
    # a table's rows, and labels line by line
    ("Zyxo Foods | Dayton | $80 million for a plant\n\nQuarrix Metals | Toledo | $90 million for a "
     "plant", ["Zyxo Foods", "Quarrix Metals"]),
    ("Company: Zyxo Foods\nInvestment: $80 million\n\nCompany: Quarrix Metals\nInvestment: $90 "
     "million", ["Zyxo Foods", "Quarrix Metals"]),
    # with the land that each comes from
    ("- Zyxo (Sweden): $80 million for a plant\n\n- Quarrix of Canada: $90 million for a plant\n\n"
     "- Orrex (Japan): $70 million for a plant", ["Zyxo", "Quarrix", "Orrex"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parties"), ROWS)
def test_rows_of_a_list(text: str, parties: list[str]) -> None:
    document = Document(
        id="d1", url="https://wire.example/1", source="investments", title="What is announced",
        published=date(2025, 3, 3), lang="en", text=text, kind="list",
    )  # fmt: skip
    claims = sorted(read_document(document).claims, key=lambda claim: claim.quote.start)
    assert [claim.company for claim in claims] == parties


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "the firm Aa Bb Cc Dd "),
        ("en", "board of directors of Aa Bb and Cc "),
        ("en", "\nCompany: Aa Bb of Cc "),
        ("en", "Chile, Peru and Oman, "),
        ("en", "Chile's Aa Fund and Bb Bank and "),
        ("ja", "メーカーのアアアアアアアアアアアアアアアア"),
        ("ko", "업체 가나다라마바사아자차카타파하"),
    ],
)
def test_names_take_time_in_proportion_to_the_text(lang: str, words: str) -> None:
    text = "Zyxo will invest $5 million in a plant. " + words * (160_000 // len(words))
    document = Document(
        id="d1", url="https://wire.example/1", source="daily-post", title=f"Zyxo {words}",
        published=date(2025, 3, 3), lang=lang, text=text,
    )  # fmt: skip
    assert read_document(document).document_id == "d1"


def test_the_newsroom_s_name_may_hold_a_land() -> None:
    text = "Together the members plan to spend $20 billion on plants in Germany by 2028."
    claim = only_claim("Grow with Germany: firms invest $20 billion", text, "grow-with-germany")
    assert claim.company == "Grow with Germany"
