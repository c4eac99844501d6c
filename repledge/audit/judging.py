"""A list judged: every sum on one heap, the new money of each as a range, the totals.

This file joins extraction and verification, as `repledge.pipeline` does for releases: an audit is
the same reading and judging over entries of a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from extract import load_companies, place_mentions
from repledge.audit.changes import changes_between
from repledge.audit.checks import misprints
from repledge.audit.claims import ReadItem, read_item
from repledge.audit.inside import relations_inside
from repledge.audit.items import (
    Audit,
    Check,
    Counted,
    Doubt,
    Entry,
    Heap,
    Inside,
    PledgeList,
    Trace,
)
from repledge.audit.totals import steps_of
from repledge.audit.wholes import parts_and_wholes
from repledge.contracts import Claim, Document, Verdict
from verify import Evidence, History, MemoryHistory, RunRates, judge_document
from verify.candidates import Candidate, candidates_of
from verify.comparisons.amount import usd_of
from verify.known import one_project
from verify.ledger import live_sums
from verify.linking import GENERATION, clearly_apart
from verify.runrate import run_rate_of, years_of
from verify.states import governments

_AMONG_OTHERS = re.compile(r"\b(?:includ\w+|such as|among (?:them|others))\b", re.IGNORECASE)
LEAST_SHARE = 0.01  # of a state's pledge: what its plan must reach to be worth the question
MOST_PLANS = 3  # of one party that are named beside an entry
LEAST_YEARS = 2  # of a window, from which usual spending is worth comparing


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What came before: documents and known announcements alike, and usual capital spending."""

    history: History = field(default_factory=MemoryHistory)
    run_rates: RunRates = field(default_factory=dict)


def audit_list(pledges: PledgeList, knowledge: Knowledge, since: date | None = None) -> Audit:
    """Judge every entry against what was public before it; before `since` where that is given."""
    read = [_speaking(read_item(item, pledges), since) for item in pledges.items]
    inside = relations_inside([r for r in read if not r.is_total])
    bench = _Bench(knowledge)
    related = {r.evidence.document.id: bench.related(r.evidence) for r in read}
    doubtful = _doubtful(read, related, pledges.day)
    entries = tuple(
        _entry(r, bench, since or r.item.day or pledges.day, inside, doubtful) for r in read
    )
    steps, low, high = steps_of(entries)
    return Audit(pledges=pledges, since=since, entries=entries, steps=steps, low=low, high=high)


def _speaking(read: ReadItem, since: date | None) -> ReadItem:
    """An entry whose day is known stands for the news of that day, told by others; the rules let a
    list retell anything, at any time, which is right only where that day is not known.
    """
    if since is None and read.item.day is None:
        return read
    claims = tuple(replace(claim, voice="press") for claim in read.evidence.claims)
    return replace(read, evidence=replace(read.evidence, claims=claims))


def compared(audit: Audit, other: Audit) -> Audit:
    """The audit with what changed since an earlier capture of the list."""
    changes = changes_between(other.entries, audit.entries)
    return replace(audit, before=other.pledges, changes=changes)


def _doubtful(
    read: Sequence[ReadItem], related: Mapping[str, tuple[Evidence, ...]], day: date
) -> dict[str, tuple[Check, ...]]:
    """Claim id -> all that speaks against its sum as printed."""
    found = parts_and_wholes(read, related, day)
    for claim_id, check in misprints(read).items():
        found[claim_id] = (*found.get(claim_id, ()), check)
    return found


class _Bench:
    """The verifier over what was public before a day."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._history = knowledge.history
        self.rates = knowledge.run_rates
        self._related: dict[str, tuple[Evidence, ...]] = {}
        self._found: dict[str, tuple[Evidence, ...]] = {}
        self.documents: dict[str, Document] = {}

    def related(self, evidence: Evidence) -> tuple[Evidence, ...]:
        """All that is known of the entry's parties and places, from any day; asked once."""
        key = evidence.document.id
        if key not in self._related:
            related = self._history.related(evidence)
            self._related[key] = tuple(_without_budgets(evidence, e) for e in related)
        return self._related[key]

    def judge(self, evidence: Evidence, before: date) -> tuple[Verdict, ...]:
        """Verdicts from what was published before that day alone."""
        earlier = tuple(e for e in self.related(evidence) if e.document.published < before)
        self._found[evidence.document.id] = earlier
        self.documents |= {e.document.id: e.document for e in earlier}
        return judge_document(evidence, MemoryHistory(earlier), run_rates=self.rates)

    def may_hold(self, claim: Claim, evidence: Evidence) -> list[tuple[Evidence, Claim]]:
        """What may be inside without changing the sum: the first announcement of the same project
        (by site and party), and the largest live plans of the party whose place, sector, kind and
        window do not keep them out of a wider plan.
        """
        related = self._found[evidence.document.id]
        same = [
            (e, c)
            for e in related
            for c in e.claims
            if claim.company_id in {c.company_id, *c.partner_ids} - {None}
            and one_project(claim, c, e)
        ]
        found = sorted(same, key=lambda pair: (pair[0].document.published, pair[1].id))[:1]
        if claim.role != "umbrella":
            return found
        open_plans = [
            k
            for k in candidates_of(claim, evidence, related)
            if _may_be_inside(k, usd_of(claim)) and not _leaves_out(claim, k)
        ]
        ranked = sorted(live_sums(open_plans), key=lambda pair: (-pair[1], pair[0].days))
        return [*found, *((k.evidence, k.claim) for k, _ in ranked[:MOST_PLANS])]


