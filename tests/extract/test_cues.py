"""The cue files: complete, linear, and refused with the entry's name when broken."""

import time
from importlib import resources

import pytest

from extract.cues import _read_cue, cues_for
from repledge.errors import BadConfig

FILES = sorted(
    path.name.removesuffix(".toml")
    for path in (resources.files("extract") / "data").iterdir()
    if path.name.startswith("cues_") and path.name != "cues_sector.toml"  # has a reader of its own
)
EVIL = [
    "a " * 1_000, "invest " * 280, "the plant of " * 150, "1" * 2_000, "announced in " * 150,
    "in the United States " * 95, "投資" * 1_000, "투자 " * 600, ", and which but " * 120,
]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_pattern_is_linear_on_evil_strings(name: str) -> None:
    for lang in ("en", "ja", "ko"):
        for cue in cues_for(name, lang):
            start = time.perf_counter()
            for text in EVIL:
                sum(1 for _ in cue.pattern.finditer(text))
            # the longest sentence is 2,000 characters: nine of them, with slack for a busy machine
            assert time.perf_counter() - start < 0.5, f"{name}: {cue.id}"


@pytest.mark.parametrize(
    "row",
    [
        {"id": "x", "says": "claim", "words": ["a"]},  # no reason
        {"id": "x", "says": "claim", "why": "b", "words": "a"},  # words are no list
        {"id": "x", "says": "claim", "why": "b", "words": ["a"], "side": "left"},  # unknown side
        {"id": "x", "says": "claim", "why": "b", "words": ["a"], "wight": 3},  # a typo
    ],
)
def test_a_broken_entry_is_refused_by_name(row: dict[str, object]) -> None:
    with pytest.raises(BadConfig, match="'x'"):
        _read_cue("cues_sums", row)


def test_a_word_is_found_as_a_word() -> None:
    (cue,) = [c for c in cues_for("cues_topic", "en") if c.id == "project"]
    assert cue.pattern.search("a new plant in Ohio")
    assert not cue.pattern.search("implants and plantations")
