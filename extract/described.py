"""A party by what it is: "the Korean battery maker" is the nearest one named before that fits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from extract.companies import Companies, PartyMention

_PLAIN = r"company|group|firm|giant|conglomerate|manufacturer|maker|producer|developer"


def described_party(
    body: str, mentions: Sequence[PartyMention], companies: Companies, start: int, end: int
) -> PartyMention | None:
    """The party that `body[start:end]` tells by its nation or trade, where one named before fits:
    one of the headline, else the nearest.

    "The company" alone could be anybody's; a description says where it is from or what it makes.
    """
    title_end = body.find("\n")
    for match in _description().finditer(body, start, end):
        country, sector = _named_in("nation", match["nation"]), _named_in("trade", match["trade"])
        before = [m for m in mentions if m.end <= match.start()]
        told = [m for m in before if m.start < title_end]
        for mention in (*told, *reversed(before)):
            party = companies.get(mention.company_id or "")
            if party is None or party.kind != "company" or not (country or sector):
                continue
            if country in (None, party.country) and sector in (None, party.sector):
                return mention
    return None


def _named_in(kind: str, words: str | None) -> str | None:
    """The code of the row whose words these are."""
    if not words:
        return None
    key = {"trade": "sector", "nation": "country"}[kind]
    rows = (row for row in _rows(kind) if re.fullmatch("|".join(row["words"]), words))
    return next((str(row[key]) for row in rows), None)


@cache
def _description() -> re.Pattern[str]:
    trades = "|".join(word for row in _rows("trade") for word in row["words"])
    nations = "|".join(word for row in _rows("nation") for word in row["words"])
    return re.compile(
        rf"\b(?:[Tt]he|[Tt]his)\s(?:(?P<nation>{nations})\s(?:[a-z-]+\s)?)?"
        rf"(?:(?P<trade>{trades})|(?:{_PLAIN}))\b(?!['’]s|\s(?:of|in)\b)"
    )


@cache
def _rows(kind: str) -> list[dict[str, list[str]]]:
    """data/described_parties.toml: trades with their sector, nations with their country."""
    table = resources.files("extract") / "data" / "described_parties.toml"
    rows: list[dict[str, list[str]]] = tomllib.loads(table.read_text("utf-8"))[kind]
    return rows
