"""Names that are also everyday words, countries or part of other names: when are they a party?"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_AS_PARTY = re.compile(
    r",?\s*(?:Inc|Corp|Co|Ltd|LLC|PLC|plc|AG|Group|Company|Corporation|Holdings)\b"
    r"|\s*\((?:NASDAQ|Nasdaq|NYSE|TYO|KRX|LSE|TSX|ASX)\b"
    r"|['’]s\s+(?:\w+\s+){0,2}(?:minister|president|premier|chancellor|king|emir|sultan|leader|"
    r"government|ministry|parliament|cabinet)\s(?:\w+\s)?(?:puts?|pledge[sd]?|promise[sd]?|"
    r"commit(?:s|ted)?|offer(?:s|ed)?|vow(?:s|ed)?|agree[sd]?)\b"
    r"|['’]s\s+(?:\w+\s+){0,3}(?:pledge|plan|investment|commitment|promise|program|fund|board|CEO|intention|intent|goal|offer)"
    r"|['’]s\s+(?:[A-Z][\w-]*\s+(?:(?:of|and|for)\s+(?:the\s+)?)?){0,5}(?:Ministry|Department|Government|"
    r"Treasury|Strategy|Plan|Programme|Program|Fund|Mission|Commission|Agency|Authority|Initiative)"
    r"(?:\s+of(?:\s+[A-Z]\w+)+)?\s+(?:will|would|plans|has|is\s+to|pledge[sd]?|commit)"
    r"|\s+(?:also\s+|today\s+|now\s+|has\s+|have\s+|had\s+)?(?:will|would|plans?|planned|intends?|"
    r"pledge[sd]?|commit(?:s|ted)?|agree[sd]?|announce[sd]?|promise[sd]?|invest(?:s|ed)?|"
    r"said|says|unveil(?:s|ed)|launch(?:es|ed)|to\s+(?:invest|spend|build|put|pour|provide|finance|fund|buy|open|"
    r"expand|support|boost|raise|double|create|pay|pump|inject|sink|plou?gh|commit|channel|deploy|mobili[sz]e)|is\s+(?:to|sending|investing|building|putting|"
    r"pouring|spending|planning|providing|committing|expanding|ready)|provides?|finances?|breaks?|"
    r"opens?|selects?|picks?|chooses?|expands?|increases?|raises?|adds?|builds?|puts?|pours?)\b"
    r"|\s*[:：]\s*(?:[$€£¥]|US\$|about|up\s+to|more|at\s+least|an?\s|[A-Z0-9])"
    r"|\s+(?:places|sends?|spends?|pays?|makes?|signs?|backs?|lends?|wants?|seeks?)\b"
    r"|政府|は|が|、|정부|은|는|이(?=\s)|가(?=\s)|\s?측[은이]|側[はが]"
)
_FORM_BEFORE = re.compile(
    r"(?:株式会社|\(주\)|㈜|Government of |[Gg]overnments of |[Ll]eaders of |State of |Kingdom of |"
    r"(?:Emir|Amir|President|King|Prime Minister|Crown Prince) of )$"
)


def stands_as_party(text: str, start: int, end: int) -> bool:
    """Whether the word at `text[start:end]` is used as the name of somebody who acts.

    >>> body = "Target will open 20 stores. The target: Japan will buy. Cars from Japan sell."
    >>> [stands_as_party(body, m.start(), m.end()) for m in re.finditer("Target|Japan", body)]
    [True, True, False]
    """
    if _AS_PARTY.match(text, end):
        return True
    return _FORM_BEFORE.search(text, max(0, start - 18), start) is not None


def is_land_only(text: str, start: int, end: int) -> bool:
    """Whether the country's name at `text[start:end]` is a place, or a word of a longer name.

    >>> body = "Western Australia: a plant. Perdix India Ltd will build. India will build."
    >>> [is_land_only(body, m.start(), m.end()) for m in re.finditer("Australia|India", body)]
    [True, True, False]
    """
    if _MINISTRY.search(text, max(0, start - 60), start):
        return False
    if _LAND_BEFORE.search(text, max(0, start - 32), start) or _LAND_AFTER.match(text, end):
        return True
    label = text[end : end + 2].lstrip()[:1] in (":", "：")
    return label and _TOWN_BEFORE.search(text, max(0, start - 32), start) is not None


_MINISTRY = re.compile(
    r"\b(?:Ministry|Department|Treasury|Parliament|Cabinet)\s(?:of\s(?:[A-Z]\w+,?\s(?:and\s)?){1,5})?of\s$"
)
# what a country's name only places, or is the last word of: "in Japan", "Bank of Canada"
_LAND_BEFORE = re.compile(
    r"\b(?:in|across|throughout|inside|outside|within|near|into|around)\s(?:the\s)?$"
    r"|\b(?:North|South|East|West|(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)ern|[Cc]entral|Upper|Lower|Greater|"
    r"New|Outer|Inner|[Mm]ainland)[\s-]$"
    r"|\b(?:Bank|University|Institute|Institution|Museum|Academy|Chamber|Federation|Association|Society|"
    r"Confederation|Council|Exchange|Gulf|Sea|Bay|Strait|Port|Airport|Ports|Railways|Trust|Church)"
    r"\s(?:of|for|do|de)\s(?:the\s)?$"
)
# "Perdix India Ltd": the company is named after its land
_LAND_AFTER = re.compile(
    r",?\s*(?:Inc|Corp|Co|Ltd|LLC|PLC|plc|LLP|Pvt|Private Limited|Limited|Company|Corporation"
    r"|Holdings|Pty|Berhad|Bhd|Ltda|Motors?|Airlines|Airways)\b"
)
# many at once, whom no pledge can be counted for, where no legal form follows
_MANY = re.compile(
    r"(?:Employers|Investors|Businesses|Companies|Firms|Developers|Manufacturers|Ministers|Officials|"
    r"Leaders|Executives|Residents|Workers|Critics|Analysts|Unions|Suppliers|Lenders|Owners)"
)


def is_many_only(text: str, start: int, end: int) -> bool:
    """Whether the name at `text[start:end]` is the word for many, here without a legal form.

    >>> [is_many_only(t, 0, 9) for t in ("Employers pledged 500 jobs", "Employers Holdings will")]
    [True, False]
    """
    return bool(_MANY.fullmatch(text, start, end)) and _LAND_AFTER.match(text, end) is None


# "Mangalore, India: a refinery"; "Acme of Canada: a mill"
_TOWN_BEFORE = re.compile(
    r"\b[A-Z][\w.'’-]*,\s$|\b(?!(?:Government|State|Kingdom|Republic)\b)[A-Z][\w&’'-]+\sof\s(?:the\s)?$"
)


def only_met(text: str, end: int, *, town: bool) -> bool:
    """Whether somebody comes from the place that ends here, or people only met or spoke there."""
    if _FROM_THERE.match(text, end):
        return True
    return town and _THERE in text[end : end + 30] and _MET_THERE.match(text, end) is not None


# a maker from there, and a town where people only met or spoke
_FROM_THERE = re.compile(
    r"の[^、。\n]{1,14}(?:（[A-Z]{2,8}）|社(?=[とがはのを、]))|から(?:来|の(?:駐在|投資))|・[^、。\n]{2,12}[、がはと]|"
    r"(?:内|都内|市内|のホテル|の本社){0,2}で(?:開|会見|会談|記者|署名|調印|発表|面会|行われ)|"
    r"\s\S{1,12}(?:와|과)\s(?:손잡|함께|합작|공동|협력)"
)
_THERE = "에서"  # in every match of _MET_THERE, near its beginning
_MET_THERE = re.compile(
    r"(?:\s?\S{1,8}(?:호텔|본사|센터|청사))?에서[^.。\n]{0,25}"
    r"(?:체결|서명|회견|간담회|설명회|협약|밝혔|만나)"
    r"|(?:\s?[^\s.。]{1,8}){0,2}\s?(?:호텔|본사|컨벤션센터|청사)에서[^.。\n]{0,60}"
    r"(?:체결|서명|회견|간담회|설명회|협약|밝혔|만나|발표)"
)


def is_other_name(text: str, start: int, end: int) -> bool:
    """Whether the company's name at `text[start:end]` belongs to another name, or to a place.

    A text that means the place somewhere, and the company surely nowhere, means the place
    throughout: one sense per discourse (Gale, Church and Yarowsky 1992).

    >>> body = "The Amazon Fund; life in the Amazon. Amazon will build. The Amazon deal."
    >>> [is_other_name(body, m.start(), m.end()) for m in re.finditer("Amazon", body)]
    [True, True, False, False]
    """
    if _longer_name().match(text, end) or _TITLE_BEFORE.search(text, max(0, start - 20), start):
        return True
    name = text[start:end]
    if name.isupper() and _TOWN_IN_CAPITALS.search(text, max(0, start - 12), start):
        return True
    if name not in _places():
        return False
    return _is_place(text, start, end) or _means_place(text, name)


def _is_place(text: str, start: int, end: int) -> bool:
    if _OF_A_LAND.search(text, max(0, start - 24), start):
        return True
    article = _ARTICLE.search(text, max(0, start - 5), start)
    return article is not None and _NO_NOUN.match(text, end) is not None


@lru_cache(maxsize=64)  # of the texts at hand, each asked once a mention
def _means_place(text: str, name: str) -> bool:
    spans = [m.span() for m in re.finditer(rf"\b{re.escape(name)}\b", text)]
    if any(stands_as_party(text, *span) for span in spans):
        return False
    return any(_is_place(text, *span) for span in spans)


# "Premier Ford": somebody's surname
_TITLE_BEFORE = re.compile(
    r"\b(?:Premier|Governor|Gov\.|Lt\.|Senator|Sen\.|Congress(?:man|woman)|Rep\.|Representative|Mayor|"
    r"Minister|Secretary|Chancellor|Councill?or|Commissioner|Judge|Justice|Sir|Dame|Lord|Lady|King|"
    r"Queen|Mr\.?|Mrs\.?|Ms\.?|Dr\.|Professor|Prof\.|General|Gen\.|Colonel|Captain)\s$"
)
# a dateline's town in capitals: "NEW BRUNSWICK, N.J."
_TOWN_IN_CAPITALS = re.compile(
    r"\b(?:NEW|FORT|PORT|SAN|SANTA|LAKE|MOUNT|SAINT|ST\.|NORTH|SOUTH|EAST|WEST)\s$"
)
_ARTICLE = re.compile(r"\b[Tt]he\s$")
# "the Brazilian Amazon", "Mato Grosso's Amazon region", "the Eastern Amazon"
_OF_A_LAND = re.compile(
    r"\b(?:(?:Brazil|Peru|Ecuador|Colombia|Bolivia|Venezuela)(?:ian|vian|an|n)?|Legal|Northern|"
    r"Southern|Eastern|Western|Central)(?:['’]s)?\s$"
)
_NO_NOUN = re.compile(
    r"\s*(?:[.,;:)!?*(]|['’]s\b|$)|\s+(?:and|or|in|is|are|was|by|from|to|with|that|which|where|for|of|"
    r"on|while|through)\b"
)


@cache
def _longer_name() -> re.Pattern[str]:
    words = [word for row in _other_names()["follows"] for word in row["words"]]
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, longest_first))})\b")


@cache
def _places() -> frozenset[str]:
    return frozenset(name for row in _other_names()["places"] for name in row["names"])


@cache
def _other_names() -> dict[str, list[dict[str, Any]]]:
    """data/other_names.toml, with a reason and a link for each row."""
    table = resources.files("extract") / "data" / "other_names.toml"
    return tomllib.loads(table.read_text(encoding="utf-8"))
