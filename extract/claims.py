"""From a document to its claims: sums, what they are, who pledges what, in one direction.

layout -> sums -> kinds and the past -> pledges (one for each sum and project) -> fields -> claims.
Only sentences with a sum, and the headline, are read closely: the rest of a release costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.assembly import assemble
from extract.background import told_as_past
from extract.commitment import commitments, settled
from extract.companies import PartyMention
from extract.disclosed import told_before
from extract.headline import bare_project, tells_project
from extract.kinds import sum_kind
from extract.layout import Line, read_layout
from extract.merging import Mention, Pledge, merge
from extract.money import Pair, doubt, home_dollar, mismatch
from extract.nature import nature_of
from extract.parts import with_parts
from extract.pledge_odds import Odds, Page, read_odds, read_page
from extract.pledgers import Told, missing_model, pledger_of, tell
from extract.roles import Standing, standing_of
from extract.scene import Scene
from extract.seating import Seat, Setting, read_setting, seat_of
from extract.settled import Case, weighed
from extract.siblings import with_siblings
from extract.sums import SeatedSum, countable, seat_sums
from extract.voice import voice_of
from repledge.contracts import Claim, Document, Issue, Quote, Reading, Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits of one reading: what lies behind them is cut, with an Issue (FAULTS 23)."""

    max_characters: int = 400_000
    max_sums: int = 500


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The sums of a document, each with what it was taken for, and the pledges among them."""

    body: str
    lines: tuple[Line, ...]
    seated: tuple[SeatedSum, ...]
    mentions: tuple[Mention, ...]
    pledges: tuple[Pledge, ...]
    too_large: tuple[SeatedSum, ...] = ()  # no sum of money; left out of all else


def read_document(document: Document, settings: Settings = DEFAULTS) -> Reading:
    """Every claim and every sum of the document; what was cut is told by an Issue."""
    text = _read_text(document, settings)
    issues = (*_cuts(document, settings, len(text.seated)), *_doubts(document, text))
    claims: tuple[Claim, ...] = ()
    untold = passing = frozenset[int]()
    if text.pledges or tells_project(text.body, document.lang, text.lines):
        setting = read_setting(document, text.body, text.lines, text.mentions)
        told = tell(setting, text.pledges)
        issues = (*issues, *missing_model(setting, text.pledges, told))
        untold = _untold(text.pledges, told)
        if told and _of_others(setting, told):
            passing = frozenset(_starts(other.pledge for other in told))
            told = ()
        if told or passing or not text.pledges:
            claims = _claims(setting, text.mentions, told)
    sums = tuple(_sum(document, text.body, m, untold, passing) for m in text.mentions)
    return Reading(document_id=document.id, claims=claims, sums=sums, issues=issues)


def read_scene(document: Document) -> Scene:
    """The document's pledges among each other: what the judges of roles see."""
    text = _read_text(document, DEFAULTS)
    setting = read_setting(document, text.body, text.lines)
    return _scene(setting, text.mentions, tell(setting, text.pledges))


def read_sums(document: Document, settings: Settings = DEFAULTS) -> Page:
    """The document's sums in their places, as the trained models see them."""
    body = document.body[: settings.max_characters]
    lines = read_layout(body, len(document.title))
    home = home_dollar(document.source, body)
    every = seat_sums(body, document.lang, document.published, lines, home)
    return read_page(body, document.published.year, lines, every)


def _read_text(document: Document, settings: Settings) -> _Text:
    page = read_sums(document, settings)
    body, lang = page.body, document.lang
    seated = tuple(one for one in page.sums if countable(one))
    read = replace(page, sums=seated[: settings.max_sums])
    judged = [
        _judge(body, lang, document.published, one, odds)
        for one, odds in zip(read.sums, read_odds(read), strict=True)
    ]
    mentions = with_siblings(with_parts(judged))
    return _Text(
        body=body,
        lines=page.lines,
        seated=seated,
        mentions=mentions,
        pledges=merge(body, lang, mentions),
        too_large=tuple(one for one in page.sums if not countable(one)),
    )


def _untold(pledges: Sequence[Pledge], told: Sequence[Told]) -> frozenset[int]:
    """Where the sums stand that nobody was found to pledge."""
    kept = {id(one.pledge) for one in told}
    return frozenset(_starts(pledge for pledge in pledges if id(pledge) not in kept))


def _starts(pledges: Iterable[Pledge]) -> Iterator[int]:
    """Where the sums of the pledges stand."""
    return (m.seated.amount.start for pledge in pledges for m in pledge.mentions)


def _of_others(setting: Setting, told: Sequence[Told]) -> bool:
    """Whether the headline is a project without a sum, and all the text's sums are further down
    the pledges of other companies: told in passing, they are not what the document is about.
    """
    body, lang = setting.view.body, setting.view.lang
    if not tells_project(body, lang, setting.lines):
        return False
    line = bare_project(body, lang, setting.lines, setting.parties)
    if line is None or any(one.pledge.line.number <= line.number for one in told):
        return False
    mine = pledger_of(setting, line, line.end).said
    others = [one.party.said for one in told if one.party.stands == "sentence"]
    if mine is None or len(others) < len(told):
        return False
    return not any(said is None or _books(setting, said) & _books(setting, mine) for said in others)


