"""A screen before a pattern may cost time, never a match."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.cues import cues_for
from extract.screen import Screened
from extract.wordtree import any_of

FILES = [
    "commitment",
    "disclosed",
    "growth",
    "headline",
    "nature",
    "past",
    "scope",
    "sums",
    "topic",
]
CUES = [cue for f in FILES for lang in ("en", "ja", "ko") for cue in cues_for(f"cues_{f}", lang)]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"break(?:s|ing)? ground", (" ground",)),  # of two parts the longer one
        (r"start (?:of|to)", ("start of", "start to")),  # a choice that goes on
        (r"Plants?\b", ("plant",)),  # in lower case; a border is no letter
        (r"(?:open|\d+) doors?", (" door",)),  # a branch that may be anything
        (r"(?:laid|\w+)", ()),  # nothing is certain
        (r"(?<!not )built", ("built",)),  # what stands before is not taken
        (r"(?:new )?fab{2,}", ("fa",)),  # what may be absent is not needed
        (r"投資|출자", ("投資", "출자")),
    ],
)
def test_what_a_pattern_needs(pattern: str, needs: tuple[str, ...]) -> None:
    assert Screened(re.compile(pattern)).needs == needs


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_screen_lets_every_match_through(data: st.DataObject) -> None:
    screened = data.draw(st.sampled_from(CUES)).pattern
    text = data.draw(st.from_regex(screened.pattern))
    whole = f"Acme {text} in 2026"
    for written in (text, whole, whole.upper()):
        plain = [match.span() for match in screened.pattern.finditer(written)]
        assert [match.span() for match in screened.finditer(written)] == plain


@given(st.lists(st.text("abc .", min_size=1, max_size=4), min_size=1), st.text("abc .", max_size=8))
def test_a_tree_of_words_finds_the_longest(words: list[str], text: str) -> None:
    longest = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    tree = re.findall(any_of(words), text)
    assert tree == re.findall(longest, text)
