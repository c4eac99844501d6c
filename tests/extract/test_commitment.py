"""How settled a project is: whose yes it waits for, who has decided, whose list it stands in."""

from datetime import date

import pytest

from extract import read_document
from repledge.contracts import Claim, Document

BN = 1_000_000_000
PLANT = "Toyota will build a $2 billion plant in Dayton, Ohio."

ENGLISH = [
    # the plain case
    (PLANT, "firm"),
    # in the sentence of the sum
    ("If its acquisition of U.S. Steel is completed, Toyota will spend $2 billion on a plant.",
     "conditional"),
    ("If they vote yes, a $2 billion Toyota plant would go up in Dayton, Ohio.", "conditional"),
    # anywhere in the text, of the project
    (f"{PLANT}\n\nThe project needs permits, local abatements and a tax credit.", "conditional"),
    (f"{PLANT}\n\nThe board has yet to give its approval.", "conditional"),
    (f"{PLANT}\n\nThe project goes forward once Toyota's board has given its consent.",
     "conditional"),
    (f"{PLANT}\n\nThe European Commission must clear any aid.", "conditional"),
    (f"{PLANT}\n\nAll of this rests on whether a subsidy is granted.", "conditional"),
    (f"{PLANT}\n\nConstruction can start once the state has approved the permits.",
     "conditional"),
    (f"{PLANT}\n\nHow far it goes will depend on federal funding.", "conditional"),
    # near miss: what others need, and customary conditions of a closing
    (f"{PLANT}\n\nThe county needs workers. Closing is subject to customary conditions.", "firm"),
    # a text's condition does not reach a programme over many projects
    ("Toyota will invest $2 billion in plants across the United States. The Ohio project needs"
     " permits.", "plan"),
    # a condition told beside the sum of a programme does
    ("Toyota will invest $2 billion in plants across the United States. All of the spending remains"
     " subject to decisions by its board.", "conditional"),
    # goods to be bought are promised until an order is signed
    ("Toyota will buy $2 billion worth of American gas.", "plan"),
    ("Toyota has signed for $2 billion of engines from GE Aerospace, to be bought by 2030.",
     "firm"),
    # what is added to a programme is as settled as it
    ("Toyota will invest $9 billion in plants across the United States by 2030, an increase of"
     " $2 billion over the $7 billion announced in March.", "plan"),
    # near miss: what is added to one plant
    ("Toyota will add another $2 billion to its plant in Dayton, Ohio, on top of the $1 billion"
     " announced in 2021.", "firm"),
    # near miss: the text's condition is that of the headline project
    ("Toyota will build a $5 billion plant in Dayton, Ohio.\n\nThe project needs permits and a tax"
     " credit.\n\nIn Texas it is spending $2 billion on an assembly line in San Antonio.", "firm"),
    # a permit, a ruling, a customer or a yes that has still to come
    (f"{PLANT} Planning permission has still to be sought.", "conditional"),
    (f"{PLANT} The second line hangs on a ruling in March.", "conditional"),
    (f"{PLANT} That is if buyers sign for ten years.", "conditional"),
    ("Toyota will pay $2 billion into a mine when the final investment decision is made.",
     "conditional"),
    # near miss: what was granted
    (f"{PLANT} Planning permission was given in March.", "firm"),
    # memoranda under other words, talks, opportunities
    ("Toyota and the state exchanged a memorandum under which $2 billion will flow into a plant in"
     " Dayton, Ohio.", "mou"),
    ("Toyota and Ohio will work towards an investment of $2 billion in a plant in Dayton.", "mou"),
    ("A plant in Dayton could mean an outlay of $2 billion for Toyota.", "mou"),
    (f"Toyota signed an MoU with the state. {PLANT}", "mou"),
    # near miss: a chip of that name
    (f"{PLANT} It will make the MOU-3 sensor.", "firm"),
    # papers that bind nobody, by their names, in the sentence or in the list that they open
    ("Toyota and Ohio signed a protocol of intentions on a $2 billion plant in Dayton.", "mou"),
    ("A $2 billion Toyota plant in Dayton is possible, but the particulars are yet to be settled.",
     "mou"),
    (f"{PLANT} An MoU has been signed with the state.", "mou"),
    # of the headline's plant, anywhere in the text
    (f"{PLANT}\n\nUnder a memorandum signed today, Ohio will set aside 200 acres.", "mou"),
    # near miss: a paper about something else, and the terms of a public award
    (f"{PLANT}\n\nIt signed a memorandum with a college on courses for mechanics.", "firm"),
    ("Toyota signed a memorandum of terms with the state. It will build a $2 billion plant in"
     " Dayton, Ohio.", "firm"),
    # near miss: the memorandum is behind it
    (f"Seven weeks on from the memorandum, work began. {PLANT}", "firm"),
    # what is told first counts, not what the sentence aims at besides
    ("Toyota will build a $2 billion plant in Dayton, Ohio, and aims for output in 2028.", "firm"),
    ("Toyota plans to spend $2 billion in Dayton, where it will build a plant.", "plan"),
    # a decision that is still another's
    ("Toyota will spend $2 billion on a plant in Dayton if the tender is decided in its favor.",
     "conditional"),
    (f"{PLANT} Permission for it must yet be sought.", "conditional"),
    # the final investment decision by its initials
    ("Toyota takes FID on plants across the United States for $2 billion.", "firm"),
    # near miss: one that its board has approved is no mere plan
    ("Toyota's board has approved $2 billion for plants across the United States.", "firm"),
]  # fmt: skip
OTHERS = [
    ("ja", "トヨタは新工場に20億ドルを投じます。許認可の取得が前提となります。", "conditional"),
    ("ja", "トヨタは米国の新工場に20億ドルを投じます。取締役会で決議しました。", "firm"),
    # "計画" is the common word for any project
    ("ja", "トヨタは米国の新工場に20億ドルを投じる計画だ。", "firm"),
    ("ko", "삼성전자는 공장에 20억 달러를 투자한다. 정부 심의를 통과해야 사업이 확정된다.",
     "conditional"),
    ("ja", "トヨタは新工場に20億ドルを投じます。国の補助金を前提とした計画です。", "conditional"),
    # letters of intent, and what is looked into
    ("ja", "トヨタは新工場に20億ドルを投じる。州と意向書を交わした。", "mou"),
    ("ja", "トヨタは20億ドルを投じて工場の新設を検討している。", "mou"),
    ("ko", "삼성전자는 공장에 20억 달러를 투자한다. 주정부와 의향서를 주고받았다.", "mou"),
    ("ko", "현대차는 20억 달러 규모의 투자 기회를 살펴보고 있다.", "mou"),
    # stopped or put off
    ("ja", "トヨタは新工場に20億ドルを投じる計画を取りやめる。", "plan"),
    ("ko", "삼성전자는 20억 달러를 투자하기로 한 공장 건설을 보류했다.", "plan"),
    # a memorandum by its names
    ("ja", "トヨタは新工場に20億ドルを投じます。州とは工場の建設で覚書を締結しました。", "mou"),
    ("ko", "20억 달러를 삼성전자 공장에 투자한다는 각서에 서명했다.", "mou"),
    # near miss: an agreement that binds
    ("ko", "삼성전자는 20억 달러를 공장에 투자하는 합작 계약을 체결했다.", "firm"),
    ("ko", "삼성전자는 공장에 20억 달러를 투자한다. 도와 업무협약(MOU)을 맺었다.", "mou"),
    ("ko", "삼성전자는 이사회를 열어 20억 달러를 공장에 투자하기로 결의했다.", "firm"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [pytest.param(*row, id=row[1][-50:]) for row in [("en", *row) for row in ENGLISH] + OTHERS],
)
def test_how_settled(lang: str, text: str, wanted: str) -> None:
    (claim,) = [c for c in _claims(text, lang) if c.amount and c.amount.value == 2 * BN]
    assert claim.commitment == wanted


FIRMS = ("Toyota", "Honda", "Micron", "Intel")
UNKNOWN = ("Vellmark Inc.", "Orrin Tools LLC", "Kestwick Corp.", "Dunmore Foods Inc.")


@pytest.mark.parametrize("firms", [FIRMS, UNKNOWN])
@pytest.mark.parametrize(("many", "wanted"), [(4, "plan"), (1, "firm")])
def test_entries_of_a_list_of_many_companies_are_plans(
    many: int, wanted: str, firms: tuple[str, ...]
) -> None:
    text = "\n\n".join(
        f"- {firm} will build a ${number + 2} billion plant in Dayton, Ohio."
        for number, firm in enumerate(firms[:many])
    )
    claims = _claims(f"What companies build at home:\n\n{text}", "en")
    assert {c.commitment for c in claims} == {wanted}
    assert len(claims) == many


@pytest.mark.parametrize(
    "over",
    [
        "Projects in which companies have expressed interest:",
        "The day went well.\n\nSelected memoranda",
    ],
)
def test_what_stands_over_a_list_of_interest_speaks_for_its_entries(over: str) -> None:
    text = f"{over}\n\n- Toyota: a $2 billion plant"
    assert [c.commitment for c in _claims(text, "en")] == ["mou"]


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        # a part whose site is named is settled, whatever the programme is
        ("Of this, $2 billion goes to a plant in Dayton, Ohio.", "firm"),
        ("Of this, $2 billion goes to plants in Dayton, Ohio, and Laredo, Texas.", "firm"),
        # near miss: a field of business is no site
        ("Of this, $2 billion is meant for batteries and robots.", "plan"),
    ],
)
def test_a_part_with_a_site_is_more_settled_than_its_programme(part: str, wanted: str) -> None:
    text = f"Toyota will invest $9 billion in plants across the United States. {part}"
    (claim,) = [c for c in _claims(text, "en") if c.amount and c.amount.value == 2 * BN]
    assert claim.role == "component"
    assert claim.commitment == wanted


def _claims(text: str, lang: str) -> tuple[Claim, ...]:
    document = Document(
        id="d1", url="https://acme.example/1", source="trade-news", title="Plants at Home",
        published=date(2025, 6, 3), lang=lang, text=text,
    )  # fmt: skip
    return read_document(document).claims
