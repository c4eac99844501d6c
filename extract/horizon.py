"""When the money is spent: the stated window, never a year of first output (opening.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.context import ClaimContext, Found, Span
from extract.windows import Window, windows
from repledge.contracts import Horizon

# the line of a filing that dates the outlay
_PERIOD = re.compile(r"(?:투자|사업|공사|시행) ?기간|(?:投資|事業|実施|工事)(?:予定)?期間|工期")
_SPENDS = re.compile(
    r"invest|spend|put|pour|pledge|commit|capital|capex|fund|financ|budget|outlay|cost|provide|"
    r"\bpa(?:id|y(?:s|ing|ments?)?)\b|buy|source|purchase|order|deploy|allocat|earmark|mobili|dollar|\$|€|£|billion|million|投資|投じ|"
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
    r"\b(?:since|ago|last|previous|past|earlier|had|was|were|(?<!be\s)spent|invested\s+(?:more|over|\$))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:complet\w+|finish\w*|open\w*|operational|ready)\s*$", re.IGNORECASE)
_OPENS_IN = re.compile(
    r"\b(?:open(?:s|ing|ed)?|start(?:s|ing|ed)?|begin(?:s|ning)?|ready|operational|complet\w+)"
    r"(?:\s+(?:its|the|up|doors|production|operations?)){0,3}\s*$",
    re.IGNORECASE,
)
# "$600 million and 1,200 jobs by 2026": the money is dated as well
_JOBS_TOO = re.compile(r"\band\s+(?:\w+\s+){0,2}[\d,]+\s+(?:\w+\s+){0,2}jobs\s*$", re.IGNORECASE)
_COMMA = re.compile(r"(?<!\d),|,(?!\d)|[;:、。]")
_WORD = re.compile(r"\w")
_FEW = 3  # words between comma and window that make it stand apart: "in steps and by 2029"
_BESIDE = 4  # characters between a count of years and the years that it counts
# "the first of its kind in twenty years"
_COUNTED_IN = re.compile(r"in\s(?!the\b)")
_RECORD = re.compile(
    r"\b(?:first|only|largest|biggest|highest|lowest|most|record)\b", re.IGNORECASE
)
# "the start moves from 2026 to 2028" tells two dates
_MOVES = re.compile(
    r"\b(?:mov|push|delay|postpon|shift|slip|defer|put\s+off|put\s+back)\w*\b[^.;]*$", re.IGNORECASE
)
_SAME_PERIOD = re.compile(
    r"\b(?:over|in|during|for|within)\s+(?:the|that)\s+same\s+(?:period|time|years|span|window)\b"
    r"|同(?:じ)?期間|같은\s?기간",
    re.IGNORECASE,
)
# goods that are bought: the money runs until they have come
_DELIVERED = re.compile(r"\bdeliver(?:ed|y|ies)\b|納入|引き渡|인도", re.IGNORECASE)
_ORDERED = re.compile(
    r"\b(?:order(?:s|ed)?|purchas\w+|buy(?:s|ing)?|signed\s+for|jets|aircraft|airliners|planes|ships)\b"
    r"|発注|購入|구매|도입|주문",
    re.IGNORECASE,
)
_BESIDE_SUM = re.compile(r"(?:円|ドル|원|달러)\s?[(（]$")
_MONEY = re.compile(
    r"(?:all\s+of\s+)?(?:the|this|that|these|its|our)\s+(?:\w+\s+){0,2}?(?:money|sum|amount|investments?|spending|outlay|"
    r"funds?|funding|payments?|period|programme|program|plan|package|budget)\s+(?:will|is|are|covers?|runs?|spans?|extends?|"
    r"goes|stretch\w+|lasts?|stays|remains|would|shall|,)|payments?\s+(?:will|is|are)",
    re.IGNORECASE,
)
# "costs $5 billion, and its payroll grows to 900 over ten years": of two things the staff is dated
_STAFFED = re.compile(
    r"\band\s(?:[^,;$€£¥]|,\d)*\b(?:jobs|payroll|headcount|workforce|employ\w*|hir(?:e|ing))\b"
    r"(?:[^,;$€£¥]|,\d)*$",
    re.IGNORECASE,
)
_TO_SPEND = re.compile(
    r"\b(?:invest|spend|put|pour|commit|plow|lay|pump|sink|set)\w*\b", re.IGNORECASE
)
_OLDER = 140  # characters before a window in which an older sum owns it
_SUM = re.compile(r"(?<=\d)(?:\s*(?:billion|million|trillion|bn|m)\b|(?=\s+(?:that|which|it)\b))")
_TOLD_ONCE = re.compile(
    r"^\s*(?:\w+\s+){0,3}?(?:that|which|it|they|the\s+company)\s+(?:[\w’']+\s+){0,3}?"
    r"(?:had\s+)?(?:pledged|promised|announced|presented|unveiled|committed|set\s+aside)\b",
    re.IGNORECASE,
)


def horizon_of(context: ClaimContext) -> Found[Horizon] | None:
    """The stated window of the spending ("over the next five years", "2030年までに")."""
    found = _stated(context)
    return found and (_same_years(context, found) or found)


def _same_years(context: ClaimContext, found: Found[Horizon]) -> Found[Horizon] | None:
    """The printed years of what was counted: "a five-year plan" that is one "for 2025 to 2029"."""
    year, stated = context.view.published.year, found.value
    if stated.start != year or stated.end is None or stated.years != stated.end - year:
        return None
    for span in context.view.sentences:
        if span in context.others:
            continue
        for window in _windows(context, *span):
            end, years = window.horizon.end, window.horizon.years
            if not window.counted and years == stated.years and end in (stated.end, stated.end - 1):
                start = span[0] + window.start
                return Found(value=window.horizon, start=start, end=span[0] + window.end)
    return None


def _stated(context: ClaimContext) -> Found[Horizon] | None:
    if found := _horizon_in(context, (context.start, context.end), context.focus):
        return found
    for span, place in context.again:
        if found := _horizon_in(context, span, place):
            return found
    if _SAME_PERIOD.search(context.sentence) and (found := _told_last(context)):
        return found
    if context.role == "component":
        return _money_told_on(context, context.nearby(0, 1))
    title = (0, context.view.title_end)
    found = _horizon_in(context, title, context.focus) if context.main else None
    spans = context.view.sentences if context.main else context.nearby(0, 1)
    return found or _period(context) or _money_told_on(context, spans)


def _told_last(context: ClaimContext) -> Found[Horizon] | None:
    """The window told last before the claim: "over the same period"."""
    for span in reversed(context.view.sentences[: context.view.index_at(context.start)]):
        if found := _horizon_in(context, span, span[1]):
            return found
    return None


def _period(context: ClaimContext) -> Found[Horizon] | None:
    """The window of a filing's own line: "투자기간: 2021년 10월 ~ 2027년 12월"."""
    view = context.view
    for start, end in view.sentences:
        if not context.main and start < context.start:
            continue
        if label := _PERIOD.search(view.body, start, min(end, start + 20)):
            for window in _windows(context, label.end(), end):
                place = label.end() + window.start
                return Found(value=window.horizon, start=place, end=label.end() + window.end)
    return None


