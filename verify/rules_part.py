"""Rules for parts: money inside a larger sum announced before (carveout, joint venture)."""

from __future__ import annotations

from verify.candidates import Candidate
from verify.case import GENERATION, Case, apart, related_party, speaks_for_itself
from verify.comparisons.amount import same_sum, usd_of
from verify.states import governments


def carved_out(case: Case) -> tuple[Candidate, ...]:
    """The text calls this money part of a larger sum, and that sum was announced before."""
    whole = case.claim.whole
    if whole is None or case.sibling(whole):
        return ()
    found = (
        k
        for k in case.candidates
        if k.claim.amount
        and same_sum(whole, k.claim.amount)
        and k.claim.role == "umbrella"
        and related_party(k)
        and not apart(k, "place")
    )
    return tuple(sorted(found, key=lambda k: (not speaks_for_itself(k.claim), k.days)))


def part_of_known(case: Case) -> tuple[Candidate, ...]:
    """A part, by its own words, of money told before: of the party's running total, or of the
    larger total that the text recalls."""
    claim = case.claim
    if not claim.disclosed or case.sibling(claim.whole):
        return ()
    held = tuple(
        k
        for k in case.candidates
        if k.claim.role == "umbrella"
        and k.level("amount") == "lower"
        and related_party(k)
        and (claim.role == "component" or case.told_here(k.claim.amount))
        and not apart(k, "place", "nature", "window")
        and k.days <= GENERATION
    )
    return tuple(sorted(held, key=lambda k: (not speaks_for_itself(k.claim), k.days)))


def part_of_old(case: Case) -> tuple[Candidate, ...]:
    """A part of a sum in the same text that is itself old money, and no new part of it."""
    whole = case.sibling(case.claim.whole)
    finding = case.siblings.get(whole.id) if whole else None
    if finding is None:
        return ()
    old = finding.relation in {"carveout", "restated", "echo", "copy", "status"}
    grown = finding.relation == "upsized" and case.claim.disclosed
    return finding.evidence if old or grown else ()


def under_state_deal(case: Case) -> tuple[Candidate, ...]:
    """A project paid by a government whose agreed total over all such projects was told before."""
    states = governments(case.claim)
    if case.claim.role == "umbrella" and not case.claim.disclosed:
        return ()
    deals = tuple(
        k
        for k in case.candidates
        if states & governments(k.claim)
        and k.claim.role == "umbrella"
        and k.level("amount") == "lower"
        and not apart(k, "place", "nature", "window")
        and k.days <= GENERATION
    )
    return tuple(sorted(deals, key=lambda k: (not speaks_for_itself(k.claim), -usd_of(k.claim))))


def partners_share(case: Case) -> tuple[Candidate, ...]:
    """A smaller sum by a partner for the project that the other partner announced."""
    claim = case.claim
    if claim.role != "component" or claim.whole is not None:
        return ()
    return tuple(k for k in case.same_line if k.level("amount") == "lower")
