"""Pledges told as the past beside a new one, in Japanese and Korean, and news that sounds alike."""

from __future__ import annotations

from datetime import date

import pytest

from extract import read_document
from repledge.contracts import Document

TITLES = {"ja": "日立製作所、熊本に新工場", "ko": "삼성전자, 청주에 새 공장"}
LEADS = {
    "ja": "日立製作所は熊本県に5100億円を投じて工場を建設する。稼働は2028年をめざす。",
    "ko": "삼성전자는 청주에 5,100억 원을 투자해 공장을 짓는다. 2028년 가동이 목표다.",
}
ENDS = {
    "ja": "同社の社長は「需要の伸びに応えたい」と述べた。地元では人手の確保が課題となる。",
    "ko": '회사 대표는 "늘어나는 수요에 대응하겠다"고 말했다. 지역에서는 인력난을 걱정한다.',
}
PAST = [
    # the time stands in front of the sum, the verb behind it
    ("ja", "競合の東芝も先月、700億円の増産計画を公表したばかり。"),
    ("ja", "21年の中期計画では5年間で3500億円を投じるとしていた。"),
    ("ja", "同社は今年1月にも、茨城県で520億円を投じる工場の新設を発表している。"),
    ("ko", "앞서 1월에는 구미 사업장에 4,500억 원을 쓰기로 결의했다."),
    ("ko", "회사는 올해 1월에도 천안에 5,200억 원을 투자한다고 밝힌 바 있다."),
    ("ko", "2020년 준공한 1공장에는 6,000억 원이 들어갔다."),
    # both behind the sum
    ("ja", "宮城県でも240億円の新棟を23年末に決めている。"),
    ("ko", "온양에는 8,800억 원을 들인 패키징 동이 이미 돌아가고 있다."),
    # the sum of what was told
    ("ja", "先に採択された東北の計画（総額640億円）に続くものだ。"),
    ("ko", "2024년 가을에 밝힌 2조 원 투자 계획의 첫 단계다."),
    # the past form of being
    ("ja", "発表時の投資額は3900億円でした。"),
    ("ko", "착공 때 4조 2,000억 원이던 투자비가 늘었다."),
    # works that are going on elsewhere
    ("ja", "東北では同社の190億円の倉庫が建設中だ。"),
    ("ko", "국내에서는 준공을 앞둔 화성 공장에 1조 8,000억 원을 들이고 있다."),
]
NEWS = [
    ("ja", "日立製作所は同日、山形県にも300億円を投じると発表した。"),
    ("ja", "3月3日に決めた2期工事には640億円を投じる。"),  # the day of the news itself
    ("ja", "20年に取得した用地に、380億円の物流拠点も建てる。"),
    ("ja", "27年度までに追加で700億円を投じる方針も明らかにした。"),
    ("ko", "삼성전자는 같은 날 원주에도 3,000억 원을 투자한다고 밝혔다."),
    ("ko", "이번에 확정한 2단계에는 6,400억 원을 투입한다."),
    ("ko", "2020년 사들인 땅에 3,800억 원을 들여 물류센터도 짓는다."),
]


def kind_of(lang: str, sentence: str) -> str:
    """What the first sum of the sentence is read as, below a pledge."""
    document = Document(
        id="r", url="https://wire.example/r", source="wire", title=TITLES[lang],
        published=date(2025, 3, 4), lang=lang, text=f"{LEADS[lang]}\n\n{sentence}\n\n{ENDS[lang]}",
    )  # fmt: skip
    start = document.body.find(sentence)
    return next(s.kind for s in read_document(document).sums if s.amount.start >= start)


@pytest.mark.parametrize(("lang", "sentence"), PAST)
def test_an_earlier_pledge_is_background(lang: str, sentence: str) -> None:
    assert kind_of(lang, sentence) == "background"


@pytest.mark.parametrize(("lang", "sentence"), NEWS)
def test_news_with_an_old_date_stays_news(lang: str, sentence: str) -> None:
    assert kind_of(lang, sentence) == "claim"
