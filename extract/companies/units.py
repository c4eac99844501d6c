"""A unit of a known company, by the words behind its name: "Tata Electronics"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources

from extract.companies.model import PartyMention


def own_unit(mention: PartyMention, text: str) -> PartyMention:
    """The mention with the words that make it a unit: its printed name, under its group's id.

    >>> mention = PartyMention(text="Tata", name="Tata Group", start=0, end=4, group_id="tata")
    >>> unit = own_unit(mention, "Tata Electronics will build.")
    >>> unit.name, unit.group_id
    ('Tata Electronics', 'tata')
    """
    words = _words().match(text, mention.end)
    if words is None or mention.kind != "company":
        return mention
    written = text[mention.start : words.end()]
    return replace(mention, text=written, name=written, end=words.end())


@cache
def _words() -> re.Pattern[str]:
    """data/own_units.toml; with spaces no further name may follow ("Ford Energy Center")."""
    table = resources.files("extract") / "data" / "own_units.toml"
    spaced: list[str] = []
    glued: list[str] = []
    for row in tomllib.loads(table.read_text(encoding="utf-8"))["units"]:
        (spaced if row["lang"] == "en" else glued).extend(row["words"])
    english, asian = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (spaced, glued)
    )
    return re.compile(rf"(?:\s(?:{english}))+\b(?!\s[A-Z]|['’-]\w{{2,}})|(?:{asian})")
