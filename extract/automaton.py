"""Many strings sought in one pass, by an automaton (Aho and Corasick)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ahocorasick_rs import AhoCorasick

Place = tuple[int, int, int]
"""The number of a string, and where it starts and ends."""


def search_for(strings: Sequence[str]) -> Callable[[str], list[Place]]:
    """What finds every place of every string in a text, also of those that overlap.

    A text must hold no half characters (lone surrogates).

    >>> search_for(["ab", "b"])("abb")
    [(0, 0, 2), (1, 1, 2), (1, 2, 3)]
    """
    return partial(AhoCorasick(strings).find_matches_as_indexes, overlapping=True)
