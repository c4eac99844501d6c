"""The bundled archive and the newsrooms it is dealt out to: data only, no serving.

A release goes to the first site of sites.toml that takes its language and its source, so the deal
is the same on every machine and every release lies at exactly one address.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import urlsplit

from pydantic import TypeAdapter

DATA = files(__package__) / "data"
FrontDoor = Literal["rss", "atom", "rdf", "sitemap", "sitemap_index", "listing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One document of the archive; `edited` is its text from the second night on."""

    id: str
    url: str
    source: str
    title: str
    published: date
    lang: str
    text: str
    edited: str | None = None

    @property
    def path(self) -> str:
        """Where a site serves it: the host of its own address, then the path.

        >>> release = next(r for r in releases() if r.url.endswith("/2011/fab-42-arizona"))
        >>> release.path
        '/intel-newsroom/2011/fab-42-arizona'
        """
        parts = urlsplit(self.url)
        return f"/{parts.netloc.removesuffix('.example')}{parts.path}"

    def on_night(self, night: int) -> str:
        """The text that a visitor sees that night."""
        return self.edited if self.edited is not None and night > 1 else self.text

    def stamped(self, site: Site) -> datetime:
        """The publication moment that its site prints: ten in the morning there."""
        return datetime.combine(
            self.published, time(10), datetime.strptime(site.offset, "%z").tzinfo
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One newsroom; the meaning of each field stands at the head of data/sites.toml."""

    host: str
    title: str
    sources: tuple[str, ...]
    door: FrontDoor
    path: str
    offset: str
    owner: Literal["company", "government", "press"]
    languages: tuple[str, ...] = ()
    charset: str = "utf-8"
    codec: str = "utf-8"
    etag: bool = False
    last_modified: bool = False
    gzip: bool = False
    feed_text: Literal["none", "excerpt", "full"] = "excerpt"
    page: int = 1_000
    delay: float = 0.0
    refuse: bool = False
    disallow: tuple[str, ...] = ()
    selectors: tuple[tuple[str, str], ...] = ()

    @property
    def slug(self) -> str:
        """The name without its reserved ending; also the name of its template."""
        return self.host.removesuffix(".example")

    def takes(self, release: Release) -> bool:
        """Whether a release of this source and language may appear here."""
        return (not self.languages or release.lang in self.languages) and any(
            fnmatchcase(release.source, pattern) for pattern in self.sources
        )


@cache
def sites() -> tuple[Site, ...]:
    """All newsrooms, in the order in which they pick their releases."""
    table = tomllib.loads((DATA / "sites.toml").read_text(encoding="utf-8"))
    return TypeAdapter(tuple[Site, ...]).validate_python(table["site"])


@cache
def releases() -> tuple[Release, ...]:
    """The archive and the probes, as bundled."""
    lines = [
        line
        for name in ("archive.jsonl", "probes.jsonl")
        for line in (DATA / name).read_text(encoding="utf-8").splitlines()
    ]
    return TypeAdapter(tuple[Release, ...]).validate_python([json.loads(line) for line in lines])


@cache
def carried_by(site: Site) -> tuple[Release, ...]:
    """What this site publishes, newest first."""
    own = [r for r in releases() if next(s for s in sites() if s.takes(r)) == site]
    return tuple(sorted(own, key=lambda r: (r.published, r.url), reverse=True))
