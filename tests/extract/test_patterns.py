"""Asking many patterns at once may save time, never lose or add a match."""

import re
import sys
from re import _parser as parser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.cues import cues_for
from extract.patterns import Patterns, _starts, _within, fold
from extract.wordtree import any_of

FILES = [
    "commitment",
    "disclosed",
    "growth",
    "headline",
    "heads",
    "nature",
    "past",
    "release",
    "scope",
    "sums",
    "topic",
]
CUES = [cue for f in FILES for lang in ("en", "ja", "ko") for cue in cues_for(f"cues_{f}", lang)]
TOGETHER = Patterns(cue.pattern for cue in CUES)
LETTERS = [c for c in map(chr, range(sys.maxunicode + 1)) if c.lower() != c.upper()]


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        (r"break(?:s|ing)? it", ["break it", "breaking", "breaks i"]),  # eight letters do
        (r"(?:start|go) (?:of|to)", ["go of", "go to", "start of", "start to"]),
        (r"Plants?\b", ["plant"]),  # in lower case; what begins with another string is one with it
        (r"(?:new )?fab{2,}", ["fab", "new fab"]),  # what may be absent; a repeat ends what is sure
        (r"[2-4]nm", ["2nm", "3nm", "4nm"]),  # a few characters are written out
        (r"[a-z]nm", []),  # more of them may be anything
        (r"x\d\d\d", [f"x{n:02}" for n in range(100)]),  # too many strings are cut short
        (r"(?:x\d\d\d)y", [f"x{n:02}" for n in range(100)]),  # and nothing follows the cut
        (r"(?<!not )built(?= in)", ["built"]),  # what stands around is not taken
        (r"on\s+track", ["on "]),  # all spaces are written as one
        (r"(?:laid|\w+)", []),  # a branch that may be anything
        (r"(?:\d+ )?", []),  # nothing at all
        (r"投資|출자", ["投資", "출자"]),
    ],
)
def test_with_what_a_pattern_begins(pattern: str, starts: list[str]) -> None:
    assert _starts(parser.parse(pattern, re.IGNORECASE)) == starts


@pytest.mark.parametrize(
    ("pattern", "within"),
    [
        (r"\w+ plants?", [" plant"]),
        (r"\w+(?: near| the)+ site", [" site"]),  # of two parts the longer one
        (r"(?:\w+ plant|.*factory)", [" plant", "factory"]),  # a choice: one of each branch
        (r"(?:\w+ plant|\w+)", []),  # a branch that holds nothing certain
        (r".{3}(?! near)x", ["x"]),  # what must not follow is not held
    ],
)
def test_what_a_pattern_holds(pattern: str, within: list[str]) -> None:
    assert _within(parser.parse(pattern, 0)) == within


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_match_is_found(data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(range(len(CUES))))
    text = data.draw(st.from_regex(CUES[number].pattern))
    whole = f"Acme {text} in 2026"
    for written in (text, whole, whole.upper(), whole.replace("i", "İ").replace("s", "ſ")):
        found = {n: [m.span() for m in matches] for n, matches in TOGETHER.find(written)}
        plain = [match.span() for match in CUES[number].pattern.finditer(written)]
        assert found.get(number, []) == plain


@pytest.mark.parametrize(
    ("pattern", "text", "start", "end"),
    [
        (r"(?<!\w)plant", "implant plant", 2, 13),  # what stands before the part is seen
        (r"plant(?! site)", "a plant site", 0, 7),  # what stands behind it is not
        (r"^plant", "plant plant", 6, 11),  # the text begins where it begins
        (r"aba|ab", "ababab", 0, 6),  # no two matches overlap
        (r"\d\d", "٣٤ 12 １２", 0, 8),  # digits of every script
        (r"a\sb", "a\u00a0b a\nb", 0, 7),  # spaces of every kind
        (r"(?:in|\w+) plant", "a plant in plant", 0, 16),
        (r"plant", "\ud800 plant", 0, 7),  # half a character, as broken pages hold it
        (r"x*", "axx", 0, 3),  # nothing is a match too
    ],
)
def test_a_part_of_a_text(pattern: str, text: str, start: int, end: int) -> None:
    compiled = re.compile(pattern)
    found = [m.span() for _, ms in Patterns([compiled]).find(text, start, end) for m in ms]
    assert found == [m.span() for m in compiled.finditer(text, start, end)]


def test_no_patterns_find_nothing() -> None:
    assert Patterns([]).find("Acme will build a plant.") == []


def test_letters_that_are_equal_where_case_does_not_count_are_folded_alike() -> None:
    for letter in LETTERS:
        for other in {letter.lower(), letter.upper(), letter.casefold(), *"iksµσς"}:
            if re.fullmatch(re.escape(letter), other, re.IGNORECASE):
                assert fold(letter) == fold(other), (letter, other)


def test_folding_keeps_the_places() -> None:
    assert all(len(fold(c)) == 1 for c in map(chr, range(sys.maxunicode + 1)))
    assert fold("İzmir: ５０\u00a0ſites\tΣΑΣ") == "izmir: 50 sites ςας"


@given(st.lists(st.text("abc .", min_size=1, max_size=4), min_size=1), st.text("abc .", max_size=8))
def test_a_tree_of_words_finds_the_longest(words: list[str], text: str) -> None:
    longest = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    tree = re.findall(any_of(words), text)
    assert tree == re.findall(longest, text)
