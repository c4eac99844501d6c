"""Whether a text says that its own sum, or a piece of it, had been told before; near misses."""

from datetime import date

import pytest

from extract import read_document
from repledge.contracts import Document

BN = 1_000_000_000
PLANT = "Toyota will build a $2 billion plant in Dayton, Ohio."

BEFORE = [
    # called a part of a programme of its own
    ("en", f"{PLANT} The work belongs to the program of $10 billion that the company made known"
     " last week."),
    # the sum holds what had been told
    ("en", "Toyota will invest $2 billion in the United States. The sum includes the plant in Ohio"
     " presented on 3 March."),
    ("en", "Toyota will invest $2 billion in the United States. The total brings together plans"
     " already announced."),
    # measured against an older sum of its own
    ("en", "Toyota puts the cost of its plant in Ohio at $2 billion, against the 1.7 billion"
     " presented in July 2022."),
    ("en", "Toyota will invest $2 billion in Ohio, less than its previous plans foresaw."),
    # one of a number of sites that had been told
    ("en", f"{PLANT} It is the second of three mills it said in May it would add."),
    ("en", "Toyota will spend $2 billion in Ohio, more than it promised in March."),
    ("ja", "トヨタは米国工場への投資を15億ドルから20億ドルに積み増す。"),
    # an older sum and the increment make the total
    ("en", "Toyota will spend another $700 million in Ohio on top of the $1.3 billion agreed in"
     " 2021. In all the plant will cost $2 billion."),
    # the point of a decimal number ends no sentence
    ("en", "Toyota would invest $2 billion in the United States. It contains the $1.4 billion that"
     " the company promised last year."),
    # told of the project, without its sum
    ("en", f"{PLANT} It is the factory that the company announced in May without naming a site."),
    # stops and delays are those of a known plan
    ("en", "Toyota's $2 billion plant in Dayton, Ohio, is delayed by two years."),
    ("en", "Toyota has called off its $2 billion plant in Dayton, Ohio."),
    ("en", "Toyota walks away from a $2 billion plant in Dayton, Ohio."),
    ("ja", "トヨタは20億ドルで建設するとしていた米国の電池工場の計画を白紙に戻す。"),
    ("ja", "トヨタは電動化への投資を20億ドルに引き下げる。"),
    ("ko", "현대차는 20억 달러를 공장에 투자한다. 처음 계획과 같다."),
    # an estimate that has moved, or has not; a promise made once more
    ("en", "The cost of Toyota's plant in Ohio is now put at $2 billion."),
    ("en", "Toyota will spend $2 billion by 2030, where last June it spoke of $3 billion."),
    ("ja", "トヨタは米国に20億ドルを投資すると改めて表明した。"),
    ("ko", "현대차는 미국에 20억 달러를 투자하겠다는 약속을 다시금 분명히 했다."),
    ("ko", "7월 말 협상에서 합의한 20억 달러의 투자를 현대차가 집행한다."),
]  # fmt: skip
NEW = [
    # part of a sum that is itself the news of the day
    ("en", "Toyota will invest $9 billion in the United States. Of this, $2 billion goes to a plant"
     " in Dayton, Ohio."),
    # the raised total holds what had been told, its part may be the new piece
    ("en", "Toyota is raising its plan for the United States from $7 billion to $9 billion. Of"
     " this, $2 billion goes to a plant in Dayton, Ohio."),
    # of a list, words in one entry speak of no other
    ("en", "What companies build:\n\n- Toyota: a $2 billion plant in Ohio\n\n- Honda: $4 billion"
     " through 2028, more than it promised in March\n\n- Micron: $6 billion\n\n- Intel: $7"
     " billion"),
    # a stage of the plant itself is no piece of an older plan
    ("en", "Toyota will spend $2 billion on the first phase of its plant in Dayton, Ohio."),
    # what had been told is the sum that it is added to
    ("en", "Toyota will invest an additional $2 billion in Ohio on top of the $5 billion announced"
     " last year."),
    # the outlay at the outset is no older plan
    ("ja", "トヨタは工場を建設する。当初の設備投資額は20億ドルとなる見込みです。"),
    # a company beside another is no raise
    ("en", "Toyota, together with Panasonic, will build a $2 billion plant in Dayton, Ohio."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        pytest.param(lang, text, wanted, id=text[-50:])
        for rows, wanted in ((BEFORE, True), (NEW, False))
        for lang, text in rows
    ],
)
def test_told_before(lang: str, text: str, wanted: bool) -> None:
    document = Document(
        id="d1", url="https://acme.example/1", source="toyota-newsroom", title="News",
        published=date(2025, 8, 3), lang=lang, text=text,
    )  # fmt: skip
    claims = {c.amount.value: c for c in read_document(document).claims if c.amount}
    assert claims[2 * BN].disclosed is wanted
