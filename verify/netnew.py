"""How much of a headline had not been announced before: interval, basis, and the sum on show.

The order of computation is stated, balanced, itemised, bounded, run rate (DOMAIN, "Net new"). What
is not known stays unknown, or as wide as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from repledge.contracts import Basis, Claim, Term
from verify.candidates import Candidate
from verify.case import Case, Finding
from verify.comparisons.amount import ratio_of
from verify.interval import NOTHING, Interval, between, exactly
from verify.ledger import live_sums
from verify.rules_size import parts_of

ITEMISED = 0.8  # of an umbrella: from here on its parts show where the money goes
_OLD_MONEY = frozenset(
    {"copy", "echo", "restated", "extended", "downsized", "cancelled", "carveout"}
)


@dataclass(frozen=True, slots=True)
class NetNew:
    """The interval in US dollars (None: unknowable), its basis, and the terms of the sum."""

    value: Interval | None
    basis: Basis
    terms: tuple[Term, ...] = ()


UNKNOWN = NetNew(None, "unknown")


def net_new(case: Case, finding: Finding, parts: Mapping[str, NetNew] | None = None) -> NetNew:
    """Net new money of a claim, given its relation and the net of the parts in the same text."""
    headline = usd_of(case.claim)
    if headline is None:
        return NetNew(NOTHING, "stated") if finding.relation in _OLD_MONEY else UNKNOWN
    head = Term(op="+", low=headline, high=headline, label="headline", quote=case.claim.quote.text)
    found = _by_relation(case, finding, headline, parts or {})
    if found.value is None:
        return found
    value = found.value.within(headline)
    result = Term(op="=", low=value.low, high=value.high, label="net new")
    return NetNew(value, found.basis, (head, *found.terms, result))


def usd_of(claim: Claim) -> int | None:
    """The headline in US dollars at the day's rate."""
    return claim.amount.usd if claim.amount else None


def _by_relation(
    case: Case, finding: Finding, headline: int, parts: Mapping[str, NetNew]
) -> NetNew:
    if finding.relation in _OLD_MONEY:
        return NetNew(NOTHING, "balanced", _contained(finding.evidence, headline))
    match finding.relation:
        case "status":
            known = any(k.claim.amount for k in finding.evidence)
            return NetNew(NOTHING if known else between(0, headline), "balanced")
        case "joint_venture":
            return NetNew(NOTHING, "balanced", _contained(finding.evidence, headline))
        case "upsized":
            return _upsized(case, finding, headline)
        case "rollup":
            return _rollup(case, finding, headline, parts)
        case _:
            return _all_new(case, headline)


def _all_new(case: Case, headline: int) -> NetNew:
    low = 0 if _may_hold_other_money(case) else headline
    return NetNew(between(low, headline), "bounded" if low == 0 else "stated")


def _may_hold_other_money(case: Case) -> bool:
    """`up to`, or an umbrella whose text leaves open whether ordinary spending is inside."""
    claim = case.claim
    if claim.amount and claim.amount.qualifier == "up_to":
        return True
    if claim.commitment == "mou":
        return True
    if claim.role != "umbrella" or claim.place.region:
        return False
    return _itemised_share(case) < ITEMISED


def _itemised_share(case: Case) -> float:
    headline = usd_of(case.claim) or 0
    inside = sum(usd_of(part) or 0 for part in parts_of(case))
    return inside / headline if headline else 0.0


def _upsized(case: Case, finding: Finding, headline: int) -> NetNew:
    claim = case.claim
    if claim.role == "additional":
        return NetNew(exactly(headline), "stated")
    live = next((k for k in finding.evidence if k.claim.amount), None)
    if live is None:
        return NetNew(between(0, headline), "unknown")
    old = _old_sum(claim, live, headline)
    stated = claim.base is not None or case.told_here(live.claim.amount)
    moved = live.level("window") in {"higher", "different"} and claim.role == "umbrella"
    released = any("cancelled" in k.claim.milestones for k in finding.evidence)
    open_end = (
        released or (moved and not _from_to(claim)) or (claim.role == "umbrella" and not stated)
    )
    low = 0 if claim.amount and claim.amount.qualifier == "up_to" else headline - old
    value = between(low, headline if open_end else headline - old)
    term = _minus(live, old)
    return NetNew(value, "stated" if claim.base else "balanced", (term,))


def _from_to(claim: Claim) -> bool:
    return claim.base is not None


def _old_sum(claim: Claim, k: Candidate, headline: int) -> int:
    """The earlier sum in dollars; through the shared currency where the two have one."""
    ratio = ratio_of(claim, k.claim)
    return round(headline / ratio) if ratio else (usd_of(k.claim) or 0)


def _rollup(case: Case, finding: Finding, headline: int, parts: Mapping[str, NetNew]) -> NetNew:
    inside = parts_of(case)
    if inside:
        return _from_parts(case, headline, parts)
    contained = live_sums(finding.evidence)
    total = sum(usd for _, usd in contained)
    terms = tuple(_minus(k, usd) for k, usd in contained)
    return NetNew(between(0, headline - total), "itemised", terms)


def _from_parts(case: Case, headline: int, parts: Mapping[str, NetNew]) -> NetNew:
    low = high_old = 0
    terms: list[Term] = []
    for part in parts_of(case):
        net, usd = parts.get(part.id), usd_of(part) or 0
        if net is None or net.value is None:
            continue
        if part.nature == case.claim.nature:
            low += net.value.low
        high_old += usd - net.value.high
        terms.append(
            Term(op="-", low=usd - net.value.high, high=usd - net.value.low,
                 label="announced before", document_id=part.document_id, quote=part.quote.text)
        )  # fmt: skip
    return NetNew(
        between(min(low, headline - high_old), headline - high_old), "itemised", tuple(terms)
    )


def _contained(evidence: tuple[Candidate, ...], headline: int) -> tuple[Term, ...]:
    return (_minus(evidence[0], headline),) if evidence else ()


def _minus(k: Candidate, usd: int) -> Term:
    return Term(op="-", low=usd, high=usd, label=f"announced on {k.claim.published}",
                document_id=k.claim.document_id, quote=k.claim.quote.text)  # fmt: skip
