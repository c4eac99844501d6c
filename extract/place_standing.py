"""How a place stands in its text: in a dateline, as somebody who acts, in an aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.context import ClaimContext
from extract.gazetteer import PlaceMention
from extract.guards import is_land_only, only_met, stands_as_party
from repledge.contracts import Place

_DATED = 2  # paragraphs behind which no dateline stands
_ACTS = re.compile(
    r"['’]s\b|s\b|\s*[:：]|\s+and\s+the\s+(?:United|U\.?S)|は|が|の(?:政府|企業)|政府|企業|인|은|는|정부|기업"
)
_COMES_FROM = re.compile(
    r"\b(?:from|with|by|(?<!province\s)(?<!state\s)(?<!region\s)(?<!district\s)(?<!part\s)(?<!north\s)(?<!south\s)(?<!east\s)(?<!west\s)of|between|outside)"
    r"\s+(?:the\s+)?$"
)
_SEATED = re.compile(
    r"\b(?:Corporation|Corp\.?|Inc\.?|Company|LLC|Ltd\.?|maker|firm)\s+(?:in|of)\s+$"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?)"
_DATELINE = re.compile(
    r"(?m)^[【(\[]?(?:[A-Z][A-Z.,/'’ \-]{2,40}|[A-Z][\w.]+(?:[ ,]+(?:and\s+)?[A-Z][\w.]+){0,4})"
    rf"(?:,?\s*\(?{_DAY}\)?)?\s*(?:\([^)\n]{{2,30}}\)\s*)?[-–—]{{1,2}}\s"
    r"|^[【(（][^】)）\n]{2,30}[】)）]"
    # "Melbourne, 17 August 2021." and "BERLIN. The group ..."
    r"|^[A-Z][\w.'’-]+(?:[ ,]+(?:and\s+)?[A-Z][\w.'’-]+){0,4},?\s+"
    rf"\(?{_DAY}\)?\s*(?:[.:,]|[-–—]|$)"
    r"|^[A-Z][A-Z'’-]{2,}(?: [A-Z'’-]{2,}){0,2}(?:, [A-Z][A-Za-z.]{1,12})?\.\s(?=[A-Z])"
)


def in_dateline(body: str, mention: PlaceMention) -> bool:
    """Whether the place only says where the text was written or released."""
    line = body.rfind("\n", 0, mention.start) + 1
    if mention.start - line > 60:
        return False
    if body.count("\n\n", 0, line) > _DATED:
        return False  # "Ohio – $200 million for ..." heads an entry of a list
    match = _DATELINE.match(body, line)
    return match is not None and mention.start < match.end() and line > 0


def is_actor(body: str, mention: PlaceMention) -> bool:
    """Whether a country is named as somebody who acts or is met, not as a place."""
    if _SEATED.search(body, max(0, mention.start - 24), mention.start):
        return True
    if only_met(body, mention.end, town=mention.level != "country"):
        return True
    if mention.level != "country" or mention.place.country == "US":
        return False
    if is_land_only(body, mention.start, mention.end):
        return False
    if body.startswith("、", mention.end) and mention.start > body.find("\n"):
        return False  # one of several places; in a headline the comma marks who acts
    if _ACTS.match(body, mention.end) or stands_as_party(body, mention.start, mention.end):
        return True
    return _COMES_FROM.search(body, max(0, mention.start - 24), mention.start) is not None


# a clause that tells more of what the sum builds: the places behind it are those of something else
_ASIDE = re.compile(
    r",\s+(?:where|which|while|whereas|whose)\b|;|\s(?:made|supplied|shipped|brought|mined|drawn)\s(?:in|from)\b"
)
# the whole that the sum adds to: "bringing its plans for Ohio and Texas to $9 billion"
_WHOLE = re.compile(
    r",\s+(?:which\s+)?(?:bring|tak|lift|rais|push)(?:s|es|ing)\s+(?:the|its|their)\s",
    re.IGNORECASE,
)
# what a programme holds besides: "$9 billion until 2030, with a first hall in Ohio"
_EXAMPLE = re.compile(
    r"\b(?:includ(?:es|ing|ed)|among\s+(?:them|which|these)|such\s+as|for\s+example|starting\s+with|"
    r"beginning\s+with|as\s+well\s+as|with\s+(?:an?|one|its|the)\s+(?:\w+\s+)?(?:brand-new|new|first|site|plant|factory))\b",
    re.IGNORECASE,
)


def told_of_sum(context: ClaimContext, own: list[PlaceMention]) -> list[PlaceMention]:
    """Those of the sentence's places that belong to the sum, without those of an aside."""
    body, focus = context.view.body, context.focus
    if whole := _WHOLE.search(body, focus, context.end):
        own = [m for m in own if m.start < whole.start()]
    borders = [m.start() for m in _ASIDE.finditer(body, focus, context.end)]
    if context.role == "umbrella":
        borders += [m.start() for m in _EXAMPLE.finditer(body, focus, context.end)]
    if not borders:
        return own
    told = [m for m in own if m.start < min(borders)]
    if context.role == "umbrella":
        return told or [country_of(m) for m in own[:1]]
    return told if any(m.level != "country" for m in told) else own


_ENTRY = re.compile(r"\s*(?:[-–•*·□ㅇ○・]|\(?\w{1,2}[.)])\s")


def in_entry(context: ClaimContext, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The first place told before the claim in its own paragraph: the head of a list's entry."""
    body = context.view.body
    first = body.rfind("\n", 0, context.start) + 1
    if not _ENTRY.match(body, first):
        return []
    return [m for m in mentions if first <= m.start < context.start][:1]


def country_of(mention: PlaceMention) -> PlaceMention:
    """The country of a place, as a place of its own."""
    return replace(mention, place=Place(country=mention.place.country), level="country")
