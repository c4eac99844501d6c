"""What a sentence says of an older sum that it prints: it belongs to the news, or was raised.

Extraction reads such words too, but it does not know which sums are old. Here the earlier sum is
known: a text that prints it ties its own news to it, unless it says that the two are separate.
"""

from __future__ import annotations

import re

# the older, smaller sum was the plan that is now larger
_RAISED = re.compile(
    r"\b(?:instead of|rather than|up from|rais\w+|increas\w+|lift\w+|boost\w+|doubl\w+|tripl\w+"
    r"|grow[ns]?|grew|original(?:ly)?|initial(?:ly)?|first (?:planned|announced|promised|put)"
    r"|envisaged|foreseen|budgeted|compared with|past the|beyond the|exceed\w*|surpass\w*|above the"
    r"|from (?:the )?(?=\S*\d)|bring\w* (?:\S+ ){0,6}to|now (?:stands?|put|expected|costs?))"
    r"|から|引き上げ|増額|늘려|늘린|에서|증액|상향",
    re.IGNORECASE,
)
# the sum of the sentence counts older money in
_COUNTS_UP = re.compile(
    r"\b(?:counting|including the (?:first|earlier|existing|initial)|brings? (?:\S+ ){0,8}to"
    r"|in all\b|all told|overall|altogether|combined|to date|so far|now totals?"
    r"|total(?:s|l?ing)? (?:\S+ )?investment|cumulative)|累計|合わせ|合計|누적|합치면|합쳐",
    re.IGNORECASE,
)
# the sentence names the older sum only to say that the new one is not inside it
_APART = re.compile(
    r"\b(?:on top of|in addition to|separate(?:ly)? from|apart from|besides|not (?:part of|included"
    r"|counted)|excluding|does not include|nothing to do with)\b|別枠|別のもの|별개|별도",
    re.IGNORECASE,
)


def belongs(sentence: str) -> bool:
    """The sentence does not set the sum that it prints apart from the news."""
    return not _APART.search(sentence)


def raised(sentence: str) -> bool:
    """The sentence prints the sum as the one that a larger sum grew from."""
    return bool(_RAISED.search(sentence)) and belongs(sentence)


def counts_up(sentence: str) -> bool:
    """The sentence adds the news to what was there before: "in all", "brings the total to"."""
    return bool(_COUNTS_UP.search(sentence))
