"""Direct, permanent jobs that a claim promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.context import ClaimContext, Found, Span
from extract.counts import read_count

_NUMBER = r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6}|" + (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"twenty|thirty|forty|fifty)(?:\s+(?:hundred|thousand))?)"
)
_UNIT = r"(?:years?|plants?|states|sites|percent|billion|million|dollars|and|square|acres|months)\b"
_JOBS_EN = re.compile(
    rf"(?<![\d.,$€£])\b{_NUMBER}\s+(?:(?!{_UNIT})[a-z][\w-]*,?\s+){{0,4}}?(?P<noun>jobs?|positions?|people|workers|"
    r"employees|roles|posts|staff|team\s+members|hires|engineers|associates|technicians)\b",
    re.IGNORECASE,
)
_LABEL_EN = re.compile(
    r"\b(?:new\s+)?(?:direct\s+)?(?:jobs|employment|positions|headcount|new\s+hires)\b"
    r"(?:\s+\w+){0,3}\s*[:–-]\s*(?:about|up\s+to|more\s+than|at\s+least|around|over|some)?\s*"
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})\b",
    re.IGNORECASE,
)
_HEADCOUNT = re.compile(
    r"\bheadcount\s+(?:of|to)\s+(?:about|roughly|around|some|nearly)?\s*(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})\b",
    re.IGNORECASE,
)
_JOBS_JA = re.compile(
    r"(?P<n>\d[\d,]*(?:万|千)?\d*)(?:人|名)(?:以上|超|程度|規模)?(?=[のをがに、。）をで]|雇用|$)"
)
_JOBS_KO = re.compile(
    r"(?P<n>\d[\d,]*\s*(?:만|천)?\s*(?:\d[\d,]*)?)\s*여?\s*(?:명|개의?\s*(?:새\s*)?일자리)"
)
_TRADE = r"(?:construction|building|temporary|indirect|supplier|contractor|trades?|craft|induced)"
_NOT_DIRECT = re.compile(
    rf"\b{_TRADE}\b|\bdirect\s+and\s+indirect\b|\bduring\s+construction\b|\bsuppliers?\b|\bspin-?off\b|"
    r"建設|間接|工事|건설|간접|협력사|협력업체",
    re.IGNORECASE,
)
_EXISTING = re.compile(
    r"\b(?:already|currently|today\s+employs|now\s+employs|employs(?!\s+up)|employed|has\s+(?:created|hired)|"
    r"preserv\w+|retain\w*|safeguard\w*|existing|secures?|support(?:s|ed|ing)?|workforce\s+of|at\s+work|"
    r"nationwide|across\s+the\s+(?:country|nation|U\.?S|United)|worldwide|since|laid\s+off|lay-?offs?|cut|"
    r"train\w*|veterans|students|apprentices|visitors|attended|residents|homes|population)\b|"
    r"従業員|現在|이미|현재|임직원|참석",
    re.IGNORECASE,
)
_SAID_NEW = re.compile(
    r"\b(?:new|additional|direct|more)\b|新規|新た|直接|신규|직접|새로", re.IGNORECASE
)
_OWNED = re.compile(r"\b(?:its|their|our|the|whose|these|those)\s+(?:\w+\s+)?$", re.IGNORECASE)
_CREATES = re.compile(
    r"\b(?:creat\w+|add(?:s|ing)?|hir(?:e|es|ing|ed)|bring(?:s|ing)?|new|jobs?|generat\w+|employ(?:ing|ment)?|"
    r"will\s+employ|to\s+employ|staffed|positions?|work\s+(?:there|at|in)|give\s+work|recruit\w*|run\s+(?:it|them))\b|"
    r"雇用|採用|従事|고용|채용|일자리",
    re.IGNORECASE,
)
_REACH = 60


def jobs_of(context: ClaimContext) -> Found[int] | None:
    """New direct jobs of this claim; construction, indirect and existing staff do not count."""
    if found := _first(context, [(context.start, context.end)]):
        return found
    if context.role == "component" and not context.main:
        return None
    if found := _first(context, context.nearby(1, 2)):
        return found
    if not context.main:
        return None
    title = [(0, context.view.title_end)]
    rest = [s for s in context.view.sentences if not _claimed(context, s)]
    return _first(context, title + rest)


def _claimed(context: ClaimContext, span: Span) -> bool:
    return any(a < span[1] and span[0] < b for a, b in context.others)


def _first(context: ClaimContext, spans: list[Span]) -> Found[int] | None:
    for start, end in spans:
        for number, a, b in job_counts(context.view.body[start:end], context.view.lang):
            return Found(value=number, start=start + a, end=start + b)
    return None


def job_counts(sentence: str, lang: str = "en") -> Iterator[tuple[int, int, int]]:
    """Counts of new direct jobs in one sentence, with their offsets.

    >>> [n for n, _, _ in job_counts("It will create 700 jobs and 2,000 construction jobs.")]
    [700]
    """
    for pattern in _patterns(lang):
        for match in pattern.finditer(sentence):
            number = _number(match["n"])
            if number and _plausible(match["n"]) and _is_new_and_direct(sentence, match):
                yield number, match.start(), match.end()


def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    if lang == "ja":
        return (_JOBS_JA,)
    if lang == "ko":
        return (_JOBS_KO,)
    return (_LABEL_EN, _HEADCOUNT, _JOBS_EN)


def _number(text: str) -> int | None:
    words = text.lower().split()
    if len(words) == 2 and words[1] in {"hundred", "thousand"}:
        first = read_count(words[0])
        return first * (100 if words[1] == "hundred" else 1_000) if first else None
    return read_count(text)


def _plausible(written: str) -> bool:
    """No year ("by 2027 and people"), no handful of officers."""
    return not re.fullmatch(r"(?:19|20)\d\d|[1-4]", written.strip())


def _is_new_and_direct(sentence: str, match: re.Match[str]) -> bool:
    left = max(0, match.start() - _REACH)
    before = re.split(r"[,;.、。]|\band\b", sentence[left : match.start()])[-1]
    reach = 40 if sentence[match.start() : match.end()].isascii() else 8
    after = re.split(r"[,;.、。]|\band\b", sentence[match.end() : match.end() + reach])[0]
    here = before + sentence[match.start() : match.end()] + after
    if _NOT_DIRECT.search(here):
        return False
    if _SAID_NEW.search(before[-12:] + match[0]):
        return True
    if _EXISTING.search(here) or _OWNED.search(before):
        return False
    return _CREATES.search(sentence[left : match.end() + _REACH]) is not None
