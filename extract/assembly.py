"""One claim from its seat: party, place, dates and jobs are read, every value with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from extract.companies import Companies
from extract.context import Found
from extract.cues import Voice
from extract.horizon import horizon_of
from extract.jobs import jobs_of
from extract.kin import country_of, whole_context, window_of_sum, window_of_whole
from extract.layout import Line
from extract.milestones import milestones_of
from extract.opening import operational_by_of
from extract.parties import Party
from extract.places import place_of
from extract.project import project_of
from extract.seating import Seat, Setting, context_of
from extract.sectors import sector_of
from extract.voice import voice_of
from repledge.contracts import (
    Claim,
    Document,
    Horizon,
    Milestone,
    Place,
    Quote,
)
from repledge.ids import stable_id

Span = tuple[int, int]
_T = TypeVar("_T")
# steps that only a plan which had been told can take
_TURNS: frozenset[Milestone] = frozenset({"delayed", "downsized", "cancelled", "revived"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What the readers of fields found for one seat."""

    place: Found[Place] | None
    horizon: Found[Horizon] | None
    opens: Found[int] | None
    jobs: Found[int] | None
    project: Found[str] | None
    sector: Found[str]
    steps: tuple[Found[Milestone], ...]
    before: Voice | None  # the words that date the money to an earlier announcement


def assemble(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> Claim:
    """The claim of one seat among all the seats of the document."""
    document, party = setting.document, seat.party
    read = _read(setting, seat, seats)
    return Claim(
        id=_id(document, seat, _value(read.project)),
        document_id=document.id,
        published=document.published,
        main=seat.main,
        quote=_quote(setting, (seat.line.start, seat.line.end)),
        company=party.name,
        company_id=party.group_id,
        partners=tuple(m.name for m in party.partners),
        partner_ids=_behind(setting.companies, party),
        named_ids=_named(setting, seat.line),
        amount=seat.amount,
        also_stated=seat.also,
        role=seat.standing.role,
        nature=seat.nature[0],
        sector=read.sector.value,
        place=_value(read.place) or Place(),
        project=_value(read.project),
        horizon=_value(read.horizon) or Horizon(),
        operational_by=_value(read.opens),
        jobs=_value(read.jobs),
        commitment=seat.commitment[0],
        disclosed=read.before is not None,
        confidence=seat.confidence,
        voice=voice_of(document),
        milestones=tuple(found.value for found in read.steps),
        base=seat.standing.base,
        whole=seat.standing.whole,
        told_before=_words(setting, read.before),
        evidence=_evidence(setting, seat, read),
    )


def _read(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> _Read:
    """The fields as the seat's sentence, the whole it is part of and the text tell them."""
    context = context_of(setting, seat, seats)
    whole = whole_context(setting, seat, seats)
    group = setting.companies.get(seat.party.group_id) if seat.party.group_id else None
    steps = milestones_of(context)
    return _Read(
        place=place_of(context, setting.places) or (country_of(setting, whole) if whole else None),
        horizon=horizon_of(context)
        or window_of_whole(setting, seat, seats)
        or window_of_sum(setting, seat, seats),
        opens=operational_by_of(context),
        jobs=jobs_of(context),
        project=project_of(context),
        sector=sector_of(context, [group.sector] if group and group.sector else []),
        steps=steps,
        before=seat.before or _turned(seat, steps),
    )


def _evidence(setting: Setting, seat: Seat, read: _Read) -> tuple[tuple[str, Quote], ...]:
    """The words that each field was read from, where it was read from words."""
    words = {
        "company": seat.party.said,
        "role": seat.standing.cue,
        "nature": seat.nature[1],
        "commitment": seat.commitment[1],
        "disclosed": read.before,
        "place": read.place,
        "horizon": read.horizon,
        "operational_by": read.opens,
        "jobs": read.jobs,
        "sector": read.sector,
        "project": read.project,
    }
    return tuple(
        (field, _quote(setting, span)) for field, found in words.items() if (span := _span(found))
    )


def _value(found: Found[_T] | None) -> _T | None:
    return found.value if found else None


def _turned(seat: Seat, steps: Sequence[Found[Milestone]]) -> Voice | None:
    """The words that stop, cut, delay or revive the plan: only what had been told can be turned."""
    if seat.standing.role == "additional":
        return None
    return next((Voice(0.0, "before", s.start, s.end) for s in steps if s.value in _TURNS), None)


def _id(document: Document, seat: Seat, project: str | None) -> str:
    what = (seat.amount.value, seat.amount.currency) if seat.amount else (project, None)
    return stable_id("claim", document.id, *what, seat.line.start)


def _span(found: object) -> Span | None:
    start, end = getattr(found, "start", None), getattr(found, "end", None)
    return (start, end) if isinstance(start, int) and isinstance(end, int) and end > start else None


def _words(setting: Setting, voice: Voice | None) -> str | None:
    return setting.view.body[voice.start : voice.end] if voice else None


def _quote(setting: Setting, span: Span) -> Quote:
    start, end = span
    return Quote(
        document_id=setting.document.id, start=start, end=end, text=setting.view.body[start:end]
    )


def _named(setting: Setting, line: Line) -> tuple[str, ...]:
    """Ids of the parties that the text names; of a list only those of the entry."""
    if voice_of(setting.document) != "list":
        return tuple(sorted(setting.named))
    return tuple(
        sorted(
            party
            for party, places in setting.named.items()
            if any(line.start <= place < line.end for place in places)
        )
    )


def _behind(companies: Companies, party: Party) -> tuple[str, ...]:
    """Ids of all who stand behind the pledge: partners, and the groups and parents of everyone.

    A venture's plant is in its parents' plans too; without them no chain over names would hold.
    """
    ids = {party.group_id, *(m.group_id for m in party.partners)} - {None}
    found = ids.union(*(companies.family(str(i)) for i in ids)) - {party.group_id}
    return tuple(sorted(str(i) for i in found))
