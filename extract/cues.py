"""Cue phrases: read from data/cues_*.toml, found near a sum and weighed by their distance to it.

A cue says what a sum near it is likely to be; the file that asks decides. All patterns are linear:
alternations of words, no nested quantifiers.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from sys import maxsize
from typing import NamedTuple

from extract.patterns import Match, Patterns
from extract.sums import SeatedSum
from repledge.errors import BadConfig

Span = tuple[int, int]
_SIDES = frozenset({"before", "after", "near", "sentence", "heading"})
_KEYS = frozenset({"id", "says", "weight", "side", "reach", "lang", "words", "why"})
_PART = re.compile(r"\{([A-Z_]+)\}")  # stands for a group of cue_parts.toml
_SPACELESS = frozenset({"ja", "ko"})  # no word boundaries; distances count characters
_LONGEST_WORD = 24  # characters; what lies further off is out of reach without counting words
_WORD = re.compile(r"[\w$€£¥%'’.-]+")
_WEAK_MARK = re.compile(r"[,()、（）]")
_AFTER_LABEL = re.compile(r"[:：]")  # "Loan: $46 million": in a list the label says what follows
_STRONG_MARK = re.compile(
    r"[;:—–。]| - |\b(?:while|whereas|but|after|although|though|which|where|because|than)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One entry of a cue file."""

    id: str
    says: str  # the code that the cue speaks for
    weight: float
    side: str  # before, after, near the sum, anywhere in its sentence, or in the heading above
    reach: int  # words (characters in ja and ko) between cue and sum within which it counts
    lang: str
    pattern: re.Pattern[str]


class Voice(NamedTuple):
    """A cue that speaks for a sum: how loudly, and its words `body[start:end]`; louder is more."""

    strength: float
    says: str
    start: int
    end: int


class Cues:
    """Cues that are asked together."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = tuple(cues)
        self._patterns = Patterns(cue.pattern for cue in self._cues)

    def find(self, text: str, start: int = 0, end: int = maxsize) -> list[tuple[Cue, list[Match]]]:
        """Every cue that stands in `text[start:end]`, with its matches, in the file's order."""
        return [(self._cues[n], found) for n, found in self._patterns.find(text, start, end)]


@cache
def cues_for(name: str, lang: str) -> tuple[Cue, ...]:
    """The cues of `data/{name}.toml` in one language (all but ja and ko read the English ones)."""
    wanted = lang if lang in _SPACELESS else "en"
    return tuple(cue for cue in _read_cues(name) if cue.lang == wanted)


@cache
def cues_of(name: str, lang: str, *says: str) -> Cues:
    """The cues of a file, only those that say one of the codes where any are given."""
    return Cues(cue for cue in cues_for(name, lang) if not says or cue.says in says)


@cache
def _read_cues(name: str) -> tuple[Cue, ...]:
    text = resources.files("extract").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tuple(_read_cue(name, row) for row in tomllib.loads(text)["cue"])


@cache
def _parts() -> dict[str, str]:
    """The groups of words that cue files share, each written out."""
    text = resources.files("extract").joinpath("data", "cue_parts.toml").read_text("utf-8")
    whole: dict[str, str] = {}
    for name, words in tomllib.loads(text)["parts"].items():
        whole[name] = _PART.sub(lambda part: whole[part[1]], words)
    return whole


def _read_cue(name: str, row: dict[str, object]) -> Cue:
    side, words = row.get("side", "near"), row.get("words")
    if (
        row.keys() - _KEYS
        or side not in _SIDES
        or not row.get("why")
        or not isinstance(words, list)
    ):
        raise BadConfig(
            f"extract/data/{name}.toml: cue {row.get('id')!r} has an unknown key or side, or lacks "
            "`words` or `why`; mend the entry."
        )
    lang = str(row.get("lang", "en"))
    spaceless = lang in _SPACELESS
    left, right = ("", "") if spaceless else (r"(?<![\w-])", r"(?!\w)")
    alternatives = _PART.sub(lambda part: _parts()[part[1]], "|".join(map(str, words)))
    return Cue(
        id=str(row["id"]),
        says=str(row["says"]),
        weight=float(str(row.get("weight", 1))),
        side=str(side),
        reach=int(str(row.get("reach", 25 if spaceless else 12))),
        lang=lang,
        pattern=re.compile(f"{left}(?:{alternatives}){right}", re.IGNORECASE),
    )


