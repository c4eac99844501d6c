"""Who pledges: the party that a sum's sentence, the headline or the newsroom names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.companies import (
    Companies,
    PartyMention,
    announcer_of,
    introduced_parties,
    newsroom_parties,
    unknown_parties,
)
from extract.layout import Line
from extract.voice import voice_of
from repledge.contracts import Document

Stands = Literal["sentence", "headline", "lead", "newsroom", "model", "nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The pledger with its partners; `said` is the mention it was read from, `stands` where."""

    name: str | None
    group_id: str | None
    partners: tuple[PartyMention, ...] = ()
    said: PartyMention | None = None
    stands: Stands = "nobody"


def party_mentions(document: Document, body: str, companies: Companies) -> tuple[PartyMention, ...]:
    """Every party that the document names, known or by the shape of the name, in order."""
    known = companies.mentions(body, document.lang)
    found = list(known)
    for more in (_told_by_itself(document, body, companies), introduced_parties(body),
                 unknown_parties(body, document.lang, tuple(found))):  # fmt: skip
        found += [m for m in more if not any(m.start < o.end and o.start < m.end for o in found)]
    return tuple(sorted(found, key=lambda m: m.start))


def _told_by_itself(
    document: Document, body: str, companies: Companies
) -> tuple[PartyMention, ...]:
    """The newsroom's own company, where no table knows it and the text names it."""
    source = document.announcer or document.source
    if announcer_of(source, companies) or voice_of(document) != "company":
        return ()
    return newsroom_parties(source, body)


def party_of(
    document: Document, lines: Sequence[Line], line: Line, focus: int,
    mentions: Sequence[PartyMention], companies: Companies,
) -> Party:  # fmt: skip
    """The party named in the line before `focus`, else in the title, the lead, the newsroom."""
    own = _within(mentions, line.start, focus)
    if not own and line.part == "item":
        own = _within(mentions, line.start, line.end)
    said = own or _headline(mentions, lines)
    if not said:
        return _newsroom(document, companies)
    first = said[0]
    partners = tuple(m for m in said[1:3] if m.name != first.name)
    stands: Stands = "sentence" if own else "lead"
    if not own and first.start < len(document.title):
        stands = "headline"
    return Party(
        name=first.name, group_id=first.group_id, partners=partners, said=first, stands=stands
    )


def _newsroom(document: Document, companies: Companies) -> Party:
    """The company whose newsroom this is; a public body's pages tell of others."""
    company = announcer_of(document.announcer or document.source, companies)
    if company is None:
        return Party(name=None, group_id=None)
    speaks = company.kind == "company" and voice_of(document) != "government"
    return Party(
        name=company.name, group_id=company.group, stands="newsroom" if speaks else "nobody"
    )


def _within(mentions: Sequence[PartyMention], start: int, end: int) -> list[PartyMention]:
    return [m for m in mentions if start <= m.start and m.end <= end]


def _headline(mentions: Sequence[PartyMention], lines: Sequence[Line]) -> list[PartyMention]:
    for line in lines:
        if line.part in ("title", "deck") or line.number < 3:
            found = _within(mentions, line.start, line.end)
            if found:
                return found
    return []
