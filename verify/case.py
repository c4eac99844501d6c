"""One claim before the rules: its document, its ranked candidates, what was found of its siblings.

The predicates here are the questions a fact-checker asks of two announcements: the same money, the
same line of the books, the party's own word or somebody else's?
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from repledge.contracts import Amount, Claim, Milestone, RelationCode
from verify.candidates import Candidate, Mention
from verify.comparisons.amount import same_sum
from verify.evidence import Evidence

WEEK = 7  # days within which a retelling is one publication (gold README, copy and echo)
GENERATION = 5 * 365  # an undated plan is not taken for one told more than five years before

PROGRESS: frozenset[Milestone] = frozenset(
    {"site_chosen", "approved", "ground_broken", "under_way", "opened", "financed", "reaffirmed",
     "stake_sold"}
)  # fmt: skip
BUILT: frozenset[Milestone] = frozenset({"ground_broken", "under_way", "opened"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a claim: a relation and the earlier claims that prove it, best first."""

    rule: str
    relation: RelationCode
    evidence: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that a rule may look at."""

    claim: Claim
    evidence: Evidence
    candidates: tuple[Candidate, ...]
    mentions: tuple[Mention, ...] = ()
    siblings: Mapping[str, Finding] = field(default_factory=dict)  # claim id -> first finding

    @property
    def same_money(self) -> tuple[Candidate, ...]:
        """Earlier claims of the very same money, those of the closest party only."""
        found = [k for k in self.candidates if is_same_money(self.claim, k)]
        if any(k.level("company") == "same" for k in found):
            found = [k for k in found if k.level("company") == "same"]
        return tuple(found)

    @property
    def same_line(self) -> tuple[Candidate, ...]:
        """Earlier claims about the same project or programme, whatever the sum."""
        return tuple(k for k in self.candidates if is_same_line(self.claim, k))

    @property
    def own_word(self) -> bool:
        """The pledging party itself speaks."""
        return speaks_for_itself(self.claim)

    def told_here(self, amount: Amount | None) -> bool:
        """The text openly names that earlier sum as the past."""
        return amount is not None and any(
            told.kind == "background" and same_sum(told.amount, amount)
            for told in self.evidence.sums
        )

    def sibling(self, amount: Amount | None) -> Claim | None:
        """The claim of the same document that states that sum."""
        if amount is None:
            return None
        others = (c for c in self.evidence.claims if c.id != self.claim.id and c.amount)
        return next((c for c in others if c.amount and same_sum(c.amount, amount)), None)


def speaks_for_itself(claim: Claim) -> bool:
    """The party's own newsroom or filing; for a government's pledge, any government's release."""
    if claim.voice in {"company", "filing"}:
        return True
    return claim.voice == "government" and is_government(claim)


def is_government(claim: Claim) -> bool:
    """The pledge is a state's."""
    return (claim.company or "").startswith("Government of")


def is_same_money(claim: Claim, k: Candidate) -> bool:
    """Equal sums that nothing sets apart: party, place, sector, kind, window, generation."""
    if k.level("amount") not in {"same", "close"} or k.level("company") not in {"same", "part"}:
        return False
    if "different" in {k.level(name) for name in ("place", "sector", "nature", "window")}:
        return False
    ends = claim.horizon.end, k.claim.horizon.end
    if ends[0] and ends[1] and abs(ends[0] - ends[1]) > 2 and not claim.disclosed:
        return False
    return k.days <= GENERATION or claim.disclosed


def is_same_line(claim: Claim, k: Candidate) -> bool:
    """One project, or one programme of the same scope, that nothing sets apart."""
    if k.level("company") not in {"same", "part"}:
        return False
    if "different" in {k.level(name) for name in ("place", "sector", "nature")}:
        return False
    if (claim.role == "umbrella") != (k.claim.role == "umbrella"):
        return False
    if claim.role == "umbrella":
        return k.level("place") in {"same", "close"} and k.level("window") != "different"
    if k.level("place") == "same" or k.level("project") in {"same", "close"}:
        return True
    return k.level("place") == "close" and claim.place.region is not None
