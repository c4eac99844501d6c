"""Judging one document: candidates, rules, arithmetic, and the verdicts that follow."""

from __future__ import annotations

from collections.abc import Mapping

from repledge.contracts import Claim, Earlier, RelationCode, Verdict, VerdictCode
from verify.candidates import Candidate, candidates_of, documents_of, mentions_of
from verify.case import WEEK, Case, Finding
from verify.evidence import Evidence, History, earlier_than
from verify.netnew import NetNew, net_new, usd_of
from verify.rules import RULESET, Rule, decide
from verify.rules_size import OLD_SHARE, parts_of

_FIXED: Mapping[RelationCode, VerdictCode] = {
    "new": "new", "copy": "copy", "status": "update", "extended": "update",
    "downsized": "walked_back", "cancelled": "walked_back",
}  # fmt: skip


def judge_document(evidence: Evidence, history: History) -> tuple[Verdict, ...]:
    """Verdicts for all claims of a document, from earlier documents alone."""
    earlier = earlier_than(evidence, history.related(evidence))
    cases = {c.id: _case(c, evidence, earlier) for c in evidence.claims}
    first = {claim_id: decide(case)[1] for claim_id, case in cases.items()}
    decided: dict[str, tuple[Case, Rule, Finding]] = {}
    nets: dict[str, NetNew] = {}
    for claim in sorted(evidence.claims, key=lambda c: len(parts_of(cases[c.id]))):
        case = Case(claim, evidence, cases[claim.id].candidates, cases[claim.id].mentions, first)
        rule, finding = decide(case)
        decided[claim.id] = case, rule, finding
        nets[claim.id] = net_new(case, finding, nets)
    return tuple(_verdict(*decided[c.id], nets[c.id]) for c in evidence.claims)


def _case(claim: Claim, evidence: Evidence, earlier: tuple[Evidence, ...]) -> Case:
    return Case(
        claim,
        evidence,
        candidates_of(claim, evidence, earlier),
        mentions_of(claim, earlier),
    )


def _verdict(case: Case, rule: Rule, finding: Finding, net: NetNew) -> Verdict:
    claim = case.claim
    proof = tuple(documents_of(finding.evidence))
    date = f"{proof[0].claim.published:%-d %B %Y}" if proof else ""
    return Verdict(
        claim_id=claim.id,
        document_id=claim.document_id,
        verdict=verdict_code(claim, finding, net),
        relation=finding.relation,
        rule=rule.id,
        ruleset=RULESET,
        score=0.9,
        headline_usd=usd_of(claim),
        net_new_low_usd=net.value.low if net.value else None,
        net_new_high_usd=net.value.high if net.value else None,
        basis=net.basis,
        sentence=rule.sentence.format(date=date),
        earlier=tuple(_earlier(k, finding.relation) for k in proof),
        terms=net.terms,
    )


def verdict_code(claim: Claim, finding: Finding, net: NetNew) -> VerdictCode:
    """The verdict that follows from relation and arithmetic (gold README, relations)."""
    if claim.nature != "investment":
        return "not_investment"
    relation = finding.relation
    if relation in _FIXED:
        return _FIXED[relation]
    if relation == "echo" and any(k.days <= WEEK for k in finding.evidence):
        return "copy"
    if relation == "upsized" and claim.role == "additional":
        return "new"
    headline = usd_of(claim)
    if net.value is None or not headline or net.value.high == 0:
        return "repackaged"
    old = headline - net.value.low
    return "partly_new" if old >= OLD_SHARE * headline else "new"


def _earlier(k: Candidate, relation: RelationCode) -> Earlier:
    return Earlier(
        claim_id=k.claim.id,
        document_id=k.claim.document_id,
        url=k.evidence.document.url,
        published=k.claim.published,
        relation=relation,
        amount_usd=usd_of(k.claim),
        quote=k.claim.quote.text,
        score=k.score,
        why=k.comparisons,
    )
