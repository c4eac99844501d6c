"""Feeds, read by feedparser once what no feed needs and every attack on it uses is ruled out.

Parsers of feeds expand entities and forgive everything; 200 kB of either cost them minutes
(FAULTS 9-11). Every check here is one pass over the bytes; what is left to the parser costs it
less than a second or two.
"""

from __future__ import annotations

import re
from typing import Any

import feedparser

from scraper.charset import decode
from scraper.kinds.link import unreadable
from scraper.sources import Source

_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_TAG = re.compile(rb"<(/?)[A-Za-z][^<>]*>")
_ITEM_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_MOST_DEPTH = 2_000  # elements open at once; unclosed <br> in old feeds count as well
_LONGEST_TAG = 20_000  # bytes
# 50,000 cost feedparser about a second; 500 items of twenty fields each come to 20,000
_MOST_MARKS = 50_000
_MARK = re.compile(rb"<|&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"


def read_feed(source: Source, url: str, body: bytes, most: int) -> Any:
    """A feed with its first `most` items, by feedparser; raises BadInput where it is none."""
    body = first_items(readable(body), most)
    if why := fault(body):
        raise unreadable(source, url, why)
    # Bytes only: a string would be taken for an address or a file name.
    parsed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.entries:
        raise unreadable(source, url, "is not a feed")
    return parsed


def readable(body: bytes) -> bytes:
    """The feed in a form whose bytes can be looked at: UTF-16 becomes UTF-8."""
    return decode(body, "text/xml").encode() if body.startswith(_UTF16) else body


def fault(body: bytes) -> str | None:
    """Why a parser must not see this; None where it may.

    >>> fault(b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>")
    'declares entities'
    """
    if b"<!ENTITY" in body:
        return "declares entities"
    markup = _without_cdata(body)
    depth = 0
    for tag in _TAG.finditer(markup):
        if tag.end() - tag.start() > _LONGEST_TAG:
            return "has a tag without end"
        depth += -1 if tag[1] else 0 if tag[0].endswith(b"/>") else 1
        if depth > _MOST_DEPTH:
            return "nests without end"
    return "is more markup than any feed needs" if _marks(markup) > _MOST_MARKS else None


def first_items(body: bytes, most: int) -> bytes:
    """The feed with its first `most` items, still as well-formed as it was.

    Fewer where they are so full of markup that its parser would take seconds.
    """
    ends = [end.end() for end in _ITEM_END.finditer(body)]
    if not ends:
        return body
    left = _MOST_MARKS - _marks(_without_cdata(body[ends[-1] :]))
    kept = start = 0
    for end in ends[:most]:
        left -= _marks(_without_cdata(body[start:end]))
        if left < 0:
            break
        kept = start = end
    return body[:kept] + body[ends[-1] :] if kept else body


def _marks(markup: bytes) -> int:
    """Tags, and whatever else stops a parser: stray brackets, ampersands, unknown entities."""
    return sum(1 for _ in _MARK.finditer(markup))


def _without_cdata(body: bytes) -> bytes:
    parts: list[bytes] = []
    here = 0
    while (start := body.find(_CDATA, here)) >= 0:
        parts.append(body[here:start])
        end = body.find(_CDATA_END, start)
        if end < 0:
            return b"".join(parts)
        here = end + len(_CDATA_END)
    parts.append(body[here:])
    return b"".join(parts)