def _money_told_on(context: ClaimContext, spans: Iterable[Span]) -> Found[Horizon] | None:
    """The window of a sentence that speaks of the money again, without another sum."""
    for span in spans:
        told = span in context.others or span == (context.start, context.end)
        speaks = not told and _MONEY.match(context.view.body, *span)
        if speaks and (found := _horizon_in(context, span, span[0])):
            return found
    return None


def _windows(context: ClaimContext, start: int, end: int) -> tuple[Window, ...]:
    view = context.view
    return windows(view.body[start:end], view.published.year, view.lang, view.published.month)


def _horizon_in(context: ClaimContext, span: Span, focus: int) -> Found[Horizon] | None:
    start, end = span
    text = context.view.body[start:end]
    best: tuple[int, int, Window] | None = None
    found = [w for w in _windows(context, start, end) if _dates_spending(text, w)]
    for window in found:
        rank = (0 if window.counted else 1, abs(start + window.start - focus), window)
        if best is None or rank[:2] < best[:2]:
            best = rank
    if best is None:
        return None
    window = _dated_beside(text, best[2], found)
    return Found(value=window.horizon, start=start + window.start, end=start + window.end)


def _dated_beside(text: str, best: Window, found: Sequence[Window]) -> Window:
    """The printed years right beside a counted window: "in five years, through fiscal 2025"."""
    if not best.counted:
        return best
    for window in found:
        gap = max(window.start - best.end, best.start - window.end)
        if not window.counted and gap <= _BESIDE:
            return window
    return best


def _dates_spending(text: str, window: Window) -> bool:
    """Whether the window hangs on money rather than on output, jobs or the past."""
    clause = _clause(text, window.start, window.end)
    if not _SPENDS.search(clause):
        return False
    if window.counted:
        if _COUNTED_IN.match(text, window.start) and _RECORD.search(text[: window.start]):
            return False
        if _STAFFED.search(text[: window.start]) and not _TO_SPEND.search(text[: window.start]):
            return False
        lead_in = text[max(0, window.start - 20) : window.start]
        return not (
            _PAST.search(lead_in) or _OPENS.search(lead_in) or _of_older(text[: window.start])
        )
    if window.horizon.start:  # "between 2024 and 2026": output is dated by one year
        lead_in = text[: window.start]
        return not (_OPENS_IN.search(lead_in) or _MOVES.search(lead_in))
    if window.point and not _SPENDS.search(_segment(text, window)):
        return False
    before = _COMMA.split(text[max(0, window.start - 45) : window.start])[-1]
    before = _JOBS_TOO.sub("", before)
    if _BESIDE_SUM.search(before):
        return True
    beside = before + text[window.end : window.end + 15]
    if _DELIVERED.search(beside) and _ORDERED.search(text):
        return True
    return not _WORKS.search(beside)


def _segment(text: str, window: Window) -> str:
    """What stands between the same commas as the window, and behind one that opens a sentence."""
    before = _COMMA.split(text[: window.start])[-1]
    behind = _COMMA.split(text[window.end :])
    alone = not _WORD.search(before) or (window.point != "in" and len(before.split()) <= _FEW)
    return text if alone else before + text[window.start : window.end] + behind[0]


def _of_older(before: str) -> bool:
    """Whether the window is that of an older sum: "the $10 billion it pledged in May to spend"."""
    behind_sum = _SUM.split(before[-_OLDER:])
    return len(behind_sum) > 1 and _TOLD_ONCE.search(behind_sum[-1]) is not None


def _clause(text: str, start: int, end: int) -> str:
    left = max(text.rfind(mark, 0, start) for mark in ("; ", ", which", "。", "\n"))
    rights = [i for mark in ("; ", "。", "\n") if (i := text.find(mark, end)) >= 0]
    return text[max(0, left) : min(rights, default=len(text))]
