"""A pledge is somebody's: who tells each one, and how clear its words must be where nobody is.

Almost every real pledge names its party in its own sentence, the headline or the lead; of the sums
that newswire brings by the hundred, those without a party are hardly ever one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.companies import PartyMention
from extract.companies.entities import INSTALL, MODELS, entity_parties, load_model
from extract.layout import Line
from extract.merging import Pledge
from extract.parties import Party, Stands, party_of
from extract.seating import Setting
from repledge.contracts import Issue

# the margin (kinds.py) that a pledge needs by where its party stands; measured by bench/newswire.py
_NEEDED: dict[Stands, float] = {
    "sentence": 0.0, "headline": 0.0, "lead": 0.6, "newsroom": 0.6, "model": 3.0, "nobody": 4.0,
}  # fmt: skip
# bare sums abound in newswire, which is English; Japanese and Korean leave out who was named before
_NEEDED_SPACELESS = 2.0
_HOME = "US"  # whose own public money is no pledge (gold README); other states pledge to it
_LEAD = 2  # sentences of the text in which the model looks for an unknown party


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A pledge with the party that tells it."""

    pledge: Pledge
    party: Party


def tell(setting: Setting, pledges: Sequence[Pledge]) -> tuple[Told, ...]:
    """The pledges that somebody makes, each with its party, in their order."""
    found = (Told(pledge=p, party=pledger_of(setting, p.line, p.amount.start)) for p in pledges)
    return tuple(told for told in found if _margin(told.pledge) > _needed(setting, told.party))


def _needed(setting: Setting, party: Party) -> float:
    """The margin that a pledge needs: most where nobody, or only the public purse, is named."""
    group = setting.companies.get(party.group_id) if party.group_id else None
    purse = group is not None and group.kind == "government" and group.country == _HOME
    if purse and not any(partner.kind == "company" for partner in party.partners):
        return _NEEDED["nobody"]
    needed = _NEEDED[party.stands]
    return min(needed, _NEEDED_SPACELESS) if setting.view.lang in ("ja", "ko") else needed


def pledger_of(setting: Setting, line: Line, focus: int) -> Party:
    """The party of a pledge: known, told by the shape of its name, or read by the name model."""
    party = party_of(
        setting.document, setting.lines, line, focus, setting.parties, setting.companies
    )
    if party.stands != "nobody":
        return party
    body, lang = setting.view.body, setting.view.lang
    for start, end in ((line.start, focus), *_lead(setting)):
        if named := entity_parties(body, lang, start, end):
            return replace(party, name=named[0].name, said=named[0], stands="model")
    return party if party.name else _only_one(setting.parties) or party


def _only_one(mentions: Sequence[PartyMention]) -> Party | None:
    """The one company, with its units, that the text names anywhere: a hint of who it could be."""
    companies = [mention for mention in mentions if mention.kind == "company"]
    if len({mention.group_id or mention.name for mention in companies}) != 1:
        return None
    first = companies[0]
    return Party(name=first.name, group_id=first.group_id, said=first, stands="nobody")


def _lead(setting: Setting) -> Iterator[tuple[int, int]]:
    """The first sentences of the text; headlines capitalise every word, no model reads them."""
    for line in setting.lines:
        if line.part == "text" and line.number < _LEAD:
            yield line.start, line.end


def missing_model(
    setting: Setting, pledges: Sequence[Pledge], told: Sequence[Told]
) -> tuple[Issue, ...]:
    """An Issue where a pledge lacks a party, and the model that might know one is missing."""
    lang, document = setting.view.lang, setting.document
    named = sum(one.party.stands != "nobody" for one in told)
    if named == len(pledges) or lang not in MODELS or load_model(lang) is not None:
        return ()
    message = (
        f"{document.url}: a sum that may be a pledge names no known party, and the name model for "
        f"{lang!r} is not installed; run `pip install {INSTALL[lang]}`."
    )
    return (
        Issue(
            stage="extract",
            code="model_missing",
            level="info",
            source=document.source,
            document_id=document.id,
            message=message,
        ),
    )


def _margin(pledge: Pledge) -> float:
    return max(mention.kind.margin for mention in pledge.mentions)
