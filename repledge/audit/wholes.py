"""A part that is larger than its whole: one of the two sums is misprinted, or they are no pair.

Asked are the sum that an entry itself breaks down, the total in the heading above it or in a row
"Total" below it, the total that the same party has in another entry, and the project as it was told
elsewhere: by the page that the entry links to, or for the same site. Plans grow, so a later sum
for one project counts only where no growth explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from extract import amount_rows
from repledge.audit.claims import ROUNDED, ReadItem, said_in
from repledge.audit.items import Check, Said
from repledge.contracts import Claim
from verify import Evidence
from verify.books import dollars
from verify.candidates import candidate_of
from verify.comparisons.amount import usd_of
from verify.linking import apart, is_same_line, related_party

GROWTH = 100
"""How many times the first sum of a project no later one reaches. In the bundled list of known
announcements the largest growth is 14 times (Abilene, $1.1bn to $15bn); a slip of million and
billion makes a thousand."""
_THOUSAND = 1000
_IN_ALL = re.compile(r"\b(?:in total|total(?:l?ing|s)?|overall|altogether|in all)\b", re.IGNORECASE)
_BESIDES = re.compile(
    r"\b(?:additional(?:ly)?|another|on top of|besides|beyond|in addition to)\b", re.IGNORECASE
)
_BOUND = re.compile(
    r"\b(?:over|above|under|below|between|(?:more|less|fewer|greater|larger) than|at least|"
    r"at most|up to|from|each|per)\b",
    re.IGNORECASE,
)
_AROUND_ADDRESS = re.compile(r"^https?://(?:www\.)?|/*(?:[?#].*)?$")


def parts_and_wholes(
    items: Sequence[ReadItem], told: Mapping[str, tuple[Evidence, ...]], day: date
) -> dict[str, tuple[Check, ...]]:
    """Claim id -> why its sum is too large (or, in an entry's own breakdown, its whole too small).

    `told` has what is known of each entry's party, by document id; only what was public on `day`,
    when the list stood so, is asked.
    """
    found: dict[str, tuple[Check, ...]] = {}
    for read in items:
        of_entry = _added_up(read, items) if read.is_total else _broken_down(read)
        for claim_id, check in of_entry:
            found[claim_id] = (*found.get(claim_id, ()), check)
        if read.is_total:
            continue
        known = [e for e in told.get(read.evidence.document.id, ()) if e.document.published <= day]
        for claim in _alone(read):
            wholes = (_heading(read, claim), _in_group(read, claim, items),
                      _project(read, claim, known))  # fmt: skip
            checks = tuple(check for check in wholes if check)
            if checks:
                found[claim.id] = (*found.get(claim.id, ()), *checks)
    return found


def _alone(read: ReadItem) -> Iterator[Claim]:
    """The sums that the entry adds to the list."""
    for claim in read.evidence.claims:
        if claim.id not in read.wholes and claim.amount and claim.amount.usd:
            yield claim


# ------------------------------------------------------------------ inside one entry


def _broken_down(read: ReadItem) -> Iterator[tuple[str, Check]]:
    claims = {claim.id: claim for claim in read.evidence.claims}
    for whole_id in dict.fromkeys(read.wholes.values()):
        parts = [claims[i] for i, whole in read.wholes.items() if whole == whole_id]
        inside, total = sum(map(usd_of, parts)), usd_of(claims[whole_id])
        if inside > total * (1 + ROUNDED):
            yield whole_id, Check(
                code="parts_exceed_total",
                sentence=f"The parts add up to {dollars(inside)}, more than the total of "
                f"{dollars(total)}: one of the sums is misprinted, or they overlap.",
                said=tuple(said_in(read, claim) for claim in (*parts, claims[whole_id])),
            )  # fmt: skip


# ------------------------------------------------------------------ inside a group of entries


def _added_up(read: ReadItem, items: Sequence[ReadItem]) -> Iterator[tuple[str, Check]]:
    """The entries above a row "Total" up to the one before, against what it says."""
    total = max(_alone(read), key=usd_of, default=None)
    if total is None:
        return
    above: list[ReadItem] = []
    for other in items:
        if other is read:
            break
        above = [] if other.is_total else [*above, other]
    inside = sum(usd_of(claim) for other in above for claim in _alone(other))
    if inside > usd_of(total) * (1 + ROUNDED):
        yield total.id, Check(
            code="parts_exceed_total",
            sentence=f"The {len(above)} entries above add up to {dollars(inside)}, more than the "
            f"total of {dollars(usd_of(total))}: one of the sums is misprinted, or they overlap.",
            said=(said_in(read, total), *_largest(above)),
        )  # fmt: skip


def _largest(entries: Sequence[ReadItem]) -> Iterator[Said]:
    """The largest sum among the entries: the first to look at."""
    every = ((claim, other) for other in entries for claim in _alone(other))
    found = max(every, key=lambda pair: usd_of(pair[0]), default=None)
    if found:
        yield said_in(found[1], found[0])


def _heading(read: ReadItem, claim: Claim) -> Check | None:
    """A heading such as “Pennsylvania: $90 billion” holds what stands below it."""
    heading = read.item.section or ""
    sums = [row for row in amount_rows([heading]) if row["currency"] == "USD"]
    if len(sums) != 1 or _BOUND.search(heading):
        return None
    total = int(sums[0]["value"])
    if usd_of(claim) <= total * (1 + ROUNDED):
        return None
    words = f"is more than the heading above it gives for all entries, {dollars(total)}"
    return _exceeds(claim, read, words, total, Said(text=heading, usd=total, entry=None))


def _in_group(read: ReadItem, claim: Claim, items: Sequence[ReadItem]) -> Check | None:
    """One site of a party that says elsewhere in the list what it invests in total."""
    besides = claim.role == "additional" or _BESIDES.search(claim.quote.text)
    if besides or not (claim.place.region or claim.place.city):
        return None
    for other in items:
        if other is read or not read.party_id or other.party_id != read.party_id:
            continue
        for plan in _alone(other):
            wide = plan.place.country == claim.place.country and not plan.place.region
            larger = usd_of(claim) > usd_of(plan) * (1 + ROUNDED)
            if wide and larger and _IN_ALL.search(plan.quote.text):
                words = (
                    f"for one site is more than the party's total in entry {other.item.number}, "
                    f"{dollars(usd_of(plan))}"
                )
                return _exceeds(claim, read, words, usd_of(plan), said_in(other, plan))
    return None


# ------------------------------------------------------------------ a project told elsewhere


def _project(read: ReadItem, claim: Claim, known: Sequence[Evidence]) -> Check | None:
    """The largest sum that was told of the same project."""
    tellings = [
        (old, evidence)
        for evidence in known
        for old in evidence.claims
        if usd_of(old) and _is_project(read, claim, old, evidence)
    ]
    if not tellings:
        return None
    whole, evidence = max(tellings, key=lambda pair: usd_of(pair[0]))
    if usd_of(claim) < GROWTH * usd_of(whole):
        return None
    linked = "its own source tells" if _is_linked(read, evidence) else "was told of it"
    words = (
        f"is more than {linked} for the whole project, {dollars(usd_of(whole))} "
        f"({evidence.document.published})"
    )
    said = Said(
        text=whole.quote.text, usd=usd_of(whole), url=evidence.document.url,
        published=evidence.document.published, entry=None,
    )  # fmt: skip
    return _exceeds(claim, read, words, usd_of(whole), said)


def _is_project(read: ReadItem, claim: Claim, old: Claim, evidence: Evidence) -> bool:
    k = candidate_of(claim, old, evidence)
    if not related_party(k) or apart(k, "place"):
        return False
    if _is_linked(read, evidence):
        return old.role in {"total", "umbrella"}
    return claim.role != "umbrella" and k.level("place") == "same" and is_same_line(claim, k)


def _is_linked(read: ReadItem, evidence: Evidence) -> bool:
    links = {_AROUND_ADDRESS.sub("", link) for link in read.item.links}
    return _AROUND_ADDRESS.sub("", evidence.document.url) in links


# ------------------------------------------------------------------ words


def _exceeds(claim: Claim, read: ReadItem, words: str, total: int, whole: Said) -> Check:
    smaller = usd_of(claim) // _THOUSAND
    fits = f"; {dollars(smaller)} would fit" if total / 2 <= smaller <= total * 2 else ""
    return Check(
        code="parts_exceed_total", sentence=f"{dollars(usd_of(claim))} {words}{fits}.",
        said=(said_in(read, claim), whole),
    )  # fmt: skip
