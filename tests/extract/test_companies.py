"""Companies in texts of three languages: names, borders, groups."""

import pytest

from extract.companies import (
    Companies,
    Company,
    announcer_of,
    introduced_parties,
    load_companies,
    newsroom_parties,
    unknown_parties,
)
from extract.companies.names import name_key, strip_legal_form

KNOWN = Companies(
    [
        Company(id="toyota", name="Toyota Motor", group="toyota", names=("Toyota Motor", "Toyota")),
        Company(id="gm", name="General Motors", group="gm", names=("General Motors", "GM")),
        Company(
            id="lges",
            name="LG Energy Solution",
            group="lges",
            names=("LG Energy Solution", "LG에너지솔루션"),
            parents=("lgchem",),
        ),
        Company(id="lgchem", name="LG Chem", group="lgchem", names=("LG Chem", "LG화학")),
        Company(
            id="ultium",
            name="Ultium Cells",
            group="ultium",
            names=("Ultium Cells",),
            parents=("gm", "lges"),
            joint=True,
        ),
        Company(id="target", name="Target", group="target", names=("Target",), guarded=("Target",)),
        Company(id="hitachi", name="Hitachi", group="hitachi", names=("Hitachi", "日立製作所")),
        Company(id="kia", name="Kia", group="kia", names=("Kia", "기아")),
        Company(id="delta-us", name="Delta", group="delta-us", names=("Delta",)),
        Company(id="delta-tw", name="Delta", group="delta-tw", names=("Delta",)),
    ]
)

