"""What a front door gives: links, and how their addresses are made whole."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from repledge.contracts import DocumentKind
from repledge.errors import BadInput
from repledge.text import clean
from scraper.charset import decode
from scraper.days import day_of
from scraper.sources import Source

_TAG = re.compile(r"<[^<>]{0,2000}>")
_MILLISECONDS = 1e11  # as seconds: the year 5138


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a source points at, with what its front door tells of it.

    `at` is where the page lies, where `url` is only its name. `text` is the whole text where the
    front door itself holds it: then nothing is fetched. `kind`, `language` and `company` (who
    announces) win over what the source says of all its pages.
    """

    url: str
    title: str | None = None
    published: date | None = None
    at: str | None = None
    text: str | None = None
    kind: DocumentKind | None = None
    language: str | None = None
    company: str | None = None


def whole(base: str, reference: str) -> str | None:
    """The http(s) address that a reference on `base` means, without fragment; None for others.

    An empty reference would mean the page itself, and is none.

    >>> whole("https://a.example/news/", "../b#top")
    'https://a.example/b'
    >>> whole("https://a.example/", "javascript:alert(1)")
    """
    try:
        url = urldefrag(urljoin(base, reference.strip())).url
        parts = urlsplit(url)
    except ValueError:  # "http://[" and the like
        return None
    known = reference.strip() and parts.scheme in {"http", "https"} and parts.hostname
    return url if known else None


def unreadable(source: Source, url: str, why: str) -> BadInput:
    """The error for a front door that cannot be read."""
    return BadInput(f"{source.name}: {url} {why}; open it and check `kind` and `url`.")


def read_json(source: Source, url: str, body: bytes) -> Any:
    """What a JSON answer says; raises BadInput where it is none."""
    try:
        return json.loads(decode(body, None))
    except (ValueError, RecursionError) as error:
        raise unreadable(source, url, "is no JSON") from error


def records(found: Any) -> list[dict[str, Any]]:
    """The objects of a JSON list; anything else in it, or in its place, is left out."""
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def words_of(value: Any) -> str | None:
    """A JSON value as one line of text: markup and character references are resolved.

    >>> words_of("A &amp; B <i>grow</i>"), words_of({"rendered": "A"}), words_of("")
    ('A & B grow', 'A', None)
    """
    if isinstance(value, dict):
        value = value.get("rendered")
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    return " ".join(clean(unescape(_TAG.sub("", str(value)))).split()) or None


def day_in(value: Any, language: str = "en") -> date | None:
    """The day of a JSON value: a text that writes one, or seconds or milliseconds since 1970."""
    if isinstance(value, str):
        return day_of(value, language)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    seconds = value / 1_000 if value > _MILLISECONDS else value
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def asked(url: str, **values: str | int) -> str:
    """The address with these query values, where it does not say others itself.

    >>> asked("https://a.example/posts?page=2", page=1, per_page=100)
    'https://a.example/posts?page=2&per_page=100'
    """
    parts = urlsplit(url)
    said = parse_qsl(parts.query, keep_blank_values=True)
    more = [(key, str(value)) for key, value in values.items() if key not in dict(said)]
    return urlunsplit(parts._replace(query=urlencode([*said, *more], safe="[],")))
