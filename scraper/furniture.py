"""Lines of a page that speak of the page: labels, offers, rights, answers of forms."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_LONGEST = 400  # characters; a longer line says something of its own


def is_furniture(line: str) -> bool:
    """Whether a line of text is part of the page and not of what it reports.

    >>> is_furniture("Copyright 2026 Acme Corp."), is_furniture("Copyright law changed in 2026.")
    (True, False)
    """
    return len(line) <= _LONGEST and _lines().match(line.removeprefix("- ")) is not None


@cache
def _lines() -> re.Pattern[str]:
    table = tomllib.loads(
        files("scraper").joinpath("data/furniture.toml").read_text(encoding="utf-8")
    )
    return re.compile("|".join(f"(?:{line['pattern']})" for line in table["line"]), re.I)
