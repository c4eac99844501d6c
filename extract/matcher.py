"""Finds every known name in a text in one pass.

A name starts at a word (Latin script) or at any character (Japanese, Korean). Names are filed under
their first word or first two characters, longest first, so the work grows with the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_CJK = "\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"([^\W_{_CJK}]+)|[{_CJK}]")
_LATIN = re.compile(rf"[^\W_{_CJK}]")
_KATAKANA = re.compile(r"[\u30a0-\u30fa\u30fc-\u30ff]")
_KANJI = re.compile(r"[\u3005\u3400-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
# what may follow a Korean name: particles and the words for side, group, affiliates
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|도|로|으로|측|그룹|계열|등|및|보다|부터|까지|만|처럼|"
    r"광역시|특별시|특별자치|(?:시|군)(?=\W|는|가|에|와|의|청|장|내|$)|"
    r"(?:이)?(?:라고|라는|며|다)|서|산|제|별|향|발|식|판|형|전자|사의|사는|사가)"
)
# a short name in Chinese characters may be the start of a longer word; these still end it
_AFTER_KANJI = frozenset("社側製系内傘米国本北南東西現新第工と")
_BEFORE_KANJI = frozenset("米韓日独仏英中台対在駐県府都道市郡")
_ENDS_KANJI = frozenset("県府都市町村区郡州")  # of a place: the name of what lies in it follows


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in the text, with all ids that bear it."""

    start: int
    end: int
    name: str
    ids: tuple[str, ...]


class Matcher:
    """Names -> ids, and where they stand in a text; the longest name at a place wins."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        filed: dict[str, dict[str, list[str]]] = {}
        for name, party in names:
            if first := _first(name):
                ids = filed.setdefault(first, {}).setdefault(name, [])
                if party not in ids:
                    ids.append(party)
        self._filed = {first: _Names(group) for first, group in filed.items()}

    def hits(self, text: str) -> Iterator[Hit]:
        """Every known name, left to right, without overlaps."""
        folded, starts = _starts(text)
        free = 0
        for start, key in starts:
            names = self._filed.get(key)
            if names is None or start < free or not folded.startswith(names.low, start):
                continue
            hit = names.longest(text, folded, start)
            if hit:
                free = hit.end
                yield hit


class _Names:
    """The names that begin with one word, the longest first."""

    __slots__ = ("ids", "low", "names")

    def __init__(self, filed: Mapping[str, Iterable[str]]) -> None:
        self.names = tuple(sorted(filed, key=lambda name: -len(name)))
        self.low = tuple(name.casefold() for name in self.names)
        self.ids = tuple(tuple(filed[name]) for name in self.names)

    def longest(self, text: str, folded: str, start: int) -> Hit | None:
        """The longest of the names that stands at a place."""
        for number, low in enumerate(self.low):
            end = start + len(low)
            if (
                folded.startswith(low, start)
                and same_case(self.names[number], text[start:end])
                and bordered(text, start, end)
            ):
                return Hit(start, end, self.names[number], self.ids[number])
        return None


@lru_cache(maxsize=64)  # the lists of parties, places and others ask the same text in turn
def _starts(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text in lower case, and each place where a name may start with the key it is filed by."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter whose lower case is longer: offsets would shift
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found = ((token.start(), token[1]) for token in _TOKEN.finditer(folded))
    return folded, tuple((start, word or folded[start : start + 2]) for start, word in found)


def same_case(name: str, written: str) -> bool:
    """Whether `written` may stand for the name: short names exactly, else capital initials.

    >>> same_case("GM", "gm"), same_case("NVIDIA", "Nvidia"), same_case("Apple", "apple")
    (False, True, False)
    """
    if name == written:
        return True
    if len(name) <= 4 and name.isascii():
        return not name.isupper() and written.isupper()
    for old, new in zip(name.split(), written.split(), strict=False):
        if old[0].isupper() and not new[0].isupper():
            return False
    return True


def bordered(text: str, start: int, end: int) -> bool:
    """Whether a name at `text[start:end]` is a whole word of its script."""
    before, after = text[start - 1 : start], text[end : end + 1]
    first, last = text[start], text[end - 1]
    if _LATIN.match(first) and before and _LATIN.match(before):
        return False
    if _KATAKANA.match(first) and before and _KATAKANA.match(before):
        return False
    if _HANGUL.match(first) and before and _HANGUL.match(before):
        return False
    if _KANJI.match(first) and before and _KANJI.match(before) and before not in _BEFORE_KANJI:
        return False
    if not after:
        return True
    if _LATIN.match(last):
        return not _LATIN.match(after)
    if _KATAKANA.match(last):
        return not _KATAKANA.match(after)
    if _HANGUL.match(last) and _HANGUL.match(after):
        return end - start >= 4 or _PARTICLE.match(text, end) is not None
    if _KANJI.match(last) and _KANJI.match(after):
        return end - start >= 4 or after in _AFTER_KANJI or _ends_place(text, start, end)
    return True


def _ends_place(text: str, start: int, end: int) -> bool:
    return end - start >= 3 and text[end - 1] in _ENDS_KANJI


def _first(name: str) -> str:
    token = _TOKEN.search(name.lower())
    if token is None or token.start() > 0:
        return ""
    return token[0] if _LATIN.match(token[0]) else name.lower()[:2]
