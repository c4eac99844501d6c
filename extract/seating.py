"""The seats of a document's claims, and what the readers of single fields see of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.companies import Companies, PartyMention, load_companies
from extract.context import ClaimContext, DocumentView
from extract.cues import Voice
from extract.gazetteer import PlaceMention
from extract.layout import Line
from extract.merging import Mention, Pledge, same_money
from extract.parties import Party, party_mentions
from extract.places import place_mentions
from extract.roles import Standing
from repledge.contracts import Amount, Commitment, Document, Nature, Role

Span = tuple[int, int]


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
    past: tuple[tuple[Span, Amount], ...] = ()  # sentences that tell a sum as the past, and it


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
    again: tuple[tuple[Span, int], ...] = ()  # other sentences that tell the sum, and where it is
    confidence: float = 0.5


def read_setting(
    document: Document, body: str, lines: tuple[Line, ...], mentions: Sequence[Mention] = ()
) -> Setting:
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
        past=tuple(
            ((m.seated.line.start, m.seated.line.end), m.seated.amount)
            for m in mentions
            if m.past is not None and m.past.says != "base"
        ),
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
        again=_again(pledge),
        confidence=_confidence(pledge),
    )


def context_of(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> ClaimContext:
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
        rivals=tuple(
            s.amount.start
            for s in seats
            if s is not seat and s.amount and s.line.start == line.start
        ),
        past=tuple(
            span
            for span, old in setting.past
            if span[0] != line.start and not (amount and same_money(old, amount))
        ),
        again=tuple(told for told in seat.again if not _of_another(setting, seat.party, told[0])),
    )


def _of_another(setting: Setting, party: Party, span: Span) -> bool:
    """Whether the sentence names companies, the pledger and its partners not among them."""
    start, end = span
    named = {m.group_id or m.name for m in setting.parties
             if m.kind == "company" and start <= m.start < end}  # fmt: skip
    own = {party.group_id or party.name, *(m.group_id or m.name for m in party.partners)}
    return bool(named) and not named & own


def _nation(setting: Setting, party: Party) -> str | None:
    """The country that pledges as a whole: its government, or its companies taken together."""
    group = setting.companies.get(party.group_id) if party.group_id else None
    if group is None or not (group.kind == "government" or group.name.endswith(" companies")):
        return None
    return group.country


def _role_of(standing: Standing) -> Role:
    """The role that dates and places are read by: a partner's share goes where its project goes."""
    return "total" if standing.cue is not None and standing.cue.says == "share" else standing.role


def _also(pledge: Pledge) -> tuple[tuple[int, str], ...]:
    stated = {
        (amount.value, amount.currency)
        for mention in pledge.mentions
        for amount in (mention.seated.amount, *mention.seated.twins)
    }
    return tuple(sorted(stated - {(pledge.amount.value, pledge.amount.currency)}))


def _again(pledge: Pledge) -> tuple[tuple[Span, int], ...]:
    seats = ((m.seated.line, m.seated.amount.start) for m in pledge.mentions if m.news)
    return tuple(
        ((line.start, line.end), place)
        for line, place in sorted(seats, key=lambda seat: seat[1])
        if line.start != pledge.line.start and line.part != "boilerplate"
    )


def _confidence(pledge: Pledge) -> float:
    """How clearly the words call the sum a pledge; 0.5 at the border, 0.98 at most."""
    margin = max(m.kind.margin for m in pledge.mentions)
    return round(min(0.98, 0.5 + 0.1 * max(0.0, margin)), 2)
