"""Rules for totals: sums that hold money announced before (rollup)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from repledge.contracts import Claim
from verify.candidates import Candidate
from verify.case import Case, both_say, once, smaller_sums
from verify.comparisons.amount import PRINTED, same_sum, usd_of
from verify.comparisons.party import everybody
from verify.ledger import one_line
from verify.linking import (
    CROWD,
    GENERATION,
    apart,
    clearly_apart,
    named_party,
    related_party,
    speaks_for_many,
)
from verify.recall import holds
from verify.rules_size import larger_sum, raised_from
from verify.states import governments

OLD_SHARE = 0.05  # of a total: below it old money is not worth a word (gold README, rollup)
GOOD_PART = 0.1  # of a total: a smaller project is not tied to it by the name of its town alone
TWO_DIGITS = 2
MOST = 12  # earlier sums of a party, best matches first, that are tried against a total
_OLD = frozenset({"copy", "echo", "restated", "status", "extended", "upsized"})


def adds_up_parts(case: Case) -> tuple[Candidate, ...]:
    """A total over parts that the same text names, some of which were announced before; or to the
    figure the sum of pledges that the party had made one by one."""
    claim = case.claim
    if found_apart := summed(case):
        return found_apart
    if claim.role not in {"umbrella", "total"} or raised_from(case):
        return ()
    found: list[Candidate] = []
    worth = 0
    for part in parts_of(case):
        finding = case.siblings.get(part.id)
        if finding and finding.relation in _OLD:
            found += finding.evidence
            worth = max(worth, *(usd_of(k.claim) for k in finding.evidence))
        elif finding and finding.relation == "carveout" and claim.role == "total":
            found += finding.evidence
            worth = max(worth, usd_of(part))
    headline = claim.amount.usd if claim.amount and claim.amount.usd else 0
    return once(found) if worth >= OLD_SHARE * headline else ()


def summed(case: Case) -> tuple[Candidate, ...]:
    """Two or three earlier sums of the party, each of its own document, that give this one."""
    claim = case.claim
    if claim.role not in {"umbrella", "total"} or _beside(claim, case) or _is_round(claim):
        return ()
    sums: dict[int, Candidate] = {}
    for k in smaller_sums(case):
        if k.level("company") == "same" and _is_own_pledge(k):
            sums.setdefault(usd_of(k.claim), k)
    known = tuple(sums.values())[:MOST]
    for size in (2, 3):
        for group in combinations(known, size):
            one_each = len({k.claim.document_id for k in group}) == size
            if one_each and _gives(claim, group):
                return group
    return ()


def _beside(claim: Claim, case: Case) -> bool:
    """The text has an increment: its total grew, whatever its sum is by chance."""
    return any(c.role == "additional" and c.company_id == claim.company_id for c in case.others())


def _is_round(claim: Claim) -> bool:
    """A figure of one digit, such as $10 billion, is met by chance."""
    return claim.amount is None or len(str(claim.amount.value).rstrip("0")) < TWO_DIGITS


def _is_own_pledge(k: Candidate) -> bool:
    whole = k.claim.role in {"total", "component"}
    return whole and not apart(k, "sector", "nature") and k.level("place") != "different"


def _gives(claim: Claim, group: tuple[Candidate, ...]) -> bool:
    whole, inside = usd_of(claim), sum(usd_of(k.claim) for k in group)
    return abs(whole - inside) <= PRINTED * whole


def parts_of(case: Case) -> tuple[Claim, ...]:
    """Claims of the same text whose sums are inside this one."""
    amount = case.claim.amount
    if amount is None:
        return ()
    named = tuple(c for c in case.others() if c.whole and same_sum(c.whole, amount))
    if len({c.company_id for c in named}) == 1:  # several parties may share one total
        named = tuple(c for c in named if _may_hold(case.claim, c))
    return named or _entries(case) or _own_projects(case)


def _may_hold(total: Claim, part: Claim) -> bool:
    """A party's total holds its own sums and its partners', not those of somebody else."""
    parties = everybody(total)
    return not parties or speaks_for_many(total) or bool(parties & everybody(part))


def told_as_total(case: Case) -> tuple[Candidate, ...]:
    """A total, no round figure, that an earlier document about the party gave as a sum of what it
    had announced."""
    if case.claim.role != "umbrella" or _is_round(case.claim):
        return ()
    if any(k.level("amount") in {"same", "close"} and related_party(k) for k in case.candidates):
        return ()
    told = {m.evidence.document.id for m in case.mentions}
    return tuple(k for k in case.candidates if k.claim.document_id in told)


def tally(case: Case) -> tuple[Candidate, ...]:
    """A total whose text recalls two or more earlier pledges that it could be the sum of."""
    if case.claim.role != "umbrella":
        return ()
    recalled = _recalled_pledges(case)
    return tuple(recalled) if len(_lines(recalled)) >= 2 else ()


def holds_old(case: Case) -> tuple[Candidate, ...]:
    """A total over several sites, no programme that has grown, that holds a project announced
    before: the text says so, names the site, or speaks of the one state in which both lie."""
    claim = case.claim
    if claim.role != "umbrella" or larger_sum(case):
        return ()
    return tuple(
        k
        for k in smaller_sums(case)
        if (k.claim.role not in {"umbrella", "additional"} or any(map(holds, case.dated(k))))
        and not clearly_apart(k)
        and (
            _says_old(case, k)
            or (not case.told_here(k.claim.amount) and _lies_inside(case, k.claim))
        )
    )


def _lies_inside(case: Case, old: Claim) -> bool:
    """In the total's own state; or at a town of its text, where a mere mention is no chance."""
    if _one_region(case.claim, old):
        return True
    return _names_site(case, old) and usd_of(old) >= GOOD_PART * usd_of(case.claim)


