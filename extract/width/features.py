"""What the model sees of a pledge: the cues beside it, the places named, its seat and its size."""

from __future__ import annotations

import math
from collections.abc import Iterator

from extract.cues import cues_of, voices
from extract.merging import Pledge
from extract.nature import nature_of
from extract.scene import Scene
from extract.windows import windows

_CODES = ("additional", "grows", "component", "apart", "umbrella", "total")  # of cues_scope
_LOUD, _CLEAR = 2.0, 1.2  # strengths from which a cue is told as 2, as 1
_SHARES = (1.0, 0.4, 0.2)  # what the loudest, second and third cue of a code count
_LATER = 1.05  # a sum so many times another is larger beyond rounding


def features(scene: Scene, pledge: Pledge) -> Iterator[str]:
    """Names of the features that are present."""
    yield "bias"
    yield f"lang:{scene.lang}"
    yield f"speaker:{scene.speaker}"
    yield from _cues(scene, pledge)
    yield from _places(scene, pledge)
    yield from _seat(scene, pledge)
    yield f"nature:{nature_of(scene.body, scene.lang, pledge.best.seated)[0]}"
    yield from _windows(scene, pledge)


def _cues(scene: Scene, pledge: Pledge) -> Iterator[str]:
    heard = voices("cues_scope", scene.body, scene.lang, pledge.best.seated)
    yield from {f"cue:{v.says}:{_loudness(v.strength)}" for v in heard}
    for mention in pledge.mentions:
        spoken = voices("cues_scope", scene.body, scene.lang, mention.seated)
        yield from {f"any:{v.says}" for v in spoken if v.strength >= _CLEAR}
    titled = cues_of("cues_scope", scene.lang).find(scene.body, 0, scene.title_end)
    yield from {f"title:{cue.says}" for cue, _ in titled if cue.says in _CODES}
    scores = {code: _score([v.strength for v in heard if v.says == code]) for code in _CODES}
    lead = scores["umbrella"] - scores["total"]
    yield f"lead:{'wide' if lead > 0.3 else 'narrow' if lead < -0.3 else 'even'}"


def _windows(scene: Scene, pledge: Pledge) -> Iterator[str]:
    """A programme's years may stand in any sentence that tells the sum, the headline among them."""
    for mention in pledge.mentions:
        line = mention.seated.line
        for window in windows(scene.body[line.start : line.end], scene.day.year, scene.lang):
            yield "any window"
            if window.counted:
                yield "any window:counted"
            if line == pledge.line:
                yield f"window:{'counted' if window.counted else 'dated'}"


def _loudness(strength: float) -> int:
    return 2 if strength >= _LOUD else 1 if strength >= _CLEAR else 0


def _score(strengths: list[float]) -> float:
    return sum(s * share for s, share in zip(sorted(strengths)[::-1], _SHARES, strict=False))


def _places(scene: Scene, pledge: Pledge) -> Iterator[str]:
    spans = {
        "own": (pledge.line.start, pledge.line.end),
        "title": (0, scene.title_end),
        "around": _paragraph(scene, pledge),
    }
    for name, (start, end) in spans.items():
        here = [m for m in scene.places if start <= m.start < end]
        yield f"{name}:towns:{min(2, len({m.place.city for m in here if m.place.city}))}"
        yield f"{name}:states:{min(2, len({m.place.region for m in here if m.place.region}))}"
        if name != "around" and any(m.level == "country" for m in here):
            yield f"{name}:country"
    yield f"parts:towns:{min(3, len(_towns_of_parts(scene, pledge)))}"


def _paragraph(scene: Scene, pledge: Pledge) -> tuple[int, int]:
    line, end = pledge.line, scene.body.find("\n", pledge.line.end)
    return scene.body.rfind("\n", 0, line.start) + 1, end if end >= 0 else len(scene.body)


def _towns_of_parts(scene: Scene, pledge: Pledge) -> set[str]:
    """The towns named beside smaller sums: where the parts of a programme go."""
    dollars = pledge.amount.usd or 0
    lines = [p.line for p in scene.pledges if p is not pledge and (p.amount.usd or 0) < dollars]
    return {
        m.place.city
        for m in scene.places
        if m.place.city and any(line.start <= m.start < line.end for line in lines)
    }


def _seat(scene: Scene, pledge: Pledge) -> Iterator[str]:
    line, dollars = pledge.line, pledge.amount.usd or pledge.amount.value
    others = [p.amount.usd or p.amount.value for p in scene.pledges if p is not pledge]
    yield f"part:{line.part}"
    yield f"number:{min(4, line.number)}"
    yield f"pledges:{min(5, len(scene.pledges))}"
    yield f"size:{min(12, int(math.log10(max(1, dollars))))}"
    yield f"mentions:{min(3, len(pledge.mentions))}"
    yield f"smaller:{min(3, sum(other * _LATER < dollars for other in others))}"
    if any(other > dollars * _LATER for other in others):
        yield "larger"
    if any(m.seated.line.part == "title" for m in pledge.mentions):
        yield "headline"
