"""When the money is spent: the stated window, never a year of first output (opening.py)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.context import ClaimContext, Found
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
    rf"(?P<n>{COUNT}){_SPAN}{_MORE}[\s-]+(?P<unit>years?|decades?)\b(?!\s+(?:ago|earlier|old))",
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
    rf"{_FISCAL}{_MONTH}(?P<end>{_YEAR})\b",
    re.IGNORECASE,
)
# "the six years to the end of fiscal 2031", "the three years ending June 2029"
_YEARS_TO = re.compile(
    rf"\b{COUNT}\s+(?:fiscal\s+)?years\s+(?:to|through|until|up\s+to|ending(?:\s+in)?|that\s+end\s+in)\s+"
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
_JA_YEARS = re.compile(
    rf"(?:(?:今後|向こう|これから|この先)(?:約)?(?P<n>{COUNT})(?:[~～〜\-](?P<more>{COUNT}))?(?:年|か年|カ年|ヵ年)(?:間|で|に)?"
    rf"|(?<![\d０-９])(?<!までの)(?<!まで)(?P<n2>{COUNT})(?:年間|か年|カ年|ヵ年|年(?=で(?!は|も|の)))(?:で|に|の|を|かけ|にわたり|にわたって)*)"
)
_JA_UNTIL = re.compile(
    r"(?:(?P<era>令和|平成)(?P<era_year>\d{1,2}|元)|(?P<end>(?:20)?\d\d))年(?:度)?"
    r"(?:\d{1,2}月(?:期|末)?|末|春|夏|秋|冬|上期|下期|前半|後半|初頭)?(?:までに|まで|を期限)"
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
# the line of a filing that dates the outlay
_PERIOD = re.compile(r"(?:투자|사업|공사|시행) ?기간|(?:投資|事業|実施|工事)(?:予定)?期間|工期")

_SPENDS = re.compile(
    r"invest|spend|put|pour|pledge|commit|capital|capex|fund|financ|budget|outlay|cost|provide|"
    r"buy|source|purchase|order|deploy|allocat|earmark|mobili|dollar|\$|€|£|billion|million|投資|投じ|"
    r"投入|支出|資金|円|ドル|\bwon\b|\byen\b|euros?\b|rupee|crore|trillion|l(?:ay|ays|aid|aying)\s+out|set(?:s|ting)?\s+aside|투자|투입|출자|집행|달러|원",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"\b(?:open(?:s|ed|ing)?|operat\w+|production|produce[sd]?|producing|on\s?line|on-stream|"
    r"complet\w+|finish\w*|start[\s-]?up|output|ready|shipp\w+|first\s+\w+|commission\w*|deliver\w*|"
    r"enter\w*\s+service|go(?:es)?\s+live|up\s+and\s+running|run(?:s|ning)?|roll\w*\s+off|hire|"
    r"jobs?|employ\w*|workers|people|carbon|emission\w*|market|capacity|sales)\b|"
    r"稼働|操業|生産|量産|竣工|完工|完成|出荷|開業|가동|양산|생산|준공|완공|출하|시장|판매",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:since|ago|last|previous|past|earlier|had|was|were|spent|invested\s+(?:more|over|\$))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:complet\w+|finish\w*|open\w*|operational|ready)\s*$", re.IGNORECASE)
_OPENS_IN = re.compile(
    r"\b(?:open(?:s|ing|ed)?|start(?:s|ing|ed)?|begin(?:s|ning)?|ready|operational|complet\w+)"
    r"(?:\s+(?:its|the|up|doors|production|operations?)){0,3}\s*$",
    re.IGNORECASE,
)
_OLDER = 140  # characters before a window in which an older sum owns it
_SUM = re.compile(r"(?<=\d)(?:\s*(?:billion|million|trillion|bn|m)\b|(?=\s+(?:that|which|it)\b))")
_TOLD_ONCE = re.compile(
    r"^\s*(?:\w+\s+){0,3}?(?:that|which|it|they|the\s+company)\s+(?:[\w’']+\s+){0,3}?"
    r"(?:had\s+)?(?:pledged|promised|announced|presented|unveiled|committed|set\s+aside)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Window:
    """A stated window in a text, with how surely it dates spending (higher is surer)."""

    horizon: Horizon
    start: int
    end: int
    counted: bool  # "over the next five years": a span, not a date


@lru_cache(maxsize=256)  # role, commitment and horizon of a pledge ask the same sentences
def windows(text: str, year: int, lang: str = "en") -> tuple[Window, ...]:
    """Every window of years that the text states, seen from `year`; the order is that of rules."""
    kinds, patterns = _patterns(lang)
    found: list[Window] = []
    for number, matches in patterns.find(text):
        kind = kinds[number]
        for match in matches:
            if any(w.start < match.end() and match.start() < w.end for w in found):
                continue
            horizon = _horizon(match, year, kind)
            if horizon and horizon.end and year <= horizon.end <= year + 40:
                found.append(Window(horizon, match.start(), match.end(), kind == "counted"))
    return tuple(found)


@cache
def _patterns(lang: str) -> tuple[tuple[str, ...], Patterns]:
    """What kinds of window the patterns of a language tell, and the patterns, surest first."""
    groups: list[tuple[str, list[re.Pattern[str]]]]
    if lang == "ja":
        groups = [
            ("counted", [_JA_FROM, _JA_YEARS]),
            ("range", [_JA_RANGE]),
            ("until", [_JA_UNTIL]),
        ]
    elif lang == "ko":
        groups = [
            ("counted", [_KO_FROM, _KO_YEARS, _KO_PLAN]),
            ("range", [_KO_RANGE]),
            ("until", [_KO_UNTIL]),
        ]
    else:
        counted = [_NEXT_YEARS, _PLAN_YEARS, _FIRST_YEARS, _RUNS, _NEXT_DECADE, _END_OF_DECADE]
        groups = [
            ("until", [_YEARS_TO]),
            ("counted", counted),
            ("range", [_RANGE]),
            ("until", [_FROM_NOW, _UNTIL, _IN_YEAR, _THIS_YEAR]),
        ]
    kinds = tuple(kind for kind, patterns in groups for _ in patterns)
    return kinds, Patterns(pattern for _, patterns in groups for pattern in patterns)


def _horizon(match: re.Match[str], year: int, kind: str) -> Horizon | None:
    groups = match.groupdict()
    if kind == "range":
        start, end = int(groups["start"]), groups["end"]
        last = int(end) if len(end) == 4 else start // 100 * 100 + int(end)
        return Horizon(start=start, end=last, years=last - start + 1) if last > start else None
    if kind == "until":
        return Horizon(end=_last_year(groups, year))
    if match.re is _END_OF_DECADE:
        return Horizon(end=year // 10 * 10 + 10 if year % 10 else year + 10)
    if match.re is _NEXT_DECADE:
        return Horizon(start=year, end=year + 10, years=10)
    number = read_count(groups.get("more") or groups.get("n") or groups.get("n2") or "")
    if number and "decade" in (groups.get("unit") or "").lower():
        number *= 10
    first = int(groups.get("start") or year)
    return Horizon(start=first, end=first + number, years=number) if number else None


def _last_year(groups: dict[str, str | None], year: int) -> int:
    if era := groups.get("era"):
        first = {"令和": 2018, "平成": 1988}[era]
        return first + (1 if groups["era_year"] == "元" else int(groups["era_year"] or 1))
    end = groups.get("end")
    if end is None:
        return year
    return int(end) if len(end) == 4 else year // 100 * 100 + int(end)


def horizon_of(context: ClaimContext) -> Found[Horizon] | None:
    """The stated window of the spending ("over the next five years", "2030年までに")."""
    if found := _horizon_in(context, context.start, context.end):
        return found
    if context.main and context.role != "component":
        return _horizon_in(context, 0, context.view.title_end) or _period(context)
    return None


def _period(context: ClaimContext) -> Found[Horizon] | None:
    """The window of a filing's own line: "투자기간: 2021년 10월 ~ 2027년 12월"."""
    view = context.view
    for start, end in view.sentences:
        if label := _PERIOD.search(view.body, start, min(end, start + 20)):
            for window in windows(view.body[label.end() : end], view.published.year, view.lang):
                place = label.end() + window.start
                return Found(value=window.horizon, start=place, end=label.end() + window.end)
    return None


