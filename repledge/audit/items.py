"""What a list of pledges holds, as printed, and what the audit says of it: frozen, complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from repledge.contracts import Claim, RelationCode, Verdict

# Why money of an entry is not counted as new money for sure.
Doubt = Literal["open", "overlap", "memorandum", "misprint", "routine"]
# The one heap that each printed sum lies on.
Heap = Literal["part", "duplicate", "total", "country", "not_investment", "investment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list as printed. `parts` are the entries nested below it."""

    number: int  # from 1, in the order of the list
    section: str | None
    party: str | None
    text: str
    parts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    day: date | None = None  # the day given in the list, else the one in the linked address
    amount: str | None = None  # the sum where the list has a column for it, as printed
    currency: str | None = None

    @property
    def whole_text(self) -> str:
        """The entry with its nested ones, a line each."""
        return "\n".join((self.text, *(f"- {part}" for part in self.parts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeList:
    """A list as it stood on one day."""

    name: str
    title: str
    url: str | None
    day: date
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """An announcement that came before what the entry tells."""

    published: date
    precision: Literal["day", "month", "year"]
    url: str
    source: str
    quote: str
    amount_usd: int | None
    relation: RelationCode | None  # None: it may be inside, or is the same project; no sum changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words that print a sum: in an entry, in a heading, or in what the entry is held against."""

    text: str
    usd: int
    entry: int | None  # None: not an entry of this list
    url: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Why a printed sum can hardly be meant so; `said` has the doubtful words first."""

    code: Literal["parts_exceed_total", "out_of_order", "column_differs"]
    sentence: str
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """Another entry of the list that holds this sum, or may hold it."""

    number: int
    sure: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One printed sum of an entry: where it is counted, and how much of it is new.

    `low` and `high` bound the new money in US dollars; both are None where the sum is unknown.
    """

    claim: Claim
    verdict: Verdict
    heap: Heap
    usd: int | None
    low: int | None
    high: int | None
    doubt: Doubt | None = None
    inside: Inside | None = None
    routine_usd: int | None = None  # usual capital spending of the party over the stated window
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item with all that is said of it."""

    item: Item
    party: str | None
    party_id: str | None
    judged_before: date  # what was announced before this day counts as earlier
    sums: tuple[Counted, ...]
    checks: tuple[Check, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[Counted, ...]:
        """The sums that the entry adds to the list: without parts, duplicates, printed totals."""
        return tuple(s for s in self.sums if s.heap not in {"part", "duplicate", "total"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the list's arithmetic: `count` sums, `usd` together."""

    op: Literal["+", "-", "="]
    label: str
    usd: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry that differs between two captures of a list."""

    kind: Literal["added", "removed", "sum", "words", "moved"]
    party: str | None
    before: int | None  # numbers of the entry in the older and the newer list
    after: int | None
    sentence: str
    before_usd: int | None = None
    after_usd: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The whole answer on one list."""

    pledges: PledgeList
    since: date | None
    entries: tuple[Entry, ...]
    steps: tuple[Step, ...]
    low: int
    high: int
    before: PledgeList | None = None
    changes: tuple[Change, ...] = ()
