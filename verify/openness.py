"""Whether a sum may hold ordinary or earlier spending: the low end of what is new in it.

A programme over years is open unless its text shows where the money goes or sets it apart from
older money (tests/gold/README.md, net_new_usd). A part of a programme is as open as its whole, for
a part without a site, a first output or a decision is a share of the same pot.
"""

from __future__ import annotations

import re
from dataclasses import replace

from repledge.contracts import Claim
from verify.case import Case
from verify.comparisons.amount import usd_of
from verify.recall import belongs, names_its_sites
from verify.rules_total import parts_of
from verify.states import of_a_country

DECADE = 10  # years beyond which a memorandum binds nobody
SMALL = 1 / 10  # of a programme: up to here a part is a named item of its own
ITEMISED = 2 / 3  # of an umbrella: from here on its parts show where the money goes
# a fund that is set up is not a party's spending over years
_FUND = re.compile(r"\b(?:start\w*|launch\w*|sets? up|creat\w*) (?:\w+ ){0,2}fund\b", re.IGNORECASE)


def may_hold_other_money(case: Case) -> bool:
    """`up to`, or a programme whose text leaves open whether ordinary spending is inside."""
    claim = case.claim
    if (claim.amount and claim.amount.qualifier == "up_to") or _is_distant(claim):
        return True
    if claim.role == "umbrella":
        return _open_programme(case)
    return claim.role == "component" and _open_part(case)


def _open_programme(case: Case) -> bool:
    claim = case.claim
    if any(map(_is_distant, parts_of(case))):
        return True
    if claim.place.region or _FUND.search(claim.quote.text):
        return False
    if of_a_country(claim):
        return True
    return not (_set_apart(case) or _itemised(case) or _counts_sites(claim))


def _open_part(case: Case) -> bool:
    """A part that is no project of its own: of another party a programme, else as its whole."""
    claim, whole = case.claim, case.sibling(case.claim.whole)
    if whole is None or _is_project(claim) or not belongs(claim.quote.text):
        return False
    if whole.role == "total" or usd_of(whole) <= usd_of(claim):
        return False
    if whole.company_id not in {claim.company_id, *claim.partner_ids}:
        return True
    if usd_of(claim) <= SMALL * usd_of(whole):
        return False
    return may_hold_other_money(replace(case, claim=whole))


def _is_project(claim: Claim) -> bool:
    """A site, a first output or a decision ties the sum to one thing; a purchase is one order."""
    placed = claim.place.region or claim.place.city or claim.operational_by
    return bool(placed) or claim.commitment in {"firm", "conditional"} or claim.nature == "purchase"


def _is_distant(claim: Claim) -> bool:
    """A memorandum for the decades to come; orders are delivered over as long."""
    end = max(claim.horizon.end or 0, claim.operational_by or 0)
    loose = claim.commitment == "mou" and claim.nature != "purchase"
    return loose and end > claim.published.year + DECADE


def _set_apart(case: Case) -> bool:
    """The claim's own sentence, or of the headline claim one that tells an older sum, says that
    the two are separate."""
    if not belongs(case.claim.quote.text):
        return True
    theirs = {other.quote.text for other in case.others()}
    told = {t.quote.text for t in case.evidence.sums if t.kind == "background"} - theirs
    return case.claim.main and not all(map(belongs, told))


def _counts_sites(claim: Claim) -> bool:
    """So many plants at one go, and no window over which ordinary spending could run."""
    return claim.horizon.end is None and names_its_sites(claim.quote.text)


def _itemised(case: Case) -> bool:
    """Two parts or more show where most of the money goes, and none is a running cost."""
    parts, headline = parts_of(case), usd_of(case.claim)
    if len(parts) < 2 or any(part.nature == "spending" for part in parts):
        return False
    return sum(map(usd_of, parts)) >= ITEMISED * headline
