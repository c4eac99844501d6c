"""Steps in a project's life that a claim tells (codes of `contracts.Milestone`).

Read in the claim's own sentence; for the headline claim also in the title and the first sentences;
in a neighbour only where it speaks of the same project. What lies in the past, is only planned, or
is denied is no news.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast, get_args

from extract.context import ClaimContext, Found, Span, view_of
from extract.patterns import Patterns
from repledge.contracts import Document, Milestone
from repledge.errors import BadConfig

_LEAD = 2  # sentences after the title that tell what a release is about
_BEFORE = 28  # characters before a cue in which a guard makes it a plan or its contrary
_SPACELESS = frozenset({"ja", "ko"})
_KEYS = frozenset({"tells", "news", "lang", "words", "why"})
_CLAUSE = re.compile(r"[,;:–—。、]")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_PAST = re.compile(
    rf"\b(?:last (?:year|month|spring|summer|fall|autumn|winter|{_MONTH})|(?:year|month)s? ago"
    r"|earlier this year|the year before|at the time|this (?:spring|summer)"
    r"|(?:days|weeks|months|years) after (?:it|they|he|she|the|its))\b",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(rf" (?:\w+ )?in ({_MONTH})(?! (?:19|20))\b", re.IGNORECASE)  # right behind
_COMING = re.compile(r"\b(?:this year|next|later|soon|from|by (?:19|20)\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:in|since|of|late|early|[A-Z][a-z]{2,8}) ((?:19|20)\d\d)\b")
_TOLD_THEN = re.compile(
    r"\b(?:announced|unveiled|presented|promised|pledged|told|billed|planned|made (?:public|known)|"
    r"revealed|disclosed|proposed|outlined|agreed|approved|signed|committed|drawn up)\b"
)
_SAME = re.compile(
    r"\b(?:it|its|they|their|work|construction|(?:the|this|that) (?:[\w-]+ ){0,2}"
    r"(?:plants?|factory|fabs?|project|plan|plans|site|campus|facility|mill|complex|company))\b",
    re.IGNORECASE,
)
# what follows a Japanese or Korean cue for a step to come, or for one in the past
_SPACELESS_PLAN = re.compile(
    r"[^。、.,]{0,8}(?:予定|する計画|目指|する方針|ていた|を進め|할 예정|할 계획|예정|목표)"
)
# what follows one for a step that is denied, feared or only thought of
_SPACELESS_NOT = re.compile(
    r"[^。、.,]{0,8}(?:しない|せず|されない|はない|なく|否定|検討|恐れ|おそれ|懸念|可能性|かもしれ"
    r"|지 않|없이|없다|아니|아닌|부인|검토|우려|가능성|할 수도)"
)
# the date told before one: another year than the document's own
_SPACELESS_YEAR = re.compile(r"(?<!\d)(?:20)?(\d\d)(?:年|년)")
_SPACELESS_DAY = re.compile(
    r"昨年|一昨年|去年|前年|来年|来春|来秋|来月|지난해|작년|재작년|내년|내후년|오는|다음 달"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    tells: Milestone
    done: bool  # counts only as something that has happened
    lang: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Cues:
    cues: tuple[_Cue, ...]
    guards: dict[bool, re.Pattern[str]]  # by `_Cue.done`


def milestones_of(context: ClaimContext) -> tuple[Found[Milestone], ...]:
    """Every milestone that the claim's sentence or headline tells as news, in order of the text."""
    first: dict[Milestone, Found[Milestone]] = {}
    for span in _spans(context):
        for found in _told(context, span):
            first.setdefault(found.value, found)
    return tuple(sorted(first.values(), key=lambda found: found.start))


def milestones_at(document: Document, start: int, end: int, main: bool) -> tuple[Milestone, ...]:
    """The milestones of one sentence of a document, `document.body[start:end]`."""
    context = ClaimContext(view=view_of(document), start=start, end=end, focus=start, main=main)
    return tuple(found.value for found in milestones_of(context))


def _spans(context: ClaimContext) -> list[Span]:
    """Where a milestone of the claim may stand, its own sentence first."""
    view, own = context.view, (context.start, context.end)
    spans = [own]
    if context.main:
        lead = [s for s in view.sentences if s[0] >= view.title_end][:_LEAD]
        spans += [(0, view.title_end), *lead]
    near = context.nearby(1, 1)
    spaceless = view.lang in _SPACELESS
    spans += [s for s in near if spaceless or _SAME.search(view.body, *s)]
    return spans


