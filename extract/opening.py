"""When a plant works: the year of first output, opening or completion.

A year belongs to the event told beside it: a start of output counts, the start of works, sales or
hiring does not. In Japanese and Korean the event follows its year, in English it stands on either
side. Clear words ("production begins") are looked for in the whole text before weak ones ("made").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extract.context import ClaimContext, Found, Span
from extract.counts import COUNT, read_count
from extract.screen import Screened

_AHEAD = 25  # years within which a plant opens
_REACH = {"ja": 30, "ko": 34}  # characters between year and event; English below
_REACH_EN = 100
_BORDER = 30  # characters that a clause border between year and event counts as

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_PRODUCT = (
    r"(?:chips?|output|wafers?|cells?|batter\w+|packs?|modules?|cars?|vehicles?|engines?|parts?|bricks?|"
    r"products?|power|electricity|phases?|lines?|fabs?|buildings?|units?|shipments?|deliver\w+|magnets?|"
    r"metal|data\s+cent\w+|halls?|stages?|silicon|reactors?|trucks?|oil|gas|gigawatts?|megawatts?|steel|coils?|"
    r"slabs?|panels?|servers?|batch\w*|tons?|tonnes?|products?|commercial|LNG|ore|ammonia|hydrogen|potash|copper|"
    r"lithium|alumin(?:i)?um|ingots?|concentrate|doses?|vials?|medicines?|electrons|flights?|teams?|model|one|ones|of\s+(?:them|these|the\s+\w+))"
)
_STRONG_EN = (
    r"open(?:s|ing|ed)?(?!\s+to\b)|operational|operations?|in\s+operation|operating(?!\s+(?:expens|profit|income|margin|cost|budget|result))|production|on\s*-?\s*line|"
    r"on\s*-?\s*stream|complet(?:e|es|ed|ion)|finish(?:ed)?|start[\s-]?up|"
    rf"first\s+(?:[\w-]+\s+){{0,3}}?{_PRODUCT}|(?:leave|leaves|roll\s+off|rolls\s+off|come\s+off|comes\s+off)\s+"
    r"(?:the\s+|its\s+)?(?:[\w-]+\s+){0,2}(?:lines?|it)|(?:first\s+)?lines?\s+starts?|starts?\s+up|started\s+up|"
    r"(?:get|gets|getting)\s+going|commission(?:ed|ing)|(?:enter|go|come|put|bring|take|goes|comes)\w*\s+"
    r"(?:in|into|to)\s+(?:service|operation|use|production)|go(?:es)?\s+live|up\s+and\s+running|running|"
    r"(?:due|expected|scheduled|set|planned|meant|supposed|slated)\s+(?:to\s+(?:start|begin|open|operate|run|go)|back)|"
    r"(?:a|the|its)\s+start\s+(?:in|by|of\s+(?:its|the|their)\s+(?:[\w’'-]+\s+){0,3}(?:plant|factory|fab|mill|site|line|facility))|"
    r"(?:chips|cells|power|cars|vehicles|wafers)\s+(?:\w+\s+)?(?:come\s+out|flow|will\s+flow|to\s+flow)|"
    r"ready|in\s+service|start\w*\s+(?:making|assembling|producing|work|turning|shipping|selling|operat\w+)|"
    r"(?:begin|begins|start|starts)\s+(?:there|here|up|making|assembling|producing|turning|shipping)|"
    r"begin\s+to\s+(?:make|produce|roll|come|leave|flow|ship|operate)|ramp\w*|come\s+on|"
    r"return\w*\s+to\s+(?:the\s+grid|service)|restart\w*|switch\w*\s+on|energi[sz]ed|powered\s+up|hand\w*\s+over|"
    r"turn\s+out\s+(?:its|the)\s+first|cut\s+the\s+ribbon|move\s+in|occup(?:y|ied)|"
    r"(?:start|starts|opening|launch|completion|start-?up|sop|commissioning|in\s+service)\s*[:|]"
)
_WEAK_EN = (
    r"produc(?:e|es|ing)|output|assembl\w+|making|(?:be|are|is|being)\s+(?:made|built|produced|packaged|packed|"
    r"assembled|manufactured|processed|refined|printed|bottled|brewed|cast|rolled|tested|available)|"
    r"will\s+(?:build|make|produce|assemble|turn\s+out|process|refine|package|supply)|ship(?:s|ping|ments)?|"
    r"deliver(?:y|ies|s)?|run|volume\s+production|in\s+place|launch\w*|capacity\s+of"
)
_BUILDS_EN = (
    r"construction|building\s+(?:work|starts|begins|is\s+to|will|continues)|start\s+of\s+(?:construction|works?|building)|ground\s?-?break\w*|break\w*\s+ground|broke\s+ground|ground\s+(?:was|is|will\s+be|"
    r"is\s+to\s+be|to\s+be|has\s+been)\s+(?:to\s+be\s+)?broken|site\s+(?:work|preparation)|earth\s?work\w*|"
    r"earth\s+(?:will\s+)?moves?|shovels?|(?:start|begin|starts|begins)\s+(?:building|to\s+build)|hiring|hire[sd]?|sales|"
    r"acquired|equipment\s+move-in|announced|presented|unveiled|signed|decided|permits?|fiscal(?!\s+years?\b(?!\s+(?:19|20)))|revenue|founded|"
    r"employ\w*|invest\w*|market|demand|carbon|emissions?|neutral\w*|target|jobs|spend\w*|budget\w*|lease[sd]?|"
    r"memorand\w+|agreements?|award\w*|expenses|results|talks"
)
_YEAR_EN = re.compile(
    rf"\b(?:in|into|by|from|for|until|to|during|between|late|early|mid|of|before|around|end|spring|summer|fall|"
    rf"autumn|winter|year|quarter|half|{_MONTH}|as\s+soon\s+as)[\s-]+"
    rf"(?:the\s+|its\s+|their\s+|the\s+company['’]s\s+)?(?:(?:first|second|third|fourth|last|end|start|beginning|middle|early|late|mid|"
    rf"spring|summer|autumn|fall|winter|half|quarter|of|calendar|fiscal|year)[\s-]+)*"
    rf"(?:{_MONTH}\s+(?:\d{{1,2}},?\s+)?)?(?P<year>{_YEAR})\b"
    rf"|\b(?:(?:in|by|from)\s+(?:the\s+)?)?(?P<rel>next)\s+(?:year|spring|summer|fall|autumn|winter)\b"
    rf"|(?:^|[-–—•(|]\s*)(?P<listed>{_YEAR})\s*[:|]|[:|]\s*(?P<stated>{_YEAR})\b"
    rf"|\b(?P<this>(?:later\s+)?this\s+(?:year|spring|summer|fall|autumn|winter)|(?:by\s+)?year-?\s?end|"
    rf"(?:by|before)\s+the\s+end\s+of\s+the\s+year)\b"
    rf"|\b(?P<that>(?:later\s+)?(?:that|the\s+same)\s+(?:same\s+)?year)\b"
    rf"|\bwithin\s+(?:about\s+|roughly\s+|some\s+|around\s+)?(?P<within>{COUNT})\s+years?\b"
    rf"|\bin\s+(?:about\s+|roughly\s+|some\s+|around\s+)?(?P<after>{COUNT})\s+years?(?:['’]?\s+time|\s+from\s+now)",
    re.IGNORECASE,
)
_STRONG_JA = (
    r"稼働|操業|(?:生産|製造|供給|出荷|運転|販売|営業)(?:の|を)?(?:開始|始め)|"
    r"量産|竣工|完工|完成|出荷|開業|開所|供用|始動|生産に入|動き出|稼動|運開|立ち上げ"
)
_BUILDS_JA = (
    r"着工|起工|建設(?:を|に)?(?:開始|着手|始め)|"
    r"発表|公表|取得|認定|設立|採用|目標|目指し|市場|需要"
)
_YEAR_JA = re.compile(
    r"(?:(?P<year>20\d\d)|(?<!\d)(?P<short>\d\d))年(?:度)?|(?P<era>令和)(?P<era_year>\d{1,2})年|"
    r"(?P<next>来年|来春|来夏|来秋)|"
    r"(?P<this>今年|年内|本年|今秋|今夏|今冬)"
)
_WHEN = re.compile(
    r"(?:稼働|操業|生産|量産|竣工|完成|出荷|開業)(?:開始)?(?:予定)?(?:時期|日|年月)?\s*$|"
    r"(?:가동|양산|생산|준공|완공|개소)\s?(?:개시|시작)?\s?(?:예정)?\s?(?:시기|일정|일)?\s*$"
)
_STRONG_KO = (
    r"가동|양산|생산을?\s*(?:시작|개시)|생산에|생산한다|생산할|준공|완공|완성|출하|개소|상업\s*(?:운전|가동|생산)|운영을?\s*시작|"
    r"공급을?\s*시작|문을\s*연다|생산하(?:고|며|기)|공사를\s*마치|증설이\s*끝나"
)
_BUILDS_KO = (
    r"착공|공사(?:를|에)?\s*(?:시작|들어|착수)|첫\s*삽|발표|체결|설립|출범|채용|"
    r"건설(?:하여|해|을\s*시작)|투자|시장|전망|목표"
)
_YEAR_KO = re.compile(
    r"(?:(?P<year>20\d\d)|(?<!\d)(?P<short>\d\d))년|(?P<next>내년)|(?P<this>올해|연내|연말)"
)
_DONE = re.compile(
    r"\b(?:already|since|has\s+been|had|opened\s+in|was\s+opened|were|began\s+in|started\s+in|"
    r"ground\s+(?:was\s+)?broken|spent|announced|until\s+then|earlier)\b",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?:opened|began|started|broke|completed|finished|closed|passed|launched|drew|took)\b", re.I
)
_MOVED = re.compile(r"\s+(?:in)?to\s+(?:the\s+)?(?:\w+\s+){0,3}(?:(?:19|20)\d\d|next\s+year)", re.I)
# the old date of something put off, and the season that a report is about
_WAS_DUE = re.compile(
    r"(?:\d{1,2}月|末|初め|初頭|前半|後半|春|夏|秋|冬|度)*(?:ごろ|頃)?(?:に|の|を)?(?:予定|目標)?(?:と|を予定)してい(?:た|る)"
    r"|[^。]{0,24}(?:計画|予定|見通し)だった"
    r"|\s*(?:\d{1,2}월|말|초|상반기|하반기)*\s*에서\s*(?:20\d\d년|내년|\d{2}년)"
    r"|\s+(?:(?:First|Second|Third|Fourth)\s+)?(?:Quarter\w*|Annual|Half-Year|Results|Earnings|Operational|Production\s+Report)\b"
)
_STOPPED = re.compile(
    r"\b(?:shelv\w+|scrap\w*|cancel\w*|drop(?:s|ped)|no\s+longer|abandon\w*|froze\w*|freez\w+|paus\w+|on\s+hold|"
    r"defer\w*|withdr\w+|called?\s+off|halt\w*|suspend\w*)\b|中止|断念|取りやめ|凍結|취소|중단|철회|보류",
    re.IGNORECASE,
)
_OPENS_NOW = re.compile(
    r"\b(?:opens|opened|open\s+(?:its\s+doors|today)|starts?\s+production|started\s+production|"
    r"begins?\s+production|began\s+production|production\s+(?:begins|starts|has\s+begun|is\s+under\s+way)|"
    r"inaugurat\w+|(?:left|rolled\s+off|roll\s+out|rolls\s+out)\s+(?:of\s+)?(?:the\s+line)?|goes\s+online|"
    r"celebrat\w+\s+(?:the\s+)?(?:opening|start))\b"
    r"(?!\s+(?:there\s+)?in\s+(?:19|20)\d\d)|"
    r"が稼働(?!予定)|稼働を祝う|稼働を開始した|가동을\s*시작했다|준공식을",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The events of one language that a year may belong to."""

    strong: Screened
    weak: Screened
    builds: Screened
    years: re.Pattern[str]
    follows: bool  # the event stands behind its year


