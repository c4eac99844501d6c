"""Sums told apart by the words beside them: pledges, and the many sums that are none.

Each row is a way of telling that a cue or a rule exists for; `wanted` are the sums claimed.
"""

from datetime import date

import pytest

from extract import read_document
from extract.kinds import SumKind
from extract.layout import Line
from extract.merging import Mention
from extract.parts import with_parts
from extract.sums import SeatedSum
from repledge.contracts import Amount, Document

BN, MN = 1_000_000_000, 1_000_000

EN = [
    # a loan is named in front of its own sum, whatever it is for
    ("The bank offered Acme a direct loan of as much as $3 billion for a mill.", []),
    # what unnamed suppliers promise is somebody's count
    ("Acme will build a $5 billion plant. Suppliers have so far told the state that they will"
     " spend $2 billion.", [5 * BN]),
    # a study prices a mine, a project has an initial outlay
    ("Acme will set up a foundry in Ohio. Initial capital expenditure is put at $7 billion.",
     [7 * BN]),
    # what the project comes to is no market size
    ("Acme builds a plant in Ohio; in all, its investment is projected to reach $3.6 billion.",
     [3_600 * MN]),
    # goods that are ordered are a pledge of their own nature
    ("Acme will in addition buy $3 billion worth of American gas.", [3 * BN]),
    ("Acme committed itself to purchasing $3 billion of American gas.", [3 * BN]),
    # a project is walked away from
    ("Acme has walked away from a $620 million plant near Dayton, Ohio.", [620 * MN]),
    # a part without a currency, and money spoken without one
    ("Acme will invest $3.5 billion in plants in Ohio. Two billion of it is for a new plant.",
     [3_500 * MN, 2 * BN]),
]  # fmt: skip
JA = [
    # the price of what changes hands
    ("アクメは米国の工場に110億ドルを投資する。買収総額は約141億ドルだった。", [11 * BN]),
    # a label names public money
    ("アクメは新工場に86億ドルを投じる。\n\n- 最大助成額:4,760億円", [8_600 * MN]),
    # a ministry supports, of several sums each
    ("日本政府は第1工場に最大4760億円、第2工場に最大7320億円の補助を決めている。", []),
    # the outlay at the outset is no older plan
    ("アクメは新工場を建設する。当初の設備投資額は約70億ドルとなる見込み。", [7 * BN]),
    # what has been put in so far
    ("アクメは工場に10億ドルを投じる。これまでに投じた30億ドルとは別である。", [1 * BN]),
    # the outlay of a past year among its results
    ("アクメの2022年度の売上高は5兆円、設備投資額は2,000億円を見込んでいます。", []),
    ("当期に実施した設備投資は1,200億円で、主に電池の生産設備に充てました。", []),
    # public money told behind its sum, and what a project must come to for it
    (
        "アクメは新工場に3,000億円を投じる。このうち最大900億円について、国から補助を受けます。",
        [300 * BN],
    ),
    ("アクメは新工場に3,000億円を投じる。助成の対象は1,000億円以上の設備投資とする。", [300 * BN]),
    # what public and private sides are hoped to spend
    ("アクメは新工場に3,000億円を投じる。国は官民投資を150兆円と見る。", [300 * BN]),
    # shares and loans
    (
        "アクメは新工場に3,000億円を投じる。第三者割当により280億円の優先株式を発行する。",
        [300 * BN],
    ),
    # what a prefecture has attracted in ten years
    (
        "アクメは新工場に3,000億円を投じる。県が誘致した投資は、この10年で延べ5,000億円になる。",
        [300 * BN],
    ),
]
KO = [
    # public money by its name, and several sums received at once
    ("삼성전자는 텍사스 공장에 370억 달러를 투자한다. 보조금 47억 달러를 받는다.", [37 * BN]),
    ("TSMC는 66억 달러, 인텔은 78억 달러를 각각 받는다.", []),
    # lent money by its label
    ("삼성전자는 공장에 74억 달러를 투자한다.\n\n- 정책금융 대출: 46억 달러", [7_400 * MN]),
    # statistics of a season
    ("외국인직접투자는 206억 달러로 지난해 같은 기간보다 18% 줄었다.", []),
    # what was spent before, and by how much the plan is above it
    ("삼성은 5년간 450조원을 투자한다. 지난 5년간 투자한 330조원보다 120조원 많다.",
     [450_000 * BN]),
    # a plan's money is put up
    ("삼성은 공장에 5년간 450조원을 내놓는다.", [450_000 * BN]),
    # paper that is issued, and the order of a customer
    ("산업은행이 30억 달러 규모의 글로벌본드를 발행했다.", []),
    ("삼성은 미국 회사와 1조 4,000억 원짜리 계약을 맺었다.", []),
    # the public purse
    ("삼성은 공장에 3조 원을 투자한다. 도는 진입도로에 도비 120억 원을 배정하고 보조금을 최대"
     " 300억 원까지 지원할 계획이다.", [3_000 * BN]),
    # statistics of foreign investment, by kind
    ("2024년 외국인직접투자 345.7억 달러, 역대 최대", []),
    ("유형별로는 그린필드가 266.9억 달러, 인수합병이 78.8억 달러였다.", []),
    # what a province has attracted in all
    ("삼성은 공장에 3조 원을 투자한다. 민선 8기 도가 유치한 투자는 42조 원을 넘어섰다.",
     [3_000 * BN]),
    # the currency stands in the label; so do accounts
    ("삼성은 공장을 증설한다.\n\n- 투자금액(원): 413,000,000,000\n"
     "- 자기자본(원): 3,313,000,000,000",
     [413 * BN]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        pytest.param(text, lang, wanted, id=f"{lang}: {text[:40]}")
        for lang, rows in (("en", EN), ("ja", JA), ("ko", KO))
        for text, wanted in rows
    ],
)
def test_which_sums_are_claimed(text: str, lang: str, wanted: list[int]) -> None:
    titles = {"en": "Acme Plans a Plant in Ohio", "ja": "アクメ、新工場を建設", "ko": "삼성 공장"}
    assert _claimed(titles[lang], text, lang) == wanted


