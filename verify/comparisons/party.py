"""Who pledges: one organisation group, a partner of a venture, or somebody else."""

from __future__ import annotations

from repledge.contracts import Claim, Comparison
from repledge.ids import slug

PARTNER_OF_ALL = 3  # a claim with more partners than this speaks for a crowd, not for a venture


def party_ids(claim: Claim) -> frozenset[str]:
    """The pledging party itself: its group id, else its name folded."""
    if claim.company_id:
        return frozenset({claim.company_id})
    return frozenset({slug(claim.company)}) if claim.company else frozenset()


def everybody(claim: Claim) -> frozenset[str]:
    """The pledging party with its partners, parents and units."""
    return party_ids(claim) | frozenset(claim.partner_ids)


def compare_party(claim: Claim, earlier: Claim) -> Comparison:
    """Same group; partner or parent (part); named by the other's text (close); else different."""
    ours, theirs = party_ids(claim), party_ids(earlier)
    left, right = claim.company, earlier.company
    if not ours or not theirs:
        return _said("missing", "One of the two names no party.", left, right)
    if ours & theirs:
        return _said("same", f"Both speak of {left}.", left, right)
    if everybody(claim) & everybody(earlier):
        return _said(
            "part", f"{left} and {right} are partners in it, or parent and unit.", left, right
        )
    if ours & set(earlier.named_ids) or theirs & set(claim.named_ids):
        return _said("close", f"One text names {left} and {right}.", left, right)
    return _said("different", f"{left} is not {right}.", left, right)


def _said(level: str, sentence: str, left: str | None, right: str | None) -> Comparison:
    return Comparison(field="company", level=level, sentence=sentence, left=left, right=right)  # type: ignore[arg-type]
