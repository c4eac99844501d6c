"""A state that pledges without being named: "the government is providing", "his country", a total.

A ministry's text calls its own state "the government"; of a guest it says "his country". What many
investors have pledged to a land, told as one total, is counted as that land's (gold README).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract.companies import Companies, Company, PartyMention, announcer_of
from extract.layout import Line
from extract.patterns import Patterns
from extract.voice import voice_of
from repledge.contracts import Document

# between the words that pledge and the sum they pledge
_TO_SUM = r"(?:\s[\w’'-]+){0,4}?\s*\W{0,2}$"
_GOVERNMENT = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Oo]ur)\s(?P<said>[Gg]overnment|[Mm]inistry|Treasury)\s(?:today\s|also\s|now\s)?(?:"
    r"(?:is|are)\s(?:pledging|providing|investing|committing|putting|setting\saside|spending|"
    r"contributing|allocating|making\savailable)|will\s(?:invest|provide|put|commit|spend|fund|"
    r"contribute|make\savailable)|ha[sd]\s(?:committed|pledged|promised|set\saside|allocated)|"
    rf"commits|pledges|invests|provides|contributes){_TO_SUM}"
)
_GUEST = re.compile(
    r"\b(?P<said>[Hh]is|[Hh]er|[Tt]heir)\s(?:own\s)?country\s(?:ha[sd]\s(?:decided|agreed|resolved|"
    r"pledged|promised|committed)|will|would|is\s(?:ready|going|set|prepared)|was\s(?:ready|prepared)|plans|"
    r"planned|intends|intended|wants|wanted)\b(?:\s(?!but\b|while\b)[\w’'-]+){0,5}\s*\W{0,2}$"
)
_MANY = (
    r"(?P<said>[Ii]nvestors|[Cc]ompanies|[Ff]irms|[Bb]usinesses|[Bb]usiness|"
    r"(?:[Pp]rivate|[Ii]ndustrial)\s[Pp]layers)"
)
_PLEDGED = (
    rf"\b{_MANY}\s(?:(?:ha(?:ve|s|d)\s)?(?:pledged|committed|promised)|(?:pledge|commit|promise)\b)"
    rf"{_TO_SUM}"
)
_TOTAL = re.compile(_PLEDGED)
_FOR_LAND = re.compile(
    r"(?:[^.;,\n]|[.,]\d){0,40}?\s(?:for|to|into)\s(?:the\s)?(?P<land>[A-Z][\w]*(?:\s[A-Z]\w+){0,2})"
)
# in a government's own text nobody need be named: "Pledges of £41 billion were landed"
_SECURED = re.compile(
    r"\b(?P<said>(?:[Cc]ommitments|[Pp]ledges|[Ii]nvestments?))\s(?:of|worth|totalling|with\sa\stotal\sof)"
    r"(?:\s[a-z]+){0,3}\s*\W{0,2}$"
)
_HAS_BEEN = re.compile(
    r"(?:[^.;,\n]|[.,]\d){0,40}?\s(?:ha(?:ve|s)\sbeen|were|was|are|is)\s(?:secured|won|pledged|announced|"
    r"unveiled|attracted|landed)\b"
)
_SAID = Patterns([_GOVERNMENT, _GUEST, _TOTAL, _SECURED])
_HOME = "US"  # whose own public money is no pledge (gold README)


def told_state(
    document: Document, companies: Companies, line: Line, focus: int
) -> PartyMention | None:
    """The state that the words before the sum at `focus` make the pledger, None where none."""
    body = document.body
    said = {match.re: match for match in _SAID.matches(body, line.start, focus)[::-1]}
    if not said:
        return None
    own = _speaker(document, companies)
    if own and (match := said.get(_GOVERNMENT)):
        return replace(_mention(match, own), name=_government(own))
    if match := said.get(_GUEST):
        guest = _guest(companies, body, match.start(), own)
        return _mention(match, guest) if guest else None
    if (match := said.get(_TOTAL)) is None:
        match = said.get(_SECURED) if own else None
        return _mention(match, own) if match and own and _HAS_BEEN.match(body, focus) else None
    land = _FOR_LAND.match(body, focus, line.end)
    party = _state(companies, land["land"]) if land else own
    return _mention(match, party) if party else None


def _speaker(document: Document, companies: Companies) -> Company | None:
    """The state whose ministry or president speaks; the United States' money is no pledge."""
    if voice_of(document) != "government":
        return None
    source = document.announcer or document.source
    known = announcer_of(source, companies)
    named = [known] if known and known.kind == "government" else []
    found = [*named, *_by_words(companies, source.replace("_", "-").split("-"))]
    return found[0] if found and found[0].country != _HOME else None


def _by_words(companies: Companies, words: list[str]) -> Iterator[Company]:
    """By a word of the source ("gov-uk-treasury"), or a code at its end ("cabinet-jp")."""
    for word in words:
        if state := _state(companies, word):
            yield state
    code = words[-1].upper()
    yield from (state for state in _governments(companies) if state.country == code)


@cache
def _governments(companies: Companies) -> tuple[Company, ...]:
    return tuple(company for company in companies if company.kind == "government")


def _state(companies: Companies, name: str) -> Company | None:
    found = companies.resolve(name)
    return found if found and found.kind == "government" else None


def _guest(companies: Companies, body: str, before: int, own: Company | None) -> Company | None:
    """The state named last before the words, not the speaker's own."""
    last: tuple[int, Company] | None = None
    for group, places in companies.named(body[:before]).items():
        party = companies.get(group)
        if party is None or party.kind != "government" or (own and party.country == own.country):
            continue
        if last is None or places[-1] > last[0]:
            last = places[-1], party
    return last[1] if last else None


def _government(state: Company) -> str:
    """The name of a state's government, where it has one besides the state's: "UK government"."""
    return next((name for name in state.names if "overnment" in name), state.name)


def _mention(match: re.Match[str], party: Company) -> PartyMention:
    start, end = match.span("said")
    return PartyMention(
        text=match["said"], name=party.name, start=start, end=end, kind=party.kind,
        company_id=party.id, group_id=party.group,
    )  # fmt: skip