@cache
def _words(lang: str) -> _Words:
    if lang in ("ja", "ko"):
        japanese = lang == "ja"
        strong = Screened(re.compile(_STRONG_JA if japanese else _STRONG_KO))
        builds = Screened(re.compile(_BUILDS_JA if japanese else _BUILDS_KO))
        return _Words(strong, strong, builds, _YEAR_JA if japanese else _YEAR_KO, True)
    strong, weak, builds = (
        Screened(re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE))
        for words in (_STRONG_EN, f"{_STRONG_EN}|{_WEAK_EN}", _BUILDS_EN)
    )
    return _Words(strong, weak, builds, _YEAR_EN, False)


def operational_by_of(context: ClaimContext) -> Found[int] | None:
    """The year of first output, opening or completion, the first that the text gives.

    None for umbrellas: a programme over several projects has no single year.
    """
    if context.role == "umbrella" or _STOPPED.search(context.sentence):
        return None
    words = _words(context.view.lang)
    own = (context.start, context.end)
    if found := _start_year(context, words, words.weak, own):
        return found
    for events in (words.strong, words.weak):
        for span in _places_to_look(context):
            if found := _start_year(context, words, events, span):
                return found
    return _opening_now(context)


def _places_to_look(context: ClaimContext) -> list[Span]:
    if context.role == "component" and not context.main:
        return context.nearby(0, 2)
    near = [*_headed(context), *context.nearby(2, 4)]
    seen = {(context.start, context.end), *near}
    foreign = {*context.others} - {*context.parts}  # what a part opens with, the whole opens with
    rest = [s for s in context.view.sentences if s not in seen and s not in foreign]
    return near + (rest if context.main or context.role == "total" else [])


