"""Whose dollar a bare "$" is: that of the public body that speaks, or of the land it is told in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from extract.money.tables import table
from extract.patterns import Patterns

# a country's own mark; one letter only where it stands close: "A $5 million plant" is no mark
_MARKED = Patterns([re.compile(r"\b(?:[CAS]|(?:CA|CAD|CDN|Cdn|AU|AUD|NZ|NZD|SG|SGD) ?)\$")])

_OFTEN = 2  # words of a land that tell where a text is at home


def home_dollar(source: str, text: str) -> str | None:
    """The country (ISO 3166) whose dollar "$" is in this text; None: the American one.

    A body that marks its own dollar ("C$5 million") means another one where it does not.

    >>> home_dollar("economie-quebec", "A $7 billion plant"), home_dollar("governor-ga", "$7")
    ('CA', None)
    """
    return None if _MARKED.find(text) else _speaker(source) or _land(text)


@lru_cache(maxsize=4_096)
def _speaker(source: str) -> str | None:
    words = set(source.lower().replace("_", "-").split("-"))
    speakers: dict[str, list[str]] = table("currencies")["dollar_speakers"]
    return next((country for country, names in speakers.items() if words & set(names)), None)


def _land(text: str) -> str | None:
    """The land with a dollar of its own that the text names oftenest, above the United States."""
    if "$" not in text or "US$" in text:
        return None
    lands, words = _lands()
    told = Counter({lands[number]: len(found) for number, found in words.find(text)})
    for land, times in told.most_common(1):
        if land != "US" and times >= _OFTEN and times > told["US"]:
            return land
    return None


@cache
def _lands() -> tuple[tuple[str, ...], Patterns]:
    lands: dict[str, list[str]] = table("currencies")["dollar_lands"]
    words = ("|".join(map(re.escape, names)) for names in lands.values())
    return tuple(lands), Patterns(re.compile(rf"\b(?:{names})(?!\w)") for names in words)
