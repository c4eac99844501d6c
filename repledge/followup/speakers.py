"""Who is meant by a name: an office or person of speakers.toml, a company, or a newsroom."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

from repledge.contracts import Claim, Document
from repledge.ids import slug

_OWN_VOICES = frozenset({"company", "filing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose words are counted. A company speaks for itself; an office through its newsrooms."""

    name: str
    kind: Literal["office", "company", "newsroom"]
    company_id: str | None = None
    newsrooms: tuple[str, ...] = ()  # patterns over source and announcer
    since: date | None = None
    until: date | None = None

    def says(self, claim: Claim, document: Document) -> bool:
        """Whether the claim is this speaker's own word."""
        day = document.published
        if (self.since and day < self.since) or (self.until and day >= self.until):
            return False
        if self.kind == "company":
            return claim.company_id == self.company_id and claim.voice in _OWN_VOICES
        return any(
            re.search(pattern, f"{document.source}\n{document.announcer or ''}", re.IGNORECASE)
            for pattern in self.newsrooms
        )


def speaker_named(
    name: str, company_id: str, companies: Iterable[str], sources: Iterable[str]
) -> Speaker | None:
    """The speaker of that name; None where nobody bears it.

    `company_id` is the group id that the name would have, `companies` and `sources` are the groups
    and newsrooms in the store.
    """
    wanted = name.strip().casefold()
    for speaker, names in _known():
        if wanted in names:
            return speaker
    if company_id in set(companies):
        return Speaker(name=name.strip(), kind="company", company_id=company_id)
    part = slug(name)
    if part and any(part in source for source in sources):
        return Speaker(name=name.strip(), kind="newsroom", newsrooms=(re.escape(part),))
    return None


def offices() -> tuple[Speaker, ...]:
    """The speakers of speakers.toml."""
    return tuple(speaker for speaker, _ in _known())


@cache
def _known() -> tuple[tuple[Speaker, frozenset[str]], ...]:
    text = resources.files(__package__).joinpath("speakers.toml").read_text(encoding="utf-8")
    return tuple(
        (
            Speaker(
                name=row["name"], kind="office", newsrooms=tuple(row["newsrooms"]),
                since=row.get("since"), until=row.get("until"),
            ),
            frozenset(n.casefold() for n in (row["name"], *row["also"])),
        )
        for row in tomllib.loads(text)["speaker"]
    )  # fmt: skip