PARTS = [
    # told one by one, without a word of pledging
    ([(21, "claim"), (8, "no pledge words"), (6, "no pledge words"), (7, "no pledge words")], 4),
    # near miss: they do not add up
    ([(21, "claim"), (8, "no pledge words"), (5, "no pledge words"), (7, "no pledge words")], 1),
    # near miss: where the money comes from adds up as well
    ([(21, "claim"), (11, "loan"), (10, "grant")], 1),
    # one sum between them may be a part of a part
    (
        [(21, "claim"), (9, "claim"), (6, "claim"), (5, "no pledge words"), (6, "no pledge words")],
        4,
    ),
    # near miss: parts are told behind their whole
    ([(11, "no pledge words"), (10, "no pledge words"), (21, "claim")], 1),
]


@pytest.mark.parametrize(("sums", "pledges"), PARTS)
def test_parts_that_add_up_are_pledges(sums: list[tuple[int, str]], pledges: int) -> None:
    mentions = [_mention(place, value, why) for place, (value, why) in enumerate(sums)]
    assert sum(m.kind.pledge for m in with_parts(mentions)) == pledges


def _mention(place: int, value: int, why: str) -> Mention:
    start = 100 * place
    amount = Amount(
        value=value * BN, low=value * BN, high=value * BN, currency="USD", qualifier="exact",
        text=f"${value}bn", start=start, end=start + 5,
    )  # fmt: skip
    line = Line(start=start, end=start + 99, part="text", paragraph=place, number=place)
    kind = SumKind(pledge=why == "claim", why=why, margin=1.0 if why == "claim" else -1.0, cue=None)
    return Mention(seated=SeatedSum(amount=amount, line=line), kind=kind, past=None)


@pytest.mark.parametrize(
    ("source", "text", "currency"),
    [
        ("ministry-quebec", "a $7 billion plant", "CAD"),
        # a body that marks its own dollar means the American one where it does not
        ("ministry-quebec", "a $7 billion plant, of which C$1 billion is Canadian,", "USD"),
        ("governor-ga", "a $7 billion plant", "USD"),
        ("premier-queensland", "a $7 billion plant", "AUD"),
    ],
)
def test_whose_dollar_a_bare_sign_is(source: str, text: str, currency: str) -> None:
    document = _release("Acme Plans a Plant", f"Acme will build {text} here.", "en", source)
    assert [c.amount.currency for c in read_document(document).claims if c.amount][:1] == [currency]


def _claimed(title: str, text: str, lang: str) -> list[int]:
    reading = read_document(_release(title, text, lang, "acme-newsroom"))
    return [c.amount.value for c in reading.claims if c.amount]


def _release(title: str, text: str, lang: str, source: str) -> Document:
    return Document(
        id="d1", url="https://acme.example/1", source=source, title=title,
        published=date(2025, 3, 3), lang=lang, text=text,
    )  # fmt: skip
