"""Whether two claims speak of one money, or of one project: several fields weighed, none a gate.

A field that sets the two apart is an objection; agreement elsewhere answers it. So a state read
from the wrong sentence, or a sector that two readers would file apart, does not hide a retelling
of the same printed sum by the same party a few weeks later. What nothing answers: another party, a
window that was over, a generation between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from repledge.contracts import Claim
from verify.candidates import WEEK, Candidate
from verify.comparisons.amount import pairs_of, same_sum, usd_of
from verify.states import of_a_country

# "Phase 2", "第2期", "2단계"; words for numbers are rare beside project names
_PHASE = re.compile(r"\b(?:phase|stage) (\d|i{1,3}|iv)\b|第?(\d)(?:期|단계)", re.IGNORECASE)
TWO_MONTHS = 61  # days within which a party hardly tells one sum for two different projects
SEASON = 200  # days within which parts of one programme are told with a total that has moved
YEAR = 366
ONE_DIGIT = 0.1  # what a figure told with one digit may be off: "$1 billion" for $918 million
CROWD = 3  # partners from which a claim speaks for many companies
GENERATION = 5 * 365  # an undated plan is not taken for one told more than five years before


def apart(k: Candidate, *fields: str) -> bool:
    """One of the fields sets the two claims apart."""
    return "different" in {k.level(name) for name in fields}


def clearly_apart(k: Candidate) -> bool:
    """Place, sector, kind of money or window sets the two claims apart."""
    return apart(k, "place", "sector", "nature", "window")


def related_party(k: Candidate) -> bool:
    """The same group, or partners in a venture."""
    return k.level("company") in {"same", "part"}


def named_party(k: Candidate) -> bool:
    """Related, or at least named: one text names the party of the other."""
    return k.level("company") in {"same", "part", "close"}


def is_same_money(claim: Claim, k: Candidate) -> bool:
    """Equal sums of related parties without an objection that stands."""
    if k.level("amount") not in {"same", "close"} and not _to_one_digit(claim, k):
        return False
    if not (related_party(k) or _named_with(k) or _nobody_named(k)):
        return False
    return next(objections(claim, k), None) is None


def objections(claim: Claim, k: Candidate) -> Iterator[str]:
    """What says that two equal sums are two moneys, and is not outweighed, in words."""
    exact, old = k.level("amount") == "same", k.claim
    if apart(k, "place") and not (exact and _place_misread(claim, k)):
        yield "The sites are in different places."
    if apart(k, "sector") and not (exact and (_one_area(claim, k) or _retold(claim, k))):
        yield "The sectors differ."
    if apart(k, "window"):
        yield "The earlier window was over."
    if apart(k, "nature") and not (exact and k.level("company") == "same"):
        yield "Another kind of money."  # to the dollar: lists call orders and output investment
    if not exact and not _firm(claim, k):
        yield "The sums differ by rounding, and the area is not the same."
    if _parts_of_others(claim, k):
        yield "They are parts of two different totals."
    if k.level("company") != "same" and _programme_and_part(claim, old):
        yield "A country's programme is no part of another party's."
    if _of_a_circle(claim, old):
        yield "One is a member's sum, the other that of a circle which the text does not name."
    if _wide_and_narrow(claim, old) and not (exact and (_lately(claim, k) or _retold(claim, k))):
        yield "One is a programme over an area, the other a project inside it."
    if _other_end(claim, old):
        yield "The windows end years apart."
    if k.days > GENERATION and not claim.disclosed:
        yield "More than five years lie between the two."


def is_same_line(claim: Claim, k: Candidate) -> bool:
    """One project, or one programme of the same scope, that nothing sets apart."""
    if not related_party(k) or apart(k, "place", "nature"):
        return False
    if apart(k, "sector") and not _one_owner_there(k):
        return False
    if _other_phase(claim, k.claim):
        return False
    if claim.role == "additional":
        return _one_site(claim, k) or k.claim.role == "umbrella"
    if (claim.role == "umbrella") != (k.claim.role == "umbrella"):
        return False
    if claim.role == "umbrella":
        worldwide = claim.place.country is None and k.claim.place.country is None
        here = worldwide or k.level("place") in {"same", "close"}
        return here and k.level("window") != "different"
    return _one_site(claim, k)


def _one_owner_there(k: Candidate) -> bool:
    """One party at one named site: a trade that two readers file apart sets nothing apart."""
    return k.level("company") == "same" and k.level("site") == "same"


def _other_phase(claim: Claim, old: Claim) -> bool:
    """Both name the phase they build, and no phase is named by both."""
    ours, theirs = phases(claim), phases(old)
    return bool(ours and theirs) and not ours & theirs


def phases(claim: Claim) -> frozenset[str]:
    """Numbers of the phases or stages that a claim's sentence or project names.

    >>> sorted(m[1] or m[2] for m in _PHASE.finditer("Phase 2 begins; 1단계는 끝났다"))
    ['1', '2']
    """
    found = _PHASE.finditer(f"{claim.project or ''} {claim.quote.text}")
    return frozenset((m[1] or m[2]).lower() for m in found)


def in_small_area(claim: Claim) -> bool:
    """One state, or a country smaller than the United States: sums there seldom meet by chance."""
    return claim.place.region is not None or claim.place.country not in {None, "US"}


def speaks_for_many(claim: Claim) -> bool:
    """A state, a crowd of companies, or a country's companies taken together."""
    return of_a_country(claim) or len(claim.partner_ids) >= CROWD


