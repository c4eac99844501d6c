"""Sums whose currency stands in the label before them, as in filings and tables of East Asia.

투자금액(원): 413,000,000,000 · 取得価額（百万円）：12,500 · 사업비(억원) 3,700
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from extract.money.numbers import Quantity

_SCALES = {
    "": 1, "천": 10**3, "만": 10**4, "백만": 10**6, "천만": 10**7, "억": 10**8, "십억": 10**9,
    "조": 10**12, "千": 10**3, "万": 10**4, "百万": 10**6, "億": 10**8, "十億": 10**9,
    "兆": 10**12,
}  # fmt: skip
_CURRENCIES = {
    "원": "KRW", "円": "JPY", "엔": "JPY", "달러": "USD", "ドル": "USD", "米ドル": "USD",
    "유로": "EUR",
}  # fmt: skip
_SCALE = "|".join(sorted(filter(None, _SCALES), key=len, reverse=True))
_LABELLED = re.compile(
    rf"\((?:(?<=\w.)|(?<=\w\s.))(?:단위|単位)?[ :]{{0,2}}(?P<scale>{_SCALE})?\s?"
    rf"(?P<unit>{'|'.join(_CURRENCIES)})\)"
    r"[ \t]{0,4}[:|]?[ \t]{0,4}(?:약|約)?\s?(?P<number>\d{1,3}(?:,\d{3}){1,5}|\d{1,16})"
    r"(?![\d,.]*\s?[조억만천兆億万千년年원円달%])"
    # a correction prints the former sum behind the new one
    r"(?:\s?\((?:정정|변경|증액|수정|訂正|変更|修正|増額)\s?[전前]\s?[:：]?\s?"
    r"(?P<former>\d{1,3}(?:,\d{3}){1,5}|\d{4,16})\))?"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A number with its value in whole units; `start`: of the currency's bracket with its space."""

    start: int
    number: Quantity
    value: Fraction
    currency: str


def labelled(text: str, start: int, end: int) -> Iterator[Labelled]:
    """Each number of `text[start:end]` behind a currency in brackets, and the one it corrects.

    >>> [(int(one.value), one.currency) for one in labelled("투자금액(백만원): 413,000", 0, 20)]
    [(413000000000, 'KRW')]
    """
    for match in _LABELLED.finditer(text, start, end):
        start = match.start() - text[match.start() - 1].isspace()
        yield _labelled(match, "number", start)
        if match["former"]:
            yield _labelled(match, "former", match.start("former"))


def _labelled(match: re.Match[str], name: str, start: int) -> Labelled:
    number, size = Fraction(match[name].replace(",", "")), _SCALES[match["scale"] or ""]
    quantity = Quantity(*match.span(name), value=number, mantissa=number)
    return Labelled(start, quantity, number * size, _CURRENCIES[match["unit"]])