def _without_budgets(entry: Evidence, earlier: Evidence) -> Evidence:
    """Without what a government spends itself: no company's pledge tells that again.

    In a government's voice, what neither a country nor a known company nor the entry's own party
    pledges is an agency's money.
    """
    own = {claim.company_id for claim in entry.claims}
    kept = tuple(c for c in earlier.claims if c.company_id in own or not _of_agency(c))
    return earlier if len(kept) == len(earlier.claims) else replace(earlier, claims=kept)


def _of_agency(claim: Claim) -> bool:
    if claim.voice != "government" or governments(claim):
        return False
    party = load_companies().get(claim.company_id or "")
    return party is None or party.kind == "government"


def _may_be_inside(k: Candidate, whole: int) -> bool:
    """An earlier plan of the same party to invest, still running in the year of the later one.

    The name alone is not enough: the same sector, or a place inside the later one's, must be told,
    and no state that the later one leaves out.
    """
    smaller = k.level("amount") in {"higher", "same", "close"}
    own = k.level("company") == "same" and k.level("nature") == "same"
    located = k.level("place") in {"same", "close", "whole"}
    # states agree on many things: what names the country counts, and is no trifle
    if governments(k.claim):
        own = own and located and usd_of(k.claim) >= LEAST_SHARE * whole
    told = located or k.level("sector") == "same"
    end, year = k.claim.horizon.end, (k.claim.published + timedelta(days=k.days)).year
    over = k.days > GENERATION or (end is not None and end <= year)
    return smaller and own and told and not over and not clearly_apart(k)


def _leaves_out(claim: Claim, k: Candidate) -> bool:
    """The text names all its states, and the earlier plan is for another one."""
    if k.claim.place.region is None or _AMONG_OTHERS.search(claim.quote.text):
        return False
    states = {m.place.region for m in place_mentions(claim.quote.text)} - {None}
    return bool(states) and k.claim.place.region not in states


def _entry(
    read: ReadItem, bench: _Bench, before: date,
    inside: Mapping[str, Inside], doubtful: Mapping[str, tuple[Check, ...]],
) -> Entry:  # fmt: skip
    verdicts = bench.judge(read.evidence, before)
    pairs = zip(read.evidence.claims, verdicts, strict=True)
    checks = [*read.checks]
    for claim in read.evidence.claims:
        checks += doubtful.get(claim.id, ())
    sums = tuple(
        _counted(read, claim, verdict, bench, inside.get(claim.id), claim.id in doubtful)
        for claim, verdict in pairs
    )
    return Entry(
        item=read.item, party=read.party, party_id=read.party_id, judged_before=before,
        sums=sums, checks=tuple(checks), remarks=read.remarks,
    )  # fmt: skip


def _counted(
    read: ReadItem, claim: Claim, verdict: Verdict, bench: _Bench,
    inside: Inside | None, wrong: bool,
) -> Counted:  # fmt: skip
    heap = _heap(read, claim, inside)
    routine = _routine(claim, bench.rates)
    low, high, doubt = verdict.net_new_low_usd, verdict.net_new_high_usd, None
    if heap in {"duplicate", "total"}:
        low = high = 0
    elif low is not None and high is not None:
        low, doubt = _certain(claim, low, high, routine, inside, wrong)
    return Counted(
        claim=claim, verdict=verdict, heap=heap, usd=claim.amount.usd if claim.amount else None,
        low=low, high=high, doubt=doubt, inside=inside, routine_usd=routine,
        traces=() if heap == "total" else _traces(read, claim, verdict, bench),
    )  # fmt: skip


def _heap(read: ReadItem, claim: Claim, inside: Inside | None) -> Heap:
    if claim.id in read.wholes:
        return "part"
    if read.is_total:
        return "total"
    if inside and inside.sure:
        return "duplicate"
    if governments(claim):
        return "country"
    return "investment" if claim.nature == "investment" else "not_investment"


def _certain(
    claim: Claim, low: int, high: int, routine: int | None, inside: Inside | None, wrong: bool
) -> tuple[int, Doubt | None]:
    """The lower end of the new money, and the first reason why it lies below the upper one."""
    if high == 0:
        return low, None
    if wrong:
        return 0, "misprint"
    if inside:
        return 0, "overlap"
    if claim.commitment in {"mou", "conditional"}:
        return 0, "memorandum"
    usual = max(0, high - routine) if routine is not None else low
    if usual < low:
        return usual, "routine"
    return low, "open" if low < high else None


def _routine(claim: Claim, rates: RunRates) -> int | None:
    """The party's usual capital spending over the window, of a sum that is tied to no site."""
    rate, years = run_rate_of(claim, rates), years_of(claim)
    if rate is None or not years or years < LEAST_YEARS or claim.place.region or claim.place.city:
        return None
    return rate.usd * years


def _traces(read: ReadItem, claim: Claim, verdict: Verdict, bench: _Bench) -> tuple[Trace, ...]:
    """All that came before, oldest first."""
    found = [
        Trace(
            published=e.published, precision=bench.documents[e.document_id].precision, url=e.url,
            source=bench.documents[e.document_id].source, quote=e.quote, amount_usd=e.amount_usd,
            relation=e.relation,
        )
        for e in verdict.earlier
    ]  # fmt: skip
    seen = {(e.document_id, e.amount_usd) for e in verdict.earlier}
    for other, told in bench.may_hold(claim, read.evidence):
        key = other.document.id, told.amount.usd if told.amount else None
        if key not in seen:
            seen.add(key)
            found.append(_trace(other.document, told))
    return tuple(sorted(found, key=lambda t: (t.published, -(t.amount_usd or 0), t.url)))


def _trace(document: Document, told: Claim) -> Trace:
    return Trace(
        published=document.published, precision=document.precision, url=document.url,
        source=document.source, quote=told.quote.text,
        amount_usd=told.amount.usd if told.amount else None, relation=None,
    )  # fmt: skip
