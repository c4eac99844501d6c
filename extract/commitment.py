"""How settled a pledge is by this text: firm, plan, mou, conditional.

What depends on an approval, an incentive or a deal on the money itself is conditional; interest and
memoranda are mou; umbrellas, list entries, stopped projects and "plans to" are plans; a project
that the party builds or "will" spend on is firm. A part of a sum of the same text is as settled as
the whole (reading rules of the gold sets). Between firm and plan a trained model may overrule what
is decided here (extract/settled).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from extract.cues import Voice, cues_of
from extract.layout import Line
from extract.merging import Pledge
from extract.nature import nature_of
from extract.roles import Standing
from extract.scene import Scene
from extract.wholes import holds
from extract.windows import windows
from repledge.contracts import Amount, Commitment

Decided = tuple[Commitment, Voice | None]
Codes = dict[str, Voice]


def commitments(
    scene: Scene,
    lines: Sequence[Line],
    pledges: Sequence[tuple[Pledge, Standing]],
    main: Pledge,
) -> list[Decided]:
    """For each pledge the commitment with the words that decided it."""
    own = [
        settled(
            scene.body, scene.lang, lines, pledge.line, standing,
            promised=is_promised(scene, pledge), main=pledge is main,
        )
        for pledge, standing in pledges
    ]  # fmt: skip
    programmes = [
        (pledge.amount, said)
        for (pledge, standing), said in zip(pledges, own, strict=True)
        if standing.role == "umbrella"
    ]
    wholes = {
        _key(pledge.amount): (pledge, said) for (pledge, _), said in zip(pledges, own, strict=True)
    }
    return [
        _of_whole(scene, pledge, said, wholes.get(_key(standing.whole)))
        if standing.role == "component"
        else _of_programme(pledge, said, programmes)
        if standing.role == "additional"
        else said
        for (pledge, standing), said in zip(pledges, own, strict=True)
    ]


def is_promised(scene: Scene, pledge: Pledge) -> bool:
    """Whether it is an entry of a list of what many companies promise, or goods to be bought."""
    listed = scene.of_many or (scene.speaker == "list" and pledge.line.part == "item")
    return listed or nature_of(scene.body, scene.lang, pledge.best.seated)[0] == "purchase"


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
    settled_part = said[1] is not None or _names_site(scene, part)
    if said[0] == "firm" and settled_part and decided == ("plan", None) and not spread:
        return said
    return decided


def _of_programme(
    increment: Pledge, said: Decided, programmes: Sequence[tuple[Amount, Decided]]
) -> Decided:
    """What is added to a programme of the same text is as settled as the programme."""
    if said[0] != "firm":
        return said
    held = (how for whole, how in programmes if _grown_by(whole, increment))
    return next(held, said)


def _grown_by(whole: Amount, increment: Pledge) -> bool:
    return whole.currency == increment.amount.currency and holds(whole, increment)


def _names_site(scene: Scene, part: Pledge) -> bool:
    """Whether the sentence names a town, county or site where the part goes."""
    line = part.line
    return any(m.place.city and line.start <= m.start < line.end for m in scene.places)


def settled(
    body: str,
    lang: str,
    lines: Sequence[Line],
    seat: Line,
    standing: Standing,
    *,
    promised: bool,
    main: bool,
) -> Decided:
    """How settled the pledge told in one sentence is, by itself; `promised`: not decided;
    `main`: the headline pledge, of which the text speaks wherever it names "the project".
    """
    title = codes_in(body, lang, lines, lambda line: line.part in ("title", "deck"))
    own = codes_in(body, lang, [seat])
    beside = codes_in(body, lang, lines, lambda line: is_beside(line, seat))
    condition = own.get("conditional") or title.get("conditional") or beside.get("conditional")
    condition = condition or own.get("project_conditional")
    whole: Codes = {}
    if main and standing.role != "umbrella":
        whole = codes_in(body, lang, lines, lambda line: line.part in ("text", "item"))
    if condition := condition or whole.get("project_conditional"):
        return "conditional", condition
    interest = own.get("mou") or title.get("mou") or beside.get("mou")
    if interest is None and not promised:
        interest = whole.get("project_mou")
    if interest:
        return "mou", interest
    if approved := own.get("approved") or title.get("approved"):
        return "firm", approved
    if standing.role == "umbrella" or (promised and "under_way" not in own):
        return "plan", own.get("plan")
    builds, weaker = own.get("builds"), own.get("plan")
    said_first = builds is not None and weaker is not None and builds.start < weaker.start
    for code in ("stop",) if said_first else ("stop", "plan"):
        if code in own and "under_way" not in own:
            return "plan", own[code]
    return "firm", own.get("under_way") or builds or own.get("firm")


def is_beside(line: Line, seat: Line) -> bool:
    """Whether a sentence speaks of the seat too: its paragraph, or what stands over its list."""
    over = (seat.intro, seat.heading) if seat.part == "item" else ()
    return line.paragraph == seat.paragraph or (line.start, line.end) in over


def codes_in(
    body: str,
    lang: str,
    lines: Sequence[Line],
    wanted: Callable[[Line], bool] = lambda line: True,
) -> Codes:
    """The codes that cues in the wanted lines speak for, each with its first words."""
    found: Codes = {}
    for line in filter(wanted, lines):
        for code, voice in _said(body, lang, line.start, line.end):
            found.setdefault(code, voice)
    return found


@lru_cache(maxsize=512)  # the pledges of a document ask the same lines, each several times
def _said(body: str, lang: str, start: int, end: int) -> tuple[tuple[str, Voice], ...]:
    found: Codes = {}
    for cue, matches in cues_of("cues_commitment", lang).find(body, start, end):
        found.setdefault(cue.says, Voice(cue.weight, cue.says, *matches[0].span()))
    return tuple(found.items())
