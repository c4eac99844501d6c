"""One claim before the rules: its document, its ranked candidates, what was found of its siblings.

The predicates here are the questions a fact-checker asks of two announcements: the same money, the
same line of the books, the party's own word or somebody else's?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from repledge.contracts import Amount, Claim, Milestone, RelationCode
from verify.candidates import Candidate, Mention
from verify.comparisons.amount import same_sum
from verify.evidence import Evidence
from verify.states import is_treaty_money

WEEK = 7  # days within which a retelling is one publication (gold README, copy and echo)
LIKE_SIZE = 3.0  # a plan more than three times as large, or a third as large, is another plan
GENERATION = 5 * 365  # an undated plan is not taken for one told more than five years before

PROGRESS: frozenset[Milestone] = frozenset(
    {"site_chosen", "approved", "ground_broken", "under_way", "opened", "financed", "reaffirmed",
     "stake_sold"}
)  # fmt: skip


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
    siblings: Mapping[str, Finding] = field(default_factory=dict)  # claim id -> what was found

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

    def others(self) -> tuple[Claim, ...]:
        """The other claims of the document."""
        return tuple(c for c in self.evidence.claims if c.id != self.claim.id)

    def sibling(self, amount: Amount | None) -> Claim | None:
        """The claim of the same document that states that sum."""
        found = (c for c in self.others() if amount and c.amount and same_sum(c.amount, amount))
        return next(found, None)


def speaks_for_itself(claim: Claim) -> bool:
    """The party's own newsroom or filing; for a government's pledge, any government's release."""
    if claim.voice in {"company", "filing"}:
        return True
    return claim.voice == "government" and is_treaty_money(claim)


def apart(k: Candidate, *fields: str) -> bool:
    """One of the fields sets the two claims apart."""
    return "different" in {k.level(name) for name in fields}


def related_party(k: Candidate) -> bool:
    """The same group, or partners in a venture."""
    return k.level("company") in {"same", "part"}


def is_same_money(claim: Claim, k: Candidate) -> bool:
    """Equal sums that nothing sets apart: party, place, sector, kind, window, generation."""
    if k.level("amount") not in {"same", "close"} or not related_party(k):
        return False
    if apart(k, "place", "sector", "window") or (apart(k, "nature") and not _to_the_dollar(k)):
        return False
    if k.level("amount") == "close" and not _firm(claim, k):
        return False
    wide = claim.role == "umbrella", k.claim.role == "umbrella"
    if wide[0] != wide[1] and k.level("place") in {"part", "whole"}:
        return False
    ends = claim.horizon.end, k.claim.horizon.end
    if ends[0] and ends[1] and abs(ends[0] - ends[1]) > 2 and not claim.disclosed:
        return False
    return k.days <= GENERATION or claim.disclosed


def _to_the_dollar(k: Candidate) -> bool:
    """One party's sum in the same figures: lists call orders and output investment."""
    return k.level("amount") == "same" and k.level("company") == "same"


def _firm(claim: Claim, k: Candidate) -> bool:
    """Sums apart by rounding need the same area besides, and no other site."""
    if k.level("place") not in {"same", "close"}:
        return False
    return claim.disclosed or not apart(k, "site")


def is_same_line(claim: Claim, k: Candidate) -> bool:
    """One project, or one programme of the same scope, that nothing sets apart."""
    if not related_party(k) or apart(k, "place", "sector", "nature"):
        return False
    if claim.role == "additional":
        return _one_site(claim, k) or k.claim.role == "umbrella"
    if (claim.role == "umbrella") != (k.claim.role == "umbrella"):
        return False
    if claim.role == "umbrella":
        return k.level("place") in {"same", "close"} and k.level("window") != "different"
    return _one_site(claim, k)


def _one_site(claim: Claim, k: Candidate) -> bool:
    if k.level("place") == "same" or k.level("project") in {"same", "close"}:
        return True
    if k.level("place") != "close":
        return False
    in_state = claim.place.region is not None and not apart(k, "site")
    return in_state or claim.disclosed


def clearly_apart(k: Candidate) -> bool:
    """Place, sector, kind of money or window sets the two claims apart."""
    return apart(k, "place", "sector", "nature", "window")


def smaller_sums(case: Case) -> tuple[Candidate, ...]:
    """Earlier sums that this one could hold."""
    return tuple(
        k
        for k in case.candidates
        if k.level("amount") == "higher" and related_party(k) and k.days <= GENERATION
    )


def both_say(left: Amount | None, right: Amount | None) -> bool:
    """Both sums are stated and could be one."""
    return left is not None and right is not None and same_sum(left, right)


def once(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each candidate once, in the order given."""
    return tuple({k.claim.id: k for k in found}.values())