def _named_with(k: Candidate) -> bool:
    """A customer, a state or a partner that the text only names: the same sum, area and sector."""
    if k.level("company") != "close" or k.level("amount") != "same" or apart(k, "place", "sector"):
        return False
    if k.days <= WEEK:
        return True
    one_site = k.claim.role != "umbrella" and k.level("sector") == "same"
    located = one_site or k.claim.place.region is not None or k.level("site") == "same"
    return located and k.level("place") in {"same", "close"}


def _nobody_named(k: Candidate) -> bool:
    """One text names no party: the very sum, at one site or within the week in one area."""
    if k.level("company") != "missing" or k.level("amount") != "same":
        return False
    here = k.level("place") in {"same", "close"} and not apart(k, "sector", "nature")
    return here and (k.level("site") == "same" or k.days <= WEEK)


def _to_one_digit(claim: Claim, k: Candidate) -> bool:
    """Somebody else's round figure, "a billion", for the party's project in one state and trade."""
    ours, theirs = usd_of(claim), usd_of(k.claim)
    if claim.voice in {"company", "filing"} or claim.role == "umbrella" or not theirs:
        return False
    digits = len(str(claim.amount.value).rstrip("0")) if claim.amount else 0
    near = digits == 1 and abs(ours / theirs - 1) <= ONE_DIGIT
    here = k.level("place") in {"same", "close"} and in_small_area(claim)
    return near and here and k.level("company") == k.level("sector") == "same" and k.days <= YEAR


def _lately(claim: Claim, k: Candidate) -> bool:
    """A retelling in the same week; a list retells what is known, whenever it does."""
    return k.days <= WEEK or claim.voice == "list"


def _retold(claim: Claim, k: Candidate) -> bool:
    """Somebody else tells the party's very sum within the year: what he leaves out or files amiss
    sets nothing apart."""
    by_another = claim.voice not in {"company", "filing"} and k.days <= YEAR
    return (by_another or claim.disclosed) and k.level("company") == "same"


def _place_misread(claim: Claim, k: Candidate) -> bool:
    """One party, one sum, a few weeks apart: one of the two texts names other places besides.

    Other countries only within the week, where somebody else retells it within the year, or where
    the party calls its sum, in one role, announced before.
    """
    if claim.disclosed and claim.role == k.claim.role and k.level("company") == "same":
        return True
    if claim.place.country != k.claim.place.country:
        return (k.days <= WEEK and k.level("company") == "same") or _retold(claim, k)
    return k.days <= TWO_MONTHS


