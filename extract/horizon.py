"""When the money is spent, and when the plant works.

Rules of docs/data_dictionary.md ("Dates"): a horizon is a stated window of the spending; a year of
first output, opening or completion is `operational_by`, never a horizon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.context import ClaimContext, Found, Span
from extract.counts import COUNT, read_count
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
    r"(?:next|coming|following)|(?:the\s+)?next|over\s+(?:a|the)?\s*(?:period\s+of\s+)?|"
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
_UNTIL = re.compile(
    r"\b(?:through|until|till|up\s+to|by|to|before|no\s+later\s+than)\s+"
    r"(?:(?:the\s+)?(?:end|close|middle|start|beginning|spring|summer|fall|autumn|winter)\s+(?:of\s+)?)?"
    r"(?:(?:early|mid|late|the\s+\w+\s+(?:half|quarter)\s+of)[\s-]+)?"
    rf"{_FISCAL}{_MONTH}(?P<end>{_YEAR})\b",
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
    rf"|(?<![\d０-９])(?P<n2>{COUNT})(?:年間|か年|カ年|ヵ年)(?:で|に|の|を|かけ|にわたり|にわたって)*)"
)
_JA_UNTIL = re.compile(
    r"(?:(?P<era>令和|平成)(?P<era_year>\d{1,2}|元)|(?P<end>(?:20)?\d\d))年(?:度)?"
    r"(?:\d{1,2}月(?:期|末)?|末|春|夏|秋|冬|上期|下期|前半|後半|初頭)?(?:までに|まで|を期限)"
)
_JA_RANGE = re.compile(r"(?P<start>20\d\d)(?:年度?)?(?:から|[~～〜\-－–])(?P<end>20\d\d)年")
_KO_YEARS = re.compile(
    rf"(?:향후|앞으로|앞으로의|다음)\s*(?:약\s*)?(?P<n>{COUNT})(?:[~\-]\s*(?P<more>{COUNT}))?\s*(?:개?년|년)(?:간|\s*동안|에\s*걸쳐|\s*내)?"
    rf"|(?<!\d)(?P<n2>{COUNT})\s*년(?:간|\s*동안|에\s*걸쳐)"
)
_KO_UNTIL = re.compile(
    r"(?P<end>20\d\d)년(?:도)?(?:\s*(?:\d{1,2}월|말|초|상반기|하반기|중))?\s*(?:까지|내)"
)
_KO_RANGE = re.compile(r"(?P<start>20\d\d)년?(?:부터|[~\-])\s*(?P<end>20\d\d)년")

_SPENDS = re.compile(
    r"invest|spend|put|pour|pledge|commit|capital|capex|fund|financ|budget|outlay|cost|provide|"
    r"buy|source|purchase|order|deploy|allocat|earmark|mobili|dollar|\$|€|£|billion|million|投資|投じ|"
    r"投入|支出|資金|円|ドル|투자|투입|출자|집행|달러|원",
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


@dataclass(frozen=True, slots=True)
class Window:
    """A stated window in a text, with how surely it dates spending (higher is surer)."""

    horizon: Horizon
    start: int
    end: int
    counted: bool  # "over the next five years": a span, not a date


def windows(text: str, year: int, lang: str = "en") -> Iterator[Window]:
    """Every window of years that the text states, seen from `year`; the order is that of rules."""
    counted, ranges, untils = _patterns(lang)
    taken: list[tuple[int, int]] = []
    for kind, patterns in (("counted", counted), ("range", ranges), ("until", untils)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                if any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                horizon = _horizon(match, year, kind)
                if horizon and horizon.end and year <= horizon.end <= year + 40:
                    taken.append(match.span())
                    yield Window(horizon, match.start(), match.end(), kind == "counted")


def _patterns(lang: str) -> tuple[list[re.Pattern[str]], ...]:
    if lang == "ja":
        return [_JA_YEARS], [_JA_RANGE], [_JA_UNTIL]
    if lang == "ko":
        return [_KO_YEARS], [_KO_RANGE], [_KO_UNTIL]
    return (
        [_NEXT_YEARS, _PLAN_YEARS, _FIRST_YEARS, _NEXT_DECADE, _END_OF_DECADE],
        [_RANGE],
        [_UNTIL, _IN_YEAR, _THIS_YEAR],
    )


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
    return Horizon(start=year, end=year + number, years=number) if number else None


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
        return _horizon_in(context, 0, context.view.title_end)
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
        return not _PAST.search(text[max(0, window.start - 20) : window.start])
    if window.horizon.start:  # "between 2024 and 2026": output is dated by one year
        return True
    before = re.split(r"[,;、。]", text[max(0, window.start - 45) : window.start])[-1]
    return not _WORKS.search(before + text[window.end : window.end + 15])


def _clause(text: str, start: int, end: int) -> str:
    left = max(text.rfind(mark, 0, start) for mark in ("; ", ", which", ". ", "。", "\n"))
    rights = [i for mark in ("; ", ". ", "。", "\n") if (i := text.find(mark, end)) >= 0]
    return text[max(0, left) : min(rights, default=len(text))]


_STARTS_EN = re.compile(
    r"\b(?:open(?:s|ing|ed)?|operational|operations?|in\s+operation|operating|production|produce|"
    r"producing|online|on\s+line|on-line|on\s*-?\s*stream|complet(?:e|es|ed|ion)|finish(?:ed)?|"
    r"start[\s-]?up|first\s+(?:chips?|output|wafers?|cells?|batter\w+|cars?|vehicles?|engines?|parts?|"
    r"bricks?|products?|power|phase|line|lines|fab|building|shipments?|units?|deliver\w+|magnets?|"
    r"metal|data\s+cent\w+|hall|stage|silicon|reactor|trucks?|oil)|"
    r"output|assembl\w+|making|be\s+made|(?:leave|roll\s+off)\s+(?:the\s+)?(?:line|it)|(?:first\s+)?lines?\s+starts?|"
    r"starts?\s+up|started\s+up|"
    r"commission(?:ed|ing)|ship(?:s|ping|ments)?|deliver(?:y|ies)|enter\w*\s+service|go\s+live|goes\s+live|"
    r"up\s+and\s+running|running|roll\w*\s+off|ready|in\s+service|run|start\s+making|"
    r"begin\s+making|volume|ramp\w*|come\s+on)\b",
    re.IGNORECASE,
)
_YEAR_EN = re.compile(
    rf"\b(?:in|by|from|for|until|to|during|late|early|mid|of|before|around|end|spring|summer|fall|"
    rf"autumn|winter|year|quarter|half|{_MONTH.removesuffix('?')}|as\s+soon\s+as)[\s-]+"
    rf"(?:the\s+)?(?:(?:first|second|third|fourth|last|end|start|beginning|middle|early|late|mid|"
    rf"spring|summer|autumn|fall|winter|half|quarter|of|calendar|fiscal|year)[\s-]+)*"
    rf"(?:(?:January|February|March|April|May|June|July|August|September|October|November|"
    rf"December)\s+(?:\d{{1,2}},?\s+)?)?(?P<year>{_YEAR})\b"
    rf"|\b(?:(?:in|by|from)\s+(?:the\s+)?)?(?P<rel>next)\s+(?:year|spring|summer|fall|autumn|winter)\b"
    rf"|(?:^|[-–—•(]\s*)(?P<listed>{_YEAR})\s*:"
    rf"|\b(?P<later>later)\s+this\s+year\b",
    re.IGNORECASE,
)
_STARTS_JA = re.compile(
    r"稼働|操業|生産開始|生産を開始|量産|竣工|完工|完成|出荷|開業|開所|供用|運転開始|始動"
)
_YEAR_JA = re.compile(
    r"(?:(?P<year>20\d\d)|(?<!\d)(?P<short>\d\d))年(?:度)?|(?P<era>令和)(?P<era_year>\d{1,2})年|(?P<rel>来年|今年|年内)"
)
_STARTS_KO = re.compile(
    r"가동|양산|생산을?\s*시작|생산에|준공|완공|완성|출하|개소|상업\s*운전|운영을?\s*시작"
)
_YEAR_KO = re.compile(r"(?P<year>20\d\d)년|(?P<rel>내년|올해|연내)")
_DONE = re.compile(
    r"\b(?:already|since|has\s+been|had|opened\s+in|was\s+opened|were|began\s+in|started\s+in|"
    r"ground\s+(?:was\s+)?broken|spent|announced|until\s+then)\b",
    re.IGNORECASE,
)
_BUILDS = re.compile(
    r"\b(?:construction|building\s+work|ground\s?-?break\w*|break\w*\s+ground|ground\s+(?:was|is)\s+broken|"
    r"hiring|hire|sales|acquired|equipment\s+move-in|announced|presented|signed|decided|permits?|"
    r"fiscal|revenue|founded|employ\w*|invest\w*)\b|着工|起工|発表|착공|발표|체결",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    r"\b(?:shelv\w+|scrap\w*|cancel\w*|drop(?:s|ped)|no\s+longer|abandon\w*|froze\w*|freez\w+|paus\w+|on\s+hold|"
    r"defer\w*|withdr\w+|called?\s+off|halt\w*|suspend\w*)\b|中止|断念|取りやめ|凍結|취소|중단|철회|보류",
    re.IGNORECASE,
)
_OPENS_NOW = re.compile(
    r"\b(?:opens|opened|open\s+(?:its\s+doors|today)|starts?\s+production|started\s+production|"
    r"begins?\s+production|began\s+production|production\s+(?:begins|starts|has\s+begun|is\s+under\s+way)|"
    r"inaugurat\w+|(?:left|rolled\s+off|roll\s+out|rolls\s+out)\s+(?:of\s+)?(?:the\s+line)?|goes\s+online|celebrat\w+\s+(?:the\s+)?(?:opening|start))\b"
    r"(?!\s+(?:there\s+)?in\s+(?:19|20)\d\d)|"
    r"が稼働(?!予定)|稼働を祝う|稼働を開始した|가동을\s*시작했다|준공식을",
    re.IGNORECASE,
)
_REACH = {"en": 90, "ja": 30, "ko": 34}


def operational_by_of(context: ClaimContext) -> Found[int] | None:
    """The year of first output, opening or completion, the first that the text gives.

    None for umbrellas: a programme over several projects has no single year.
    """
    if context.role == "umbrella" or _STOPPED.search(context.sentence):
        return None
    for start, end in _places_to_look(context):
        if found := _start_year(context, start, end):
            return found
    return _opening_now(context)


def _places_to_look(context: ClaimContext) -> list[Span]:
    own = [(context.start, context.end)]
    if context.role == "component" and not context.main:
        return own + context.nearby(0, 1)
    near = context.nearby(2, 4)
    seen = {*own, *near}
    rest = [s for s in context.view.sentences if s not in seen and s not in context.others]
    return own + near + (rest if context.main or context.role == "total" else [])


def _opening_now(context: ClaimContext) -> Found[int] | None:
    """The document's own year, where its headline or the claim tells an opening as news."""
    spans = [(context.start, context.end)]
    if context.main or context.role == "total":
        spans.append((0, context.view.title_end))
    for start, end in spans:
        if match := _OPENS_NOW.search(context.view.body, start, end):
            year = context.view.published.year
            return Found(value=year, start=match.start(), end=match.end())
    return None


