"""Parties that no list knows, by the shape of their names; and who speaks in a newsroom."""

from __future__ import annotations

from extract.companies.model import Company, PartyMention
from extract.companies.registry import Companies


def unknown_parties(
    text: str, lang: str, known: tuple[PartyMention, ...]
) -> tuple[PartyMention, ...]:
    """Names with a legal form, a ticker, or as the subject of a pledge, if not known already."""
    del text, lang, known
    return ()


def announcer_of(source: str, companies: Companies) -> Company | None:
    """The party whose newsroom a source slug names ("toyota-usa-newsroom"), or None."""
    words = source.replace("_", "-").split("-")
    for length in range(len(words), 0, -1):
        if company := companies.resolve(" ".join(words[:length])):
            return company
    return None
