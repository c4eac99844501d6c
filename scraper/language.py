"""The language of a text: its script first, then what the page says, then what the source says."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SAMPLE = 5_000
_LETTER = re.compile(r"[^\W\d_]")
_KANA, _HANGUL, _HAN = re.compile(r"[ぁ-ヿ]"), re.compile(r"[가-힣]"), re.compile(r"[一-鿿]")
# endings of host names that Americans use; English under any other is written by others
_AMERICAN = frozenset(
    {"com", "org", "net", "gov", "edu", "us", "mil", "io", "co", "news", "example"}
)


def language_of(text: str, declared: str | None, fallback: str) -> str:
    """ISO 639-1 code. Scripts decide where they can: no page is Japanese that has no kana.

    >>> language_of("対米投資を発表しました。", "en", "en"), language_of("Worte", "de-AT", "en")
    ('ja', 'de')
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample)) or 1
    kana, hangul, han = (len(script.findall(sample)) for script in (_KANA, _HANGUL, _HAN))
    if kana > 0.05 * letters:
        return "ja"
    if hangul > 0.2 * letters:
        return "ko"
    code = (declared or "").strip().lower().replace("_", "-").split("-")[0]
    stated = code if len(code) == 2 and code.isalpha() else fallback
    if han > 0.3 * letters:
        return "ja" if stated == "ja" else "zh"
    if stated in {"ja", "ko", "zh"}:  # a page in Latin letters on a Japanese site
        return "en"
    return stated


def region_of(url: str, declared: str | None, language: str) -> str:
    """The language with a region where that changes how numbers are read: en, en-gb, de, ...

    >>> region_of("https://www.bbc.co.uk/x", "en", "en"), region_of("https://a.com/", "en-US", "en")
    ('en-gb', 'en')
    """
    if language != "en":
        return language
    tag = (declared or "").strip().lower().replace("_", "-")
    ending = (urlsplit(url).hostname or "").rpartition(".")[2]
    others = tag.startswith("en-") and tag != "en-us"
    return "en-gb" if others or (ending and ending not in _AMERICAN and tag != "en-us") else "en"
