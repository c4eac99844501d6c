"""A unit of a known company, by the words behind its name: "Tata Electronics"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

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


def without_unit(name: str) -> str:
    """The Japanese or Korean name without the word glued to it that makes it a unit.

    >>> without_unit("한화해운"), without_unit("Tata Electronics")
    ('한화', 'Tata Electronics')
    """
    unit = _glued().search(name, 1)
    return name[: unit.start()] if unit else name


@cache
def _glued() -> re.Pattern[str]:
    words = (word for row in _table() if row["lang"] != "en" for word in row["words"])
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})$")


@cache
def _words() -> re.Pattern[str]:
    """data/own_units.toml; with spaces no further name may follow ("Ford Energy Center")."""
    spaced: list[str] = []
    glued: list[str] = []
    for row in _table():
        (spaced if row["lang"] == "en" else glued).extend(row["words"])
    english, asian = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (spaced, glued)
    )
    return re.compile(rf"(?:\s(?:{english}))+\b(?!\s[A-Z]|['’-]\w{{2,}})|(?:{asian})")


@cache
def _table() -> list[dict[str, Any]]:
    table = resources.files("extract") / "data" / "own_units.toml"
    rows: list[dict[str, Any]] = tomllib.loads(table.read_text(encoding="utf-8"))["units"]
    return rows
