"""All known parties, loaded once: names to ids, ids to groups, mentions in a text."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from extract.companies.model import Company, PartyMention
from extract.companies.names import name_key, strip_legal_form
from extract.companies.units import own_unit, without_unit
from extract.guards import is_land_only, is_many_only, is_other_name, stands_as_party
from extract.matcher import Hit, Matcher
from repledge.errors import BadConfig
from repledge.ids import slug


class Companies:
    """The parties that extraction knows. Immutable after construction; safe to share."""

    def __init__(self, companies: Iterable[Company]) -> None:
        self._by_id = {company.id: company for company in companies}
        self._by_key: dict[str, list[str]] = {}
        for company in self._by_id.values():
            for name in company.names:
                ids = self._by_key.setdefault(name_key(name), [])
                if company.id not in ids:
                    ids.append(company.id)
        self._matcher = Matcher(
            (name, company.id) for company in self._by_id.values() for name in company.names
        )
        self._guarded = frozenset(n for c in self._by_id.values() for n in c.guarded)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Company]:
        return iter(self._by_id.values())

    def get(self, company_id: str) -> Company | None:
        """The party of that id."""
        return self._by_id.get(company_id)

    def group(self, company_id: str) -> Company | None:
        """The party under whose id the pledges of this one are counted."""
        company = self._by_id.get(company_id)
        return self._by_id.get(company.group) if company else None

    def candidates(self, name: str) -> tuple[Company, ...]:
        """Every party that bears the name, with or without a legal form or bracketed short name."""
        ids = self._by_key.get(name_key(name), []) or self._by_key.get(
            name_key(name.split("(")[0]), []
        )
        return tuple(self._by_id[i] for i in ids)

    def resolve(self, name: str) -> Company | None:
        """The one party that bears the name; None where none does, or several (ambiguous)."""
        found = self.candidates(name)
        return found[0] if len(found) == 1 else None

    def with_id(self, mention: PartyMention) -> PartyMention:
        """A mention that the text alone told, under its id where the list bears the very name, or
        that of the group whose unit the name is: "株式会社村田製作所", "한화해운".
        """
        if mention.company_id or mention.name in self._guarded:
            return mention
        if known := self.resolve(mention.name):
            return replace(
                mention, name=known.name, kind=known.kind, company_id=known.id, group_id=known.group
            )
        owner = self.resolve(without_unit(mention.name))
        return replace(mention, group_id=owner.group) if owner else mention

    def family(self, company_id: str) -> frozenset[str]:
        """Ids of groups whose books a pledge of this party may stand in: its group, its parents."""
        found: set[str] = set()
        waiting = [company_id]
        while waiting:
            company = self._by_id.get(waiting.pop())
            if company and company.id not in found:
                found.add(company.id)
                waiting += [company.group, *company.parents]
        return frozenset(found)

    def mentions(self, text: str, lang: str = "en") -> tuple[PartyMention, ...]:
        """Every known party that the text names, left to right, without overlaps.

        Names that are everyday words ("Target"), and countries, count only where they act as a
        party: beside a legal form, or as the subject of a pledge.
        """
        del lang
        found = [self._mention(hit, text) for hit in self._standing(text)]
        return tuple(own_unit(self._full_name(mention, found), text) for mention in found)

    def _standing(self, text: str) -> list[Hit]:
        """The names that stand for a party, with the lands told in one row with one that acts.

        "Japan and Norway will provide": both do; "the governments of Chile, Peru and Oman": all.
        """
        hits = _hits(self._matcher, text)
        stand = [hit.name not in self._guarded or self._acts(hit, text) for hit in hits]
        for order in (range(len(hits) - 1), range(len(hits) - 2, -1, -1)):
            for left in order:
                one, other = hits[left], hits[left + 1]
                if stand[left] != stand[left + 1] and self._in_row(one, other, text):
                    stand[left] = stand[left + 1] = True
        return [hit for hit, stands in zip(hits, stand, strict=True) if stands]

    def _in_row(self, one: Hit, other: Hit, text: str) -> bool:
        """Whether two lands stand side by side as parties: "Chile, Peru", "Peru and the UAE"."""
        if _ROW.fullmatch(text, one.end, other.start) is None:
            return False
        lands = all(self._by_id[hit.ids[0]].kind == "government" for hit in (one, other))
        return lands and not is_land_only(text, one.start, one.end)

    def _acts(self, hit: Hit, text: str) -> bool:
        """Whether a name that is also an everyday word or a country stands for somebody here."""
        land = self._by_id[hit.ids[0]].kind == "government"
        if is_many_only(text, hit.start, hit.end):
            return False
        if land and is_land_only(text, hit.start, hit.end):
            return False
        if not land and _BY.search(text, max(0, hit.start - 4), hit.start):
            return True
        return stands_as_party(text, hit.start, hit.end)

    def named(self, text: str) -> dict[str, list[int]]:
        """Ids of groups (and of a venture's parents) with the places where the text names them.

        Countries and everyday words count too: to be named is a hint, not yet to be a party.
        """
        found: dict[str, list[int]] = {}
        for hit in _hits(self._matcher, text):
            for company_id in hit.ids if len(hit.ids) == 1 else ():
                company = self._by_id[company_id]
                for group in {company.group, *(company.parents if company.joint else ())}:
                    found.setdefault(group, []).append(hit.start)
        return found

    def _full_name(self, mention: PartyMention, found: Sequence[PartyMention]) -> PartyMention:
        """A group's bare name ("Samsung") as the one member that the text calls in full.

        Where the text names several members, or none, or the group in full, the group is meant.
        """
        head = self._by_id.get(mention.company_id or "")
        if head is None or head.kind != "company" or not head.name.endswith(" Group"):
            return mention
        longer = {
            m.company_id
            for m in found
            if m.company_id and m.text.startswith(mention.text) and len(m.text) > len(mention.text)
        }
        member = self._by_id.get(longer.pop() or "") if len(longer) == 1 else None
        if member is None or member.joint or head.id not in member.parents:
            return mention
        return replace(mention, name=member.name, company_id=member.id, group_id=member.group)

    def _mention(self, hit: Hit, text: str) -> PartyMention:
        first = self._by_id[hit.ids[0]]
        groups = {self._by_id[i].group for i in hit.ids}
        one = len(hit.ids) == 1
        written = text[hit.start : hit.end]
        return PartyMention(
            text=written,
            name=first.name if one else written,
            start=hit.start,
            end=hit.end,
            kind=first.kind,
            company_id=first.id if one else None,
            group_id=first.group if len(groups) == 1 else None,
            ambiguous=not one,
            candidates=() if one else hit.ids,
        )


@lru_cache(maxsize=4)  # a text is asked for its parties and for all it names in turn
def _hits(matcher: Matcher, text: str) -> tuple[Hit, ...]:
    narrow = _FULL_WIDTH.sub(lambda wide: chr(ord(wide[0]) - 0xFEE0), text)
    found = matcher.hits(narrow)
    return tuple(hit for hit in found if not is_other_name(text, hit.start, hit.end))


_BY = re.compile(r"\bby $")  # "by Target": a name, for who else does things
_ROW = re.compile(r",?\s(?:and|&)\s(?:the\s)?|,\s(?:the\s)?|[、・]|와 |과 |, ")
# letters and figures as Japanese prints them in full width (ＪＦＥ), one for one
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")


@cache
def load_companies() -> Companies:
    """The parties of extract/data/parties/*.toml (kept by hand) and companies.csv (registers)."""
    hand = list(_hand_kept())
    known = {company.id for company in hand} | {name_key(n) for c in hand for n in c.names}
    return Companies([*hand, *(c for c in _registered() if not _known(c, known))])


def _known(company: Company, known: set[str]) -> bool:
    return company.id in known or any(name_key(name) in known for name in company.names)


def _hand_kept() -> Iterator[Company]:
    folder = resources.files("extract") / "data" / "parties"
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["company"]:
            yield _company(row, path.name)


def _company(row: dict[str, Any], file: str) -> Company:
    if "name" not in row:
        raise BadConfig(f"extract/data/parties/{file}: the entry {row} lacks a name; add it.")
    identity = row.get("id", slug(row["name"]))
    spelled = tuple(row.get("guarded", ()))
    plain = [] if row["name"] in spelled else [row["name"]]
    return Company(
        id=identity,
        name=row["name"],
        group=row.get("group", identity),
        kind=row.get("kind", "company"),
        names=_unique([*plain, *row.get("names", ()), *spelled]),
        parents=tuple(row.get("parents", ())),
        joint=row.get("joint", False),
        country=row.get("country"),
        sector=row.get("sector"),
        guarded=_unique(spelled),
    )


def _registered() -> Iterator[Company]:
    path = resources.files("extract") / "data" / "companies.csv"
    lines = (row for row in path.read_text(encoding="utf-8").splitlines() if row[:1] != "#")
    for row in csv.DictReader(lines):
        names = [row["name"], *filter(None, row["names"].split("|"))]
        yield Company(
            id=row["id"],
            name=row["name"],
            group=row["id"],
            names=_unique(names),
            country=row["country"] or None,
            sector=row["sector"] or None,
            guarded=tuple(filter(None, row["guarded"].split("|"))),
        )


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    kept = (strip_legal_form(name) for name in names)
    return tuple(dict.fromkeys(name for name in kept if len(name) > 1))
