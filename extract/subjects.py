"""Who a sentence is about, by its grammar: a partner that is only met, the "it" of a sentence."""

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
_OPENING = 25  # characters before the subject of a sentence: "Montréal – The fund"


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


def subject_before(
    body: str, lines: Sequence[Line], line: Line, focus: int, mentions: Sequence[PartyMention]
) -> list[PartyMention]:
    """Who opens the sentence before, where this one tells of "it", or of "this pledge"."""
    if not any(words.search(body, line.start, focus) for words in (_IT, _THIS_PLEDGE)):
        return []
    texts = [one for one in lines if one.part == "text" and one.end <= line.start]
    if not texts:
        return []
    last = texts[-1]
    opening = last.start + _OPENING
    return [m for m in mentions if last.start <= m.start <= opening and m.end <= last.end][:1]