def _horizon_in(context: ClaimContext, start: int, end: int) -> Found[Horizon] | None:
    text = context.view.body[start:end]
    best: tuple[int, int, Window] | None = None
    for window in windows(text, context.view.published.year, context.view.lang):
        if not _dates_spending(text, window):
            continue
        rank = (0 if window.counted else 1, abs(start + window.start - context.focus), window)
        if best is None or rank[:2] < best[:2]:
            best = rank
    if best is None:
        return None
    window = best[2]
    return Found(value=window.horizon, start=start + window.start, end=start + window.end)


def _dates_spending(text: str, window: Window) -> bool:
    """Whether the window hangs on money rather than on output, jobs or the past."""
    clause = _clause(text, window.start, window.end)
    if not _SPENDS.search(clause):
        return False
    if window.counted:
        lead_in = text[max(0, window.start - 20) : window.start]
        return not (
            _PAST.search(lead_in) or _OPENS.search(lead_in) or _of_older(text[: window.start])
        )
    if window.horizon.start:  # "between 2024 and 2026": output is dated by one year
        return _OPENS_IN.search(text[: window.start]) is None
    before = re.split(r"[,;、。]", text[max(0, window.start - 45) : window.start])[-1]
    return not _WORKS.search(before + text[window.end : window.end + 15])


def _of_older(before: str) -> bool:
    """Whether the window is that of an older sum: "the $10 billion it pledged in May to spend"."""
    behind_sum = _SUM.split(before[-_OLDER:])
    return len(behind_sum) > 1 and _TOLD_ONCE.search(behind_sum[-1]) is not None


def _clause(text: str, start: int, end: int) -> str:
    left = max(text.rfind(mark, 0, start) for mark in ("; ", ", which", ". ", "。", "\n"))
    rights = [i for mark in ("; ", ". ", "。", "\n") if (i := text.find(mark, end)) >= 0]
    return text[max(0, left) : min(rights, default=len(text))]
