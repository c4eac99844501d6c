"""What the model sees of a pledge: its width, the cues of commitment, years and size.

Left out are the rules' answer and the role: on the sets that the rules were written on both look
surer than they are, and a model that leans on them gains less on sets that nobody has seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.commitment import Decided, codes_in, is_beside, is_promised
from extract.context import ClaimContext, DocumentView
from extract.layout import Line
from extract.merging import Pledge
from extract.opening import operational_by_of
from extract.roles import Standing
from extract.scene import Scene
from extract.width import width_odds
from extract.windows import windows

_WIDEST = 3  # log-odds of width beyond which more says nothing more
_FAR = 5  # years ahead, told as one from there on


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A pledge whose commitment the rules have decided."""

    pledge: Pledge
    standing: Standing
    decided: Decided
    main: bool  # the headline pledge


def features(scene: Scene, lines: Sequence[Line], case: Case) -> Iterator[str]:
    """Names of the features that are present."""
    yield "bias"
    yield f"lang:{scene.lang}"
    yield f"speaker:{scene.speaker}"
    if case.main:
        yield "main"
    if is_promised(scene, case.pledge):
        yield "promised"
    odds = case.standing.width
    if odds is None:
        odds = width_odds(scene, case.pledge)
    yield f"width:{max(-_WIDEST, min(_WIDEST, math.floor(odds)))}"
    yield from _cues(scene, lines, case.pledge.line)
    yield from _years(scene, lines, case)
    dollars = case.pledge.amount.usd or case.pledge.amount.value
    yield f"size:{min(12, int(math.log10(max(1, dollars))))}"


def _cues(scene: Scene, lines: Sequence[Line], seat: Line) -> Iterator[str]:
    """The cues of commitment, by where they are heard."""
    where = {
        "own": [seat],
        "title": [line for line in lines if line.part in ("title", "deck")],
        "beside": [line for line in lines if is_beside(line, seat)],
        "text": [line for line in lines if line.part in ("text", "item")],
    }
    for name, heard in where.items():
        for code in codes_in(scene.body, scene.lang, heard):
            yield f"{name}:{code}"


def _years(scene: Scene, lines: Sequence[Line], case: Case) -> Iterator[str]:
    """A window of spending in any sentence that tells the sum, and the year of the opening."""
    for mention in case.pledge.mentions:
        line = mention.seated.line
        for window in windows(scene.body[line.start : line.end], scene.day.year, scene.lang):
            yield f"window:{'counted' if window.counted else 'dated'}"
    opening = operational_by_of(_context(scene, lines, case))
    ahead = "none" if opening is None else min(_FAR, max(0, opening.value - scene.day.year))
    yield f"opens:{ahead}"


def _context(scene: Scene, lines: Sequence[Line], case: Case) -> ClaimContext:
    view = DocumentView(
        body=scene.body,
        lang=scene.lang,
        published=scene.day,
        sentences=tuple((line.start, line.end) for line in lines),
        title_end=scene.title_end,
    )
    line = case.pledge.line
    return ClaimContext(
        view=view,
        start=line.start,
        end=line.end,
        focus=case.pledge.amount.start,
        main=case.main,
        role=case.standing.role,
    )
