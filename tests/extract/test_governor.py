"""The noun or verb that a Japanese or Korean sum belongs to, and the sums it keeps from pledges."""

from __future__ import annotations

from datetime import date

import pytest

from extract import read_document
from extract.headnoun import head_of
from extract.layout import read_layout
from extract.sums import seat_sums
from repledge.contracts import Document

DAY = date(2025, 3, 3)

JA = [
    # the noun behind the sum, the verb behind it, the label in front of it
    ("総額800億円の協調融資を銀行が組む。", "loan"),
    ("市は固定資産税を5年で8億円減免する。", "grant"),
    ("国の補助は最大310億円となる。", "grant"),
    ("用地の取得費は38億円だった。", "acquisition"),
    # a comparison lies between label and sum
    ("営業利益は前年より12%多い1450億円を見込む。", "revenue"),
    # behind a bare topic the clause goes on, and a name in quotation marks says nothing
    ("このうち90億円については、国の「次世代産業育成事業」による支援を受ける。", "grant"),
    # what stands behind decides before the label; a comparison leaves the word to the label
    ("投資額のうち120億円は国の基金から支給される。", "grant"),
    ("売上高は5000億円から伸びる。", "revenue"),
    # what the money goes to builds nothing, whichever verb puts it in
    ("配当に180億円を充てる。", "acquisition"),
    ("政府は半導体の支援に10兆円を投じる。", "public programme"),
    # out of the door: by the verb form, by an adverb with a past form or a running total
    ("国内に2兆円を投資してきた。", "past spending"),
    ("すでに建屋へ150億円を投じており、工期は延びる。", "past spending"),
    ("進出以来の累計投資額は4000億円を超えた。", "past spending"),
    ("これまで両工場へ投じた1500億円を除く。", "past spending"),
    # near misses: money that is put in, and its labels
    ("これまでの2倍の300億円を投じる。", "claim"),
    ("新棟に180億円をかけて設ける。", "claim"),
    ("総工費は620億円。", "claim"),
    ("投資額は補助金を含めて300億円となる。", "claim"),
    ("設備投資は300億円となる。", None),
    ("事業総額は900億円、国からの助成は別に決める。", "claim"),
]
KO = [
    ("은행 3곳이 8,000억 원 규모의 신디케이트론을 낸다.", "loan"),
    ("시는 지방세 80억 원을 감면한다.", "grant"),
    ("투자비 가운데 900억 원은 정부와 도의 지원으로 충당한다.", "grant"),
    ("땅값은 320억 원 수준이다.", "acquisition"),
    ("영업이익은 1년 전보다 12% 늘어난 1,450억 원이다.", "revenue"),
    ("매출은 5,000억 원보다 많다.", "revenue"),
    ("매출을 올해 5,000억 원에서 2030년 9,000억 원으로 늘린다.", "revenue"),
    ("자사주 1,000억 원어치를 사들인다.", "acquisition"),
    ("정부는 반도체 지원에 33조 원을 쓰기로 했다.", "public programme"),
    ("국내 공장에 3조 원을 투자해 왔다.", "past spending"),
    ("이미 7,000억 원을 투입했지만 늦어진다.", "past spending"),
    ("진출 이후 누적 투자액은 4조 원을 넘었다.", "past spending"),
    ("완공되면 생산능력은 1조 원어치로 커진다.", "company figures"),
    # near misses
    ("미국산 원유 1조 원어치를 사들인다.", "claim"),
    ("공장에 1,800억 원을 들여 새 동을 세운다.", "claim"),
    ("투자 규모는 보조금을 포함해 1,000억 원이다.", "claim"),
    ("시설투자에 1,000억 원이 든다.", None),
]


@pytest.mark.parametrize(
    ("lang", "sentence", "kind"),
    [(lang, *row) for lang, rows in (("ja", JA), ("ko", KO)) for row in rows],
)
def test_a_sum_is_what_governs_it(lang: str, sentence: str, kind: str | None) -> None:
    body = f"x\n{sentence}"
    first = seat_sums(body, lang, DAY, read_layout(body, 1))[0]
    head = head_of(body, lang, first)
    assert (head and head.says) == kind


TITLES = {"ja": "日立製作所、熊本に新工場", "ko": "삼성전자, 청주에 새 공장"}
LEADS = {
    "ja": "日立製作所は熊本県に5100億円を投じて工場を建設する。",
    "ko": "삼성전자는 청주에 5,100억 원을 투자해 공장을 짓는다.",
}
TRAPS = [
    # told beside a pledge, with words of investing in the same sentence
    ("ja", "建設費のうち、最大900億円を国が補助する。"),
    ("ja", "新工場の資金として700億円の社債を発行する。"),
    ("ja", "工場の用地は県から35億円で購入した。"),
    ("ja", "新工場が動けば年600億円の売り上げを見込む。"),
    ("ko", "투자비의 절반인 900억 원은 국비로 조달한다."),
    ("ko", "공장을 짓기 위해 회사채 700억 원어치를 발행한다."),
    ("ko", "공장 부지는 시에서 350억 원에 매입했다."),
    ("ko", "공장이 돌아가면 연 6,000억 원의 매출이 기대된다."),
]


@pytest.mark.parametrize(("lang", "sentence"), TRAPS)
def test_words_of_investing_do_not_outvote_the_governing_word(lang: str, sentence: str) -> None:
    document = Document(
        id="r", url="https://wire.example/r", source="wire", title=TITLES[lang], published=DAY,
        lang=lang, text=f"{LEADS[lang]}\n\n{sentence}",
    )  # fmt: skip
    values = [claim.amount.value for claim in read_document(document).claims if claim.amount]
    assert values == [510_000_000_000]