def _start_year(context: ClaimContext, start: int, end: int) -> Found[int] | None:
    text, view = context.view.body[start:end], context.view
    starts = {"ja": _STARTS_JA, "ko": _STARTS_KO}.get(view.lang, _STARTS_EN)
    years = {"ja": _YEAR_JA, "ko": _YEAR_KO}.get(view.lang, _YEAR_EN)
    works = [match.span() for match in starts.finditer(text)]
    builds = [match.span() for match in _BUILDS.finditer(text)]
    for match in years.finditer(text):
        year = _output_year(match, view.published.year)
        if not view.published.year <= year <= view.published.year + 25:
            continue
        near = min((_apart(text, cue, match) for cue in works), default=999)
        if near > _REACH.get(view.lang, 90):
            continue
        if near > min((_apart(text, cue, match) for cue in builds), default=999):
            continue
        if not _DONE.search(text[max(0, match.start() - 40) : match.start()]):
            return Found(value=year, start=start + match.start(), end=start + match.end())
    return None


def _apart(text: str, cue: Span, match: re.Match[str]) -> int:
    """Characters between a cue and a year; a clause border between them counts as thirty."""
    left, right = min(cue[1], match.end()), max(cue[0], match.start())
    if right <= left:
        return 0
    between = text[left:right]
    return len(between) + 30 * len(re.findall(r"[,;、]|\band\b", between))


def _output_year(match: re.Match[str], published: int) -> int:
    groups = match.groupdict()
    if groups.get("rel"):
        return published + (groups["rel"].lower() in {"next", "来年", "내년"})
    if groups.get("era"):
        return 2018 + int(groups["era_year"])
    if groups.get("short"):
        return published // 100 * 100 + int(groups["short"])
    written = groups.get("year") or groups.get("listed")
    return int(written) if written else published