def voices(name: str, body: str, lang: str, seated: SeatedSum) -> list[Voice]:
    """The cues of a file that speak for the sum, each once at its loudest, loudest first."""
    found: list[Voice] = []
    line = seated.line
    for cue, spans in _hits(name, lang, body[line.start : line.end]):
        placed = ((line.start + start, line.start + end) for start, end in spans)
        heard = max(_hear(cue, body, lang, seated, span) for span in placed)
        if heard.strength > 0:
            found.append(heard)
    over: dict[str, Voice] = {}
    for heading in filter(None, (line.heading, line.intro)):
        for cue, voice in _heard_over(name, lang, body, heading):
            over.setdefault(cue.id, voice)
    return sorted((*found, *over.values()), reverse=True)


@cache
def _over(name: str, lang: str) -> Cues:
    return Cues(cue for cue in cues_for(name, lang) if cue.side == "heading")


@cache
def _around(name: str, lang: str) -> Cues:
    return Cues(cue for cue in cues_for(name, lang) if cue.side != "heading")


@lru_cache(maxsize=256)  # the sums of a list have one heading
def _heard_over(name: str, lang: str, body: str, heading: Span) -> tuple[tuple[Cue, Voice], ...]:
    """The cues for what stands below that the heading holds."""
    found = _over(name, lang).find(body, *heading)
    return tuple((cue, Voice(cue.weight, cue.says, *ms[0].span())) for cue, ms in found)


@lru_cache(maxsize=256)  # a sentence with many sums is searched once
def _hits(name: str, lang: str, sentence: str) -> tuple[tuple[Cue, tuple[Span, ...]], ...]:
    """Every cue that stands in the sentence, with its places there."""
    found = _around(name, lang).find(sentence)
    return tuple((cue, tuple(match.span() for match in matches)) for cue, matches in found)


def find_cue(name: str, says: str, lang: str, body: str, start: int, end: int) -> Span | None:
    """Where the first cue that says so stands in `body[start:end]`."""
    found = cues_of(name, lang, says).find(body, start, end)
    return found[0][1][0].span() if found else None


def _hear(cue: Cue, body: str, lang: str, seated: SeatedSum, span: Span) -> Voice:
    return Voice(_strength(cue, body, lang, seated, span), cue.says, *span)


def _strength(cue: Cue, body: str, lang: str, seated: SeatedSum, span: Span) -> float:
    start, end = seated.span
    if cue.side == "sentence":
        return cue.weight
    if cue.side == "before" and span[0] < start < span[1]:
        span = (span[0], start)  # a wildcard of the cue ran into the sum
    if span[0] < end and start < span[1]:
        return 0.0
    before = span[1] <= start
    if cue.side not in ("near", "before" if before else "after"):
        return 0.0
    left, right = (span[1], start) if before else (end, span[0])
    if right - left > _LONGEST_WORD * (cue.reach + 1):
        return 0.0
    gap = body[left:right]
    if before and seated.line.part == "item":
        gap = _AFTER_LABEL.sub(" ", gap, count=1)
    distance = len(gap) if lang in _SPACELESS else len(_WORD.findall(gap))
    if distance > cue.reach:
        return 0.0
    crossed = sum(left <= a and b <= right for a, b in seated.others)
    marks = 0.8 ** len(_WEAK_MARK.findall(gap)) * 0.6 ** len(_STRONG_MARK.findall(gap))
    return cue.weight * (1 - 0.5 * distance / (cue.reach + 1)) * marks * 0.5**crossed