def _headed(context: ClaimContext) -> Iterator[Span]:
    """A heading of a fact sheet with the line below it: 「3. 稼働時期」 over 「2028年度」."""
    view = context.view
    if view.lang not in _REACH or context.role == "component":
        return
    for (start, end), (below, last) in pairwise(view.sentences):
        if _WHEN.search(view.body, start, end) and "\n" in view.body[end:below]:
            yield start, last


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


def _start_year(
    context: ClaimContext, words: _Words, events: Screened, span: Span
) -> Found[int] | None:
    text, view = context.view.body[span[0] : span[1]], context.view
    works = [match.span() for match in events.finditer(text)]
    if not works:
        return None
    builds = [match.span() for match in words.builds.finditer(text)]
    reach = _REACH.get(view.lang, _REACH_EN)
    for match, year in _years(text, words.years, view.published.year):
        if not view.published.year <= year <= view.published.year + _AHEAD:
            continue
        near = _nearest(text, works, match, words.follows)
        # where the event follows its year, works told before it have a year of their own
        others = [span for span in builds if not words.follows or span[0] >= match.start()]
        if near > reach or near > _nearest(text, others, match, words.follows):
            continue
        if not _is_over(text, match):
            return Found(value=year, start=span[0] + match.start(), end=span[0] + match.end())
    return None