def _one_area(claim: Claim, k: Candidate) -> bool:
    """The same state or site, or two months: the sector alone sets nothing apart."""
    if k.level("place") not in {"same", "close"}:
        return False
    return claim.place.region is not None or k.days <= TWO_MONTHS or claim.voice == "list"


def _parts_of_others(claim: Claim, k: Candidate) -> bool:
    """Parts of two different totals, long after each other: round parts are alike by chance."""
    whole, other = claim.whole, k.claim.whole
    if whole is None or other is None or claim.disclosed or k.days <= SEASON:
        return False
    if {claim.role, k.claim.role} != {"component"} or k.level("site") == "same":
        return False
    return not same_sum(whole, other)


def _programme_and_part(claim: Claim, old: Claim) -> bool:
    """The programme of a state, or of a country's companies, beside a part of somebody's total."""
    if {claim.role, old.role} != {"umbrella", "component"}:
        return False
    return of_a_country(claim if claim.role == "umbrella" else old)


def _of_a_circle(member: Claim, circle: Claim) -> bool:
    """A party beside several that it belongs to, by a text that does not name who they are; at one
    site in a small area they are partners."""
    if in_small_area(circle) or len(circle.partner_ids) < CROWD:
        return False
    if member.company_id not in circle.partner_ids:
        return False
    known = {*member.partner_ids, *member.named_ids, member.company_id}
    return circle.company_id not in known and bool(circle.company_id)


def _wide_and_narrow(claim: Claim, old: Claim) -> bool:
    wide = _is_wide(claim), _is_wide(old)
    regions = bool(claim.place.region), bool(old.place.region)
    return wide[0] != wide[1] and regions[0] != regions[1]


def _is_wide(claim: Claim) -> bool:
    """A programme, or an increment of one, which no site holds."""
    loose = claim.role == "additional" and not (claim.place.region or claim.place.city)
    return claim.role == "umbrella" or loose


def _other_end(claim: Claim, old: Claim) -> bool:
    ends = claim.horizon.end, old.horizon.end
    if ends[0] is None or ends[1] is None or claim.disclosed:
        return False
    return abs(ends[0] - ends[1]) > 2


def _firm(claim: Claim, k: Candidate) -> bool:
    """Sums apart by rounding need the same area besides, and no other site."""
    if _converted(claim, k):
        return True
    if k.level("place") not in {"same", "close"}:
        return False
    if k.days <= WEEK and k.level("company") == "same":
        return True  # one publication, in another currency or rounded
    if _retold(claim, k) and k.days <= TWO_MONTHS and not apart(k, "site"):
        return True  # rounded by somebody else, weeks later
    if not claim.place.region and (claim.place.city or k.claim.place.city):
        return claim.disclosed or k.level("site") == "same"
    return claim.disclosed or not apart(k, "site")


def _converted(claim: Claim, k: Candidate) -> bool:
    """No currency is common to both: what is off is the rate, where a date or two months agree."""
    codes = ({code for _, code in pairs_of(c)} for c in (claim, k.claim))
    if set.intersection(*codes) or k.level("company") != "same" or apart(k, "place", "site"):
        return False
    dated = "same" in {k.level("first_output"), k.level("window")}
    return k.days <= TWO_MONTHS or (dated and k.days <= YEAR)


def _one_site(claim: Claim, k: Candidate) -> bool:
    if k.level("place") == "same" or k.level("project") in {"same", "close"}:
        return True
    if k.level("place") != "close":
        return False
    placed = claim if claim.place.country else k.claim
    in_state = in_small_area(placed) and not apart(k, "site")
    return in_state or claim.disclosed
