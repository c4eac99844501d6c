"""Finds every known name in a text in one pass.

A name starts at a word (Latin script) or at any character (Japanese, Korean). One automaton finds
all names in lower case, so the work grows with the text alone; case and borders are looked at then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.automaton import search_for

_CJK = "\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af"
_CHARACTER = re.compile(f"[{_CJK}]")
_HALF = re.compile("[\ud800-\udfff]")
_LETTER = rf"[^\W_{_CJK}]"
_LATIN = re.compile(_LETTER)
_KATAKANA = "[\u30a0-\u30fa\u30fc-\u30ff]"
# a place with letters to both sides of it, Latin ones or katakana
_ONE_WORD = re.compile(rf"(?<={_LETTER}){_LETTER}|(?<={_KATAKANA}){_KATAKANA}")
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
            if _may_stand(name):
                ids = filed.setdefault(name.casefold(), {}).setdefault(name, [])
                if party not in ids:
                    ids.append(party)
        self._names = [[(n, tuple(ids)) for n, ids in group.items()] for group in filed.values()]
        self._search = search_for(list(filed))

    def hits(self, text: str) -> Iterator[Hit]:
        """Every known name, left to right, without overlaps."""
        free = 0
        places = self._search(_folded(text))
        for key, start, end in sorted(places, key=lambda place: (place[1], -place[2])):
            if start < free or not bordered(text, start, end):
                continue
            written = text[start:end]
            for name, ids in self._names[key]:
                if same_case(name, written):
                    free = end
                    yield Hit(start, end, name, ids)
                    break


def _folded(text: str) -> str:
    """The text in lower case, character for character; the automaton takes no half characters."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter whose lower case is longer: offsets would shift
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return folded if folded.isascii() else _HALF.sub("\ufffd", folded)


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
    if _ONE_WORD.match(text, start) or _ONE_WORD.match(text, end):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    first, last = text[start], text[end - 1]
    if _HANGUL.match(first) and _HANGUL.match(before):
        return False
    if _KANJI.match(first) and _KANJI.match(before) and before not in _BEFORE_KANJI:
        return False
    if _HANGUL.match(last) and _HANGUL.match(after):
        return end - start >= 4 or _PARTICLE.match(text, end) is not None
    if _KANJI.match(last) and _KANJI.match(after):
        return end - start >= 4 or after in _AFTER_KANJI or _ends_place(text, start, end)
    return True


def _ends_place(text: str, start: int, end: int) -> bool:
    return end - start >= 3 and text[end - 1] in _ENDS_KANJI


def _may_stand(name: str) -> bool:
    """Whether a name begins with a letter or figure; one Chinese character alone is no name."""
    return _LATIN.match(name) is not None or (len(name) > 1 and _CHARACTER.match(name) is not None)
