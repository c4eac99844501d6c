"""One pledge for each sum and project: headline, lead and body tell the same one several times.

Mentions of the same money are one pledge, unless they stand in different items of a list or the
text says "another". A mention without pledge words that repeats a known pledge joins it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.background import Past
from extract.cues import find_cue
from extract.kinds import SumKind
from extract.layout import Line
from extract.sums import SeatedSum
from repledge.contracts import Amount

_EQUAL = 0.006  # the rounding within which two printed sums are the same money
_ROUNDED = 0.015  # "nearly $14 billion" for 13.9
_ANOTHER = re.compile(
    r"\b(?:another|the same amount, up to|a further|and)\s*(?:US)?[$€£¥]?$", re.IGNORECASE
)
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+(?:US)?$", re.IGNORECASE)
_TOPIC = re.compile(r"(?:은|는|は)(?!\w*하)")
# margin (kinds.py) above which a sum that the text elsewhere calls a loan or a grant is a pledge
_CLEAR = 3.0
_LEAD = 4  # sentences that say what a release is about
_SEATS = {"text": 0, "item": 0, "deck": 2, "title": 2, "heading": 2, "boilerplate": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One sum of the text with what it was taken for."""

    seated: SeatedSum
    kind: SumKind
    past: Past | None

    @property
    def news(self) -> bool:
        """A pledge that is told as the news of this document."""
        return self.kind.pledge and self.past is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """One pledge with every mention of it; `best` is the one that is quoted."""

    best: Mention
    mentions: tuple[Mention, ...]

    @property
    def amount(self) -> Amount:
        """The sum as the quoted sentence prints it."""
        return self.best.seated.amount

    @property
    def line(self) -> Line:
        """The quoted sentence."""
        return self.best.seated.line


def merge(body: str, lang: str, mentions: Sequence[Mention]) -> tuple[Pledge, ...]:
    """The pledges that the mentions tell, in the order of their quotes."""
    groups = _groups(mentions)
    pledges: list[Pledge] = []
    rescued = None if any(m.news for m in mentions) else _step_of_old(body, lang, mentions)
    for group in groups:
        bar = _CLEAR if any(m.kind.sure for m in group) else 0.0
        news = [m for m in group if (m.news and m.kind.margin > bar) or m is rescued]
        for cluster in _clusters(body, news):
            repeats = [m for m in group if m not in news and cluster[0] is news[0]]
            best = min(cluster, key=_rank)
            pledges.append(Pledge(best=best, mentions=(*cluster, *repeats)))
    return tuple(sorted(pledges, key=lambda p: p.amount.start))


def _step_of_old(body: str, lang: str, mentions: Sequence[Mention]) -> Mention | None:
    """The pledge that a release without a new one is about: a ceremony, a stop, a next step.

    It stands in the lead, or its own sentence tells the step.
    """
    told = [m for m in mentions if m.past is not None and m.past.says == "told"]
    told = [m for m in told if m.seated.line.part != "boilerplate"]
    lead = (
        m for m in told if m.seated.line.part in ("title", "deck") or m.seated.line.number < _LEAD
    )
    steps = (m for m in told if _tells_step(body, lang, m.seated.line))
    return next(lead, None) or next(steps, None)


def _tells_step(body: str, lang: str, line: Line) -> bool:
    return any(
        find_cue("cues_commitment", code, lang, body, line.start, line.end)
        for code in ("moved", "stop")
    )


def same_money(left: Amount, right: Amount) -> bool:
    """Whether two printed sums are the same money, one of them perhaps rounded."""
    if left.currency != right.currency:
        return False
    slack = _ROUNDED if "about" in (left.qualifier, right.qualifier) else _EQUAL
    return abs(left.value - right.value) <= slack * max(left.value, right.value)


def _rank(mention: Mention) -> tuple[int, float, int]:
    return (
        _SEATS[mention.seated.line.part],
        -round(mention.kind.margin, 1) if mention.seated.line.number > 3 else -9,
        mention.seated.amount.start,
    )


def _groups(mentions: Iterable[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    for mention in mentions:
        for group in groups:
            if any(_shares_money(mention.seated, other.seated) for other in group):
                group.append(mention)
                break
        else:
            groups.append([mention])
    return groups


def _shares_money(left: SeatedSum, right: SeatedSum) -> bool:
    return any(
        same_money(a, b) for a in (left.amount, *left.twins) for b in (right.amount, *right.twins)
    )


def _clusters(body: str, news: Sequence[Mention]) -> list[list[Mention]]:
    clusters: list[list[Mention]] = []
    for mention in news:
        if not clusters or _is_another(body, clusters[-1][-1], mention):
            clusters.append([mention])
        else:
            clusters[-1].append(mention)
    return clusters


def _is_given(body: str, seated: SeatedSum) -> bool:
    """Whether the sum is told as known ("the $2 billion", a topic in Japanese and Korean)."""
    start, end = seated.span
    return bool(_TOPIC.match(body, end) or _DEFINITE.search(body, max(0, start - 12), start))


def _is_another(body: str, before: Mention, mention: Mention) -> bool:
    first, second = before.seated.line, mention.seated.line
    if first.part == second.part == "item" and first.paragraph != second.paragraph:
        return not _is_given(body, mention.seated)
    lead_in = body[
        max(second.start, mention.seated.amount.start - 28) : mention.seated.amount.start
    ]
    return first.part != "title" and first.start != second.start and bool(_ANOTHER.search(lead_in))
