"""The data that passes between the stages: frozen, complete, without behaviour of their own.

`None` means unknown, never 0 or "". Money is a whole number of the currency's unit. Offsets count
characters of `Document.body` (title, a line break, text), lower bound inclusive, upper exclusive.
Codes (relation, verdict, sector, role, ...) are those of docs/data_dictionary.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Qualifier = Literal["exact", "about", "up_to", "more_than", "range"]
Role = Literal["total", "additional", "component", "umbrella"]
Nature = Literal["investment", "purchase", "trade", "output", "spending"]
Commitment = Literal["firm", "plan", "mou", "conditional"]
DocumentKind = Literal["release", "wire", "government", "filing", "list", "trace"]
RelationCode = Literal[
    "new", "copy", "echo", "restated", "status", "extended", "upsized", "downsized", "cancelled",
    "rollup", "carveout", "joint_venture",
]  # fmt: skip
VerdictCode = Literal[
    "new", "partly_new", "repackaged", "update", "walked_back", "copy", "not_investment", "unclear"
]
Basis = Literal["stated", "balanced", "itemised", "bounded", "run_rate", "unknown"]
Level = Literal["same", "close", "part", "whole", "higher", "lower", "different", "missing"]
Milestone = Literal[
    "site_chosen", "approved", "ground_broken", "under_way", "opened", "financed", "reaffirmed",
    "delayed", "downsized", "cancelled", "revived", "stake_sold",
]  # fmt: skip
Voice = Literal["company", "partner", "government", "press", "list", "filing"]

SECTORS = (
    "critical_minerals", "batteries", "semiconductors", "advanced_energy", "oil_gas", "automotive",
    "metals", "pharma_biotech", "ai_data_centers", "electronics", "aerospace_defense",
    "chemicals_materials", "food_consumer", "machinery_industrial", "transport_logistics",
    "telecom_media", "finance_real_estate", "mixed",
)  # fmt: skip
FLAGGED: frozenset[VerdictCode] = frozenset({"partly_new", "repackaged"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One captured version of one page; a `trace` is a known earlier pledge without a text."""

    id: str
    url: str
    source: str
    title: str
    published: date
    lang: str  # ISO 639-1: en, ja, ko, ...
    text: str  # paragraphs separated by a blank line
    kind: DocumentKind = "release"
    precision: Literal["day", "month", "year"] = "day"
    date_source: str = "given"  # dateline, json-ld, meta, feed, listing, given
    announcer: str | None = None  # the company whose newsroom this is, where the source tells it
    version: int = 1
    content_hash: str = ""
    fetched_at: datetime | None = None
    evidence: str | None = None  # WARC file:offset of the captured body

    @property
    def body(self) -> str:
        """Title and text as one string: what every offset counts in."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An exact piece of a document: `body[start:end] == text`."""

    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum as printed: [low, high] in whole units of `currency`; `value` is the upper end.

    `low`/`high` hold the printed range only (up to X: 0..X; $1-2bn: 1..2bn; else both X). `usd` is
    `value` at the rate of the document's date, None where no rate is known.
    """

    value: int
    low: int
    high: int
    currency: str
    qualifier: Qualifier
    text: str
    start: int
    end: int
    usd: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Any sum of money that a document names, and what it is taken for."""

    amount: Amount
    quote: Quote
    kind: Literal["claim", "background", "other"]
    why: str  # for other: revenue, grant, price, ...; for background: the cue that tells it as past
    year: int | None = None  # background: the year in which the text says it was announced


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Country ISO 3166 alpha-2, US state code, city or site as written."""

    country: str | None = None
    region: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """The stated window of the spending, in calendar years (both ends inclusive)."""

    start: int | None = None
    end: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement, made as news, that a party puts money or a named project into something."""

    id: str
    document_id: str
    published: date
    main: bool
    quote: Quote
    company: str | None
    company_id: str | None  # group id of extract/data/companies; None: known by name only
    partners: tuple[str, ...] = ()
    partner_ids: tuple[str, ...] = ()
    named_ids: tuple[str, ...] = ()  # known parties that the text (of a list: the entry) names
    amount: Amount | None = None
    also_stated: tuple[tuple[int, str], ...] = ()  # the same sum in other currencies
    role: Role = "total"
    nature: Nature = "investment"
    sector: str = "mixed"
    place: Place = Place()
    project: str | None = None
    horizon: Horizon = Horizon()
    operational_by: int | None = None
    jobs: int | None = None
    commitment: Commitment = "plan"
    disclosed: bool = False
    confidence: float = 0.5
    voice: Voice = "company"
    milestones: tuple[Milestone, ...] = ()
    base: Amount | None = None  # "raises from Y", "on top of Y": the stated older sum
    whole: Amount | None = None  # for a component: the larger sum in the same text
    told_before: str | None = None  # the words that call this money announced before
    evidence: tuple[tuple[str, Quote], ...] = ()  # field -> the words it was read from


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that extraction makes of one document."""

    document_id: str
    claims: tuple[Claim, ...]
    sums: tuple[Sum, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How one field of a claim stands to an earlier one. Missing is a level, never a mismatch."""

    field: str
    level: Level
    sentence: str
    left: str | None = None  # the new claim's value or quote
    right: str | None = None  # the earlier one's


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier claim that this one goes back to, with the reasons."""

    claim_id: str
    document_id: str
    url: str
    published: date
    relation: RelationCode
    amount_usd: int | None
    quote: str
    score: float
    why: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of the net-new arithmetic, in US dollars: `headline - contained = net`."""

    op: Literal["+", "-", "=", "max", "x"]
    low: int
    high: int
    label: str
    document_id: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BooksCheck:
    """A check of sums against each other: parts against total, increments, itemisation gap."""

    code: str
    ok: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What we say of one claim: relation, net-new interval, basis, evidence."""

    claim_id: str
    document_id: str
    verdict: VerdictCode
    relation: RelationCode
    rule: str
    ruleset: str
    score: float
    headline_usd: int | None
    net_new_low_usd: int | None
    net_new_high_usd: int | None
    basis: Basis
    sentence: str
    earlier: tuple[Earlier, ...] = ()
    terms: tuple[Term, ...] = ()
    books: tuple[BooksCheck, ...] = ()
    near_misses: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()
    run_rate: str | None = None
    also: tuple[RelationCode, ...] = ()  # other readings that fit as well
    first_trace: str | None = None  # a known announcement without text; shown, never counted


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """A project, programme or umbrella with a live amount; may have several parents."""

    id: str
    company_id: str
    name: str
    sector: str
    place: Place
    status: Literal["announced", "under_way", "opened", "delayed", "cancelled"]
    live_low_usd: int | None
    live_high_usd: int | None
    opened_on: date
    parents: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person said of a verdict; append-only, undo is a new decision."""

    id: int | None
    claim_id: str
    reviewer: str
    judgement: str
    at: datetime
    note: str | None = None
    fields: tuple[tuple[str, str | None], ...] = ()
    ancestor_id: str | None = None
    supersedes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that a run could not read or decide: a row for a person, not a log line."""

    stage: Literal["crawl", "extract", "verify", "feeds", "store"]
    code: str
    message: str
    level: Literal["info", "warning", "error"] = "warning"
    source: str | None = None
    document_id: str | None = None
