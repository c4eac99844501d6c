"""The desk's languages: which one a person reads, its strings, sums as its newspapers print them.

Catalogues are committed as text (`locale/ja.po`, `locale/ko.po`) and compiled in memory when a
language is first asked for, so that nothing built can be older than what it was built from.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from starlette.requests import Request

from repledge import words

# code -> the language's own name, as the switch shows it
LANGUAGES = {"en": "English", "ja": "日本語", "ko": "한국어"}
COOKIE = "repledge_language"
_LOCALE = Path(__file__).parent / "locale"
# how Japanese and Korean count: myriads, and the dollar after the number
_MYRIADS = {
    "ja": (((10**12, "兆"), (10**8, "億"), (10**4, "万")), "ドル"),
    "ko": (((10**12, "조"), (10**8, "억"), (10**4, "만")), "달러"),
}


def language_of(request: Request) -> str:
    """The language that the person chose here, else the first of the browser's that we have."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    asked = [_weighed(part) for part in request.headers.get("accept-language", "").split(",")[:10]]
    for weight, code in sorted(asked, key=lambda pair: -pair[0]):
        if code in LANGUAGES and weight > 0:
            return code
    return "en"


def _weighed(part: str) -> tuple[float, str]:
    code, _, rest = part.partition(";")
    try:
        weight = float(rest.strip().removeprefix("q=")) if rest.strip() else 1.0
    except ValueError:
        weight = 0.0
    return weight, code.strip().lower().split("-")[0]


@cache
def strings(language: str) -> NullTranslations:
    """The translations into a language; English is what the sources say."""
    if language == "en":
        return NullTranslations()
    compiled = BytesIO()
    with (_LOCALE / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def usd_in(language: str) -> Callable[[int | None], str]:
    """How sums of US dollars are written in a language.

    >>> usd_in("en")(13_900_000_000), usd_in("ja")(13_900_000_000), usd_in("ko")(950_000_000)
    ('$13.9bn', '139億ドル', '9.5억 달러')
    """
    if language not in _MYRIADS:
        return words.usd
    scales, dollar = _MYRIADS[language]
    space = " " if language == "ko" else ""

    def usd(value: int | None) -> str:
        if value is None:
            return "–"
        for scale, letter in scales:
            if value >= scale:
                number = value / scale
                text = f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
                return f"{text}{letter}{space}{dollar}"
        return f"{value:,}{space}{dollar}"

    return usd
