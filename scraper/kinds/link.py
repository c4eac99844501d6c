"""What a front door gives: links, and how their addresses are made whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urldefrag, urljoin, urlsplit

from repledge.contracts import DocumentKind
from repledge.errors import BadInput
from scraper.sources import Source


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

    >>> whole("https://a.example/news/", "../b#top")
    'https://a.example/b'
    >>> whole("https://a.example/", "javascript:alert(1)")
    """
    try:
        url = urldefrag(urljoin(base, reference.strip())).url
        parts = urlsplit(url)
    except ValueError:  # "http://[" and the like
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def unreadable(source: Source, url: str, why: str) -> BadInput:
    """The error for a front door that cannot be read."""
    return BadInput(f"{source.name}: {url} {why}; open it and check `kind` and `url`.")
