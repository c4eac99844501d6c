"""One claim from its seat: party, place, dates and jobs are read, every value with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.companies import Companies, PartyMention, load_companies
from extract.context import ClaimContext, DocumentView, Found
from extract.cues import Voice
from extract.gazetteer import PlaceMention
from extract.horizon import horizon_of
from extract.jobs import jobs_of
from extract.layout import Line
from extract.merging import Pledge
from extract.milestones import milestones_of
from extract.opening import operational_by_of
from extract.parties import Party, party_mentions
from extract.places import place_mentions, place_of
from extract.project import project_of
from extract.roles import Standing
from extract.sectors import sector_of
from extract.voice import voice_of
from repledge.contracts import (
    Amount,
    Claim,
    Commitment,
    Document,
    Horizon,
    Milestone,
    Nature,
    Place,
    Quote,
    Role,
)
from repledge.ids import stable_id

Span = tuple[int, int]
# steps that only a plan which had been told can take
_TURNS: frozenset[Milestone] = frozenset({"delayed", "downsized", "cancelled", "revived"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """All that is read once for a document."""

    document: Document
    view: DocumentView
    lines: tuple[Line, ...]
    parties: tuple[PartyMention, ...]
    places: tuple[PlaceMention, ...]
    companies: Companies
    named: Mapping[str, list[int]]  # parties by id, with the places where they are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where one claim is told, and what its sum was judged to be; no sum: a named project."""

    line: Line
    party: Party
    amount: Amount | None
    main: bool
    standing: Standing
    nature: tuple[Nature, Voice | None]
    commitment: tuple[Commitment, Voice | None]
    before: Voice | None = None
    also: tuple[tuple[int, str], ...] = ()
    confidence: float = 0.5


def read_setting(document: Document, body: str, lines: tuple[Line, ...]) -> Setting:
    """Parties and places of the document, and its sentences as the field readers want them."""
    companies = load_companies()
    parties = party_mentions(document, body, companies)
    view = DocumentView(
        body=body,
        lang=document.lang,
        published=document.published,
        sentences=tuple((line.start, line.end) for line in lines),
        title_end=len(document.title),
        source=document.source,
    )
    return Setting(
        document=document,
        view=view,
        lines=lines,
        parties=parties,
        places=tuple(m for m in place_mentions(body, document.lang) if not _in_name(m, parties)),
        companies=companies,
        named=companies.named(body),
    )


def _in_name(place: PlaceMention, parties: Sequence[PartyMention]) -> bool:
    """Whether a town is a word of a company's name ("Bristol" of Bristol Myers Squibb)."""
    return place.level == "city" and any(
        party.kind == "company"
        and party.start <= place.start
        and place.end <= party.end
        and party.end - party.start > place.end - place.start
        for party in parties
    )


def seat_of(
    pledge: Pledge,
    party: Party,
    standing: Standing,
    nature: tuple[Nature, Voice | None],
    commitment: tuple[Commitment, Voice | None],
    before: Voice | None,
    *,
    main: bool,
) -> Seat:
    """The seat of a pledge with a sum."""
    return Seat(
        line=pledge.line,
        party=party,
        amount=pledge.amount,
        main=main,
        standing=standing,
        nature=nature,
        commitment=commitment,
        before=before,
        also=_also(pledge),
        confidence=_confidence(pledge),
    )


