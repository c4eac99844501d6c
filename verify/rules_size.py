"""Rules for larger sums: increments and raised plans (upsized)."""

from __future__ import annotations

from repledge.contracts import Claim
from repledge.text import fold
from verify.candidates import Candidate
from verify.case import LIKE_SIZE, Case, both_say
from verify.comparisons.amount import adds_up, usd_of
from verify.linking import (
    GENERATION,
    TWO_MONTHS,
    apart,
    clearly_apart,
    in_small_area,
    is_same_line,
    named_party,
    related_party,
)
from verify.recall import belongs, counts_up, enlarged, raised

TENFOLD = 10
# times the older sum, whose news the text dates: two sums of about one size are two projects
LARGER = 1.25
MUCH = 1.5  # times the older sum: a project that has clearly grown


def increment(case: Case) -> tuple[Candidate, ...]:
    """Only the additional money is claimed, on top of a sum announced before for this project."""
    claim = case.claim
    if claim.role != "additional":
        return ()
    based = tuple(k for k in case.candidates if _is_base(claim, k))
    own = {c.id for c in case.others() if c.company_id == claim.company_id}  # a list has many
    found = (finding for i, finding in case.siblings.items() if i in own)
    grown = [f for f in found if f.relation in {"upsized", "rollup"} and f.evidence]
    return based or (grown[0].evidence if grown else case.same_line)


def raised_from(case: Case) -> tuple[Candidate, ...]:
    """A larger sum than one announced before, and the text says from which sum it was raised, or
    tells the increment beside it."""
    claim = case.claim
    if claim.role == "additional":
        return ()
    smaller = tuple(k for k in case.candidates if k.level("amount") == "higher")
    said = tuple(
        k
        for k in smaller
        if _is_base(claim, k) or is_chain(case, k) or _recalled(case, k) or _grown(case, k)
    )
    return said or tuple(k for k in smaller if _beside_increment(case, k))


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
        and (_one_plan(claim, k) or _told_lately(claim, k))
    )
    return tuple(sorted(found, key=lambda k: (not _site_said(claim, k), apart(k, "site"), k.days)))


def is_chain(case: Case, k: Candidate) -> bool:
    """Total = earlier sum + the addition in the same text, to within rounding.

    Three sums of one party that the text prints and that add up outweigh a place read amiss.
    """
    claim = case.claim
    added = [
        c for c in case.others() if c.role == "additional" and c.company_id == claim.company_id
    ]
    fits = any(adds_up(claim.amount, c.amount, k.claim.amount) for c in added)
    retold = case.told_here(k.claim.amount) and related_party(k) and not clearly_apart(k)
    printed = k.level("company") == "same" and bool(case.recalled(k.claim.amount))
    return fits and (retold or printed or is_same_line(claim, k))


def _one_plan(claim: Claim, k: Candidate) -> bool:
    if claim.role == "umbrella":
        dated = claim.horizon.end is not None and k.claim.horizon.end is not None
        return dated and usd_of(claim) <= LIKE_SIZE * usd_of(k.claim)
    return _site_said(claim, k) or k.level("project") in {"same", "close"}


def _told_lately(claim: Claim, k: Candidate) -> bool:
    """A party hardly tells two projects of one trade in one small area within two months."""
    projects = claim.role == "total" and k.claim.role != "umbrella" and k.level("company") == "same"
    return (
        projects and in_small_area(claim) and k.days <= TWO_MONTHS and k.level("sector") == "same"
    )


def _site_said(claim: Claim, k: Candidate) -> bool:
    site = k.claim.place.city
    return site is not None and fold(site) in fold(claim.quote.text)


def _is_base(claim: Claim, k: Candidate) -> bool:
    """The sum that the text starts from; one of another order of size belongs to another claim."""
    if not both_say(claim.base, k.claim.amount):
        return False
    if claim.role != "additional" and usd_of(claim) > TENFOLD * usd_of(k.claim):
        return False
    known = related_party(k) or (named_party(k) and in_small_area(k.claim))
    return known and not apart(k, "place", "nature", "window")


