"""Words by which a text tells that the name beside them is a firm's: data/firm_words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def firm_words(kind: str, lang: str) -> tuple[str, ...]:
    """The words of a kind (`trade`, `adviser`, `ends`, `plain`) in a language, as patterns."""
    table = resources.files("extract") / "data" / "firm_words.toml"
    rows = tomllib.loads(table.read_text(encoding="utf-8"))[kind]
    return tuple(word for row in rows if row["lang"] == lang for word in row["words"])


def one_of(kind: str, lang: str) -> str:
    """The words as one group of alternatives."""
    return f"(?:{'|'.join(firm_words(kind, lang))})"