MENTIONS = [
    # the longest name at a place wins
    ("Toyota Motor and Toyota", ["toyota", "toyota"]),
    # part of a longer word is not the name
    ("Toyotas, GMT, Kiawah", []),
    # short names need their exact case
    ("gm and GM", ["gm"]),
    # capitals in a headline are the same company
    ("TOYOTA TO BUILD", ["toyota"]),
    # an everyday word counts as the subject of a pledge only
    ("On target. Target will invest. The Target date.", ["target"]),
    # a Korean particle may follow a name, another syllable may not
    ("기아는 투자한다", ["kia"]),
    ("기아자동차학과", []),
    # Latin and Hangul in one name
    ("LG에너지솔루션이 LG화학에서", ["lges", "lgchem"]),
    # the name inside a longer word of Chinese characters is another word
    ("日立製作所は", ["hitachi"]),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_mentions(text: str, expected: list[str]) -> None:
    assert [m.company_id for m in KNOWN.mentions(text)] == expected


def test_offsets_are_those_of_the_text() -> None:
    text = "İ Toyota İ GM"  # a letter that grows when lower-cased must not shift offsets
    assert [text[m.start : m.end] for m in KNOWN.mentions(text)] == ["Toyota", "GM"]


def test_a_name_borne_by_two_is_ambiguous() -> None:
    (mention,) = KNOWN.mentions("Delta will build")
    assert mention.ambiguous
    assert mention.company_id is None
    assert set(mention.candidates) == {"delta-us", "delta-tw"}
    assert KNOWN.resolve("Delta") is None


def test_family_reaches_both_parents_of_a_joint_venture() -> None:
    assert KNOWN.family("ultium") == {"ultium", "gm", "lges", "lgchem"}


FORMS = [
    ("Samsung Electronics Co., Ltd.", "Samsung Electronics"),
    ("株式会社日立製作所", "日立製作所"),
    ("Robert Bosch GmbH", "Robert Bosch"),
    ("The Boeing Company", "Boeing"),
    ("주식회사 LG화학", "LG화학"),
    ("TotalEnergies SE", "TotalEnergies"),
    # a name that is all form stays
    ("Co", "Co"),
]


@pytest.mark.parametrize(("name", "bare"), FORMS)
def test_legal_forms_are_stripped(name: str, bare: str) -> None:
    assert strip_legal_form(name) == bare
    assert name_key(name) == name_key(bare)


SOURCES = [
    ("toyota-global-newsroom", "toyota-motor"),
    ("intel-newsroom", "intel"),
    # a wire is no party
    ("wire-a", None),
]


@pytest.mark.parametrize(("source", "party"), SOURCES)
def test_announcer_from_the_source(source: str, party: str | None) -> None:
    company = announcer_of(source, load_companies())
    assert (company.id if company else None) == party


PARTIES = [
    # a subsidiary counts under its group, with its own name
    ("Shintech", "Shintech", "shin-etsu-chemical"),
    # a renamed company
    ("Cree", "Wolfspeed", "wolfspeed"),
    # a listed affiliate is a group of its own
    ("LG에너지솔루션", "LG Energy Solution", "lg-energy-solution"),
    # known by the registers alone
    ("信越ポリマー", "Shin-Etsu Polymer", "shin-etsu-polymer"),
]


@pytest.mark.parametrize(("written", "name", "group"), PARTIES)
def test_the_shipped_list(written: str, name: str, group: str) -> None:
    company = load_companies().resolve(written)
    assert company
    assert (company.name, company.group) == (name, group)


def test_the_shipped_list_is_whole() -> None:
    companies = load_companies()
    assert len(companies) >= 1_500
    for company in companies:
        for other in (company.group, *company.parents):
            assert companies.get(other), f"{company.id} names {other}, which no entry has"


def test_a_joint_venture_belongs_to_both_parents() -> None:
    assert load_companies().family("blueoval-sk") >= {"ford-motor", "sk-on", "sk-innovation"}


UNKNOWN = [
    # a legal form, a ticker
    ("The plant of Zyxo Robotics Inc. opens.", ["Zyxo Robotics"]),
    ("Qarbon Metals (NASDAQ: QRB) grew.", ["Qarbon Metals"]),
    # the subject of a pledge; the head of a list's item
    ("Nortian Foodtech will invest $5 million.", ["Nortian Foodtech"]),
    ("- Guardian Bikes announced a plant.", ["Guardian Bikes"]),
    ("- The Bel Group: $350 million", ["Bel Group"]),
    # an entry with its place and its sum; the place in front of the firm
    ("- Zyxo, a plant in Hosur - Rs 900 crore", ["Zyxo"]),
    ("Hosur: Zyxo, $9 million for a plant", ["Zyxo"]),
    # a town and what lies around it
    ("- Greater Cincinnati: $9 million", []),
    # whom a board deals with
    ("The board cleared a proposal by Zyxo Foods to build.", ["Zyxo Foods"]),
    ("A memorandum of understanding with Zyxo, worth $9 million, is signed.", ["Zyxo"]),
    ("They have plans for Tuesday. An agreement with Congress, too.", []),
    # a headline capitalises its verbs: the text below tells where the name ends
    ("Zyxo Grows Before It Opens\nZyxo hires.", ["Zyxo"]),
    # a public body, whatever the headline has it do, where the text names it again
    ("Lake Orra School District Passes Bond\nThe Lake Orra Unified District builds.",
     ["Lake Orra School District"]),
    ("Zyxo Port Authority Puts Cranes First\nThe cranes come.", []),
    ("Zyxo Tool & Die to Supply Dies\nZyxo Tool & Die sells dies.", []),
    # who announces what others build
    ("Orra Department of Trade Details Aid\nThe Orra Department of Trade helps.", []),
    # one word that acts, and stands by itself inside a sentence too
    ("Zyxo will build a mill at Orra, as Zyxo said.", ["Zyxo"]),
    # somebody's surname, and a word that opens a sentence
    ("Zyxo will build a mill, as Anna Zyxo told us, and Zyxo said.", []),
    ("Residents will build a road, and no Residents will pay, but residents walk.", []),
    # where a town lies
    ("Port Orra, in the south of the state, will get a mill.", []),
    ("Port Orra Takes the Rest\nPort Orra, in the south, is glad.", []),
    # named after its town
    ("Cincinnati Hospital Will Add a Tower\nThe tower of Cincinnati Hospital is new.",
     ["Cincinnati Hospital"]),
    # towns and labels head items too
    ("- Blue Springs, Mississippi: $10 million\n- Jobs: 500", []),
    # who gives a grant is no pledger
    ("Ohio Economic Development Corporation will help.", []),
    # ordinary words that open a sentence, and names that the list knows
    ("The company will invest. Construction will start. Today it announced more.", []),
    ("Toyota Motor Corporation will invest.", []),
    ("株式会社ゼットワン工業は投資する。", ["ゼットワン工業は投資する"[:7]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), UNKNOWN)
def test_unknown_parties(text: str, names: list[str]) -> None:
    lang = "en" if text.isascii() else "ja"
    known = load_companies().mentions(text, lang)
    assert [mention.name for mention in unknown_parties(text, lang, known)] == names


def test_unknown_parties_take_bounded_time() -> None:
    text = "Aa Bb " * 20_000
    assert unknown_parties(text, "en", ()) is not None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # Brazil's fund for the rainforest
        ("The United States announces $50 million for the Amazon Fund.", []),
        # the region
        ("They met in the Amazon, where trees are felled.", []),
        ("A $10 billion plan for the Amazon rainforest.", []),
        # of a land, and so throughout the text
        ("The Brazilian Amazon burns. Amazon conservation needs $10 billion.", []),
        # the region and the company in one text
        ("The Brazilian Amazon burns. Amazon will invest $1 billion there.", ["Amazon"]),
        # a charity
        ("The Ford Foundation gave $1 billion.", []),
        # the company, also with the article
        ("Amazon will invest $10 billion in Ohio.", ["Amazon"]),
        ("The Amazon data center in Ohio costs $10 billion.", ["Amazon"]),
        # somebody's surname behind a title, and the company behind a weekday
        ("Mayor Ford will invest in roads.", []),
        ("On Tuesday Ford will invest in Ohio.", ["Ford Motor"]),
        # the company's own fund, with words between
        ("Amazon Climate Pledge Fund invests $2 billion.", ["Amazon"]),
    ],
)
def test_a_name_inside_another_name_is_no_company(text: str, named: list[str]) -> None:
    assert [m.name for m in load_companies().mentions(text)] == named
    assert bool(load_companies().named(text)) is bool(named)