def _recalled(case: Case, k: Candidate) -> bool:
    """The text prints the older sum: as the one it grew from, or as that of the same project."""
    claim, old = case.claim, k.claim.amount
    if usd_of(claim) > TENFOLD * usd_of(k.claim):
        return False
    told = case.told_here(old)
    known = is_same_line(claim, k) or _at_one_site(k) or _unplaced(claim, k)
    if told and claim.disclosed and known:
        return True
    if told and _clearly_larger(claim, k) and is_same_line(claim, k):
        return True
    printed = case.recalled(old)
    if claim.disclosed and printed and all(map(belongs, printed)) and _of_one_project(claim, k):
        return True
    if not _at_one_place(k) or clearly_apart(k):
        return False
    own = claim.role == "umbrella" == k.claim.role and k.level("company") == "same"
    return any(
        raised(told) and (claim.role == "total" or (own and told == claim.quote.text))
        for told in printed
    )


def _clearly_larger(claim: Claim, k: Candidate) -> bool:
    """The headline project at a much larger sum: the older one is no other project beside it."""
    totals = claim.main and {claim.role, k.claim.role} == {"total"}
    named = k.level("project") == "same" and claim.role != "umbrella"
    return (totals or named) and usd_of(claim) >= MUCH * usd_of(k.claim)


def _at_one_place(k: Candidate) -> bool:
    """Related parties; or one text names the other's party, and the place and sector are one."""
    here = k.level("place") in {"same", "close"} and k.level("sector") in {"same", "close"}
    return related_party(k) or (named_party(k) and here)


def _at_one_site(k: Candidate) -> bool:
    """Partners at one site; a chip plant may be filed under the trade of the partner who speaks."""
    return named_party(k) and k.level("site") == "same" and not apart(k, "place", "nature")


def _unplaced(claim: Claim, k: Candidate) -> bool:
    """One party and trade, and one of the claims was read without a place: the printed sum ties
    them."""
    alike = k.level("company") == k.level("sector") == "same" and k.level("place") == "missing"
    return alike and {claim.role, k.claim.role} == {"total"} and not apart(k, "nature", "window")


def _of_one_project(claim: Claim, k: Candidate) -> bool:
    """Totals of parties that one of the texts names, in one area and trade."""
    totals = {claim.role, k.claim.role} == {"total"}
    return totals and named_party(k) and k.level("sector") == "same" and not clearly_apart(k)


def _beside_increment(case: Case, k: Candidate) -> bool:
    """A project's total beside its increment in the same text grew from what was told before."""
    claim = case.claim
    if claim.role == "component" or k.claim.role == "additional":
        return False
    if not (is_same_line(claim, k) or _in_one_state(claim, k)):
        return False
    added = [c for c in case.others() if c.role == "additional" and 0 < usd_of(c) < usd_of(claim)]
    return any(c.company_id == claim.company_id or _makes_up(c, claim) for c in added)


def _in_one_state(claim: Claim, k: Candidate) -> bool:
    """One party's sums in one state or small country, a site named on one side: a campus that one
    text calls a project and the other a programme."""
    sites = claim.place.city is not None or k.claim.place.city is not None
    alike = k.level("place") in {"same", "close"} and not clearly_apart(k)
    return alike and in_small_area(claim) and sites and k.level("company") == "same"


def stated_base(case: Case) -> int:
    """The sum, in dollars, that the text puts the increment on, where both give the total; or 0."""
    added = (c for c in case.others() if c.role == "additional" and _makes_up(c, case.claim))
    return max((c.base.usd or 0 for c in added if c.base), default=0)


def _makes_up(added: Claim, total: Claim) -> bool:
    """The increment and the sum that its own sentence puts it on give the total."""
    return adds_up(total.amount, added.amount, added.base)


def _grown(case: Case, k: Candidate) -> bool:
    """A dearer total for one project that the text calls known, enlarged, or counts up."""
    claim = case.claim
    counted = counts_up(claim.quote.text)
    told = claim.disclosed or counted or enlarged(claim.quote.text)
    if claim.main and usd_of(claim) >= LARGER * usd_of(k.claim):
        told = told or not all(map(counts_up, case.dated(k)))
    if {claim.role, k.claim.role} != {"total"} or not told:
        return False
    if usd_of(claim) > (TENFOLD if counted else LIKE_SIZE) * usd_of(k.claim):
        return False
    if k.level("company") == "same":
        return is_same_line(claim, k)
    venture = claim.company_id is None and in_small_area(claim)  # its name stands in no register
    return counted and venture and _at_one_place(k) and _of_one_project(claim, k)
