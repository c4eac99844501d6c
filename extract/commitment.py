"""How settled a pledge is by this text: firm, plan, mou, conditional.

What depends on an approval, an incentive or a deal on the money itself is conditional; interest and
memoranda are mou; umbrellas, list entries, stopped projects and "plans to" are plans; a project
that the party builds or "will" spend on is firm. A part of a sum of the same text is as settled as
the whole (reading rules of the gold sets).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.cues import Voice, cues_for
from extract.horizon import windows
from extract.layout import Line
from extract.merging import Pledge
from extract.roles import Standing
from extract.scene import Scene
from repledge.contracts import Amount, Commitment
from repledge.contracts import Voice as Speaker

Decided = tuple[Commitment, Voice | None]
Codes = dict[str, Voice]


def commitments(
    scene: Scene, lines: Sequence[Line], pledges: Sequence[tuple[Pledge, Standing]]
) -> list[Decided]:
    """For each pledge the commitment with the words that decided it."""
    own = [
        settled(scene.body, scene.lang, lines, scene.speaker, pledge.line, standing)
        for pledge, standing in pledges
    ]
    wholes = {
        _key(pledge.amount): (pledge, said) for (pledge, _), said in zip(pledges, own, strict=True)
    }
    return [
        _of_whole(scene, pledge, said, wholes.get(_key(standing.whole)))
        if standing.role == "component"
        else said
        for (pledge, standing), said in zip(pledges, own, strict=True)
    ]


def _key(amount: Amount | None) -> tuple[int, int] | None:
    return (amount.value, amount.start) if amount else None


def _of_whole(
    scene: Scene, part: Pledge, said: Decided, whole: tuple[Pledge, Decided] | None
) -> Decided:
    """A part is as settled as its whole, unless its own words say more."""
    if whole is None or said[0] not in ("firm", "plan"):
        return said
    pledge, decided = whole
    line = pledge.line
    spread = any(windows(scene.body[line.start : line.end], scene.day.year, scene.lang))
    if said[0] == "firm" and said[1] is not None and decided == ("plan", None) and not spread:
        return said
    return decided


def settled(
    body: str, lang: str, lines: Sequence[Line], speaker: Speaker, seat: Line, standing: Standing
) -> Decided:
    """How settled the pledge told in one sentence is, by itself."""
    title = _codes(body, lang, lines, lambda line: line.part in ("title", "deck"))
    own = _codes(body, lang, [seat])
    beside = _codes(body, lang, lines, lambda line: line.paragraph == seat.paragraph)
    text = _codes(body, lang, lines, lambda line: line.part == "text")
    condition = own.get("conditional") or beside.get("conditional")
    if condition := condition or text.get("project_conditional"):
        return "conditional", condition
    if interest := own.get("mou") or title.get("mou") or beside.get("mou"):
        return "mou", interest
    if standing.role == "umbrella" or (speaker == "list" and seat.part == "item"):
        return "plan", own.get("plan")
    for code in ("stop", "plan"):
        if code in own and "under_way" not in own:
            return "plan", own[code]
    return "firm", own.get("under_way") or own.get("firm")


def _codes(
    body: str,
    lang: str,
    lines: Sequence[Line],
    wanted: Callable[[Line], bool] = lambda line: True,
) -> Codes:
    """The codes that cues in the wanted lines speak for, each with its first words."""
    found: Codes = {}
    for line in filter(wanted, lines):
        for cue in cues_for("cues_commitment", lang):
            if match := cue.pattern.search(body, line.start, line.end):
                found.setdefault(cue.says, Voice(cue.weight, cue.says, *match.span()))
    return found