def assemble(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> Claim:
    """The claim of one seat among all the seats of the document."""
    document, line, amount, party = setting.document, seat.line, seat.amount, seat.party
    context = _context(setting, seat, seats)
    whole = _whole(setting, seat, seats)
    place = place_of(context, setting.places) or (whole and _country(setting, whole))
    horizon = horizon_of(context) or _window_of_whole(setting, seat, seats)
    opens, jobs, project = operational_by_of(context), jobs_of(context), project_of(context)
    steps = milestones_of(context)
    before = seat.before or _turned(seat, steps)
    group = setting.companies.get(party.group_id) if party.group_id else None
    sector = sector_of(context, [group.sector] if group and group.sector else [])
    read = {
        "company": party.said,
        "role": seat.standing.cue,
        "nature": seat.nature[1],
        "commitment": seat.commitment[1],
        "disclosed": before,
        "place": place,
        "horizon": horizon,
        "operational_by": opens,
        "jobs": jobs,
        "sector": sector,
        "project": project,
    }
    return Claim(
        id=_id(document, seat, project.value if project else None),
        document_id=document.id,
        published=document.published,
        main=seat.main,
        quote=_quote(setting, (line.start, line.end)),
        company=party.name,
        company_id=party.group_id,
        partners=tuple(m.name for m in party.partners),
        partner_ids=_behind(setting.companies, party),
        named_ids=_named(setting, line),
        amount=amount,
        also_stated=seat.also,
        role=seat.standing.role,
        nature=seat.nature[0],
        sector=sector.value,
        place=place.value if place else Place(),
        project=project.value if project else None,
        horizon=horizon.value if horizon else Horizon(),
        operational_by=opens.value if opens else None,
        jobs=jobs.value if jobs else None,
        commitment=seat.commitment[0],
        disclosed=before is not None,
        confidence=seat.confidence,
        voice=voice_of(document),
        milestones=tuple(found.value for found in steps),
        base=seat.standing.base,
        whole=seat.standing.whole,
        told_before=_words(setting, before),
        evidence=tuple(
            (field, _quote(setting, span))
            for field, found in read.items()
            if (span := _span(found))
        ),
    )


def _turned(seat: Seat, steps: Sequence[Found[Milestone]]) -> Voice | None:
    """The words that stop, cut, delay or revive the plan: only what had been told can be turned."""
    if seat.standing.role == "additional":
        return None
    return next((Voice(0.0, "before", s.start, s.end) for s in steps if s.value in _TURNS), None)


def _context(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> ClaimContext:
    """What the readers of fields see of one seat."""
    line, amount, whole = seat.line, seat.amount, seat.standing.whole
    told = (s.line for s in seats if whole and s.amount == whole)
    return ClaimContext(
        view=setting.view,
        start=line.start,
        end=line.end,
        focus=amount.start if amount else line.start,
        currency=amount.currency if amount else None,
        main=seat.main,
        role=_role_of(seat.standing),
        new_total=seat.standing.new_total,
        nation=_nation(setting, seat.party),
        others=tuple((s.line.start, s.line.end) for s in seats if s.line.start != line.start),
        parts=tuple((s.line.start, s.line.end) for s in seats if s.standing.whole == amount),
        whole=next(((w.start, w.end) for w in told if w.start != line.start), None),
    )


def _nation(setting: Setting, party: Party) -> str | None:
    """The country that pledges as a whole: its government, or its companies taken together."""
    group = setting.companies.get(party.group_id) if party.group_id else None
    if group is None or not (group.kind == "government" or group.name.endswith(" companies")):
        return None
    return group.country


def _role_of(standing: Standing) -> Role:
    """The role that dates and places are read by: a partner's share goes where its project goes."""
    return "total" if standing.cue is not None and standing.cue.says == "share" else standing.role


def _whole(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> ClaimContext | None:
    """The seat of the sum that this one is a part of: what it leaves unsaid, the whole says.

    Only for a part that is listed or called one, not where sums merely suggest it.
    """
    spaceless = setting.view.lang in ("ja", "ko")  # their fragments leave more to the whole
    if seat.standing.cue is None and seat.line.part != "item" and not spaceless:
        return None
    whole = next((s for s in seats if s.amount and s.amount == seat.standing.whole), None)
    return _context(setting, whole, seats) if whole and whole is not seat else None


def _window_of_whole(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> Found[Horizon] | None:
    """The window of the sum that this one is a part of, also of one that is told as the past.

    Said to be a part, or one of several that the sums make parts; a single one may be another plan.
    """
    amount = seat.standing.whole
    said = seat.standing.cue is not None or seat.standing.pointed or seat.line.part == "item"
    itemised = sum(s.standing.whole == amount for s in seats) > 1  # a part among others
    said = said or itemised or setting.view.lang in ("ja", "ko")
    if amount is None or not said:
        return None
    told = next((s for s in seats if s.amount == amount), None)
    if told is seat:
        return None
    if told is not None:
        return horizon_of(_context(setting, told, seats))
    start, end = setting.view.sentences[setting.view.index_at(amount.start)]
    return horizon_of(
        ClaimContext(view=setting.view, start=start, end=end, focus=amount.start, main=False)
    )


def _country(setting: Setting, whole: ClaimContext) -> Found[Place] | None:
    """The country of a whole; where in it the part goes is not said."""
    found = place_of(whole, setting.places)
    return found and replace(found, value=Place(country=found.value.country))


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


def _also(pledge: Pledge) -> tuple[tuple[int, str], ...]:
    stated = {
        (amount.value, amount.currency)
        for mention in pledge.mentions
        for amount in (mention.seated.amount, *mention.seated.twins)
    }
    return tuple(sorted(stated - {(pledge.amount.value, pledge.amount.currency)}))


def _confidence(pledge: Pledge) -> float:
    """How clearly the words call the sum a pledge; 0.5 at the border, 0.98 at most."""
    margin = max(m.kind.margin for m in pledge.mentions)
    return round(min(0.98, 0.5 + 0.1 * max(0.0, margin)), 2)


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
