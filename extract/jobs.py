"""Direct, permanent jobs that a claim promises.

A count belongs to the claim of its sentence, else to the claim told right before it in the same
paragraph or list; what no other claim owns belongs to the headline.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.context import ClaimContext, Found, Span
from extract.counts import SPELLED, read_count
from extract.patterns import Patterns

_NUMBER = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{SPELLED})"
_ABOUT = (
    r"(?:(?:about|up\s+to|more\s+than|over|at\s+least|around|some|roughly|nearly|almost|an?\s+estimated|"
    r"approximately|close\s+to|as\s+many\s+as|no\s+fewer\s+than|an?\s+additional|another|upwards?\s+of)\s+)?"
)
_UNIT = (
    r"(?:years?|plants?|states|sites|percent|billion|million|trillion|dollars|square|acres?|hectares?|"
    r"months?|weeks?|days?|hours?|miles?|feet|tons?|tonnes?|metric|megawatts?|gigawatts?|units?|vehicles?|"
    r"cars?|trucks?|homes?|households?|customers?|stores?|countries|locations?|buildings?|fabs?|lines?|"
    r"is|are|was|were|will|to|of|in|at|by|for|from|with|per|a|an|the)\b"
)
_PEOPLE = (
    r"(?:jobs?|positions?|posts|roles|openings|careers|vacancies|hires|people|persons|workers|employees|staff|"
    r"staffers|team(?:\s+members|mates)|colleagues|engineers|associates|technicians|operators|scientists|"
    r"researchers|specialists|professionals|hands|men\s+and\s+women|residents|locals|FTEs?|"
    r"full-timers|Americans|Hoosiers|"
    r"(?-i:Alabamians|Alaskans|Arizonans|Arkansans|Californians|Coloradans|Floridians|Georgians|Idahoans|"
    r"Illinoisans|Iowans|Kansans|Kentuckians|Louisianans|Mainers|Marylanders|Michiganders|Minnesotans|"
    r"Mississippians|Missourians|Montanans|Nebraskans|Nevadans|New\s+Mexicans|New\s+Yorkers|"
    r"(?:North|South)\s+Carolinians|Ohioans|Oklahomans|Oregonians|Pennsylvanians|Tennesseans|Texans|Utahns|"
    r"Virginians|Washingtonians|West\s+Virginians|Wisconsinites))"
)
_JOBS_EN = re.compile(
    rf"(?<![\d.,$€£¥#])\b{_NUMBER}\s+(?:(?!{_UNIT})[A-Za-z][\w.-]*,?\s+){{0,5}}?(?P<noun>{_PEOPLE})\b",
    re.IGNORECASE,
)
_LABEL_EN = re.compile(
    r"\b(?:new\s+)?(?:direct\s+)?(?:jobs|employment|employees|positions|posts|headcount|workforce|hiring|"
    r"new\s+hires|staff|workers)\b(?:\s+[\w()]+){0,4}\s*[:–|-]\s*"
    rf"{_ABOUT}(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}})\b(?!\s*(?:percent|%))",
    re.IGNORECASE,
)
_HEADCOUNT = re.compile(
    rf"\b(?:headcount|payroll|workforce|employment|staff)\s+(?:\w+\s+){{0,5}}?(?:of|to|at|reach(?:es|ing)?)\s+"
    rf"{_ABOUT}{_NUMBER}\b(?!\s*(?:percent|%))"
    rf"|\b(?:will|to|would|shall|expects?\s+to|can)\s+(?:eventually\s+|directly\s+)?employ\s+{_ABOUT}"
    rf"(?P<m>\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}}|{SPELLED})\b(?!\s*(?:percent|%))"
    r"|(?P<h>\d{1,3}(?:,\d{3})+|\d{2,6})\s+(?:more\s+)?(?:(?:will|would|are\s+to|are\s+going\s+to|to)\s+be\s+"
    r"(?:hired|employed|recruited|added|taken\s+on)|(?:will|would|are\s+to)\s+(?:then\s+|later\s+)?(?:run|operate|staff)\s+"
    r"(?:it|them|the))\b"
    rf"|\b(?:staff|employees|people|workers|jobs),?\s+(?:soon\s+to\s+be|rising\s+to|growing\s+to|to\s+(?:rise|grow)\s+to)\s+"
    rf"{_ABOUT}(?P<j>\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}})(?!\s*(?:percent|%))"
    rf"|(?<=\b(?i:and)\s){_ABOUT}(?P<k>\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}})\s+in\s+(?:manufacturing|production|"
    r"operations?|permanent\s+\w+|full-time\s+\w+)",
    re.IGNORECASE,
)
_JOBS_JA = re.compile(
    r"(?P<n>\d[\d,]*(?:万|千)?\d*)(?:人|名)(?:以上|超|程度|規模|強|弱|余り)?(?=[のをがにと、。）をではへ]|雇用|増|$)"
)
_JOBS_KO = re.compile(
    r"(?P<n>\d[\d,]*\s*(?:만|천)?\s*(?:\d[\d,]*)?)\s*여?\s*(?:명|개(?:의|가|를)?\s*(?:\S+\s*)?일자리)"
    r"|일자리(?:는|가|를|도|만)?\s*(?:모두\s*|약\s*|총\s*)?(?P<m>\d[\d,]*\s*(?:만|천)?\s*(?:\d[\d,]*)?)\s*여?\s*개"
)
_TRADE = (
    r"(?:construction|building|temporary|indirect|supplier|contractor|trades?|craft|induced|seasonal|"
    r"ancillary|downstream|spin-?off)"
)
_ALL_TOLD = re.compile(
    rf"\b(?:total|payroll|workforce|headcount|employment|number\s+of\s+(?:jobs|positions|employees|workers))\b(?:\s+(?:there|at|in|the|on|site|plant|jobs|of|to|is|"
    rf"will|be|reach(?:es)?|comes?|rises?|grows?|climbs?)){{0,6}}\s+{_ABOUT}(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{3,6}})"
    r"(?![\d,.]*\s*(?:percent|%|billion|million|trillion|[€$£¥]))(?=[\s,.;:)])",
    re.IGNORECASE,
)
_NOT_DIRECT = re.compile(
    rf"\b{_TRADE}\b|\bdirect\s+and\s+indirect\b|\bstate-?wide\b|\b(?:during|in|for|throughout)\s+(?:the\s+)?construction\b|"
    r"\bsuppliers?\b|\bdealers?\b|\bwork\s+on\s+construction\b|\bheight\s+of\s+construction\b|\b(?:to|will|would)\s+train\b|"
    r"\b(?:academy|apprentices|students|veterans?)\b|\bat\s+(?:the\s+)?peak\b|\bto\s+build\s+(?:it|them|the)\b|\bbuilders?\b|\bbuilding\s+the\b|"
    r"建設|間接|工事|関連|波及|건설|간접|협력사|협력업체|연관|유발",
    re.IGNORECASE,
)
_EXISTING = re.compile(
    r"\b(?:already|currently|employs?(?!\s+up)|employed|(?:has|have|had)\s+(?:created|hired|added)|added|(?<!be\s)(?<!are\s)(?<!is\s)created|"
    r"accounts?\s+for|to\s+its\s+credit|gone|core\s+employees|"
    r"preserv\w+|retain\w*|safeguard\w*|existing|secures?|support(?:s|ed|ing)?|workforce\s+of|at\s+work|"
    r"nationwide|across\s+the\s+(?:country|nation|U\.?S|United|economy|state|region|supply)|worldwide|"
    r"around\s+the\s+world|globally|since|laid\s+off|lay-?offs?|cut(?:s|ting)?|los(?:t|e|ing)|shed(?:s|ding)?|eliminat\w+|"
    r"train\w*|veterans|students|apprentices|visitors|attended|homes|population|inhabitants)\b|"
    r"従業員|現在|出席|이미|현재|임직원|참석|감원",
    re.IGNORECASE,
)
_SAID_NEW = re.compile(
    r"\b(?:new|additional|direct|more(?!\s+than)|permanent|further)\b|新規|新た|直接|신규|직접|새로",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\b(?:its|their|our|the|whose|these|those)\s+(?:\w+\s+)?$", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|to\s+be|to\s+(?:employ|hire|create|add|bring)|are\s+to|is\s+to|going\s+to|expects?|"
    r"expected|plans?|planned|aims?|once|when|eventually|at\s+first|in\s+the\s+end|at\s+full\s+\w+|should|could)\b"
    r"|増やす|予定|計画|見込|目指|채용할|고용할|늘릴|예정|계획|전망",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:directly\s+|eventually\s+)?(?:employ|hire)\b", re.IGNORECASE)
_CREATES = re.compile(
    r"\b(?:creat\w+|add(?:s|ing)?|hir(?:e|es|ing|ed)|bring(?:s|ing)?|new|jobs?|generat\w+|employ(?:ing|ment|ed)?|"
    r"staffed|positions?|work\s+(?:there|at|in|on)|will\s+work|give\s+work|recruit\w*|run\s+(?:it|them)|"
    r"(?:find|have|get|offer(?:s|ing)?)\s+(?:\w+\s+){0,2}(?:work|employment|jobs?)|posts|roles|openings|vacancies|"
    r"payroll|headcount|do\s+research|earn|careers|hires|join|tak(?:es?|ing)\s+on|needs?|gives?\s+(?:\w+\s+)?work)\b|"
    r"雇用|採用|従事|雇う|雇い|働く|고용|채용|일자리|뽑|근무|(?:상시|정규|운영|필요)\s*(?:인력|직원)",
    re.IGNORECASE,
)
_KEPT = re.compile(r"\b(?:existing|current|retained|today['’]s)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\d\s+(?:\w+\s+){0,2}$")  # "740 new jobs: 420 in one town": parts follow
_AT_WORK = re.compile(
    r"\s*(?:now\s+)?(?:works?|(?:are|is)\s+employed|report\s+for\s+work)\b|が働く|(?:이|가)\s?일하고"
)
_REACH = 60


def jobs_of(context: ClaimContext) -> Found[int] | None:
    """New direct jobs of this claim; construction, indirect and existing staff do not count.

    The new total of a project that grew goes with the new total of its staff, where one is told.
    """
    if context.new_total and (found := _all_told(context)):
        return found
    if found := _first(context, [(context.start, context.end)]):
        return found
    if found := _first(context, _told_behind(context)):
        return found
    if not context.main:
        return None
    title = [(0, context.view.title_end)]
    return _first(context, title + [s for s in context.view.sentences if not _owned(context, s)])


def _all_told(context: ClaimContext) -> Found[int] | None:
    """The staff of the whole project: "for a total of 2,100", "taking the payroll to 1,700"."""
    for start, end in context.view.sentences:
        if match := _ALL_TOLD.search(context.view.body, start, end):
            number = read_count(match["n"])
            if number and _plausible(match["n"]):
                return Found(value=number, start=match.start(), end=match.end())
    return None


def _told_behind(context: ClaimContext) -> list[Span]:
    """The sentences behind the claim's own, to the next claim or the end of paragraph or list."""
    view, found = context.view, []
    position = context.end
    for span in view.sentences[view.index_at(context.start) + 1 :]:
        gap = view.body[position : span[0]]
        in_list = context.is_bullet(context.start) and context.is_bullet(span[0])
        if _claimed(context, span) or ("\n" in gap and not in_list):
            break
        if "\n" not in gap or _LABEL_EN.search(view.body, *span):
            found.append(span)
        position = span[1]
    return found


