"""Rules for news of a project that is known: cancelled, delayed, cut, or simply further on."""

from __future__ import annotations

from repledge.contracts import Claim, Milestone
from verify.candidates import WEEK, Candidate
from verify.case import LIKE_SIZE, PROGRESS, Case, both_say
from verify.comparisons.amount import usd_of
from verify.linking import (
    GENERATION,
    apart,
    clearly_apart,
    related_party,
    speaks_for_many,
)
from verify.recall import enlarged, is_past, lowered

# a programme over several sites has no owner to change, no ground to break and no doors to open
_OF_A_SITE: frozenset[Milestone] = frozenset({"stake_sold", "ground_broken", "opened"})
DEARER = 5  # times the older cost: beyond it, without a step told, the plan is another one


def cancelled(case: Case) -> tuple[Candidate, ...]:
    """The text stops, pauses or withdraws a known project; a second report of that is a copy."""
    if "cancelled" not in case.claim.milestones and not _falls_with_whole(case):
        return ()
    found = _known(case) or _inside(case)
    known = tuple(k for k in found if not _goes_on(case.claim, k))
    told = any("cancelled" in k.claim.milestones and k.days <= WEEK for k in known)
    return () if told else known


def _falls_with_whole(case: Case) -> bool:
    """A known part, of which no other step is told, of a whole that is stopped in the same text."""
    claim, whole = case.claim, case.sibling(case.claim.whole)
    finding = case.siblings.get(whole.id) if whole else None
    stopped = finding is not None and finding.relation == "cancelled"
    return stopped and claim.disclosed and not claim.milestones and bool(case.same_money)


def _goes_on(claim: Claim, k: Candidate) -> bool:
    """A smaller sum that is decided is what remains of the plan, not what is given up."""
    return k.level("amount") == "lower" and claim.commitment == "firm" and claim.role == "total"


def extended(case: Case) -> tuple[Candidate, ...]:
    """The text moves a known project to a later date; the sum may have grown with it.

    A word of delay in a plan that is reaffirmed, with an earlier first output, is about the past.
    """
    steps = case.claim.milestones
    if "delayed" in steps:
        sooner = ("lower",) if "reaffirmed" in steps else ()
        known = _known(case) or _inside(case)
        return tuple(k for k in known if k.level("first_output") not in sooner)
    if not case.claim.disclosed or "opened" in steps:
        return ()
    return tuple(k for k in case.same_money if k.level("first_output") == "higher")


def downsized(case: Case) -> tuple[Candidate, ...]:
    """A smaller sum for a known project or programme: the text says so, or tells from which larger
    sum it was cut."""
    claim = case.claim
    shrunk = claim.disclosed and _fell(case)
    if claim.role in {"component", "additional"} or (claim.whole is not None and not shrunk):
        return tuple(k for k in case.candidates if _left_of(claim, k))
    smaller = tuple(
        k for k in case.same_line if k.level("amount") == "lower" and _still_that_plan(claim, k)
    )
    if "downsized" in claim.milestones and smaller:
        return smaller
    if plan := tuple(k for k in case.candidates if _cut_plan(claim, k)):
        return plan
    if case.same_money:
        return ()  # a sum that was told before is no new, smaller one
    cut = tuple(k for k in case.candidates if _cut_from(case, k))
    told = tuple(k for k in smaller if case.told_here(k.claim.amount))
    if cut or told or not shrunk:
        return cut or (told if claim.disclosed else ())
    return tuple(k for k in case.same_line if k.claim.role == claim.role)


def _fell(case: Case) -> bool:
    """The claim's own sentence prints a larger, older sum as the one that it fell from, whether or
    not that sum was ever told before."""
    own = case.claim.quote.text
    larger = (
        t
        for t in case.evidence.sums
        if t.kind == "background" and (t.amount.usd or 0) > usd_of(case.claim)
    )
    return lowered(own) and any(t.quote.text in own or own in t.quote.text for t in larger)


def _cut_from(case: Case, k: Candidate) -> bool:
    """The larger sum, told before, is printed as the one that this smaller sum is left of."""
    if k.level("amount") != "lower" or not related_party(k) or apart(k, "sector", "nature"):
        return False
    old = k.claim.amount
    said = any(map(lowered, case.recalled(old)))
    return said or ("downsized" in case.claim.milestones and both_say(case.claim.base, old))


