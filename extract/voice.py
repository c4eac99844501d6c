"""Who speaks in a document: company, partner, government, press, a list, a filing."""

from __future__ import annotations

import re

from repledge.contracts import Document, Voice

_GOVERNMENT = re.compile(
    r"gov|whitehouse|white-house|commerce|ministry|minist|senat|congress|embassy|treasury|federal|"
    r"president|economic|development|edc\b|-edc|wedc|empire|led-|state-|county|city-of|meti|motir|moef",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"wire|paper|trade|news(?!room)|tv|radio|daily|weekly|times|journal|post|herald|tribune|courier|"
    r"ledger|keizai|press-?club",
    re.IGNORECASE,
)
_FILING = re.compile(r"filing|8-?k|6-?k|edgar|krx|tdnet|exhibit", re.IGNORECASE)
_LIST = re.compile(
    r"\brunning list\b|\blist (?:keeps|below)|new investment in america|投資一覧", re.IGNORECASE
)


def voice_of(document: Document) -> Voice:
    """The speaker, by the kind of document, the source's name and the title."""
    source = document.source
    if document.kind == "list" or _LIST.search(document.title):
        return "list"
    if document.kind == "filing" or _FILING.search(source):
        return "filing"
    if document.kind == "government" or _GOVERNMENT.search(source):
        return "government"
    if document.kind == "wire" or _PRESS.search(source):
        return "press"
    return "company"
