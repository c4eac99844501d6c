"""Who a sentence is about, by its grammar: a partner that is only met, the "it" of a sentence, the
giver told behind a sum, the owner of a company or project, and the partners, named before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.companies import PartyMention
from extract.layout import Line

_OURS = re.compile(r"\b(?:[Oo]ur|[Ww]e|[Uu]s)\b")
# "our venture with Acme, Zyxo and Quarrix": the names before the last one
_TOGETHER = re.compile(r"\b(?:with|alongside)\s(?:the\s)?(?:(?:[A-Z][\w.&’'-]*,?|and|&)\s){0,6}$")
_REACH = 80  # characters of the names after "with"
_IT = re.compile(
    r"(?:^|[\s“\"])(?:[Ii]t|[Tt]hey)\s(?:(?:also|now)\s)?(?:(?:is|are)\s(?:to|set|investing|spending|"
    r"putting|providing)|will|would|plans?|intends?|ha[sd]|have|expects?|aims?)\b"
)
_THIS_PLEDGE = re.compile(
    r"\b(?:[Tt]his|[Tt]hat)\s(?:commitment|pledge|promise)\b"
    r"|(?<![가-힣])이 (?:공약|약속)|この(?:公約|約束)"
)
# who was named before: "The company's site", "The project", "The rest", "Investment: 9 crore"
_FIRM = r"(?:company|firm|group|[a-z]*maker|manufacturer|utility|miner|producer|developer|fund)"
_THE_FIRM = re.compile(rf"\b[Tt]he\s(?:[\w.’'-]+\s){{0,2}}{_FIRM}\b")
_THE_REST = re.compile(r"The\s(?:remaining|rest|remainder|balance|bulk|other|larger|smaller)\b")
_THE_PROJECT = re.compile(
    r"(?:The|This)\s(?:[\w-]+\s)?(?:project|investment|plant|factory|facility|mine|site|fab|campus|"
    r"centre|center|venture|undertaking|deal)\b"
)
_LABEL = re.compile(
    r"(?:(?:Total|Planned|Proposed|Estimated|Project|Capital)\s)*(?:[Ii]nvestment|[Cc]ost|[Oo]utlay|"
    r"[Cc]apex|[Vv]alue|[Aa]mount|[Ss]um|[Bb]udget|[Pp]rice|[Ss]pend)(?:\s\w+){0,2}\s?:\s"
)
_OPENING = 25  # characters before the subject of a sentence: "Montréal – The fund"
_SUM = (
    r"\S+(?:\s(?:hundred|thousand|lakh|crore|million|billion|trillion|mln|bln|bn|tn|m|US|U\.S\.|"
    r"Canadian|Australian|euros?|dollars?|pounds?|yen|won|yuan|rupees?|francs?|kron(?:or|er)|rand|"
    r"dirhams?|riyals?)\b|\s\([^()\n]{1,30}\))*"
)
_GIVEN = (
    r"(?:supplied|provided|put\s(?:up|in)|contributed|invested|committed|pledged|promised|funded|"
    r"financed|paid|spent|injected|offered|advanced)"
)
# a clause with a subject of its own, after one that has told a sum
_CLAUSE = re.compile(r"(?:;|,?\s(?:while|whereas|but|and))\s(?:the\s)?$")
_ACTS = re.compile(
    r"\s(?:will|would|is\s(?:to|set|investing|putting|spending|building)|plans|intends|has|pledged|"
    r"committed|invests?|adds?|puts?|spends?|promised|announced)\b"
)
_FIGURE = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:million|billion|trillion|crore|bn|mln|bln|m|tn)\b")
_IS = r"(?:is|are|was|were|will\sbe|would\sbe|(?:is\s|are\s)?to\sbe|being|has\sbeen)"
_PLANNED = r"(?:planned|proposed|announced|pledged|promised|unveiled|launched)"
_WHAT = r"(?:\s(?!(?:to|for|on|in|into|with|by|from|and)\b)[\w-]+){0,4}(?:\sin\s[A-Z][\w-]+)?"
# what stands between a sum and who gives it, one a line: "$2 billion is supplied by the ...",
# "is to come from the ...", "$2 billion mill, which ...", "$2 billion mill planned by ..."
_BEHIND = re.compile(
    rf"{_SUM},?(?:\s(?:{_IS}\s)?{_GIVEN})?\sby\s(?:[a-z’'-]+\s){{0,3}}"
    rf"|{_SUM},?\s(?:(?:is|are|was|were)\sto\s|will\s|would\s)?com(?:e|es|ing)\sfrom\s(?:[a-z’'-]+\s){{0,3}}"
    rf"|{_SUM}{_WHAT},?\s(?:which|that)\s(?:the\s)?"
    rf"|{_SUM}{_WHAT}\s(?:being\s)?{_PLANNED}\sby\s(?:the\s)?"
)
_BOTH = re.compile(
    r"\b(?:[Bb]oth|[Tt]he\s(?:two|three|four|five|partners|partner\s(?:governments|states|countries|"
    r"nations|companies)|pair|trio|duo|donors|members|allies|parties|companies|firms)|"
    r"[Tt]hese\s(?:two|three|partners|companies))\b(?!\s(?:phases?|plants?|sites?|projects?|units?|fabs?|"
    r"lines?|factories|facilities|mines?|years?|towns?|states?|campuses|buildings|reactors|turbines|"
    r"stages|blocks|trains|data|the|in|at)\b)"
)


def without_partners(body: str, line: Line, mentions: Sequence[PartyMention]) -> list[PartyMention]:
    """The parties, less those "with" whom "our" plan is: who speaks is another."""

    def is_partner(m: PartyMention) -> bool:
        return line.start <= m.start < line.end and _is_partner(body, line, m)

    return [m for m in mentions if not is_partner(m)]


def _is_partner(body: str, line: Line, mention: PartyMention) -> bool:
    ours = _OURS.search(body, line.start, mention.start)
    if ours is None:
        return False
    return (
        _TOGETHER.search(body, max(ours.end(), mention.start - _REACH), mention.start) is not None
    )


def of_clause(body: str, mentions: Sequence[PartyMention]) -> list[PartyMention]:
    """The parties of a sentence from the last one that opens a clause of its own.

    "Toyota will spend $2 billion; Intel will spend $3 billion": the second sum is Intel's, where a
    sum stands before the new clause.
    """
    for number in range(len(mentions) - 1, 0, -1):
        one = mentions[number]
        opens = _CLAUSE.search(body, max(0, one.start - 16), one.start)
        if (
            opens
            and _ACTS.match(body, one.end)
            and _FIGURE.search(body, mentions[0].end, one.start)
        ):
            return list(mentions[number:])
    return list(mentions)


def giver_behind(
    body: str, line: Line, focus: int, mentions: Sequence[PartyMention]
) -> PartyMention | None:
    """Who is told right behind the sum at `focus` as its giver: "$2 billion, supplied by Acme"."""
    after = next((m for m in mentions if focus < m.start and m.end <= line.end), None)
    if after is None or _BEHIND.fullmatch(body, focus, after.start) is None:
        return None
    return after


def subject_before(
    body: str, lines: Sequence[Line], line: Line, focus: int, mentions: Sequence[PartyMention]
) -> list[PartyMention]:
    """Who opens the sentence before, where this one tells of "it", or of "this pledge"; all that a
    line before names together, where it tells of "both" or "the partners"."""
    if _BOTH.search(body, line.start, focus):
        return _named_together(lines, line, mentions)
    if _LABEL.match(body, line.start):
        return _opener(lines, line, mentions)
    if not any(words.search(body, line.start, focus) for words in (_IT, _THIS_PLEDGE)):
        return []
    described = False
    for one in reversed([one for one in lines if one.part == "text" and one.end <= line.start]):
        reach = one.end if described else one.start + _OPENING
        inside = [m for m in mentions if one.start <= m.start <= reach and m.end <= one.end]
        if inside or not (described := _THE_FIRM.match(body, one.start) is not None):
            return inside[:1]
    return []


def told_before(
    body: str, lines: Sequence[Line], line: Line, mentions: Sequence[PartyMention]
) -> list[PartyMention]:
    """Whose firm or project a sentence tells of, where it and the headline name no company.

    "The company's site" is that of the company named last; "The project" that of those whom its
    paragraph names before.
    """
    if _THE_FIRM.search(body, line.start, line.end) or _THE_REST.match(body, line.start):
        return [m for m in mentions if m.end <= line.start and m.kind == "company"][-1:]
    if _THE_PROJECT.match(body, line.start):
        return _opener(lines, line, mentions)
    return []


def _opener(
    lines: Sequence[Line], line: Line, mentions: Sequence[PartyMention]
) -> list[PartyMention]:
    """The parties of the nearest sentence before, in the same paragraph, that names any."""
    above = [one for one in lines if one.paragraph == line.paragraph and one.end <= line.start]
    for one in reversed(above):
        if inside := [m for m in mentions if one.start <= m.start and m.end <= one.end]:
            return inside
    return []


def _named_together(
    lines: Sequence[Line], line: Line, mentions: Sequence[PartyMention]
) -> list[PartyMention]:
    """The parties of the nearest line before, the title last, that names two or more."""
    for one in reversed([one for one in lines if one.end <= line.start]):
        inside = [m for m in mentions if one.start <= m.start and m.end <= one.end]
        if len(distinct := {m.group_id or m.name: m for m in reversed(inside)}) > 1:
            return list(reversed(distinct.values()))
    return []