def _owned(context: ClaimContext, span: Span) -> bool:
    """Whether the sentence is another claim's, or follows one in its paragraph or list."""
    if _claimed(context, span):
        return True
    body = context.view.body
    before = [b for _, b in context.others if b <= span[0]]
    if not before or before.count(max(before)) > 1:  # behind two sums of one sentence: of both
        return False
    return "\n" not in body[max(before) : span[0]].strip(" ")


def _claimed(context: ClaimContext, span: Span) -> bool:
    return any(a < span[1] and span[0] < b for a, b in context.others)


def _first(context: ClaimContext, spans: list[Span]) -> Found[int] | None:
    for start, end in spans:
        for number, a, b in job_counts(context.view.body[start:end], context.view.lang):
            return Found(value=number, start=start + a, end=start + b)
    return None


@lru_cache(maxsize=256)  # the claims of a document ask the same sentences in turn
def job_counts(sentence: str, lang: str = "en") -> tuple[tuple[int, int, int], ...]:
    """Counts of new direct jobs in one sentence, with their offsets.

    >>> [n for n, _, _ in job_counts("It will create 700 jobs and 2,000 construction jobs.")]
    [700]
    """
    found = []
    for match in _patterns(lang).matches(sentence):
        written = next((n for k in "nmkhj" if (n := match.groupdict().get(k))), "")
        number = read_count(written)
        if number and _plausible(written) and _is_new_and_direct(sentence, match):
            found.append((number, match.start(), match.end()))
    return tuple(found)


