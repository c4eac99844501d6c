"""What a page says of itself in its markup: JSON-LD, meta elements, application state.

Often broken, never fatal: what cannot be read is passed over.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import html

_DEEPEST = 16
_MOST = 20_000  # values of one document
_TRIES = 100  # places in one script where JSON may begin
_HANDED_OVER = re.compile(r"[=(]\s{0,20}(?=[{\[])")


def linked_data(page: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page, outer ones first, as far as they stand for the page."""
    for script in page.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            waiting = deque([_loads(script.text)])
            while waiting:
                value = waiting.popleft()
                if isinstance(value, list):
                    waiting.extend(value[:_MOST])
                elif isinstance(value, dict):
                    yield value
                    waiting.extend(value.get(key) for key in ("@graph", "mainEntity"))


def metas(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """(name in lower case, content) of the meta elements, in the order of the page."""
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            yield name.strip().lower(), content.strip()


def states(page: html.HtmlElement) -> Iterator[Any]:
    """The JSON documents that the scripts of a page carry as data: alone, assigned or passed on."""
    for script in page.iter("script"):
        kind = (script.get("type") or "").lower()
        if kind in {"application/json", "application/ld+json"}:
            yield _loads(script.text)
        elif not kind or "javascript" in kind:
            yield from _handed_over(script.text or "")


def strings(value: Any) -> Iterator[tuple[str, str]]:
    """(key, text) for every string in a JSON document; the key of a string in a list is ""."""
    waiting, seen = deque([("", value, 0)]), 0
    while waiting and seen < _MOST:
        name, item, depth = waiting.popleft()
        seen += 1
        if isinstance(item, str):
            yield name, item
        elif depth < _DEEPEST and isinstance(item, dict):
            waiting.extend((key, child, depth + 1) for key, child in item.items())
        elif depth < _DEEPEST and isinstance(item, list):
            waiting.extend(("", child, depth + 1) for child in item)


def _handed_over(script: str) -> Iterator[Any]:
    """What stands right of `=` or inside `(…)` and is JSON: `window.STATE = {…}`, `push([…])`."""
    end = 0
    for match in islice(_HANDED_OVER.finditer(script), _TRIES):
        if match.end() >= end:
            try:
                value, end = json.JSONDecoder(strict=False).raw_decode(script, match.end())
            except (ValueError, RecursionError):
                continue
            yield value


def _loads(text: str | None) -> Any:
    try:
        return json.loads(text or "", strict=False)
    except (ValueError, RecursionError):
        return None