def _is_over(text: str, year: re.Match[str]) -> bool:
    """Whether the year is that of something done, or the old date of something put off."""
    if _WAS_DUE.match(text, year.end()):
        return True
    before = text[max(0, year.start() - 40) : year.start()]
    if _DONE.search(before) or (year.groupdict().get("this") and _DID.search(before)):
        return True
    return year[0].lower().startswith("from") and _MOVED.match(text, year.end()) is not None


def _nearest(text: str, events: list[Span], year: re.Match[str], follows: bool) -> int:
    """Characters to the nearest event; without one, more than any reach."""
    return min((_apart(text, event, year, follows) for event in events), default=999)


def _apart(text: str, event: Span, year: re.Match[str], follows: bool) -> int:
    """Characters between an event and a year; borders and the wrong side count more."""
    left, right = min(event[1], year.end()), max(event[0], year.start())
    if right <= left:
        return 0
    between = text[left:right]
    wrong_side = 12 if follows and event[0] < year.start() else 0
    return len(between) + wrong_side + _BORDER * len(re.findall(r"[,;、]|\band\b", between))


def _years(
    text: str, pattern: re.Pattern[str], published: int
) -> Iterator[tuple[re.Match[str], int]]:
    """Every year that the text names, in figures or against the document's own."""
    last = published
    for match in pattern.finditer(text):
        groups = match.groupdict()
        if written := groups.get("year") or groups.get("listed") or groups.get("stated"):
            last = int(written)
        elif short := groups.get("short"):
            last = published // 100 * 100 + int(short)
        elif groups.get("era"):
            last = 2018 + int(groups["era_year"])
        elif groups.get("rel") or groups.get("next"):
            last = published + 1
        elif count := groups.get("within") or groups.get("after"):
            last = published + (read_count(count) or 0)
        elif groups.get("this"):
            last = published
        yield match, last
