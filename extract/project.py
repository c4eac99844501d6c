"""Names of plants, campuses and programmes ("Fab 42", "Project Stargate", "Plant Spartanburg").

A name in the claim's sentence comes first, the nearest to the sum; then the title and the first
sentences for the headline claim, then the neighbours. Without a name, what is built ("battery
plant") stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.context import ClaimContext, Found, Span
from extract.patterns import Patterns

_LEAD = 2  # sentences after the title that tell what a release is about
_KIND = (
    r"(?:Manufacturing Center|Technology Park|Industrial Park|Energy Center|Gigafactory|Giga"
    r"|Megafab|Megasite|Campus|Complex|Mill|Works|Mine|Refinery|Smelter|Shipyard|Terminal"
    r"|Plant|Factory|LNG|Assembly)"
)
# words that open a sentence or belong to every plant; a name does not begin with them
_OPENERS = frozenset(
    """
    the a an its our this that these new first second third in at on for of from with and by as
    project plant campus company group american us u.s north south east west northern southern
    manufacturing industrial assembly battery chip national university research billion million
    """.split()  # noqa: SIM905 - a list of words reads better
)
_NO_NAME = frozenset(
    """
    manager director leader lead managers company development group the and for in at on of plans
    will has is to with finance managers america american us u.s operations
    """.split()  # noqa: SIM905 - a list of words reads better
)
_NUMBERED = re.compile(r"\b(?:Fab|Plant|Unit|Train|Phase|Building|Giga) ?\d{1,3}[A-Z]?\b")
_LEADING = re.compile(r"\b(?:Project|Plant|Operation|Campus|Gigafactory|Camp) ([A-Z][\w-]+)")
_TRAILING = re.compile(
    rf"[A-Z](?:(?<![\w'].)[\w&'’.-]+ (?:[A-Z][\w&'’.-]+ ){{0,3}}{_KIND}\b"
    r"|(?<!\w.)[a-z]+[A-Z]\w+ City\b)"
)
_CALLED = re.compile(
    r"\b(?:known as|named|called|dubbed|code-?named) [\"“”']?"
    r"((?:[A-Z][\w&'-]+)(?: [A-Z0-9][\w&'-]*){0,3})"
)
_ENGLISH = Patterns([_NUMBERED, _CALLED, _LEADING, _TRAILING])
_JA = re.compile(r"[ァ-ヶー一-鿿A-Za-z0-9]{2,12}(?:工場|製鉄所|製油所|発電所|キャンパス)")
_KO = re.compile(r"[가-힣A-Za-z0-9]{2,10} ?(?:공장|캠퍼스|제철소|발전소|산단)")
# words that say which, how many or what kind; a plant with nothing else has no name
_SPACELESS_OPENERS = re.compile(
    r"^(?:新|同|米|米国|米国内|国内|第\d|電池|半導体|自動車"
    r"|의|신규|미국|현지|새|배터리|반도체|자동차|이|해당|생산|합작|\d|곳의|규모의| )+"
    r"(?:工場|製鉄所|製油所|発電所|キャンパス|공장|캠퍼스|제철소|발전소|산단)$"
)
_SITES = Patterns(
    [
        re.compile(
            r"\b([a-z][\w-]+ (?:plant|factory|fab|mill|campus|refinery|smelter|mine|terminal))\b"
        )
    ]
)
# words before "plant" that do not say what it makes
_NO_KIND = frozenset(
    """
    the a an its their our this that new first second third next largest biggest planned same
    another each existing future current main whole entire of for and in at on up large one
    two three eleventh square-foot million-square-foot further earth no any
    """.split()  # noqa: SIM905 - a list of words reads better
)


def project_of(context: ClaimContext) -> Found[str] | None:
    """The name of the plant, campus or programme that the claim is about."""
    spans = _spans(context)
    for span in spans:
        named = list(_names(context, span))
        if named:
            return min(named, key=lambda found: abs(found.start - context.focus))
    return next((site for span in spans for site in _sites(context, span)), None)


def _spans(context: ClaimContext) -> list[Span]:
    view = context.view
    spans = [(context.start, context.end)]
    if context.main:
        lead = [s for s in view.sentences if s[0] >= view.title_end][:_LEAD]
        spans += [(0, view.title_end), *lead]
    return spans + context.nearby(1, 1)


def _names(context: ClaimContext, span: Span) -> Iterator[Found[str]]:
    body, lang = context.view.body, context.view.lang
    if lang in ("ja", "ko"):
        for match in (_JA if lang == "ja" else _KO).finditer(body, *span):
            if not (_SPACELESS_OPENERS.match(match[0]) or match[0].endswith("新工場")):
                yield Found(value=match[0], start=match.start(), end=match.end())
        return
    in_title = span[0] < context.view.title_end
    for match in _ENGLISH.matches(body, *span):
        if match.re is _NUMBERED:
            yield Found(value=match[0], start=match.start(), end=match.end())
        elif match.re is _CALLED:
            yield Found(value=match[1], start=match.start(1), end=match.end(1))
        elif in_title:
            return  # headlines capitalise every word: "Plans Joint Battery Plant" is no name
        elif match.re is _TRAILING:
            yield from _without_opener(match)
        elif match[1].lower() not in _NO_NAME:
            yield Found(value=match[0], start=match.start(), end=match.end())


def _without_opener(match: re.Match[str]) -> Iterator[Found[str]]:
    """The name without "The", "Its", "New" in front; nothing where only the kind is left."""
    words, start = match[0].split(" "), match.start()
    while words and words[0].lower() in _OPENERS:
        start += len(words.pop(0)) + 1
    if len(words) > 1 or (words and words[0] not in _KIND and match[0].endswith("City")):
        yield Found(value=" ".join(words), start=start, end=match.end())


def _sites(context: ClaimContext, span: Span) -> Iterator[Found[str]]:
    for match in _SITES.matches(context.view.body, *span):
        if match[1].split(" ")[0] in _NO_KIND:
            continue
        yield Found(value=match[1], start=match.start(1), end=match.end(1))
