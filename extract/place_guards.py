"""Names of places that stand for something else: an origin, a river, a university, a relation."""

from __future__ import annotations

import re

from extract.gazetteer import Level
from extract.matcher import Hit
from extract.patterns import Patterns

_NO_SITE_AFTER = re.compile(
    r"(?:\s*,\s*[A-Z][\w. ]{1,20})?(?:-based|-headquartered|\s+headquarters|\s+head\s+office|本社)"
)
# "U.S.-based production" is there; "Spain-based packaging maker" only comes from there
_BASED_WORKS = re.compile(
    r"-based\s+(?:\w+\s+){0,2}?(?:manufacturing|production|data\s+cent|operations?\b|growth\b|jobs\b|"
    r"investments?\b|output\b|expansion|facilit|factor(?:y|ies)\b|plants?\b|infrastructure\b|"
    r"suppl(?:y|iers)\b)(?!\s+(?:company|companies|maker|firm|group|giant|startup|business|specialist))"
)
_NO_SITE_BEFORE = re.compile(
    r"(?:based|headquartered|seated|head\s+office|headquarters|rooted|roots|founded|born|raised)\s+(?:in|at|near)\s+"
    r"(?:\w+,\s+|\w+\s+and\s+)?$|"
    r"(?:本社|本社所在地|본사)[：:はが는은\s]*$|"
    r"(?:governor|president|university|(?<!in\sthe\s)state|bank|gulf|government|congress\w*|senator|mayor)\s+(?:of|from)\s+$",
    re.IGNORECASE,
)
_RIVER = re.compile(
    r"\b(?:bank|banks|shore|shores|along|side|mouth)\s+(?:of\s+)?the\s+$", re.IGNORECASE
)
_BEFORE = Patterns([_RIVER, _NO_SITE_BEFORE])
_NAMES_ELSE_AFTER = re.compile(
    r"\s+(?:University|State\s+University|Times|Post|Journal|Stock\s+Exchange|Gov\b|Airways|Airlines|"
    r"Investment\s+Authority|Power\b|Instruments|Semiconductor|Steel\b|[Dd]ollars?|dollar|"
    r"[Aa]uto\s+[Ss]how|[Ss]how\b|club\b|[Pp]resident\b|[Gg]overnment|tour\b|delegation)"
)
_SPELLED = 5  # letters from which a country's name is no mark of its money ("promised India $1bn")
_CURRENCY_AFTER = re.compile(r"\s?[$€£¥]")
# water and land that a state or town gives its name to: they run through other states too
_WATERS = re.compile(r"\s+(?:River|Rivers|Creek|Bayou|Lake|Bay|Basin|Canal|Reservoir|Gulf)\b")
# states called after a river that borders or crosses others; "the Ohio plant" is in the state
# https://www.usgs.gov/special-topics/water-science-school/science/rivers-united-states
_RIVERS = frozenset(
    {"Mississippi", "Missouri", "Ohio", "Tennessee", "Colorado", "Arkansas", "Delaware",
     "Connecticut", "Wisconsin", "Illinois", "Alabama", "Kansas"}
)  # fmt: skip
_ARTICLE = re.compile(r"\b[Tt]he\s+(?:lower\s+|upper\s+)?$")
_NO_NOUN = re.compile(
    r"\s*(?:[.,;:)!?\n]|['’]s\s+(?:east|west|north|south|bank|mouth|shore)|$)"
    r"|\s+(?:and|or|in|is|are|was|by|from|to|with|that|which|where|at|near|between)\b"
)
# who only comes from there: a nation's or a town's companies
_ORIGIN_AFTER = re.compile(
    r"\s+(?:[a-z][\w-]*\s+){0,2}?(?:compan(?:y|ies)|firms?|groups?|makers?|giants?|"
    r"[a-z]*(?:makers?|miners?|producers?|manufacturers?)|conglomerates?|start-?ups?|"
    r"developers?|suppliers?|investors?|operators?|retailers?|utilit(?:y|ies)|banks?)\b"
)
_LONGER_NAME = re.compile(
    r"(?: [A-Z][a-z]+)+| \d{1,2}\b(?![,.%]?\d| (?:million|billion|percent|new))"
)
# what towns have that bear their name
_OF_A_TOWN = re.compile(
    r"\b(?:Plant|Works|Assembly|Factory|Complex|Mill|Campus|Site|Refinery|Megasite|Fab|County|City|Engine|"
    r"Stamping|Casting|Operations|Facility|Center|Centre|Airport|Port|Area|Mayor|Mine|Industrial|Park)\b"
)
# "the U.S.-UAE Partnership": two countries that deal with each other, no place of either
_RELATION_AFTER = re.compile(r"[-–](?=[A-Z]\w)(?![A-Z]\w*[- ]based)")
_RELATION_BEFORE = re.compile(r"\b[A-Z][\w.]+[-–]$")


def names_something_else(text: str, hit: Hit, level: Level) -> bool:
    """Whether the name tells no place here: where somebody comes from, water, a university."""
    return bool(
        (_NO_SITE_AFTER.match(text, hit.end) and not _BASED_WORKS.match(text, hit.end))
        or (len(hit.name) < _SPELLED and _CURRENCY_AFTER.match(text, hit.end))
        or _NAMES_ELSE_AFTER.match(text, hit.end)
        or _BEFORE.find(text, max(0, hit.start - 40), hit.start)
        or (level != "country" and not names_river(text, hit) and _WATERS.match(text, hit.end))
        or (level == "country" and comes_from_there(text, hit))
        or (level == "country" and _in_relation(text, hit))
    )


def heads_a_name(text: str, hit: Hit) -> bool:
    """Whether a town's name is the first word of another name ("Stanton Springs North", "Apex 1").

    >>> body = "at Stanton Springs North; the Kokomo Casting Plant"
    >>> hits = [Hit(m.start(), m.end(), m[0], ()) for m in re.finditer("Stanton|Kokomo", body)]
    >>> [heads_a_name(body, hit) for hit in hits]
    [True, False]
    """
    match = _LONGER_NAME.match(text, hit.end)
    return match is not None and _OF_A_TOWN.search(match[0]) is None


def names_river(text: str, hit: Hit) -> bool:
    """Whether a state's name is its river's ("on the Mississippi"): that runs through others too.

    >>> body = "on the Ohio, in Ohio"
    >>> [names_river(body, Hit(m.start(), m.end(), m[0], ())) for m in re.finditer("Ohio", body)]
    [True, False]
    """
    if hit.name not in _RIVERS:
        return False
    article = _ARTICLE.search(text, max(0, hit.start - 12), hit.start)
    return article is not None and bool(
        _WATERS.match(text, hit.end) or _NO_NOUN.match(text, hit.end)
    )


def comes_from_there(text: str, hit: Hit) -> bool:
    """ "three American technology groups", "the Pittsburgh company": an origin, no site."""
    return _ORIGIN_AFTER.match(text, hit.end) is not None


def _in_relation(text: str, hit: Hit) -> bool:
    """A country in the name of a relation; towns have such names of their own."""
    return bool(
        _RELATION_AFTER.match(text, hit.end)
        or _RELATION_BEFORE.search(text, max(0, hit.start - 20), hit.start)
    )
