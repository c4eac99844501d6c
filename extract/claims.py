"""From a document to its claims: sums, what they are, who pledges what, in one direction.

layout -> sums -> kinds and the past -> pledges (one for each sum and project) -> fields -> claims.
Only sentences with a sum, and the headline, are read closely: the rest of a release costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.background import told_as_past
from extract.commitment import Decided, commitments
from extract.companies import Companies, PartyMention, load_companies
from extract.context import ClaimContext, DocumentView
from extract.cues import Voice
from extract.disclosed import told_before
from extract.horizon import horizon_of, operational_by_of
from extract.jobs import jobs_of
from extract.kinds import sum_kind
from extract.layout import Line, read_layout
from extract.merging import Mention, Pledge, merge
from extract.milestones import milestones_of
from extract.money import Pair, doubt, mismatch
from extract.nature import nature_of
from extract.parties import Party, party_mentions, party_of
from extract.places import PlaceMention, place_mentions, place_of
from extract.project import project_of
from extract.roles import Scene, Standing, standing_of
from extract.sectors import sector_of
from extract.sums import SeatedSum, seat_sums
from extract.voice import voice_of
from repledge.contracts import (
    Claim,
    Document,
    Horizon,
    Issue,
    Place,
    Quote,
    Reading,
    Sum,
)
from repledge.ids import stable_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits of one reading: what lies behind them is cut, with an Issue (FAULTS 23)."""

    max_characters: int = 400_000
    max_sums: int = 2_000


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """All that is read once for a document."""

    document: Document
    view: DocumentView
    lines: tuple[Line, ...]
    sums: Scene
    parties: tuple[PartyMention, ...]
    places: tuple[PlaceMention, ...]
    companies: Companies


def read_document(document: Document, settings: Settings = DEFAULTS) -> Reading:
    """Every claim and every sum of the document; what was cut is told by an Issue."""
    body = document.body[: settings.max_characters]
    lines = read_layout(body, len(document.title))
    seated = seat_sums(body, document.lang, document.published, lines)
    issues = (*_cuts(document, settings, len(seated)), *_doubts(document, seated))
    mentions = tuple(
        _judge(body, document.lang, document.published, s) for s in seated[: settings.max_sums]
    )
    pledges = merge(body, mentions)
    claims = _claims(document, body, lines, mentions, pledges)
    sums = tuple(_sum(document, body, mention) for mention in mentions)
    return Reading(document_id=document.id, claims=claims, sums=sums, issues=issues)


def _cuts(document: Document, settings: Settings, sums: int) -> list[Issue]:
    cuts = []
    if len(document.body) > settings.max_characters:
        cuts.append(("text_cut", f"only the first {settings.max_characters} characters were read"))
    if sums > settings.max_sums:
        cuts.append(("sums_cut", f"only the first {settings.max_sums} of {sums} sums were read"))
    return [_issue(document, code, f"{what}; read the page by eye.") for code, what in cuts]


def _doubts(document: Document, seated: Sequence[SeatedSum]) -> list[Issue]:
    """Sums that can hardly be meant as printed: marked, never mended."""
    found = []
    for one in seated:
        if sentence := doubt(one.amount):
            found.append(_issue(document, "sum_doubtful", sentence))
        for twin in one.twins:
            pair = Pair(stated=one.amount, converted=twin)
            if sentence := mismatch(pair, document.published):
                found.append(_issue(document, "pair_mismatch", sentence))
    return found


def _issue(document: Document, code: str, what: str) -> Issue:
    return Issue(
        stage="extract",
        code=code,
        source=document.source,
        document_id=document.id,
        message=f"{document.url}: {what}",
    )


def _judge(body: str, lang: str, day: date, seated: SeatedSum) -> Mention:
    kind = sum_kind(body, lang, day, seated)
    past = told_as_past(body, lang, seated) if kind.pledge else None
    return Mention(seated=seated, kind=kind, past=past)


def _claims(
    document: Document, body: str, lines: tuple[Line, ...],
    mentions: Sequence[Mention], pledges: tuple[Pledge, ...],
) -> tuple[Claim, ...]:  # fmt: skip
    if not pledges:
        return ()
    scene = _scene(document, body, lines, mentions, pledges)
    main = _main(pledges)
    standings = [(pledge, standing_of(scene.sums, pledge)) for pledge in pledges]
    decided = commitments(body, document.lang, lines, voice_of(document), standings)
    before = told_before(scene.sums, standings, main)
    return tuple(
        _claim(scene, *seat, settled, told, main=seat[0] is main)
        for seat, settled, told in zip(standings, decided, before, strict=True)
    )