def _cut_plan(claim: Claim, k: Candidate) -> bool:
    """The news is the cut of a plan of the party: that of its plans which is as wide is meant, also
    where one reading calls it a project and the other a programme, or one names no place."""
    if "downsized" not in claim.milestones or not claim.main or k.level("company") != "same":
        return False
    wide = {claim.role, k.claim.role} <= {"total", "umbrella"} and k.level("amount") == "lower"
    return wide and not clearly_apart(k) and LIKE_SIZE * usd_of(claim) >= usd_of(k.claim)


def _left_of(claim: Claim, k: Candidate) -> bool:
    """What a cut leaves of the sum told before reads like a part of it: "$2bn of the $3bn"."""
    shrunk = "downsized" in claim.milestones or lowered(claim.quote.text)
    cut = shrunk and both_say(claim.whole, k.claim.amount)
    return cut and k.level("company") == "same" and not apart(k, "sector", "nature", "place")


def _still_that_plan(claim: Claim, k: Candidate) -> bool:
    """A programme of a third of the size is a part of the old one, or another, not a cut."""
    return claim.role != "umbrella" or LIKE_SIZE * usd_of(claim) >= usd_of(k.claim)


def status(case: Case) -> tuple[Candidate, ...]:
    """The same money, and the text tells progress: ground broken, opened, financed, reaffirmed.

    A decided project that the text itself calls announced before is progress as well.
    """
    whole = case.sibling(case.claim.whole)
    finding = case.siblings.get(whole.id) if whole else None
    of_known = finding is not None and finding.relation == "status" and not finding.retold_as_past
    claim = case.claim
    decided = claim.disclosed and claim.commitment == "firm" and claim.role == "total"
    steps = PROGRESS & set(claim.milestones)
    if claim.role == "umbrella":
        steps -= _OF_A_SITE
    if claim.voice == "list" or not (of_known or decided or steps):
        return ()
    return case.same_money


def _known(case: Case) -> tuple[Candidate, ...]:
    return case.same_money or case.same_line


def told_as_known(case: Case) -> tuple[Candidate, ...]:
    """A sum told before that the text names beside its news: as the past, or as the larger sum that
    the news is part of."""
    claim = case.claim
    if claim.main or claim.voice == "list" or claim.amount is None:
        return ()
    holds_news = any(both_say(other.whole, claim.amount) for other in case.others())
    past = is_past(claim.quote.text) and not _counted_by_another(case)
    return case.same_money if holds_news or past else ()


def _counted_by_another(case: Case) -> bool:
    """Part of the total that a government makes news of, its own or somebody else's, which counts
    the sum in, however it is told."""
    claim, whole = case.claim, case.sibling(case.claim.whole)
    if claim.voice != "government" or whole is None:
        return False
    return speaks_for_many(whole) or whole.company_id != claim.company_id


def _inside(case: Case) -> tuple[Candidate, ...]:
    """Larger sums of the same party that could hold the project: of what is stopped or put off,
    somebody must have spoken before."""
    return tuple(
        k
        for k in case.candidates
        if k.level("company") == "same"
        and k.level("amount") == "lower"
        and k.level("nature") == "same"
        and k.level("place") in {"same", "close", "part"}
        and not apart(k, "sector", "window")
        and k.days <= GENERATION
    )


def further_on(case: Case) -> tuple[Candidate, ...]:
    """Progress at a known site whose sum was never told, or whose cost has moved meanwhile."""
    claim = case.claim
    steps = PROGRESS & set(claim.milestones)
    opening = claim.role == "component" and claim.disclosed and "opened" in steps
    one_site = claim.role == "total" or opening
    if claim.voice == "list" or not one_site:
        return ()
    if not (claim.disclosed or steps):
        return ()
    return tuple(
        k
        for k in case.same_line
        if k.claim.role == "total"
        and k.level("window") != "different"
        and not (k.level("amount") == "higher" and enlarged(claim.quote.text))
        and (steps or usd_of(claim) <= DEARER * (usd_of(k.claim) or usd_of(claim)))
    )
