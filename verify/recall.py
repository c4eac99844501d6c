"""What a sentence says of an older sum that it prints: part of the news, raised, cut, or apart.

Extraction reads such words too, but it does not know which sums are old. Here the earlier sum is
known: a text that prints it ties its own news to it, unless it says that the two are separate. The
words stand in data/recall.toml.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Literal, get_args

from repledge.errors import BadConfig

Tells = Literal[
    "raised", "enlarged", "lowered", "counts_up", "apart", "share", "past", "slice", "sites",
    "news", "holds", "adds",
]  # fmt: skip
_KEYS = frozenset({"tells", "lang", "words", "why"})
_SPACELESS = frozenset({"ja", "ko"})


def belongs(sentence: str) -> bool:
    """The sentence does not set the sum that it prints apart from the news."""
    return not _says("apart", sentence)


def raised(sentence: str) -> bool:
    """The sentence prints the sum as the one that a larger sum grew from."""
    return _says("raised", sentence) and belongs(sentence)


def enlarged(sentence: str) -> bool:
    """The sentence says that the project itself has been made larger, whatever it cost before."""
    return _says("enlarged", sentence)


def lowered(sentence: str) -> bool:
    """The sentence prints the sum as the one that a smaller sum is left of."""
    return _says("lowered", sentence) and belongs(sentence)


def counts_up(sentence: str) -> bool:
    """The sentence adds the news to what was there before: "in all", "brings the total to"."""
    return _says("counts_up", sentence)


def is_share(sentence: str) -> bool:
    """The sentence gives a sum as one partner's part of a project: a stake, so many percent."""
    return _says("share", sentence)


def is_past(sentence: str) -> bool:
    """The sentence tells what had been said or done before, with a date or a tense of the past."""
    return _says("past", sentence) and belongs(sentence)


def is_slice(text: str) -> bool:
    """The text calls its project one of those that a plan holds: "second of four sites"."""
    return _says("slice", text) and belongs(text)


def tells_news(sentence: str) -> bool:
    """The sentence speaks of something announced, agreed or begun, whenever that was."""
    return _says("news", sentence)


def holds(sentence: str) -> bool:
    """The sentence says that something told before is inside the sum of the news."""
    return _says("holds", sentence) and belongs(sentence)


def adds(sentence: str) -> bool:
    """The sentence speaks of something put on top of what there is."""
    return _says("adds", sentence)


def names_its_sites(sentence: str) -> bool:
    """The sentence counts the plants that its sum is for: "four new sites"."""
    return _says("sites", sentence)


def _says(what: Tells, sentence: str) -> bool:
    return _patterns()[what].search(sentence) is not None


@cache
def _patterns() -> dict[Tells, re.Pattern[str]]:
    """The cue file. Raises BadConfig for an entry that is not understood."""
    path = resources.files("verify") / "data" / "recall.toml"
    found: dict[Tells, list[str]] = {what: [] for what in get_args(Tells)}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["cue"]:
        if row.keys() - _KEYS or row.get("tells") not in found or not row.get("why"):
            raise BadConfig(
                f"verify/data/recall.toml: the entry for {row.get('tells')!r} has an unknown key "
                "or code, or lacks `words` or `why`; mend the entry."
            )
        words = "|".join(row["words"])
        spaceless = row.get("lang", "en") in _SPACELESS
        found[row["tells"]].append(words if spaceless else rf"\b(?:{words})")
    return {what: re.compile("|".join(rows), re.IGNORECASE) for what, rows in found.items()}