def _scene(
    document: Document, body: str, lines: tuple[Line, ...],
    mentions: Sequence[Mention], pledges: tuple[Pledge, ...],
) -> _Scene:  # fmt: skip
    companies = load_companies()
    places = place_mentions(body, document.lang)
    view = DocumentView(
        body=body,
        lang=document.lang,
        published=document.published,
        sentences=tuple((line.start, line.end) for line in lines),
        title_end=len(document.title),
    )
    sums = Scene(
        body=body,
        lang=document.lang,
        title_end=len(document.title),
        pledges=pledges,
        past=tuple(m for m in mentions if m.past is not None),
        places=places,
    )
    return _Scene(
        document=document,
        view=view,
        lines=lines,
        sums=sums,
        parties=party_mentions(document, body, companies),
        places=places,
        companies=companies,
    )


def _main(pledges: Sequence[Pledge]) -> Pledge:
    """The headline pledge: told in the title, else first."""
    return min(
        pledges, key=lambda p: (min(m.seated.line.paragraph for m in p.mentions), p.amount.start)
    )


def _claim(
    scene: _Scene, pledge: Pledge, standing: Standing, decided: Decided, before: Voice | None,
    *, main: bool,
) -> Claim:  # fmt: skip
    document, body = scene.document, scene.view.body
    commitment, commitment_cue = decided
    party = party_of(document, scene.lines, pledge, scene.parties, scene.companies)
    nature, nature_cue = nature_of(body, document.lang, pledge.best.seated)
    context = _context(scene, pledge, standing, main=main)
    place = place_of(context, scene.places)
    horizon, opens, jobs = horizon_of(context), operational_by_of(context), jobs_of(context)
    group = scene.companies.get(party.group_id) if party.group_id else None
    sector = sector_of(context, [group.sector] if group and group.sector else [])
    project = project_of(context)
    evidence: dict[str, tuple[int, int] | None] = {
        "company": _span(party.said), "nature": _span(nature_cue),
        "commitment": _span(commitment_cue), "role": _span(standing.cue),
        "disclosed": _span(before), "place": _span(place), "horizon": _span(horizon),
        "operational_by": _span(opens), "jobs": _span(jobs), "sector": _span(sector),
        "project": _span(project),
    }  # fmt: skip
    return Claim(
        id=stable_id(
            "claim", document.id, pledge.amount.value, pledge.amount.currency, pledge.line.start
        ),
        document_id=document.id,
        published=document.published,
        main=main,
        quote=_quote(document, body, pledge.line.start, pledge.line.end),
        company=party.name,
        company_id=party.group_id,
        partners=tuple(m.name for m in party.partners),
        partner_ids=_behind(scene.companies, party),
        amount=pledge.amount,
        also_stated=_also(pledge),
        role=standing.role,
        nature=nature,
        sector=sector.value,
        place=place.value if place else Place(),
        project=project.value if project else None,
        horizon=horizon.value if horizon else Horizon(),
        operational_by=opens.value if opens else None,
        jobs=jobs.value if jobs else None,
        commitment=commitment,
        disclosed=before is not None,
        confidence=_confidence(pledge),
        voice=voice_of(document),
        milestones=tuple(found.value for found in milestones_of(context)),
        base=standing.base,
        whole=standing.whole,
        told_before=body[before.start : before.end] if before else None,
        evidence=tuple(
            (field, _quote(document, body, *span)) for field, span in evidence.items() if span
        ),
    )


def _context(scene: _Scene, pledge: Pledge, standing: Standing, *, main: bool) -> ClaimContext:
    others = tuple(
        (p.line.start, p.line.end) for p in scene.sums.pledges if p.line.start != pledge.line.start
    )
    return ClaimContext(
        view=scene.view, start=pledge.line.start, end=pledge.line.end,
        focus=pledge.amount.start, main=main, role=standing.role, others=others,
    )  # fmt: skip


def _span(found: object) -> tuple[int, int] | None:
    if found is None:
        return None
    start, end = getattr(found, "start", None), getattr(found, "end", None)
    return (start, end) if isinstance(start, int) and isinstance(end, int) and end > start else None


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


def _quote(document: Document, body: str, start: int, end: int) -> Quote:
    return Quote(document_id=document.id, start=start, end=end, text=body[start:end])


def _sum(document: Document, body: str, mention: Mention) -> Sum:
    line = mention.seated.line
    past = mention.past
    return Sum(
        amount=mention.seated.amount,
        quote=_quote(document, body, line.start, line.end),
        kind="background" if past else "claim" if mention.kind.pledge else "other",
        why=body[past.cue.start : past.cue.end] if past else mention.kind.why,
        year=past.year if past else None,
    )


def _behind(companies: Companies, party: Party) -> tuple[str, ...]:
    """Ids of all who stand behind the pledge: partners, and the groups and parents of everyone.

    A venture's plant is in its parents' plans too; without them no chain over names would hold.
    """
    ids = {party.group_id, *(m.group_id for m in party.partners)} - {None}
    found = ids.union(*(companies.family(str(i)) for i in ids)) - {party.group_id}
    return tuple(sorted(str(i) for i in found))
