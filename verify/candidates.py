"""Earlier claims that a new one may go back to, ranked with reasons; none is cut silently.

A claim is a candidate where the parties meet, where one printed sum could stand for both, where the
texts overlap, or where place and sector agree. The rank only orders
what the rules look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from repledge.contracts import Claim, Comparison, Level, Sum
from verify.comparisons import FIELDS, compare
from verify.comparisons.amount import is_printed, same_sum
from verify.comparisons.place import spots
from verify.evidence import AUTHORITY, Evidence
from verify.states import of_a_country
from verify.told import as_told
from verify.wording import text_overlap

WEEK = 7  # days within which a retelling is one publication (gold README, copy and echo)
NEAR_COPY = 0.5  # share of word runs in common above which two texts are one text

# How much each level speaks for one project; what is missing says nothing.
_WEIGHTS: Mapping[str, Mapping[Level, float]] = {
    "company": {"same": 3.0, "part": 2.0, "close": 0.5, "different": -3.0},
    "amount": {"same": 3.0, "close": 2.5},
    "place": {"same": 2.0, "close": 1.0, "part": 0.5, "whole": 0.5, "different": -3.0},
    "site": {"different": -1.5},
    "project": {"same": 1.5, "close": 0.8, "different": -0.2},
    "sector": {"same": 1.0, "close": 0.5, "different": -2.0},
    "nature": {"different": -1.5},
    "window": {"same": 0.5, "different": -2.0, "higher": -0.2, "lower": -0.2},
    "first_output": {"same": 0.5},
}
# what a full match in every field but the project's name gives: the measure of a match in words
_FULL = sum(
    max(_WEIGHTS[field].values())
    for field in ("company", "amount", "place", "sector", "window", "first_output")
)

_PLACE_OF = {field: number for number, field in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One earlier claim with everything that speaks for and against it."""

    claim: Claim
    evidence: Evidence
    comparisons: tuple[Comparison, ...]  # in the order of FIELDS
    days: int  # from the earlier document to the new one
    overlap: float  # of the two texts, boilerplate removed
    score: float

    @property
    def match(self) -> float:
        """How well it matches, 0 to 1: its score as a share of a full match in every field."""
        return round(min(1.0, max(0.0, self.score / _FULL)), 3)

    def level(self, field: str) -> Level:
        """How the field stands."""
        return self.comparisons[_PLACE_OF[field]].level

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for this candidate, in words."""
        good = {"same", "close", "part", "whole"}
        return tuple(c.sentence for c in self.comparisons if c.level in good)


@dataclass(frozen=True, slots=True)
class Mention:
    """An earlier document that names the claim's sum without making it news."""

    evidence: Evidence
    sum: Sum


def candidates_of(
    claim: Claim, evidence: Evidence, earlier: Iterable[Evidence]
) -> tuple[Candidate, ...]:
    """Every earlier claim with a reason to be looked at, best first."""
    found: list[Candidate] = []
    for other in earlier:
        overlap = _overlap(evidence, other)
        for old in other.claims:
            raw = compare(claim, old)
            bears = _bears_on(claim, old, raw, overlap)
            if bears or _prints_one_sum(claim, old):
                fields = as_told(raw, claim, evidence, old, other)
                if bears or _is_named(fields):
                    found.append(candidate_of(claim, old, other, fields, overlap))
    return tuple(sorted(found, key=_rank))


def mentions_of(claim: Claim, earlier: Sequence[Evidence]) -> tuple[Mention, ...]:
    """Earlier documents about the same party that told the claim's sum as background."""
    if claim.amount is None or claim.company_id is None:
        return ()
    amount = claim.amount
    return tuple(
        Mention(other, told)
        for other in earlier
        if any(old.company_id == claim.company_id for old in other.claims)
        for told in other.sums
        if told.kind == "background" and same_sum(amount, told.amount)
    )


def _overlap(evidence: Evidence, other: Evidence) -> float:
    if evidence.document.lang != other.document.lang:
        return 0.0
    return text_overlap(evidence.document.text, other.document.text)


def _bears_on(claim: Claim, old: Claim, comparisons: Sequence[Comparison], overlap: float) -> bool:
    level = {c.field: c.level for c in comparisons}
    if level["company"] in {"same", "part", "close"} or overlap >= NEAR_COPY:
        return True
    if claim.disclosed and _pays_for(old, claim):
        return True
    if level["company"] == "missing" and _prints_one_sum(claim, old) and _in_a_week(claim, old):
        return level["place"] in {"same", "close"}
    here = level["place"] in {"same", "close"} and spots(claim.place) & spots(old.place)
    alike = here and level["sector"] in {"same", "close"}
    return bool(alike) and (level["company"] == "missing" or level["amount"] in {"same", "close"})


def _prints_one_sum(claim: Claim, old: Claim) -> bool:
    """To the unit, so that both are filed under the sum (keys.py)."""
    new, told = claim.amount, old.amount
    return new is not None and told is not None and (new.value, new.currency) == (
        told.value, told.currency,
    )  # fmt: skip


def _is_named(fields: Sequence[Comparison]) -> bool:
    """One text names the party of the other claim, for such a place and trade."""
    level = {c.field: c.level for c in fields}
    apart = "different" in {level["place"], level["sector"]}
    return level["company"] == "close" and not apart


def _in_a_week(claim: Claim, old: Claim) -> bool:
    return (claim.published - old.published).days <= WEEK


def _pays_for(old: Claim, claim: Claim) -> bool:
    """The earlier sum is a state's, and the larger one that the new text prints."""
    printed = claim.whole and old.amount and is_printed(claim.whole, old.amount)
    return bool(printed) and of_a_country(old)


def candidate_of(
    claim: Claim,
    old: Claim,
    other: Evidence,
    fields: tuple[Comparison, ...] | None = None,
    overlap: float = 0.0,
) -> Candidate:
    """One earlier claim held against the new one."""
    fields = fields or compare(claim, old)
    days = (claim.published - old.published).days
    weights = (_WEIGHTS[c.field].get(c.level, 0.0) for c in fields)
    score = sum(weights) + 3.0 * overlap - 0.1 * AUTHORITY[old.voice] - days / 3650
    return Candidate(old, other, fields, days, overlap, round(score, 4))


def _rank(candidate: Candidate) -> tuple[float, int, str, int]:
    claim = candidate.claim
    return -candidate.score, candidate.days, claim.document_id, claim.quote.start


def ranked_documents(
    claim: Claim, evidence: Evidence, earlier: Iterable[Evidence]
) -> tuple[str, ...]:
    """Ids of all documents that hold a candidate, best first: the ranking, before any rule."""
    found = documents_of(candidates_of(claim, evidence, earlier))
    return tuple(k.claim.document_id for k in found)


def documents_of(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The best candidate of each document, in the order given."""
    seen: set[str] = set()
    for candidate in candidates:
        if candidate.claim.document_id not in seen:
            seen.add(candidate.claim.document_id)
            yield candidate
