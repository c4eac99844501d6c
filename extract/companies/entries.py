"""Who opens the entries of a list: names that no table knows, told by the entries beside them.

A list is written in one form. Where known parties open its other entries before a colon, before a
sum or in a short line of their own, so does one in the same form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.companies.model import PartyMention
from extract.companies.names import strip_legal_form
from extract.companies.shapes import NAME
from extract.companies.unknown import is_name, without_land
from extract.places import place_mentions

_ALIKE = 2  # entries in one form that make it a list of parties
_SUM = r"(?:about |around |some |over |up to |more than |nearly )?(?:US|C|A)?[$€£¥₩]\s?\d"
_OPENS = re.compile(
    rf"^(?:[-–—•*·]\s*|\d+[.)]\s+)?(?:\*\*)?(?P<name>{NAME})(?:\*\*)?"
    r"(?:\s\((?P<land>[A-Z][^()\n]{2,40})\)|\s?\([^()\n]{1,40}\))?"
    rf"(?:(?P<colon>:\s)|(?P<sum>,\s(?={_SUM}))|,\s(?P<town>[A-Z][\w .'’-]{{2,30}})\.\s+(?=\S)"
    r"|(?P<verb>\s(?=(?:spends|puts|pours|doubles|adds|builds|expands|lays\sout)\s))|(?P<bar>\s*\|(?=[^\n]*\d)))",
    re.MULTILINE,
)
# what is built is no party
_THING = re.compile(
    r"\b(?:Plant|Project|Mine|Campus|Factory|Facility|Farm|Park|Terminal|Pipeline|Line|Station|Hub|"
    r"Site|Refinery|Smelter|Mill|Phase|Expansion|Cent(?:er|re))$"
)
# what may stand behind the name in a line of its own: "Zyxo, Orra County.", "Acme Corp. (Ohio)"
_REST = re.compile(
    r"(?:[ ,]+(?:Inc|Corp|Co|Ltd|LLC|plc|PLC|AG)\b\.?)?(?:株式会社|\(주\)|㈜)?"
    r"(?:\s?[(（][^)）\n]{1,40}[)）])?(?:,\s[A-Z][\w .'’-]{1,30})?(?:\*\*)?[.:：]?\s*"
)


def entry_parties(text: str, known: Sequence[PartyMention]) -> tuple[PartyMention, ...]:
    """The parties that open entries in a form in which others open theirs.

    >>> text = "A list\\n- Zyxo: a plant for $5 million.\\n- Jobs: 5"
    >>> entry_parties(text, ())
    ()
    """
    heads = {m.start for m in known}
    found = [m for m in _OPENS.finditer(text, text.find("\n") + 1) if _may_open(m["name"])]
    forms = Counter(m.lastgroup for m in found if m.start("name") in heads or _is_row(m))
    return tuple(
        PartyMention(
            text=m["name"], name=strip_legal_form(without_land(m["name"])),
            start=m.start("name"), end=m.end("name"),
        )
        for m in found
        if (_in_list(m) if m.lastgroup == "verb" else forms[m.lastgroup] >= _ALIKE)
    )  # fmt: skip


def is_label(text: str, mention: PartyMention, start: int, end: int) -> bool:
    """Whether the line is the party's name alone, or with its form or place: who comes below.

    >>> name = PartyMention(text="Zyxo", name="Zyxo", start=0, end=4)
    >>> [is_label(t, name, 0, len(t)) for t in ("Zyxo, Orra County.", "Zyxo grows in Ohio")]
    [True, False]
    """
    bare = text[start : mention.start].strip(" *#-–•■◆●○0123456789.")
    return not bare and _REST.fullmatch(text, mention.end, end) is not None


def _may_open(name: str) -> bool:
    thing = _THING.search(name) or any(m.text == name for m in place_mentions(name))
    return is_name(name) and not thing


def _is_row(match: re.Match[str]) -> bool:
    """Whether the entry is one of a party: a row of a table, or with the party's town or land."""
    if match.lastgroup == "bar":
        return True
    where = match["town"] or match["land"]
    return bool(where) and any(m.start == 0 for m in place_mentions(where))


def _in_list(match: re.Match[str]) -> bool:
    return match.start("name") > match.start()
