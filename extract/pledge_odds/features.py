"""What the model sees of a sum: words near it, its seat in the release, its size."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from repledge.contracts import Amount

_REACH = 170  # characters to either side: about one sentence
_NEAR = 6  # words to either side that keep their place
_WORD = re.compile(r"[a-z][a-z'’]*|\d+|[^\s\w]|[぀-ヿ㐀-鿿가-힣]+", re.IGNORECASE)
_END = re.compile(r"[.!?](?=\s+[\"“A-Z])|[。！？]|\n")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힣]")


def features(body: str, amount: Amount) -> list[str]:
    """Names of the features that are present; places are told from left (l) and right (r)."""
    left, right = _sides(body, amount)
    title = body[: body.find("\n")] if "\n" in body[:400] else body[:160]
    return [
        "bias",
        f"seat:{_seat(body, amount.start)}",
        f"size:{min(13, int(math.log10(max(1, amount.usd or amount.value))))}",
        f"qualifier:{amount.qualifier}",
        *_words("l", left[::-1]),
        *_words("r", right),
        *[f"s:{word}" for word in {*left, *right}],
        *[f"t:{word}" for word in set(_tokens(title))],
    ]


def _seat(body: str, start: int) -> str:
    first = body.find("\n")
    if 0 <= start < first:
        return "title"
    if start < first + 600:
        return "lead"
    return f"part{4 * start // max(1, len(body))}"


def _sides(body: str, amount: Amount) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the sentence before and after the sum."""
    before = body[max(0, amount.start - _REACH) : amount.start]
    ends = list(_END.finditer(before))
    after = body[amount.end : amount.end + _REACH]
    end = _END.search(after)
    return (
        _tokens(before[ends[-1].end() :] if ends else before),
        _tokens(after[: end.start()] if end else after),
    )


def _words(side: str, words: Sequence[str]) -> list[str]:
    """Single words and neighbours within reach, and the closest ones with their place."""
    near = words[:_NEAR]
    return [
        *[f"{side}:{word}" for word in set(near)],
        *[f"{side}:{a}_{b}" for a, b in set(pairwise(near))],
        *[f"{side}{place}:{word}" for place, word in enumerate(near[:2], 1)],
    ]


@lru_cache(maxsize=64)  # every sum asks for the title
def _tokens(text: str) -> tuple[str, ...]:
    """Lower-case words; Japanese and Korean runs in pairs of characters; figures as #."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word[0].isdigit():
            found.append("#")
        elif _CJK.match(word) and len(word) > 1:
            found += [word[i : i + 2] for i in range(len(word) - 1)]
        else:
            found.append(word)
    return tuple(found)
