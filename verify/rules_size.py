"""Rules for larger sums: increments and raised plans (upsized)."""

from __future__ import annotations

from repledge.contracts import Claim
from repledge.text import fold
from verify.candidates import Candidate
from verify.case import LIKE_SIZE, Case, both_say
from verify.comparisons.amount import ROUNDED, usd_of
from verify.linking import (
    GENERATION,
    apart,
    clearly_apart,
    is_same_line,
    named_party,
    related_party,
)
from verify.recall import counts_up, raised

TENFOLD = 10


def increment(case: Case) -> tuple[Candidate, ...]:
    """Only the additional money is claimed, on top of a sum announced before for this project."""
    claim = case.claim
    if claim.role != "additional":
        return ()
    based = tuple(k for k in case.candidates if _is_base(claim, k))
    grown = [f for f in case.siblings.values() if f.relation == "upsized" and f.evidence]
    return based or (grown[0].evidence if grown else case.same_line)


def raised_from(case: Case) -> tuple[Candidate, ...]:
    """A larger sum than one announced before, and the text says from which sum it was raised."""
    claim = case.claim
    if claim.role == "additional":
        return ()
    return tuple(
        k
        for k in case.candidates
        if k.level("amount") == "higher"
        and (_is_base(claim, k) or is_chain(case, k) or _recalled(case, k) or _grown(claim, k))
    )


def larger_sum(case: Case) -> tuple[Candidate, ...]:
    """A larger sum for a project of the same name, or for a company's programme that still runs."""
    claim = case.claim
    if claim.role == "additional":
        return ()
    found = (
        k
        for k in case.same_line
        if k.level("amount") == "higher"
        and k.level("window") != "different"
        and k.days <= GENERATION
        and not case.told_here(k.claim.amount)
        and _one_plan(claim, k)
    )
    return tuple(sorted(found, key=lambda k: (not _site_said(claim, k), apart(k, "site"), k.days)))


def is_chain(case: Case, k: Candidate) -> bool:
    """Total = earlier sum + the addition in the same text, to within rounding."""
    claim = case.claim
    added = [
        c for c in case.others() if c.role == "additional" and c.company_id == claim.company_id
    ]
    fits = any(
        abs(usd_of(c) + usd_of(k.claim) - usd_of(claim)) <= ROUNDED * usd_of(claim) for c in added
    )
    return fits and usd_of(claim) > 0 and is_same_line(claim, k)


def _one_plan(claim: Claim, k: Candidate) -> bool:
    if claim.role == "umbrella":
        dated = claim.horizon.end is not None and k.claim.horizon.end is not None
        return dated and usd_of(claim) <= LIKE_SIZE * usd_of(k.claim)
    return _site_said(claim, k) or k.level("project") in {"same", "close"}


def _site_said(claim: Claim, k: Candidate) -> bool:
    site = k.claim.place.city
    return site is not None and fold(site) in fold(claim.quote.text)


def _is_base(claim: Claim, k: Candidate) -> bool:
    """The sum that the text starts from; one of another order of size belongs to another claim."""
    if not both_say(claim.base, k.claim.amount):
        return False
    if claim.role != "additional" and usd_of(claim) > TENFOLD * usd_of(k.claim):
        return False
    at_its_site = named_party(k) and k.claim.place.region is not None
    return (related_party(k) or at_its_site) and not clearly_apart(k)


def _recalled(case: Case, k: Candidate) -> bool:
    claim = case.claim
    claim, old = case.claim, k.claim.amount
    told = claim.disclosed and case.told_here(old)
    if usd_of(claim) > TENFOLD * usd_of(k.claim):
        return False
    if told and is_same_line(claim, k):
        return True
    grown = related_party(k) and not clearly_apart(k) and claim.role == "total"
    return grown and any(map(raised, case.recalled(old)))


def _grown(claim: Claim, k: Candidate) -> bool:
    """A dearer total for one project that the text calls announced before, or counts up."""
    told = claim.disclosed or counts_up(claim.quote.text)
    if claim.role != "total" or not told or k.level("company") != "same":
        return False
    like = usd_of(claim) <= LIKE_SIZE * usd_of(k.claim)
    return like and k.claim.role == "total" and is_same_line(claim, k)
