"""One project, several sites, an increment: told in Japanese and Korean."""

from datetime import date

import pytest

from extract import read_document
from repledge.contracts import Document

BN = 1_000_000_000

ROLES = [
    # one plant, also where its country is named
    ("ja", "トヨタは600億円をかけ、米オハイオ州に第3工場を設ける。", 60 * BN, "total"),
    ("ko", "현대차는 울산 새 공장에 2조 원을 투자한다.", 2_000 * BN, "total"),
    # several sites, told by their number or by what they are
    ("ja", "トヨタは電炉を3地区で整備する投資に9,000億円を充てる。", 900 * BN, "umbrella"),
    ("ko", "현대차는 국내외 생산시설을 늘리는 데 8,000억 원을 투자한다.", 800 * BN, "umbrella"),
    # a programme over fields
    ("ja", "トヨタは電動化とソフトウエアに10年で5兆円を投じる。", 5_000 * BN, "umbrella"),
    # an increment, with what it comes on top of
    ("ko", "현대차는 공장 투자액을 2조 원에서 3조 원으로 1조 원 늘리고 라인도 더 깐다.",
     1_000 * BN, "additional"),
    # near miss: the new total of the raise
    ("ko", "현대차는 공장 투자액을 2조 원에서 3조 원으로 늘린다.", 3_000 * BN, "total"),
    # what public help comes from holds the help, not the project
    ("ja", "トヨタは新工場に2,000億円を投じる。助成の財源は補正予算で措置された3,600億円の一部だ。",
     200 * BN, "total"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "value", "role"), ROLES)
def test_role(lang: str, text: str, value: int, role: str) -> None:
    document = Document(
        id="d1", url="https://wire.example/1", source="wire",
        title={"ja": "トヨタの投資", "ko": "현대차의 투자"}[lang],
        published=date(2025, 3, 3), lang=lang, text=text,
    )  # fmt: skip
    claims = {c.amount.value: c for c in read_document(document).claims if c.amount}
    assert claims[value].role == role
