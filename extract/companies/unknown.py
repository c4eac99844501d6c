"""Parties that no list knows, by the shape of their names; and who speaks in a newsroom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.companies.model import Company, PartyMention
from extract.companies.names import strip_legal_form
from extract.companies.registry import Companies
from extract.companies.shapes import headline_teller, shaped_names
from extract.companies.told import land_in_front, whole_names
from extract.places import place_mentions

_NO_PLEDGER = re.compile(
    r"\b(?:With|To|In|As|By|From|Into|At|On|Over)\b|\b(?:Economic\s+Development|State\s+Development|College|"
    r"University|Government|Assembly|Department|Officials|County|Council|Commission|Committee|Congress)\b"
)
# a public body that the headline has doing something; departments only announce what others do
_NO_TELLER = re.compile(
    r"\b(?:Government|Assembly|Department|Ministry|Officials|Council|Committee|Congress|Senate|House|"
    r"Office|Bureau|Economic\s+Development|Development\s+(?:Agency|Authority|Corporation))\b"
    r"|\b(?:County|Commission|State|Agency)$|\b(?:With|As|By|From|Into|At|On|Over)\b"
)
# the last word of what is named after its place: "Dayton Regional Hospital"
_NAMED_AFTER = re.compile(
    r"\b(?:Authority|District|Cooperative|University|College|Hospital|Health|Healthcare|System|"
    r"Agency|Company|Mills?|Energy|Power|Mining|Minerals|Metals|Lithium|Copper|Steel|Foods?|Farms?|"
    r"Brewing|Creamery|Dairy|Bank|Group|Partners|Holdings|Industries|Resorts?|Utilities|Airport|Port|"
    r"Systems|Technologies|Manufacturing|Railroad|Schools|Tribe|Nation|Clinic|Medical\s+Center)$"
)
_AROUND = re.compile(
    r"^(?:Greater|Metropolitan|Metro|Upper|Lower|Downtown|Northern|Southern|Eastern|Western) "
)
# of whose name the land is a part: "Bank of Canada"
_BODY = re.compile(
    r"Bank|University|Port|City|County|State|Ports|Institute|Church|Government|Ministry|Republic|Province|"
    r"Department|Airport|Tribe|Nation|Council|Chamber|College|Town|Village|Commonwealth"
)
_SPACELESS = frozenset({"ja", "ko"})
_NO_NAME = frozenset(
    """
    the a an this that these those it its he she they we our i in on at by for from with under
    over after before since as when while if once until and or but so yet to of new today
    yesterday monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december first second third both
    each all some many most company companies project plant investment construction production
    work about more up governor president senator secretary minister mayor gov sen rep capital
    total location jobs phase site what why how who where which there here also together
    another other additional fab line unit building next-generation next generation inaugural
    two three four five six seven eight nine ten expansion growth record market markets news
    update headline summary results report statement fact sheet digital grid energy power data
    state cabinet parliament completing building expanding opening investing securing making
    adding bringing putting spending finishing funding financing starting restarting
    center centre needs home list billion million investor investors shareholder shareholders
    """.split()  # noqa: SIM905 - a list of words reads better
)
# what somebody is: by itself, with a headline's capital, nobody's name
_NOUNS = frozenset(
    """
    partners utility utilities miner miners group groups firm firms startup start-up maker makers
    carmaker automaker chipmaker drugmaker steelmaker regulators consortium airline airlines bank
    banks hospital university city county town village developer developers landlord officials
    producer producers manufacturer operator retailer brewer railway port council ministers nations
    """.split()  # noqa: SIM905 - a list of words reads better
)


def unknown_parties(
    text: str, lang: str, known: tuple[PartyMention, ...]
) -> tuple[PartyMention, ...]:
    """Names with a legal form, a ticker, or as the subject of a pledge, if not known already."""
    taken = bytearray(len(text))  # one for a character that a name stands on
    for mention in known:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    found: list[PartyMention] = []
    for start, end in _spans(text, lang):
        written = text[start:end]
        if any(taken[start:end]) or is_place(written):
            continue
        taken[start:end] = b"\1" * (end - start)
        found.append(
            PartyMention(text=written, name=strip_legal_form(written), start=start, end=end)
        )
    return tuple(sorted(found, key=lambda mention: mention.start))


def _spans(text: str, lang: str) -> Iterator[tuple[int, int]]:
    for span in shaped_names(text, lang):
        for start, end in whole_names(text, *span):
            land = land_in_front(text, start, end)
            begin = land.end() if land and is_place(land[1]) else start
            if is_name(text[begin:end]) and not _NO_PLEDGER.search(text[begin:end]):
                yield begin, begin + len(without_land(text[begin:end]))
    if lang in _SPACELESS or (told := headline_teller(text)) is None:
        return
    if is_name(text[slice(*told)]) and not _NO_TELLER.search(text[slice(*told)]):
        yield told


def is_place(written: str) -> bool:
    """Whether the words are a town or state, or begin with one and end in no word for a firm."""
    bare = _AROUND.sub("", written)
    after = _NAMED_AFTER.search(written) is None
    return any(
        m.text in (written, bare) or (after and written.startswith(m.text + " "))
        for m in place_mentions(written)
    )


def without_land(name: str) -> str:
    """The name without the land that a list puts behind it: "Zyxo of Canada", not "Bank of ..."."""
    head, of, land = name.partition(" of ")
    if not of or " " in head or _BODY.fullmatch(head):
        return name
    return head if is_place(land) else name


def is_name(written: str) -> bool:
    """Whether capitalised words can be a name at all: no weekday, title or "The Project"."""
    words = re.findall(r"[\w'’]+", written.lower())
    if (
        not words
        or words[0] in _NO_NAME
        or written.lower() in _NOUNS
        or written.replace(",", "").isdigit()
    ):
        return False
    return not all(word in _NO_NAME or word.isdigit() for word in words)


@lru_cache(maxsize=4_096)  # few sources, each with many documents
def announcer_of(source: str, companies: Companies) -> Company | None:
    """The party whose newsroom a source slug names ("toyota-usa-newsroom"), or None."""
    words = source.replace("_", "-").split("-")
    for length in range(len(words), 0, -1):
        if company := companies.resolve(" ".join(words[:length])):
            return company
    return None