def _told(context: ClaimContext, span: Span) -> Iterator[Found[Milestone]]:
    body, lang = context.view.body, context.view.lang
    cues, patterns = _of_language(lang if lang in _SPACELESS else "en")
    for number, matches in patterns.find(body, *span):
        cue = cues[number]
        for match in matches:
            if _is_news(context, span, cue, match, _read()):
                yield Found(value=cue.tells, start=match.start(), end=match.end())
                break


def _is_news(
    context: ClaimContext, span: Span, cue: _Cue, match: re.Match[str], book: _Cues
) -> bool:
    body = context.view.body
    if cue.lang in _SPACELESS:
        return _is_spaceless_news(context, span, cue, match)
    before = body[max(span[0], match.start() - _BEFORE) : match.start()]
    rest, day = _rest(body, match.end(), span[1]), context.view.published
    month = _IN_MONTH.match(rest)
    return not (
        book.guards[cue.done].search(before)
        or _PAST.search(_CLAUSE.split(before)[-1])
        or (month is not None and month[1].lower() != f"{day:%B}".lower())
        or _dated(rest, day.year, done=cue.done)
    )


def _is_spaceless_news(context: ClaimContext, span: Span, cue: _Cue, match: re.Match[str]) -> bool:
    """In Japanese and Korean what undoes a step follows it, and its date stands before it."""
    body = context.view.body
    if _SPACELESS_NOT.match(body, match.end(), span[1]):
        return False
    if not cue.done:
        return True
    clause = re.split(r"[。、,]", body[max(span[0], match.start() - _BEFORE) : match.start()])[-1]
    years = {int(m[1]) for m in _SPACELESS_YEAR.finditer(clause)}
    another = years and context.view.published.year % 100 not in years
    plan = _SPACELESS_PLAN.match(body, match.end(), span[1])
    return not (plan or another or _SPACELESS_DAY.search(clause))


def _rest(body: str, start: int, end: int) -> str:
    """The rest of the clause behind a cue."""
    mark = _CLAUSE.search(body, start, end)
    return body[start : mark.start() if mark else end]


def _dated(clause: str, year: int, *, done: bool) -> bool:
    """Whether the clause dates its step before this year, or (for a step done) to come.

    The date of an older announcement in the clause is not the step's own.
    """
    years = [m for m in _YEAR.finditer(clause) if int(m[1]) < year or (done and int(m[1]) > year)]
    found = _PAST.search(clause) or (_COMING.search(clause) if done else None)
    found = found or next(iter(years), None)
    return found is not None and not _TOLD_THEN.search(clause, 0, found.start())


@cache
def _of_language(lang: str) -> tuple[tuple[_Cue, ...], Patterns]:
    cues = tuple(cue for cue in _read().cues if cue.lang == lang)
    return cues, Patterns(cue.pattern for cue in cues)


@cache
def _read() -> _Cues:
    """The cue file. Raises BadConfig for an entry that is not understood."""
    text = resources.files("extract").joinpath("data", "milestones.toml").read_text("utf-8")
    table = tomllib.loads(text)
    guards = {kind: "|".join(words) for kind, words in table["guards"].items()}
    return _Cues(
        tuple(_cue(row) for row in table["cue"]),
        {
            kind == "done": re.compile(rf"\b(?:{words})(?: \w+)?\s$", re.IGNORECASE)
            for kind, words in guards.items()
        },
    )


def _cue(row: dict[str, object]) -> _Cue:
    tells, words, lang = row.get("tells"), row.get("words"), str(row.get("lang", "en"))
    if (
        row.keys() - _KEYS
        or tells not in get_args(Milestone)
        or row.get("news") not in ("done", "told")
        or not row.get("why")
        or not isinstance(words, list)
    ):
        raise BadConfig(
            f"extract/data/milestones.toml: the entry for {tells!r} has an unknown key or code, or "
            "lacks `news`, `words` or `why`; mend the entry."
        )
    left, right = ("", "") if lang in _SPACELESS else (r"(?<![\w-])", r"(?!\w)")
    pattern = re.compile(f"{left}(?:{'|'.join(map(str, words))}){right}", re.IGNORECASE)
    return _Cue(cast(Milestone, tells), row["news"] == "done", lang, pattern)
