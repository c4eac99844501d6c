"""Who pledges: the party that a sum's sentence, the headline or the newsroom names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.companies import (
    Companies,
    PartyMention,
    announcer_of,
    introduced_parties,
    newsroom_parties,
    unknown_parties,
)
from extract.companies.entries import entry_parties, is_label
from extract.companies.told import LABEL
from extract.described import described_party
from extract.layout import Line
from extract.states import told_state
from extract.subjects import giver_behind, of_clause, subject_before, told_before, without_partners
from extract.voice import voice_of
from repledge.contracts import Document

# what Japanese and Korean put behind the name of one who helps, receives, sells or plays host
_HELPS = re.compile(
    r"(?:など|等)?の[^、。]{0,8}(?:支援|補助|助成|後押し|協力|要請|承認|認定)|"
    r"(?:から|より)(?!の?(?:提案|発表))|に対[しす]|への(?:出資|投資|納入|供給)|に出資|の(?:株式|持ち?分)|"
    r"에서|(?:으?로)부터|에게|에 (?:대한|출자|납품|공급)|의 (?:지원|보조|도움|협조|승인|지분|주식)|"
    r" ?지분|과?의? ?(?:지원|보조)을 받"
)
_HOSTS = re.compile(r"(?:で|にて|において|を訪)(?!は|も)|을 찾|를 찾|을 방문|를 방문")
_WITH = re.compile(r"\b(?:[Ww]ith|[Aa]longside)\s(?:the\s)?$")
_IN = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside)\s$")
_OWNS = re.compile(r"['’]")
_HEADS = re.compile(r":\s(?:[Tt]he\s)?")  # "Gujarat: Acme, 5 crore for a plant"
# the line, or the heading above it, that names who carries a project out
_LABEL = re.compile(
    r"(?:事業者|申請者|実施者|実施主体|立地企業|進出企業|企業名|会社名|社名|"
    r"기업 ?명|업체 ?명|회사 ?명|사업자|투자 ?(?:기업|자)|입주 ?기업)(?:名|명)?"
    r"[ \u3000]*(?:[:：|]|\n)[^\n]*"
)
_ENGLISH_LABEL = re.compile(rf"{LABEL}[^\n]*", re.MULTILINE)
# 「…株式会社（以下「SSS」）」, (이하 'SSS')
_SHORT = re.compile(
    r"(?:株式会社|有限公司|\(주\)|㈜)?[（(](?:以下|이하)[、,: ]{0,2}[「『'‘“\"]?"
    r"(?P<short>[A-Z][A-Za-z0-9]{1,9})[」』'’”\"]?[)）]"
)

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
    itself = _told_by_itself(document, body, companies)
    known = companies.mentions(body, document.lang)
    found = [m for m in known if not any(o.start <= m.start < o.end for o in itself)]
    for more in (itself, introduced_parties(body),
                 unknown_parties(body, document.lang, tuple(known))):  # fmt: skip
        found += [m for m in more if not any(m.start < o.end and o.start < m.end for o in found)]
    if document.lang not in ("ja", "ko"):
        opening = entry_parties(body, found)
        found += [m for m in opening if not any(m.start < o.end and o.start < m.end for o in found)]
    found += _short_names(body, found)
    return tuple(sorted(map(companies.with_id, found), key=lambda m: m.start))


def _short_names(body: str, known: Sequence[PartyMention]) -> list[PartyMention]:
    """A known party by the short name that the text gives it: 「…株式会社（以下「SSS」）」."""
    found: list[PartyMention] = []
    for mention in known:
        if short := _SHORT.match(body, mention.end):
            again = re.compile(rf"(?<![A-Za-z]){re.escape(short['short'])}(?![A-Za-z])")
            found += [
                replace(mention, text=m[0], start=m.start(), end=m.end())
                for m in again.finditer(body, short.end())
            ]
    free = [m for m in found if not any(m.start < o.end and o.start < m.end for o in known)]
    return list({m.start: m for m in free}.values())


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
    body, spaceless = document.body, document.lang in ("ja", "ko")
    acting = [m for m in mentions if not (spaceless and _only_helps(body, m))]
    acting = without_partners(body, line, acting)
    acting = acting if spaceless else [m for m in acting if not _only_places(body, m, mentions)]
    own = _within(acting, line.start, focus)
    if not spaceless:
        own = of_clause(body, own)
    if state := told_state(document, companies, line, focus):
        own = [state]
    if not own and line.part == "item":
        own = _within(acting, line.start, line.end)
    if not own and not spaceless:
        told = described_party(body, acting, companies, line.start, focus)
        own = [told] if told else []
    if not own:
        own = subject_before(body, lines, line, focus, acting)
    if giver := giver_behind(body, line, focus, acting):
        own = [giver]
    beside = _beside(body, acting, lines, line) if not own else []
    headline = _headline(acting, lines)
    if own and headline[:1] and all(_is_with(body, m) for m in own):
        own = [*(m for m in headline[:1] if m.kind == "company" and m not in own), *own]
    if not own and not beside and not any(m.kind == "company" for m in headline):
        beside = told_before(body, lines, line, acting)
    speaker = _announcer(document, companies, mentions, headline) if headline else []
    said = own or beside or speaker or headline or _within(mentions, line.start, focus)
    if not said:
        return _newsroom(document, companies)
    first = said[0]
    partners = tuple(m for m in said[1:3] if m.name != first.name)
    stands: Stands = "sentence" if own else "lead"
    if not own and not beside and (headline or said)[0].start < len(document.title):
        stands = "headline"
    return Party(
        name=first.name, group_id=first.group_id, partners=partners, said=first, stands=stands
    )


def _only_helps(body: str, mention: PartyMention) -> bool:
    """Whether a particle makes the party a giver of aid, a seller, a target or a meeting place."""
    if mention.kind == "government" and _HOSTS.match(body, mention.end):
        return True
    return _HELPS.match(body, mention.end) is not None


def _is_with(body: str, mention: PartyMention) -> bool:
    """Whether the party stands beside somebody else, whom the sentence does not name."""
    return _WITH.search(body, max(0, mention.start - 16), mention.start) is not None


def _only_places(body: str, mention: PartyMention, mentions: Sequence[PartyMention]) -> bool:
    """Whether the name only tells where: "a hall in Cactus", or a land that heads its investors."""
    if mention.kind == "government":
        heads = _HEADS.match(body, mention.end)
        return heads is not None and any(m.start == heads.end() for m in mentions)
    return _IN.search(body, max(0, mention.start - 9), mention.start) is not None and (
        " " not in mention.text and _OWNS.match(body, mention.end) is None
    )


def _beside(
    body: str, mentions: Sequence[PartyMention], lines: Sequence[Line], line: Line
) -> list[PartyMention]:
    """Who is named before the sentence in its own list entry, or in a line for it above."""
    opened = [one for one in lines if one.paragraph == line.paragraph and one.start < line.start]
    if line.part == "item" and opened:
        item = max((one.start for one in opened if one.part == "item"), default=line.start)
        if found := _within(mentions, item, line.start):
            return found
    above = [(opened[0].start, opened[0].end)] if opened else []
    for start, end in (*above, *([line.heading] if line.heading else [])):
        if label := [m for m in _within(mentions, start, end) if is_label(body, m, start, end)]:
            return label
    pattern = _LABEL if _LABEL.search(body, 0, line.start) else _ENGLISH_LABEL
    labels = [match.span() for match in pattern.finditer(body, 0, line.start)]
    return _within(mentions, *labels[-1]) if labels else []


def _announcer(
    document: Document, companies: Companies, mentions: Sequence[PartyMention],
    headline: Sequence[PartyMention],
) -> list[PartyMention]:  # fmt: skip
    """The company that speaks, where the headline tells of others, and of no venture of its own."""
    if voice_of(document) not in ("company", "filing"):
        return []
    company = announcer_of(document.announcer or document.source, companies)
    if company is None or company.kind != "company":
        return []
    families = (companies.family(m.company_id) for m in headline if m.company_id)
    if any(company.group in family for family in families):
        return []
    return [m for m in mentions if m.group_id == company.group]


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
