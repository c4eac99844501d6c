"""How settled a pledge is by this text: firm, plan, mou, conditional.

A site chosen, approved or under way where the party "will" spend is firm; company umbrellas over
years, list entries and "plans to" are plans; interest and memoranda are mou; what depends on an
approval, an incentive or a deal on the money itself is conditional.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.cues import Voice, cues_for
from extract.layout import Line
from extract.merging import Pledge
from repledge.contracts import Commitment, Role

_NEAR = 600  # characters within which a condition hangs on the sum
_LEAD = 3  # sentences of the text that tell what the release is about


def commitment_of(
    body: str, lang: str, lines: Sequence[Line], pledge: Pledge, role: Role
) -> tuple[Commitment, Voice | None]:
    """The commitment with the words that decided it."""
    own = _codes(body, lang, pledge.line.start, pledge.line.end)
    about = dict(own)
    for line in _neighbours(lines, pledge):
        for code, voice in _codes(body, lang, line.start, line.end).items():
            about.setdefault(code, voice)
    for code in ("mou", "conditional"):
        if code in own or (code in about and _stands_near(pledge, about[code])):
            return ("mou" if code == "mou" else "conditional"), about[code]
    if pledge.line.part == "item" and role == "umbrella":
        return "plan", None
    if "under_way" in own:
        return "firm", own["under_way"]
    if "plan" in own and "firm" not in own:
        return ("firm", about["under_way"]) if _sited(role, about) else ("plan", own["plan"])
    if role == "umbrella":
        return ("firm", about["under_way"]) if "under_way" in own else ("plan", own.get("plan"))
    return (
        ("plan", own["plan"])
        if "plan" in own and "under_way" not in about
        else ("firm", own.get("firm"))
    )


def _sited(role: Role, about: dict[str, Voice]) -> bool:
    return role != "umbrella" and "under_way" in about


def _stands_near(pledge: Pledge, voice: Voice) -> bool:
    return abs(voice.start - pledge.line.start) < _NEAR


def _neighbours(lines: Sequence[Line], pledge: Pledge) -> list[Line]:
    near = []
    for line in lines:
        same = line.paragraph == pledge.line.paragraph
        if line.part in ("title", "deck") or same or (line.part == "text" and line.number < _LEAD):
            near.append(line)
    return near


def _codes(body: str, lang: str, start: int, end: int) -> dict[str, Voice]:
    found: dict[str, Voice] = {}
    for cue in cues_for("cues_commitment", lang):
        match = cue.pattern.search(body, start, end)
        if match:
            found.setdefault(cue.says, Voice(cue.weight, cue.says, *match.span()))
    return found
