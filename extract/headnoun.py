"""The noun that a sum belongs to: "a $5 million perpetual preferred equity facility".

A noun behind a sum says what money it is, however many words qualify it and whatever else the
sentence tells; the last noun of the phrase decides ("a $5 million grant programme" is a programme,
"a $5 million contract manufacturing plant" a plant).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.cues import Span, Voice, cues_of
from extract.governor import governor_of
from extract.sums import SeatedSum

_MOST = 8  # words of a noun phrase
_WORD = re.compile(r"(?:\s|(?<=\d)-|(?<=[a-z])-)*([\w$€£%&'’./+-]*[\w)])")
_OPENS = frozenset({"in", "of", "worth"})  # "$5 million in construction financing"
_END = re.compile(  # words that no noun phrase runs over
    r"(?:an?|the|for|to|at|by|from|with|on|into|onto|over|under|upon|through|across|during|after|"
    r"before|that|which|who|whose|where|while|as|and|or|but|if|in|of|will|would|may|could|can|is|"
    r"are|was|were|has|have|had|be|been|being|it|its|their|they|our|we)"
)


def head_of(body: str, lang: str, seated: SeatedSum) -> Voice | None:
    """The kind of money that the sum's own noun tells, where that is none that builds.

    In Japanese and Korean also `claim`, where its verb or noun invests (governor.py).
    """
    if lang in ("ja", "ko"):
        return governor_of(body, lang, seated)
    start, end = phrase_of(body, seated)
    last: tuple[int, Voice] | None = None
    for cue, matches in cues_of("cues_heads", lang).find(body, start, end):
        for match in matches:
            if last is None or match.end() > last[0]:
                last = match.end(), Voice(cue.weight, cue.says, *match.span())
    return last[1] if last and last[1].says != "thing" else None


def with_head(
    lang: str, seated: SeatedSum, head: Voice | None, heard: Sequence[Voice]
) -> Sequence[Voice]:
    """What is heard of a sum, loudest first, with its head: what that silences is left out.

    Words of investing do not speak of a sum with another head: up to it, and in Japanese and
    Korean, where it may be the verb of all, in the whole sentence. Between a sum and the verb that
    invests it no other words speak of it.
    """
    if head is None:
        return heard
    start, end = seated.span
    left, right = (end, head.end) if head.start >= end else (head.start, start)
    if head.says != "claim" and lang in ("ja", "ko"):
        left, right = seated.line.start, seated.line.end
    told = head.says == "claim"
    kept = (v for v in heard if (v.says == "claim") == told or not left <= v.start < right)
    return sorted((head, *kept), reverse=True)


def phrase_of(body: str, seated: SeatedSum) -> Span:
    """The words behind the sum up to the end of its noun phrase."""
    start = place = seated.span[1]
    for count in range(_MOST):
        word = _WORD.match(body, place, seated.line.end)
        if word is None:
            break
        low = word[1].lower()
        if _END.fullmatch(low) and not (count == 0 and low in _OPENS):
            break
        place = word.end()
    return start, place
