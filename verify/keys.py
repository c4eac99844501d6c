"""Under which keys a document is filed, and under which one looks for what may bear on another.

Two documents meet where one's filed keys and the other's looked-for keys share one; that holds both
ways or not at all. Whatever `candidates_of` would take must share a key, or it is never seen
(near-copies of another party are found by marks, which a short text may lack).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence, Set

from repledge.contracts import Claim
from verify.comparisons.amount import CONVERTED, usd_of
from verify.comparisons.party import everybody, first_word, party_ids
from verify.comparisons.place import spots
from verify.comparisons.sector import near_sectors
from verify.evidence import Evidence
from verify.wording import marks_of

# two sums that count as close lie less than half a step apart: both in one step of one of two grids
_STEP = -2.01 * math.log(1 - CONVERTED)
_GRIDS = (0.0, 0.5)


def filed_keys(evidence: Evidence) -> frozenset[str]:
    """The keys under which a document is filed."""
    keys = set(_shared_keys(evidence))
    for claim in evidence.claims:
        keys |= {f"named:{party}" for party in claim.named_ids} | _kin(claim, "any", "unlisted")
        kinds = ["all", *_steps(claim)] + ([] if party_ids(claim) else ["nobody"])
        keys |= _here(claim, {claim.sector}, kinds)
    return frozenset(keys)


def looked_keys(evidence: Evidence) -> frozenset[str]:
    """The keys under which one looks for documents that may bear on this one."""
    keys = set(_shared_keys(evidence))
    for claim in evidence.claims:
        keys |= {f"party:{party}" for party in claim.named_ids} | _kin(claim, "unlisted", "any")
        keys |= {f"named:{party}" for party in party_ids(claim)}
        kinds = ["nobody" if party_ids(claim) else "all", *_steps(claim)]
        keys |= _here(claim, near_sectors(claim.sector), kinds)
    return frozenset(keys)


def _kin(claim: Claim, always: str, if_unlisted: str) -> set[str]:
    """Names that begin alike tie two claims where one of the two stands in no register."""
    word = first_word(claim)
    if word is None:
        return set()
    return {f"kin:{always}:{word}"} | (set() if claim.company_id else {f"kin:{if_unlisted}:{word}"})


def _shared_keys(evidence: Evidence) -> Iterator[str]:
    """Keys that are filed and looked for alike: parties, printed sums, marks of the text."""
    for mark in marks_of(evidence.document.text):
        yield f"run:{mark}"
    for claim in evidence.claims:
        yield from (f"party:{party}" for party in everybody(claim) if party)
        yield from (f"sum:{value}:{code}" for value, code in claim.also_stated)
        if claim.amount:
            yield f"sum:{claim.amount.value}:{claim.amount.currency}"
        if claim.whole:
            yield f"sum:{claim.whole.value}:{claim.whole.currency}"
    for told in evidence.sums:
        if told.kind != "other":
            yield f"sum:{told.amount.value}:{told.amount.currency}"


def _here(claim: Claim, sectors: Set[str], kinds: Sequence[str]) -> set[str]:
    """A state or a town alone would bring half the history: they count with a near sector, and
    with a sum that may be the same or where one of two claims names no party.
    """
    return {
        f"at:{spot}:{sector}:{kind}"
        for spot in spots(claim.place)
        for sector in sectors
        for kind in kinds
    }


def _steps(claim: Claim) -> list[str]:
    usd = usd_of(claim)
    step = math.log(usd) / _STEP if usd else 0.0
    return [f"{grid}:{math.floor(step + grid)}" for grid in _GRIDS] if usd else []
