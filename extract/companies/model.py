"""What is known of a company, government or fund, and one mention of it in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["company", "government", "fund"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One party of extract/data/companies.*.

    `group` is the id under which its pledges are counted: its own, or that of the parent that owns
    it outright (Shintech -> shin-etsu-chemical). `parents` are listed or shared owners whose books
    it may also stand in (LG Energy Solution -> LG Chem; a joint venture -> both partners).
    """

    id: str
    name: str
    group: str
    kind: Kind = "company"
    names: tuple[str, ...] = ()  # every spelling, the canonical name first
    parents: tuple[str, ...] = ()
    joint: bool = False  # a joint venture of its parents
    country: str | None = None  # ISO 3166 alpha-2 of the head office
    sector: str | None = None  # a hint only
    guarded: tuple[str, ...] = ()  # spellings that are everyday words


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMention:
    """A party named in a text: `body[start:end] == text`.

    `company_id` and `group_id` are None where no list knows the name, or where several companies
    bear it (`ambiguous`, with their ids in `candidates`).
    """

    text: str
    name: str  # canonical; as written where unknown
    start: int
    end: int
    kind: Kind = "company"
    company_id: str | None = None
    group_id: str | None = None
    ambiguous: bool = False
    candidates: tuple[str, ...] = ()
