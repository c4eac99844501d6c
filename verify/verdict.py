"""Judging one document: candidates, rules, arithmetic, and the verdicts that follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from repledge.contracts import (
    Claim,
    Decision,
    Earlier,
    RelationCode,
    Verdict,
    VerdictCode,
)
from verify import words
from verify.books import books_of
from verify.candidates import WEEK, Candidate, candidates_of, documents_of, mentions_of
from verify.case import Case, Finding
from verify.comparisons.amount import usd_of
from verify.decisions import NO_PAIRS, Pairs, pairs_of
from verify.evidence import Evidence, History, earlier_than
from verify.known import first_trace
from verify.netnew import NetNew, above_usual, net_new
from verify.roles import settled
from verify.rules import CONFIRMED, RULESET, SEPARATE, Rule, decide, readings
from verify.rules_repeat import older_than_the_week
from verify.rules_total import OLD_SHARE, parts_of
from verify.runrate import RunRates, run_rate_sentence

_FIXED: Mapping[RelationCode, VerdictCode] = {
    "new": "new", "copy": "copy", "status": "update", "extended": "update",
    "downsized": "walked_back", "cancelled": "walked_back",
}  # fmt: skip
_PASSES = 4  # a part, its total, the total's total: no text nests deeper


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the verifier may use besides the documents."""

    pairs: Pairs = NO_PAIRS
    run_rates: RunRates = field(default_factory=dict)
    traces: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)


def judge_document(
    evidence: Evidence,
    history: History,
    *,
    decisions: Iterable[Decision] = (),
    run_rates: RunRates | None = None,
    known: Mapping[str, tuple[Evidence, ...]] | None = None,
) -> tuple[Verdict, ...]:
    """Verdicts for all claims of a document, in their order, from earlier documents alone.

    `decisions` are what people said of pairs and win over the rules; `known` are traces by party
    (`known.by_party`), shown beside a verdict; `run_rates` come from `runrate.read_run_rates`.
    """
    knowledge = Knowledge(pairs_of(decisions), run_rates or {}, known or {})
    earlier = earlier_than(evidence, history.related(evidence))
    cases = settled({c.id: _case(c, evidence, earlier, knowledge.pairs) for c in evidence.claims})
    first = _findings(cases, knowledge.pairs)
    found: dict[str, Verdict] = {}
    nets: dict[str, NetNew] = {}
    for claim in sorted(evidence.claims, key=lambda c: len(parts_of(cases[c.id]))):
        case = replace(cases[claim.id], siblings=first)
        rule, finding = _decide(case, knowledge.pairs)
        nets[claim.id] = above_usual(case, net_new(case, finding, nets), knowledge.run_rates)
        found[claim.id] = _verdict(case, rule, finding, nets[claim.id], knowledge)
    return tuple(found[claim.id] for claim in evidence.claims)


def _findings(cases: Mapping[str, Case], pairs: Pairs) -> dict[str, Finding]:
    """What is found of each claim; again while what is found of one changes another's."""
    found: dict[str, Finding] = {}
    for _ in range(_PASSES):
        again = {i: _decide(replace(case, siblings=found), pairs)[1] for i, case in cases.items()}
        if again == found:
            break
        found = again
    return found


def _decide(case: Case, pairs: Pairs) -> tuple[Rule, Finding]:
    """What a person said of a pair; else what the rules say."""
    claim = case.claim
    if claim.id in pairs.separate:
        return SEPARATE, Finding(SEPARATE.id, "new")
    rule, finding = decide(case)
    chosen = tuple(k for k in case.candidates if (claim.id, k.claim.id) in pairs.confirmed)
    if not chosen:
        return rule, finding
    if finding.relation == "new":
        return CONFIRMED, Finding(CONFIRMED.id, CONFIRMED.relation, chosen)
    rest = tuple(k for k in finding.evidence if k not in chosen)
    return rule, replace(finding, evidence=(*chosen, *rest))


def _case(claim: Claim, evidence: Evidence, earlier: tuple[Evidence, ...], pairs: Pairs) -> Case:
    found = candidates_of(claim, evidence, earlier)
    kept = tuple(k for k in found if (claim.id, k.claim.id) not in pairs.rejected)
    return Case(claim, evidence, kept, mentions_of(claim, earlier))


def _verdict(
    case: Case, rule: Rule, finding: Finding, net: NetNew, knowledge: Knowledge
) -> Verdict:
    claim = case.claim
    trace = first_trace(claim, knowledge.traces)
    return Verdict(
        claim_id=claim.id,
        document_id=claim.document_id,
        verdict=verdict_code(case, finding, net),
        relation=finding.relation,
        rule=rule.id,
        ruleset=RULESET,
        score=certainty(case, finding, knowledge.pairs),
        headline_usd=usd_of(claim) or None,
        net_new_low_usd=net.value.low if net.value else None,
        net_new_high_usd=net.value.high if net.value else None,
        basis=net.basis,
        sentence=words.sentence(rule.sentence, case, finding, net),
        earlier=tuple(_earlier(k, finding.relation) for k in documents_of(_cited(case, finding))),
        terms=net.terms,
        books=books_of(case, finding),
        near_misses=words.near_misses(case, finding),
        questions=words.questions(finding),
        would_change=words.would_change(finding),
        run_rate=run_rate_sentence(claim, knowledge.run_rates),
        also=tuple(code for code in readings(case) if code != finding.relation),
        first_trace=words.trace_sentence(trace) if trace else None,
    )


def _cited(case: Case, finding: Finding) -> tuple[Candidate, ...]:
    """The evidence; under a copy also where the edition that it repeats had the money from."""
    if finding.relation != "copy":
        return finding.evidence
    return (*finding.evidence, *older_than_the_week(case))


def verdict_code(case: Case, finding: Finding, net: NetNew) -> VerdictCode:
    """The verdict that follows from relation and arithmetic (gold README, relations)."""
    claim, relation = case.claim, finding.relation
    if claim.nature != "investment":
        return "not_investment"
    if relation == "new" and _unresolved(case):
        return "unclear"
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


def certainty(case: Case, finding: Finding, pairs: Pairs) -> float:
    """How sure the verdict is, 0 to 1: the match of the best evidence and of the reading itself."""
    claim = case.claim
    if any((claim.id, k.claim.id) in pairs.confirmed for k in finding.evidence):
        return 1.0
    if finding.evidence:
        match = min(0.98, 0.5 + 0.05 * max(0.0, finding.evidence[0].score))
    else:
        match = 0.8 if finding.relation == "new" and words.near_misses(case, finding) else 0.95
    return round(match * (0.5 + claim.confidence / 2), 3)


def _unresolved(case: Case) -> bool:
    """An equal sum for such a project stands in an earlier text, and one of them names no party."""
    return any(
        k.level("company") == "missing"
        and k.level("amount") == "same"
        and k.level("place") in {"same", "close"}
        and k.level("sector") == "same"
        for k in case.candidates
    )


def _earlier(k: Candidate, relation: RelationCode) -> Earlier:
    return Earlier(
        claim_id=k.claim.id,
        document_id=k.claim.document_id,
        url=k.evidence.document.url,
        published=k.claim.published,
        relation=relation,
        amount_usd=usd_of(k.claim) or None,
        quote=k.claim.quote.text,
        score=k.match,
        why=k.comparisons,
    )