def _cuts(document: Document, settings: Settings, sums: int) -> list[Issue]:
    cuts = []
    if len(document.body) > settings.max_characters:
        cuts.append(("text_cut", f"only the first {settings.max_characters} characters were read"))
    if sums > settings.max_sums:
        cuts.append(("sums_cut", f"only the first {settings.max_sums} of {sums} sums were read"))
    return [_issue(document, code, f"{what}; read the page by eye.") for code, what in cuts]


def _doubts(document: Document, text: _Text) -> list[Issue]:
    """Sums that can hardly be meant as printed: marked, never mended."""
    found = [
        _issue(
            document, "sum_too_large",
            f"{one.amount.text} is more than any sum of money and was left out; "
            "read the page by eye.",
        )
        for one in text.too_large
    ]  # fmt: skip
    for one in text.seated:
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


def _judge(body: str, lang: str, day: date, seated: SeatedSum, odds: Odds) -> Mention:
    """What the sum is, and how it is told; an old pledge need not sound like one made today."""
    kind = sum_kind(body, lang, day, seated, odds.pledge)
    if kind.pledge:
        past = told_as_past(body, lang, day, seated, odds.past)
        return Mention(seated=seated, kind=kind, past=past)
    if odds.past > 0 and not kind.sure:
        old = sum_kind(body, lang, day, seated, odds.made_or_told)
        past = told_as_past(body, lang, day, seated, odds.past) if old.pledge else None
        if past is not None:
            return Mention(seated=seated, kind=old, past=past)
    return Mention(seated=seated, kind=kind, past=None)


def _claims(
    setting: Setting, mentions: Sequence[Mention], told: tuple[Told, ...]
) -> tuple[Claim, ...]:
    seats = _seats(setting, mentions, told) if told else _bare_seats(setting)
    return tuple(assemble(setting, seat, seats) for seat in seats)


def _scene(setting: Setting, mentions: Sequence[Mention], told: Sequence[Told]) -> Scene:
    return Scene(
        body=setting.view.body,
        lang=setting.view.lang,
        day=setting.view.published,
        title_end=setting.view.title_end,
        speaker=voice_of(setting.document),
        pledges=tuple(one.pledge for one in told),
        families=tuple(_family(setting, one) for one in told),
        sums=tuple(mentions),
        past=tuple(m for m in mentions if m.past is not None),
        places=setting.places,
        named=tuple((m.start, _books(setting, m)) for m in setting.parties if m.kind == "company"),
    )


def _family(setting: Setting, told: Told) -> frozenset[str]:
    """The books that a pledge stands in, where its own sentence names a company."""
    said = told.party.said
    if told.party.stands != "sentence" or said is None or said.kind != "company":
        return frozenset()
    return _books(setting, said)


def _books(setting: Setting, said: PartyMention) -> frozenset[str]:
    """Ids of a company's group and parents; of one that is not known, its name."""
    group = said.group_id
    return setting.companies.family(group) | {group} if group else frozenset({said.name})


def _seats(setting: Setting, mentions: Sequence[Mention], told: tuple[Told, ...]) -> list[Seat]:
    """The seats of the pledges with a sum, each judged among the others."""
    scene = _scene(setting, mentions, told)
    main = main_pledge(scene.pledges)
    standings = [(pledge, standing_of(scene, pledge)) for pledge in scene.pledges]
    ruled = commitments(scene, setting.lines, standings, main)
    decided = [
        weighed(scene, setting.lines, Case(pledge=p, standing=s, decided=how, main=p is main))
        for (p, s), how in zip(standings, ruled, strict=True)
    ]
    before = told_before(scene, standings, main)
    return [
        seat_of(pledge, one.party, standing,
                nature_of(scene.body, scene.lang, pledge.best.seated), how, old,
                main=pledge is main)
        for one, (pledge, standing), how, old in zip(told, standings, decided, before, strict=True)
    ]  # fmt: skip


def _bare_seats(setting: Setting) -> list[Seat]:
    """The seat of a headline's project without a sum, if its lead names site and party."""
    body, lang = setting.view.body, setting.view.lang
    line = bare_project(body, lang, setting.lines, setting.parties)
    if line is None:
        return []
    standing = Standing(role="total")
    how = settled(body, lang, setting.lines, line, standing, promised=False, main=True)
    party = pledger_of(setting, line, line.end)
    return [
        Seat(line=line, party=party, amount=None, main=True, standing=standing,
             nature=("investment", None), commitment=how)
    ]  # fmt: skip


def main_pledge(pledges: Sequence[Pledge]) -> Pledge:
    """The headline pledge: told in the title, else first."""
    return min(
        pledges, key=lambda p: (min(m.seated.line.paragraph for m in p.mentions), p.amount.start)
    )


def _sum(
    document: Document,
    body: str,
    mention: Mention,
    untold: frozenset[int],
    passing: frozenset[int],
) -> Sum:
    line, past, pledge = mention.seated.line, mention.past, mention.kind.pledge
    why = body[past.cue.start : past.cue.end] if past else mention.kind.why
    if pledge and not past and mention.seated.amount.start in untold:
        pledge, why = False, "nobody named"
    aside = mention.seated.amount.start in passing
    return Sum(
        amount=mention.seated.amount,
        quote=Quote(
            document_id=document.id,
            start=line.start,
            end=line.end,
            text=body[line.start : line.end],
        ),
        kind="background" if past or aside else "claim" if pledge else "other",
        why=why,
        year=past.year if past else None,
    )