LANDS = [
    # a state, a bank and a company named after a country are not its government
    ("Brook Creek, Western Australia: a trial plant.", []),
    ("The Bank of Canada will raise rates.", []),
    ("Perdix India Ltd will build a dam.", []),
    # where it is done, and the land behind a town
    ("Makers in Japan will build ships.", []),
    ("Mangalore, India: a refinery.", []),
    # the nation itself acts
    ("India will build a dam.", ["India"]),
    ("Canada: up to $2 billion.", ["Canada"]),
    ("A pledge from Japan to invest $9 billion.", ["Government of Japan"]),
    ("The Government of Canada will help.", ["Canada"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), LANDS)
def test_a_country_is_a_party_only_where_it_acts(text: str, named: list[str]) -> None:
    assert [m.name for m in load_companies().mentions(text)] == named


INTRODUCED = [
    pytest.param("Battery maker Automotive Cells Company (ACC) halts work. ACC will go on.",
                 ["Automotive Cells Company"] * 3, id="long and short name, without what it makes"),
    pytest.param("H2 Green Steel (H2GS) plans a mill.", ["H2 Green Steel"] * 2,
                 id="a short name that keeps a figure"),
    pytest.param("They signed a Memorandum of Understanding (MOU). MOU will follow.", [],
                 id="a paper is shortened like a name and pledges nothing"),
    pytest.param("Foreign Direct Investment (FDI) will rise.", [], id="nor does a statistic"),
    pytest.param("The Blue Harbor Act (XYZ) will pass.", [], id="letters of something else"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), INTRODUCED)
def test_parties_that_a_text_introduces(text: str, names: list[str]) -> None:
    assert [mention.name for mention in introduced_parties(text)] == names


NEWSROOM = [
    pytest.param("h2-green-steel", "Today H2 Green Steel is founded.", ["H2 Green Steel"],
                 id="the slug spells the name"),
    pytest.param("quarrix-newsroom", "At Dayton, Quarrix builds.", ["Quarrix"],
                 id="without the word for what it is"),
    pytest.param("local-notes", "Local people met. Local rules hold.", [],
                 id="a word that only opens sentences is no name"),
    pytest.param("abc-news", "The ABC builds.", [], id="initials alone are too short to be sure"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "names"), NEWSROOM)
def test_the_newsroom_s_own_name(source: str, text: str, names: list[str]) -> None:
    assert [mention.name for mention in newsroom_parties(source, text)] == names


UNITS = [
    # a trade or a land behind the group's name, one word or two
    ("Hitachi Quantum builds. Kia Electronics builds.", [("Hitachi", "hitachi"),
                                                        ("Kia Electronics", "kia")]),
    ("Kia Green Energy will build; Kia India too.", [("Kia Green Energy", "kia"),
                                                     ("Kia India", "kia")]),
    # glued to it
    ("LG화학머티리얼즈는 공장을 짓는다.", [("LG화학머티리얼즈", "lgchem")]),
    ("日立製作所エナジーは工場を建てる。", [("日立製作所エナジー", "hitachi")]),
    # a thing with a longer name, and what the company makes
    ("The Kia Energy Center opens. Kia steel is strong.", [("Kia", "kia"), ("Kia", "kia")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), UNITS)
def test_a_unit_keeps_its_name_under_the_id_of_its_group(
    text: str, named: list[tuple[str, str]]
) -> None:
    assert [(m.name, m.group_id) for m in KNOWN.mentions(text)] == named


def test_a_word_for_many_is_a_company_only_with_its_legal_form() -> None:
    company = Company(id="e", name="Employers", group="e", names=("Employers",),
                      guarded=("Employers",))  # fmt: skip
    text = "Employers committed to 500 jobs. Employers Holdings will build."
    assert [m.start for m in Companies([company]).mentions(text)] == [33]
