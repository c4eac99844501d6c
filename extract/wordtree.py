"""Many words as one pattern: a tree, so that a text is compared character by character."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any


def any_of(words: Iterable[str], step: Callable[[str], str] = re.escape) -> str:
    """A pattern for any of the words, the longest first; `step` writes one of their characters.

    >>> any_of(["yen", "yuan", "won"])
    '(?:won|y(?:en|uan))'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branches(tree, step)


def _branches(node: dict[str, Any], step: Callable[[str], str]) -> str:
    parts = [step(ch) + _branches(child, step) for ch, child in sorted(node.items()) if ch]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and "" not in node else f"(?:{'|'.join(parts)})"
    return f"{body}?" if "" in node else body
