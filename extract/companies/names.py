"""Company names as keys: legal forms stripped, case and punctuation folded."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from repledge.text import fold

_GLUED_COMMA = re.compile(r"\s*,\s*(?=\S)")  # "Kuraray CO.,LTD."
_PUNCTUATION = re.compile(r"[^\w&+]+")


@cache
def legal_forms(which: str) -> tuple[str, ...]:
    """The forms of data/legal_forms.toml: `after`, `before` or `marks`, longest first."""
    table = resources.files("extract") / "data" / "legal_forms.toml"
    forms: list[str] = tomllib.loads(table.read_text(encoding="utf-8"))[which]
    return tuple(sorted(forms, key=len, reverse=True))


@cache
def _form_keys(which: str) -> frozenset[str]:
    return frozenset(fold(form).replace(".", "") for form in legal_forms(which))


def strip_legal_form(name: str) -> str:
    """The name without its legal forms, as written otherwise; a name that is all form stays.

    >>> strip_legal_form("Samsung Electronics Co., Ltd.")
    'Samsung Electronics'
    >>> strip_legal_form("株式会社日立製作所")
    '日立製作所'
    """
    kept = _strip_cjk(name.strip())
    words = _GLUED_COMMA.sub(", ", kept).split()
    while len(words) > 1 and fold(words[-1]).strip(",()").replace(".", "") in _form_keys("after"):
        words.pop()
    if len(words) > 1 and fold(words[0]) == "the":
        words.pop(0)
    return " ".join(words).rstrip(" ,&") or name


def _strip_cjk(name: str) -> str:
    for form in legal_forms("before"):
        if form == "the" or len(name) <= len(form):
            continue
        name = name.removeprefix(form).removesuffix(form).strip()
    return name


@lru_cache(maxsize=16_384)  # the list's own names, and those of the texts at hand
def name_key(name: str) -> str:
    """A name for comparing: no legal form, case, spacing or punctuation.

    >>> name_key("The Boeing Company") == name_key("BOEING CO")
    True
    """
    return _PUNCTUATION.sub("", fold(strip_legal_form(name)))
