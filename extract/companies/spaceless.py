"""Names that no list knows in Japanese and Korean: told by their trade or by a firm's ending.

A name found once is one wherever the text writes it as the subject or owner of something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.companies.firm_words import one_of

_MOST = 12  # names of one text that are looked for again
_LETTER = {"ja": "ァ-ヶー一-鿿A-Za-z0-9Ａ-Ｚａ-ｚ", "ko": "가-힣A-Za-z0-9"}
_NAME = {"ja": rf"[{_LETTER['ja']}・＆&]{{2,14}}?", "ko": rf"[{_LETTER['ko']}&]{{2,12}}?"}
# between the trade and the name
_LINK = {"ja": r"(?:の|で|、|・|である|大手の|「)", "ko": r"(?:인|이자)?\s['‘\"“]?"}
_BRACKETS = {"ja": r"(?:[（(][^）)\n]{1,30}[）)])?", "ko": r"(?:\([^)\n]{1,30}\))?"}
# behind the name of one who does or owns something
_SUBJECT = {
    "ja": r"(?:は|が|、|・|と|など|の(?:社長|子会社|新工場|工場)|によると)",
    "ko": r"(?:은|는|이|가|과|와|도|의|,|·)(?:[\s,]|$)",
}
# what only a pledger does: "a parts maker, Acme, will build"
_PLEDGES = {
    "ja": r"(?:は|が)[^。\n]{0,80}(?:投じ|投資|建設|新設|増設|整備|建て)",
    "ko": r"(?:은|는|이|가)\s[^.\n]{0,100}(?:투자|짓는|지어|건설|신설|증설|구축|세운|들여|투입)",
}
# what stands where a name could and is none
_COMMON = re.compile(
    r".*(?:社|各社|側|勢|首脳|幹部|氏|工場|市場|業界|企業|メーカー|大手|会社|グループ|政府|県|市|町|村|省|庁|都|府)"
    r"|(?:うち|ほか|場合|多く|今回|今後|計画|投資|一部|中心|誘致|進出|役員|経営|連携|向け|関連|買収).*"
    r"|.*(?:들|업체|기업|회사|정부|시장|공장|사장|회장|대표|관계자|임원|직원|측|등|도청|시청|공급|투자|유치|간|중)"
    r"|[0-9A-Za-z年月日]{1,3}|\d.*"
)


def spaceless_names(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Where the text names a firm by its trade or ending, and where it names the same one again.

    >>> text = "部品メーカーのゼット精機は新工場を建てる。"
    >>> [text[a:b] for a, b in spaceless_names(text, "ja")]
    ['ゼット精機']
    """
    names: dict[str, None] = {}
    for pattern in _patterns(lang):
        for match in pattern.finditer(text):
            if not _is_common(match[1], lang):
                names.setdefault(match[1])
    if not names:
        return
    known = "|".join(map(re.escape, sorted(list(names)[:_MOST], key=len, reverse=True)))
    again = re.compile(
        rf"(?<![{_LETTER[lang]}])({known})(?={_BRACKETS[lang]}{_SUBJECT[lang]})"
    )  # fmt: skip
    yield from (match.span(1) for match in again.finditer(text))


def _is_common(name: str, lang: str) -> bool:
    return _COMMON.fullmatch(name) is not None or _plain(lang).fullmatch(name) is not None


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    """A trade with a name that pledges; a firm's ending with a name that does anything."""
    trade, ends = one_of("trade", lang), one_of("ends", lang)
    pledges, does = (rf"(?={_BRACKETS[lang]}{says[lang]})" for says in (_PLEDGES, _SUBJECT))
    return (
        re.compile(rf"{trade}{_LINK[lang]}({_NAME[lang]}){pledges}"),
        re.compile(rf"(?<![{_LETTER[lang]}])({_NAME[lang]}{ends}){does}"),
    )


@cache
def _plain(lang: str) -> re.Pattern[str]:
    """A firm's ending by itself, behind a plain word, or as one of two trades: 鉄鋼・化学."""
    return re.compile(rf"(?:{one_of('plain', lang)}|.*・)?{one_of('ends', lang)}")
