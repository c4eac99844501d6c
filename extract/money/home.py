"""Whose dollar a bare "$" is: that of the public body that speaks, where it has one of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.money.tables import table

# a country's own mark; one letter only where it stands close: "A $5 million plant" is no mark
_MARKED = re.compile(r"\b(?:[CAS]|(?:CA|CAD|CDN|Cdn|AU|AUD|NZ|NZD|SG|SGD) ?)\$")


def home_dollar(source: str, text: str) -> str | None:
    """The country (ISO 3166) whose dollar "$" is in this text; None: the American one.

    A body that marks its own dollar ("C$5 million") means another one where it does not.

    >>> home_dollar("economie-quebec", "A $7 billion plant"), home_dollar("governor-ga", "$7")
    ('CA', None)
    """
    return None if _MARKED.search(text) else _speaker(source)


@lru_cache(maxsize=4_096)
def _speaker(source: str) -> str | None:
    words = set(source.lower().replace("_", "-").split("-"))
    speakers: dict[str, list[str]] = table("currencies")["dollar_speakers"]
    return next((country for country, names in speakers.items() if words & set(names)), None)
