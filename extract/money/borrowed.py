"""Numbers that are money though no currency stands at them: they take that of the sum before.

4.9 trillion yen, [not 4.5 trillion] · $3.5 billion … [Two billion of it] is new ·
they pledged $1 billion … they will [put in two hundred and ten billion] here
"""

from __future__ import annotations

import re
from fractions import Fraction

from extract.money.numbers import Quantity

_MILLION = 1_000_000  # below, a bare number counts things
_NEAR = 40  # characters between the two sums of a comparison
_FAR = 400  # characters back to the sum that a part is taken of
_COMPARED = re.compile(
    r"(?:instead of|up from|down from|compared (?:with|to)|versus|against|than"
    r"|rather than|from|not)(?:\s(?:about|around|nearly|over|more than|the))?\s$",
    re.IGNORECASE,
)
_NOTHING_COUNTED = re.compile(
    r"\s{0,2}(?:$|[,;.!?)]|(?:in|into|on|over|a|last|this|for|before|as|and)\b)", re.IGNORECASE
)
_PART = re.compile(
    r"\s(?:dollars\s)?of\s(?:it|that|this|which|the\s(?:sum|total|money|amount|figure|investment"
    r"|outlay|spending|budget|pledge|commitment))\b",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"\b(?:invest|spend|pledg|commit)(?:s|es|e|ing|ed|ting|ted)?\s(?:about\s|around\s|almost\s"
    r"|nearly\s|over\s|more\sthan\s|up\sto\s|at\sleast\s|another\s|an\s)?$",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.;:\n。](?:\s|$)")


def borrows(text: str, last_end: int, last_value: Fraction, quantity: Quantity) -> bool:
    """Whether the number is money in the currency of the sum that ends at `last_end`.

    Compared with it, a part of it, or told as invested or pledged with nothing counted behind.
    """
    if not quantity.scaled or quantity.value < _MILLION:
        return False
    gap = quantity.start - last_end
    if gap <= _FAR and quantity.value < last_value and _PART.match(text, quantity.end):
        return True
    if _NOTHING_COUNTED.match(text, quantity.end) is None:
        return False
    before = text[max(0, quantity.start - _NEAR) : quantity.start]
    if _SPENT.search(before):
        return True
    between = text[last_end : quantity.start]
    return gap <= _NEAR and not _SENTENCE_ENDS.search(between) and bool(_COMPARED.search(between))