def _says_old(case: Case, k: Candidate) -> bool:
    """The text calls the total announced before, or says that it holds news of that date; or calls
    some part so, and states the older sum as a part."""
    parts = parts_of(case)
    known = any(part.disclosed for part in parts)
    if known and any(both_say(part.amount, k.claim.amount) for part in parts):
        return True
    return case.claim.disclosed or any(map(holds, case.dated(k)))


def members_pledges(case: Case) -> tuple[Candidate, ...]:
    """A total of several companies, one of which had announced its own part before; a state that
    stands behind one of them is no member.
    """
    members = set(case.claim.partner_ids)
    if case.claim.role != "umbrella" or len(members) < CROWD:
        return ()
    return tuple(
        k
        for k in smaller_sums(case)
        if k.claim.company_id in members and not clearly_apart(k) and not governments(k.claim)
    )


def _entries(case: Case) -> tuple[Claim, ...]:
    """The entries of a list under its grand total: other parties' sums, none as large."""
    total = case.claim
    if total.voice in {"company", "press", "filing"} and not speaks_for_many(total):
        return ()
    others = [c for c in case.others() if c.company_id != total.company_id]
    smaller = all(usd_of(c) < usd_of(total) for c in others)
    crowd = len({c.company_id for c in others}) >= CROWD and total.role == "umbrella"
    return tuple(others) if crowd and smaller else ()


def _of_a_member(k: Candidate) -> bool:
    return k.level("amount") == "higher" and named_party(k) and k.days <= GENERATION


def _own_projects(case: Case) -> tuple[Claim, ...]:
    """The party's own projects in the text of a total that says part of it was told before."""
    total = case.claim
    if total.role != "umbrella" or not total.disclosed:
        return ()
    own = [c for c in case.others() if c.company_id == total.company_id and c.role == "total"]
    return tuple(own) if sum(map(usd_of, own)) <= usd_of(total) else ()


def _recalled_pledges(case: Case) -> list[Candidate]:
    """For each earlier sum that the text recalls, the newest pledge of it."""
    found: list[Candidate] = []
    inside = smaller_sums(case)
    if speaks_for_many(case.claim):
        inside = tuple(k for k in case.candidates if _of_a_member(k))
    for told in case.evidence.sums:
        if told.kind == "background":
            meant = [k for k in inside if both_say(told.amount, k.claim.amount)]
            found += sorted(meant, key=lambda k: k.days)[:1]
    return list(once(found))


def _names_site(case: Case, old: Claim) -> bool:
    return bool(old.place.city and old.place.city in case.evidence.document.body)


def _one_region(claim: Claim, old: Claim) -> bool:
    return claim.place.region is not None and claim.place.region == old.place.region


def _lines(found: Iterable[Candidate]) -> list[Claim]:
    lines: list[Claim] = []
    for k in found:
        if not any(one_line(k.claim, other) for other in lines):
            lines.append(k.claim)
    return lines
