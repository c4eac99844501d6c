"""One claim before the rules: its document, its ranked candidates, what was found of its siblings.

The predicates here are the questions a fact-checker asks of two announcements: the same money, the
same line of the books, the party's own word or somebody else's?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from repledge.contracts import Amount, Claim, Milestone, RelationCode
from verify.candidates import Candidate, Mention, candidate_of
from verify.comparisons.amount import adds_up, is_printed, same_sum
from verify.dated import mentions_of_news
from verify.evidence import Evidence
from verify.linking import GENERATION, is_same_line, is_same_money, related_party
from verify.states import is_treaty_money

LIKE_SIZE = 3.0  # a plan more than three times as large, or a third as large, is another plan

# sums that extraction calls no pledge for want of a cue: an earlier pledge may be meant
_UNCLEAR = frozenset({"past figure", "no pledge words"})

RECALLED = "R27"  # the row for sums that a text names beside its news

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

    @property
    def retold_as_past(self) -> bool:
        """The text names an older sum beside its news: what is cut from that is a part of it."""
        return self.rule == RECALLED


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
        found = [k for k in found if not self._grows_from(k) and not self._is_of_sibling(k)]
        if any(k.level("company") == "same" for k in found):
            found = [k for k in found if k.level("company") == "same"]
        return tuple(found)

    def _grows_from(self, k: Candidate) -> bool:
        """The increment that doubles an older total: equal to it, and with it the new total."""
        if self.claim.role != "additional" or k.claim.role == "additional":
            return False
        return any(adds_up(c.amount, self.claim.amount, k.claim.amount) for c in self.others())

    def _is_of_sibling(self, k: Candidate) -> bool:
        """Another claim of the text states the same sum and answers the older one better."""
        twins = (c for c in self.others() if both_say(c.amount, self.claim.amount))
        return any(candidate_of(c, k.claim, k.evidence).score > k.score for c in twins)

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

    def dated(self, k: Candidate) -> tuple[str, ...]:
        """Sentences that tell of news of the day or month in which the older claim was made."""
        document = self.evidence.document
        told = mentions_of_news(document.body, document.published)
        return tuple(m.sentence for m in told if m.first <= k.claim.published <= m.last)

    def recalled(self, amount: Amount | None) -> tuple[str, ...]:
        """Sentences of the text that print that other sum, whatever they make of it."""
        own = self.claim.amount
        if amount is None or (own is not None and same_sum(own, amount)):
            return ()
        told = (t for t in self.evidence.sums if t.kind != "other" or t.why in _UNCLEAR)
        return tuple(t.quote.text for t in told if is_printed(t.amount, amount))

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
