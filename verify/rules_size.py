"""Rules for sums that differ from the earlier one: parts, totals, increments, raised plans."""

from __future__ import annotations

from repledge.contracts import Claim
from verify.candidates import Candidate
from verify.case import Case
from verify.comparisons.amount import same_sum

OLD_SHARE = 0.05  # of a total: below it old money is not worth a word (gold README, rollup)
_OLD = frozenset({"copy", "echo", "restated", "status", "extended", "carveout", "upsized"})


def adds_up_parts(case: Case) -> tuple[Candidate, ...]:
    """A total over parts that the same text names, some of which were announced before."""
    if case.claim.role not in {"umbrella", "total"}:
        return ()
    found: list[Candidate] = []
    for part in parts_of(case):
        finding = case.siblings.get(part.id)
        if finding and finding.relation in _OLD:
            found += finding.evidence
    return _once(found)


def parts_of(case: Case) -> tuple[Claim, ...]:
    """Claims of the same text whose sums are inside this one."""
    claim = case.claim
    return tuple(
        other
        for other in case.evidence.claims
        if other.id != claim.id
        and claim.amount
        and other.whole is not None
        and same_sum(other.whole, claim.amount)
    )


def carved_out(case: Case) -> tuple[Candidate, ...]:
    """The text calls this money part of a larger sum, and that sum was announced before."""
    whole = case.claim.whole
    if whole is None:
        return ()
    return tuple(
        k
        for k in case.candidates
        if k.claim.amount and same_sum(whole, k.claim.amount) and _may_hold(k)
    )


def part_of_old(case: Case) -> tuple[Candidate, ...]:
    """A part of a sum in the same text that is itself old money, and no new part of it."""
    whole = case.sibling(case.claim.whole)
    finding = case.siblings.get(whole.id) if whole else None
    if finding is None:
        return ()
    old = finding.relation in {"carveout", "restated", "echo", "copy"}
    grown = finding.relation == "upsized" and case.claim.disclosed
    return finding.evidence if old or grown else ()


def partners_share(case: Case) -> tuple[Candidate, ...]:
    """A smaller sum by a partner for the project that the other partner announced."""
    return tuple(
        k
        for k in case.same_line
        if k.level("amount") == "lower"
        and case.claim.role == "component"
        and case.claim.whole is None
        and not case.told_here(k.claim.amount)
    )


def increment(case: Case) -> tuple[Candidate, ...]:
    """Only the additional money is claimed, on top of a sum announced before for this project."""
    claim = case.claim
    if claim.role != "additional":
        return ()
    based = tuple(k for k in case.candidates if _is_base(claim, k))
    return based or case.same_line


def raised_from(case: Case) -> tuple[Candidate, ...]:
    """A larger sum than one announced before, and the text says from which sum it was raised."""
    claim = case.claim
    if claim.role == "additional":
        return ()
    return tuple(
        k
        for k in case.candidates
        if k.level("amount") == "higher"
        and (_is_base(claim, k) or (claim.disclosed and _recalled(case, k)))
    )


def holds_old(case: Case) -> tuple[Candidate, ...]:
    """A total over several sites that names a site whose project was announced before."""
    claim = case.claim
    if claim.role != "umbrella":
        return ()
    return tuple(
        k
        for k in case.candidates
        if k.claim.role != "umbrella"
        and k.level("amount") == "higher"
        and k.level("company") in {"same", "part"}
        and _may_hold(k)
        and _names_site(case, k.claim)
    )


def larger_sum(case: Case) -> tuple[Candidate, ...]:
    """A larger sum for a project of the same name, or for a company's programme that still runs."""
    claim = case.claim
    if claim.role == "additional":
        return ()
    return tuple(
        k
        for k in case.same_line
        if k.level("amount") == "higher"
        and k.level("window") != "different"
        and not case.told_here(k.claim.amount)
        and (claim.role == "umbrella" or k.level("project") in {"same", "close"})
    )


def _is_base(claim: Claim, k: Candidate) -> bool:
    amount = k.claim.amount
    if claim.base is None or amount is None or not same_sum(claim.base, amount):
        return False
    return k.level("company") in {"same", "part"} and _may_hold(k)


def _recalled(case: Case, k: Candidate) -> bool:
    return case.told_here(k.claim.amount) and k in case.same_line


def _may_hold(k: Candidate) -> bool:
    return "different" not in {k.level(name) for name in ("place", "sector", "nature")}


def _names_site(case: Case, old: Claim) -> bool:
    return bool(old.place.city and old.place.city in case.evidence.document.body)


def _once(found: list[Candidate]) -> tuple[Candidate, ...]:
    return tuple({k.claim.id: k for k in found}.values())
