"""Roles that the history settles: which sum of a text is the increment of another.

Extraction reads a role from the words of one text, by a hair at times. Where a sum that
is added, by its own words, and the older one give a third that the text claims, the sum is an
increment, whatever role its sentence made it look like.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from repledge.contracts import Claim
from verify.candidates import WEEK, Candidate
from verify.case import Case
from verify.comparisons.amount import adds_up, usd_of
from verify.linking import clearly_apart, is_same_line
from verify.recall import adds, counts_up

SHARE = 0.1  # of the total: a smaller sum is lost in its rounding


def settled(cases: Mapping[str, Case]) -> dict[str, Case]:
    """The cases of one document with the roles that their older sums settle."""
    claims = {i: _settled(case) for i, case in cases.items()}
    found: dict[str, Case] = {}
    for i, case in cases.items():
        told = tuple(claims[claim.id] for claim in case.evidence.claims)
        found[i] = replace(case, claim=claims[i], evidence=replace(case.evidence, claims=told))
    return found


def _settled(case: Case) -> Claim:
    claim = case.claim
    said = adds(claim.quote.text) and not counts_up(claim.quote.text)
    if claim.role == "additional" or claim.voice == "list" or not said:
        return claim
    if any(k.days <= WEEK for k in case.same_money):
        return claim
    larger = [c for c in case.others() if _may_hold(c, claim)]
    if any(_tops(case, total) for total in larger):
        return replace(claim, role="additional")
    return claim


def _may_hold(total: Claim, claim: Claim) -> bool:
    if total.role not in {"total", "umbrella"} or total.company_id != claim.company_id:
        return False
    return usd_of(total) > usd_of(claim) > SHARE * usd_of(total)


def _tops(case: Case, total: Claim) -> bool:
    """The total is the sum put on top of an older one of the same project or programme."""
    claim = case.claim
    return any(
        adds_up(total.amount, claim.amount, k.claim.amount)
        for k in _older(case)
        if is_same_line(claim, k) or _one_programme(claim, total, k)
    )


def _older(case: Case) -> Iterable[Candidate]:
    own = (k for k in case.candidates if k.level("company") == "same")
    return (k for k in own if not clearly_apart(k) and k.claim.role != "additional")


def _one_programme(claim: Claim, total: Claim, k: Candidate) -> bool:
    """The total and the older sum are umbrellas over one area."""
    wide = total.role == k.claim.role == "umbrella"
    return wide and claim.place.country in {total.place.country, k.claim.place.country}
