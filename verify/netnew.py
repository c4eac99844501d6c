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
from verify.comparisons.amount import ratio_of, usd_of
from verify.interval import NOTHING, Interval, between, exactly
from verify.ledger import live_sums
from verify.openness import may_hold_other_money
from verify.rules_size import is_chain, stated_base
from verify.rules_total import parts_of, summed, told_as_total
from verify.runrate import RunRates, usual_spending

_OLD_MONEY = frozenset(
    {"copy", "echo", "restated", "extended", "downsized", "cancelled", "carveout"}
)

_PUBLIC = frozenset({"status", "restated", "extended"})


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
    if not headline:
        return NetNew(NOTHING, "stated") if finding.relation in _OLD_MONEY else UNKNOWN
    head = Term(op="+", low=headline, high=headline, label="headline", quote=case.claim.quote.text)
    found = _by_relation(case, finding, headline, parts or {})
    if found.value is None:
        return found
    value = found.value.within(headline)
    result = Term(op="=", low=value.low, high=value.high, label="net new")
    return NetNew(value, found.basis, (head, *found.terms, result))


def above_usual(case: Case, net: NetNew, rates: RunRates) -> NetNew:
    """The fifth basis: of a programme that may hold ordinary spending, what lies above the usual
    pace of the party is new at the least (DOMAIN, "Net new")."""
    claim, usual = case.claim, usual_spending(case.claim, rates)
    if net.basis != "bounded" or net.value is None or net.value.low or usual is None:
        return net
    if claim.role != "umbrella" or claim.amount is None or claim.amount.qualifier == "up_to":
        return net
    value = between(min(usd_of(claim) - usual, net.value.high), net.value.high)
    if not value.low:
        return net
    pace = Term(op="-", low=0, high=usual, label="usual spending over the window")
    result = Term(op="=", low=value.low, high=value.high, label="net new")
    return NetNew(value, "run_rate", (*net.terms[:-1], pace, result))


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
            held = _contained(finding.evidence, headline)
            return NetNew(between(0, _unknown_share(case, headline)), "balanced", held)
        case "upsized":
            return _upsized(case, finding, headline)
        case "rollup":
            return _rollup(case, finding, headline, parts)
        case _:
            return _all_new(case, headline)


def _unknown_share(case: Case, headline: int) -> int:
    """How much of a partner's stake may be new: all of it where the project has grown with it."""
    whole = case.sibling(case.claim.whole)
    finding = case.siblings.get(whole.id) if whole else None
    return headline if finding and finding.relation == "upsized" else 0


def _all_new(case: Case, headline: int) -> NetNew:
    base = case.claim.base
    if base and base.usd and base.usd < headline and case.claim.role == "umbrella":
        return NetNew(between(0, headline - base.usd), "stated")
    low = 0 if may_hold_other_money(case) else headline
    return NetNew(between(low, headline), "bounded" if low == 0 else "stated")


def _upsized(case: Case, finding: Finding, headline: int) -> NetNew:
    claim = case.claim
    if claim.role == "additional":
        return NetNew(exactly(headline), "stated")
    told = [k for k in finding.evidence if k.claim.amount]
    live = min(told, key=lambda k: k.days, default=None)  # the newest telling of the line
    if live is None:
        return NetNew(between(0, headline), "unknown")
    old = max(_old_sum(claim, live, headline), stated_base(case), _retold_part(case))
    released = any("cancelled" in k.claim.milestones for k in finding.evidence)
    open_end = released or not _from_to(case, live)
    low = 0 if claim.amount and claim.amount.qualifier == "up_to" else headline - old
    value = between(low, headline if open_end else headline - old)
    term = _minus(live, old)
    return NetNew(value, "stated" if claim.base else "balanced", (term,))


def _retold_part(case: Case) -> int:
    """The part of a grown total that the same text tells as progress of what was public before."""
    found = (
        usd_of(part)
        for part in parts_of(case)
        if part.disclosed and (f := case.siblings.get(part.id)) and f.relation in _PUBLIC
    )
    return sum(found)


def _from_to(case: Case, live: Candidate) -> bool:
    """The new sum is the old one plus the increase: said so, or one project, or one window.

    A programme whose window has moved on holds new years beside the old ones, unless its own
    sentence raises the old sum.
    """
    claim, old = case.claim, live.claim.amount
    if claim.role != "umbrella" or is_chain(case, live):
        return True
    if live.level("window") in {"higher", "different"}:
        return any(sentence == claim.quote.text for sentence in case.recalled(old))
    return claim.base is not None or case.told_here(old)


def _old_sum(claim: Claim, k: Candidate, headline: int) -> int:
    """The earlier sum in dollars; through the shared currency where the two have one."""
    ratio = ratio_of(claim, k.claim)
    return round(headline / ratio) if ratio else usd_of(k.claim)


def _rollup(case: Case, finding: Finding, headline: int, parts: Mapping[str, NetNew]) -> NetNew:
    """Low: parts without an earlier trace. High: headline minus everything that is old in it."""
    if told_as_total(case) or summed(case):
        return NetNew(NOTHING, "itemised")
    low = old = 0
    terms: list[Term] = []
    told: set[str] = set()
    for part in parts_of(case):
        net, usd = parts.get(part.id), usd_of(part)
        if net is None or net.value is None:
            continue
        low += _surely_new(case, part, net.value) if part.nature == case.claim.nature else 0
        old += usd - net.value.high
        # what proves an increment is the older total, which the increment does not hold
        part_found = case.siblings.get(part.id) if part.role != "additional" else None
        told |= {k.claim.id for k in part_found.evidence} if part_found else set()
        terms.append(_minus_part(part, usd, net.value))
    rest = live_sums([k for k in finding.evidence if k.claim.id not in told])
    old += sum(usd for _, usd in rest)
    terms += [_minus(k, usd) for k, usd in rest]
    high = max(0, headline - old)
    if case.claim.place.region and case.claim.commitment == "firm" and not low:
        low = high  # one state, decided: what is not old is new
    return NetNew(between(min(low, high), high), "itemised", tuple(terms))


def _surely_new(case: Case, part: Claim, net: Interval) -> int:
    """Another party's part without an earlier trace is new to the total, whatever it holds."""
    qualifier = part.amount.qualifier if part.amount else None
    if part.company_id == case.claim.company_id or qualifier == "up_to":
        return net.low
    return net.high


def _minus_part(part: Claim, usd: int, net: Interval) -> Term:
    return Term(op="-", low=usd - net.high, high=usd - net.low, label="announced before",
                document_id=part.document_id, quote=part.quote.text)  # fmt: skip


def _contained(evidence: tuple[Candidate, ...], headline: int) -> tuple[Term, ...]:
    return (_minus(evidence[0], headline),) if evidence else ()


def _minus(k: Candidate, usd: int) -> Term:
    return Term(op="-", low=usd, high=usd, label=f"live before, last told on {k.claim.published}",
                document_id=k.claim.document_id, quote=k.claim.quote.text)  # fmt: skip
