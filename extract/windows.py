"""The windows of years that a text states, whatever they date (horizon.py: which date spending)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.counts import COUNT, read_count
from extract.patterns import Patterns
from repledge.contracts import Horizon

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)\s+(?:\d{1,2},?\s+)?(?:of\s+)?)?"
)
_FISCAL = r"(?:(?:fiscal(?:\s+years?)?|FY|calendar(?:\s+year)?|the\s+years?)\s*)?"
_SPAN = r"(?:\s*(?:to|or|-|–|and)\s*(?:the\s+next\s+)?(?P<more>" + COUNT + r"))?"
_MORE = r"(?:-plus|\s+or\s+more|\s+plus)?"

# windows counted from the document's date
_NEXT_YEARS = re.compile(
    r"\b(?:(?:over|in|during|within|across|for|through)\s+(?:the\s+)?(?:course\s+of\s+)?(?:the\s+)?"
    r"(?:next|coming|following)|(?:the\s+)?next|over\s+(?:a|the)?\s*(?:(?:period|course|span)\s+of\s+(?:the\s+)?)?|"
    r"in\s+the\s+space\s+of|spread\s+over|within)\s*"
    rf"(?P<n>{COUNT})(?P<half>\s+and\s+a\s+half)?{_SPAN}{_MORE}[\s-]+(?P<unit>years?|decades?|months?)\b"
    r"(?!\s+(?:ago|earlier|old))",
    re.IGNORECASE,
)
# "ten plants in five years", "which spans five years"; not "the first in ten years"
_IN_YEARS = re.compile(
    rf"\b(?:in|spans|covers|lasts|takes|runs\s+for)\s+(?:about\s+|around\s+|some\s+|roughly\s+|just\s+|only\s+)?"
    rf"(?P<n>{COUNT})\s+years\b(?!['’]|\s+(?:time|from\s+now|ago|earlier|or\s+more\s+to)\b)",
    re.IGNORECASE,
)
# "a ten-year agreement worth more than $3 billion"
_CONTRACT_YEARS = re.compile(
    rf"\b(?P<n>{COUNT})-year\s+(?:\w+\s+){{0,2}}(?:agreement|contract|deal|order|accord)\s+(?:worth|valued\s+at)\b",
    re.IGNORECASE,
)
_PLAN_YEARS = re.compile(
    rf"\b(?P<n>{COUNT}){_MORE}-year\s+(?:\w+\s+){{0,2}}(?:plan|programme|program|period|pledge|commitment|"
    r"window|investment|expansion|effort|span|schedule|build-out|buildout|horizon|framework)\b",
    re.IGNORECASE,
)
_NEXT_DECADE = re.compile(
    r"\b(?:over|in|during|within)\s+(?:the\s+)?(?:next|coming|following|a)\s+decade\b",
    re.IGNORECASE,
)
# "through the end of the 2030s"
_END_OF_TENS = re.compile(
    r"\b(?:by|before|until|till|through|to)\s+the\s+end\s+of\s+the\s+(?P<tens>20\d0)s\b|"
    r"(?P<tens_ja>20\d0)年代(?:末|の終わり|後半)?までに?|(?P<tens_ko>20\d0)년대\s*(?:말)?\s*까지",
    re.IGNORECASE,
)
_END_OF_DECADE = re.compile(
    r"\b(?:(?:by|before|until|through|to)\s+)?(?:the\s+)?end\s+of\s+(?:the|this)\s+decade\b|"
    r"\b(?:this|the)\s+decade['’]s\s+end\b",
    re.IGNORECASE,
)
# windows with a printed last year
_RANGE = re.compile(
    rf"\b(?:from|between|in|of|for|during|over|across)?\s*(?:the\s+years?\s+)?{_FISCAL}"
    rf"(?P<start>{_YEAR})\s*(?:-|–|to|and|through|until|till|/)\s*{_FISCAL}{_MONTH}"
    rf"(?P<end>{_YEAR}|\d\d(?!\d))\b",
    re.IGNORECASE,
)
_FROM_NOW = re.compile(
    r"\b(?:between|from)\s+(?:now|today|this\s+year|next\s+year|(?:the\s+)?closing|completion)\s+"
    rf"(?:and|to|until|through)\s+(?:the\s+end\s+of\s+)?{_FISCAL}{_MONTH}(?P<end>{_YEAR})\b",
    re.IGNORECASE,
)
_RUNS = re.compile(
    rf"\b(?:agreement|contract|deal|lease)\s+that\s+(?:runs|lasts)\s+(?:for\s+)?(?P<n>{COUNT})\s+years?\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:through|until|till|up\s+to|by|to|before|no\s+later\s+than)\s+"
    r"(?:(?:the\s+)?(?:end|close|middle|start|beginning|spring|summer|fall|autumn|winter)\s+(?:of\s+)?)?"
    r"(?:(?:early|mid|late|the\s+\w+\s+(?:half|quarter)\s+of)[\s-]+)?"
    rf"{_FISCAL}{_MONTH}(?P<end>{_YEAR})\b(?P<fiscal>-\d\d\b)?",
    re.IGNORECASE,
)
# "the six years to the end of fiscal 2031", "the three years ending June 2029"
_YEARS_TO = re.compile(
    rf"\b(?P<n>{COUNT})\s+(?:fiscal\s+)?years\s+(?:to|through|until|up\s+to|ending(?:\s+in)?|that\s+end\s+in)\s+"
    rf"(?:the\s+end\s+of\s+)?{_FISCAL}{_MONTH}(?P<end>{_YEAR})\b",
    re.IGNORECASE,
)
_FIRST_YEARS = re.compile(
    rf"\b(?:in|over|during)\s+(?:its|the|their)\s+first\s+(?P<n>{COUNT})\s+years?\b", re.IGNORECASE
)
_IN_YEAR = re.compile(rf"\b(?:in|during|for)\s+{_FISCAL}(?P<end>{_YEAR})\b", re.IGNORECASE)
_THIS_YEAR = re.compile(
    r"\b(?:this|the\s+current)\s+(?:fiscal\s+|calendar\s+)?year\b(?!['’])", re.I
)
_LASTS = re.compile(r"(?:for|during|over|across)\b", re.IGNORECASE)
_MIDYEAR = 6  # where the month of the document does not matter
_POINT = re.compile(r"(in|by)\b", re.IGNORECASE)
_JA_YEARS = re.compile(
    rf"(?:(?:今後|向こう|これから|この先)(?:約)?(?P<n>{COUNT})(?:[~～〜\-](?P<more>{COUNT}))?(?:年|か年|カ年|ヵ年)(?:間|で|に)?"
    rf"|(?<![\d０-９])(?<!までの)(?<!まで)(?P<n2>{COUNT})(?:年間|か年|カ年|ヵ年|年(?=で(?!は|も|の)))(?:で|に|の|を|かけ|にわたり|にわたって)*)"
)
_JA_UNTIL = re.compile(
    r"(?:(?P<era>令和|平成)(?P<era_year>\d{1,2}|元)|(?P<end>(?:20)?\d\d))年(?:度)?"
    r"(?:\d{1,2}月(?:期|末)?|末|春|夏|秋|冬|上期|下期|前半|後半|初頭)?(?:までに|まで|を期限)"
    rf"(?:の(?P<n>{COUNT})(?:年間|か年|カ年|ヵ年))?"
)
_JA_RANGE = re.compile(
    r"(?P<start>20\d\d)(?:年度?(?:\d{1,2}月(?:\d{1,2}日)?)?)?\s?(?:から|[~～〜\-－–])\s?"
    r"(?P<end>20\d\d)年"
)
_JA_FROM = re.compile(rf"(?P<start>20\d\d)年度?(?:以降|から)の?(?P<n>{COUNT})年間")
_KO_YEARS = re.compile(
    rf"(?:향후|앞으로|앞으로의|다음)\s*(?:약\s*)?(?P<n>{COUNT})(?:[~\-]\s*(?P<more>{COUNT}))?\s*(?:개?년|년)(?:간|\s*동안|에\s*걸쳐|\s*내)?"
    rf"|(?<!\d)(?<!까지 )(?<!까지의 )(?P<n2>{COUNT})\s*년(?:간|\s*동안|에\s*걸쳐)"
)
_KO_UNTIL = re.compile(
    r"(?P<end>20\d\d)년(?:도)?(?:\s*(?:\d{1,2}월|말|초|상반기|하반기|중))?\s*(?:까지|내)"
)
_KO_RANGE = re.compile(
    r"(?P<start>20\d\d)(?:년|[-.]\d\d[-.]\d\d)?(?:\s?\d{1,2}월(?:\s?\d{1,2}일)?)?\s?"
    r"(?:부터|[~～\-])\s*"
    r"(?P<end>20\d\d)(?:년|[-.]\d\d)"
)
_KO_FROM = re.compile(
    rf"(?P<start>20\d\d)년\s?(?:이후|부터|(?:에\s)?공사를 시작해)\s(?P<n>{COUNT})년"
    r"(?:에\s?걸쳐|간|\s?동안)"
)
_KO_PLAN = re.compile(rf"(?<!\d)(?P<n>{COUNT})\s?(?:개년|년)\s?(?:투자\s?)?(?:계획|로드맵)")


@dataclass(frozen=True, slots=True)
class Window:
    """A stated window in a text, with how surely it dates spending (higher is surer)."""

    horizon: Horizon
    start: int
    end: int
    counted: bool  # "over the next five years": a span, not a date
    point: str = ""  # "in", "by": the year of something done, not one that it lasts to


@lru_cache(maxsize=256)  # role, commitment and horizon of a pledge ask the same sentences
def windows(text: str, year: int, lang: str = "en", month: int = _MIDYEAR) -> tuple[Window, ...]:
    """Every window that the text states, seen from a month of `year`; the order is that of rules.

    A window counted in whole years ends in the same part of its last year; months are counted out.
    """
    kinds, patterns = _patterns(lang)
    found: list[Window] = []
    for number, matches in patterns.find(text):
        kind = kinds[number]
        for match in matches:
            if any(w.start < match.end() and match.start() < w.end for w in found):
                continue
            horizon = _horizon(match, year, month, kind)
            if horizon and horizon.end and year <= horizon.end <= year + 40:
                point = _POINT.match(match[0]) if kind == "until" else None
                said = point[1].lower() if point else ""
                counted = kind == "counted"
                found.append(Window(horizon, match.start(), match.end(), counted, said))
    return tuple(found)


@cache
def _patterns(lang: str) -> tuple[tuple[str, ...], Patterns]:
    """What kinds of window the patterns of a language tell, and the patterns, surest first."""
    groups: list[tuple[str, list[re.Pattern[str]]]]
    if lang == "ja":
        groups = [
            ("counted", [_JA_FROM, _JA_YEARS]),
            ("range", [_JA_RANGE]),
            ("until", [_END_OF_TENS, _JA_UNTIL]),
        ]
    elif lang == "ko":
        groups = [
            ("counted", [_KO_FROM, _KO_YEARS, _KO_PLAN]),
            ("range", [_KO_RANGE]),
            ("until", [_END_OF_TENS, _KO_UNTIL]),
        ]
    else:
        counted = [_NEXT_YEARS, _PLAN_YEARS, _CONTRACT_YEARS, _FIRST_YEARS, _RUNS, _IN_YEARS]
        counted += [_NEXT_DECADE, _END_OF_DECADE]
        groups = [
            ("until", [_YEARS_TO]),
            ("counted", counted),
            ("range", [_RANGE]),
            ("until", [_FROM_NOW, _END_OF_TENS, _UNTIL, _IN_YEAR, _THIS_YEAR]),
        ]
    kinds = tuple(kind for kind, patterns in groups for _ in patterns)
    return kinds, Patterns(pattern for _, patterns in groups for pattern in patterns)


def _horizon(match: re.Match[str], year: int, month: int, kind: str) -> Horizon | None:
    groups = match.groupdict()
    if kind == "range":
        return _ranged(match)
    if kind == "until":
        return Horizon(end=_last_year(groups, year), years=read_count(groups.get("n") or ""))
    if match.re is _END_OF_DECADE:
        return Horizon(end=year // 10 * 10 + 10 if year % 10 else year + 10)
    if match.re is _NEXT_DECADE:
        return Horizon(start=year, end=year + 10, years=10)
    return _counted(match, year, month)


def _ranged(match: re.Match[str]) -> Horizon | None:
    start, end = int(match["start"]), match["end"]
    last = int(end) if len(end) == 4 else start // 100 * 100 + int(end)
    if last == start + 1 and len(end) == 2 and not _LASTS.match(match[0]):
        return None  # "from 2028-29": one fiscal year
    return Horizon(start=start, end=last, years=last - start + 1) if last > start else None


def _counted(match: re.Match[str], year: int, month: int) -> Horizon | None:
    groups = match.groupdict()
    number = read_count(groups.get("more") or groups.get("n") or groups.get("n2") or "")
    if not number:
        return None
    unit = (groups.get("unit") or "").lower()
    if "month" in unit or groups.get("half"):
        months = number if "month" in unit else number * 12 + 6
        last = year + (month - 1 + months) // 12
        return Horizon(start=year, end=last, years=max(1, round(months / 12)))
    if "decade" in unit:
        number *= 10
    first = int(groups.get("start") or year)
    whole = groups.get("start") and "年度" in match[0]  # "2026年度からの5年間": that year counts
    return Horizon(start=first, end=first + number - bool(whole), years=number)


def _last_year(groups: dict[str, str | None], year: int) -> int:
    if era := groups.get("era"):
        first = {"令和": 2018, "平成": 1988}[era]
        return first + (1 if groups["era_year"] == "元" else int(groups["era_year"] or 1))
    if tens := groups.get("tens") or groups.get("tens_ja") or groups.get("tens_ko"):
        return int(tens) + 9
    end = groups.get("end")
    if end is None:
        return year
    if groups.get("fiscal"):  # "to 2029-30"
        return int(end) + 1
    return int(end) if len(end) == 4 else year // 100 * 100 + int(end)