@cache
def _patterns(lang: str) -> Patterns:
    if lang == "ja":
        patterns = [_JOBS_JA]
    elif lang == "ko":
        patterns = [_JOBS_KO]
    else:
        patterns = [_LABEL_EN, _HEADCOUNT, _JOBS_EN]
    return Patterns(patterns)


def _plausible(written: str) -> bool:
    """No year ("by 2027 and people"), no handful of officers."""
    return not re.fullmatch(r"(?:19|20)\d\d|[1-4]|one|two|three|four", written.strip().lower())


def _is_new_and_direct(sentence: str, match: re.Match[str]) -> bool:
    left = max(0, match.start() - _REACH)
    lead = sentence[left : match.start()]
    before = re.split(r"[,;.、。]|\band\b", lead)[-1]
    reach = 40 if match[0].isascii() else 5
    after = re.split(r"[,;.、。]|\band\b", sentence[match.end() : match.end() + reach])[0]
    here = before + match[0] + after
    if match.re is _LABEL_EN:  # a label is its whole line
        lead = lead.rsplit("\n", 1)[-1]
        return not (
            _NOT_DIRECT.search(lead + match[0] + after)
            or _KEPT.search(lead)
            or _COUNTED.search(lead)
        )
    if _NOT_DIRECT.search(here):
        return False
    if _SAID_NEW.search(before[-16:] + match[0]):
        return True
    ahead = _AHEAD.search(here) is not None
    ahead = ahead or (_JOINED.match(before) is not None and _AHEAD.search(lead) is not None)
    if (_EXISTING.search(here) and not ahead) or _OWNED.search(before):
        return False
    if _AT_WORK.match(after) and not ahead:
        return False
    if ahead and match.re is not _JOBS_EN:
        return True
    return ahead or _CREATES.search(sentence[left : match.end() + _REACH]) is not None
