"""Words that tell one project from another: names, site words, near-copies of a text.

Everything is linear in the text. Boilerplate (about-blocks, forward-looking statements) is taken
out before two texts are held against each other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from repledge.text import fold

_NAME = re.compile(
    r"[A-Z][\w'-]+(?:\s\d+\b)?|\d+[A-Z]\w*|[\u30a1-\u30fa\u30fc]{3,}|[\u4e00-\u9fff]{2,}|[가-힣]{2,}"
)
_LATIN = re.compile(r"[A-Za-z]")
ENOUGH_RUNS = 20  # two short notes share words by chance
_WORD = re.compile(r"\w+")
_BOILERPLATE = re.compile(
    r"^(?:about\b|forward-looking|this (?:release|statement) contains|(?:media|press) contact"
    r"|会社概要|将来予測|회사 소개)",
    re.IGNORECASE,
)
# Capitalised words that name no project: calendar, titles, trade words of press releases.
_COMMON = frozenset(
    """
    the a an in on at for of and with its this that these it as by to from over today company group
    inc corp corporation ltd president governor state states united america american us usa u.s
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday
    sunday new first second third plant factory facility project investment invest invests plan
    plans program programme white house secretary department chief executive county city north
    south east west northern southern eastern western central capital under once together more
    about nearly another total here there we our they he she million billion trillion washington
    """.split()  # noqa: SIM905 - a list of words reads better
)


def comparable(left: str, right: str) -> bool:
    """Both are written in one script: the town of a Korean text is no other than an English one's.

    >>> comparable("Glendale", "Kyushu"), comparable("Glendale", "글렌데일")
    (True, False)
    """
    return bool(_LATIN.search(left)) == bool(_LATIN.search(right))


@lru_cache(maxsize=65_536)
def names_in(text: str) -> frozenset[str]:
    """Proper names in a piece of text, folded, without words that name nothing.

    >>> sorted(names_in("Intel today said it will build Fab 42 in Chandler, Arizona."))
    ['arizona', 'chandler', 'fab 42', 'intel']
    """
    found = {fold(match[0]).removesuffix("'s") for match in _NAME.finditer(text)}
    return frozenset(found - _COMMON)


@lru_cache(maxsize=4_096)
def shingles(text: str, size: int = 5) -> frozenset[tuple[str, ...]]:
    """Runs of `size` words of a text without its boilerplate paragraphs."""
    kept = [p for p in text.split("\n") if not _BOILERPLATE.match(p.strip())]
    words = _WORD.findall(fold("\n".join(kept)))
    return frozenset(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


@lru_cache(maxsize=4_096)
def marks_of(text: str) -> frozenset[str]:
    """One word run in sixteen, chosen by its hash: alike in every text that holds it.

    Of a text that stands in another at half its length or more, 40 runs suffice to share a mark in
    three of four cases, 100 in 24 of 25 (the sketch of L. Irber and others 2022, "Lightweight
    compositional analysis of metagenomes with FracMinHash", doi 10.1101/2022.01.11.475838).
    """
    runs = shingles(text)
    if len(runs) < ENOUGH_RUNS:
        return frozenset()
    hashes = (blake2b(" ".join(run).encode(), digest_size=6).hexdigest() for run in runs)
    return frozenset(h for h in hashes if h.startswith("0"))


def text_overlap(left: str, right: str) -> float:
    """Share of the shorter text's word runs that stand in the other: 1.0 for a republished text.

    Notes too short to judge give 0.
    """
    a, b = shingles(left), shingles(right)
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter >= ENOUGH_RUNS else 0.0
