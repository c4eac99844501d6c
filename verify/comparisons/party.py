"""Who pledges: one organisation group, a partner of a venture, or somebody else."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from repledge.contracts import Claim, Comparison
from repledge.ids import slug
from repledge.text import fold

PARTNER_OF_ALL = 3  # a claim with more partners than this speaks for a crowd, not for a venture
SHORTEST = 4  # letters of a first word that can tell a group by itself


@cache
def _common() -> frozenset[str]:
    """First words that tell no kin (data/common_words.toml)."""
    table = resources.files("verify") / "data" / "common_words.toml"
    rows = tomllib.loads(table.read_text(encoding="utf-8"))["words"]
    return frozenset(word for row in rows for word in row["names"])


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
    if everybody(claim) & everybody(earlier) or _is_kin(claim, earlier):
        return _said(
            "part", f"{left} and {right} are partners in it, or parent and unit.", left, right
        )
    if ours & set(earlier.named_ids) or theirs & set(claim.named_ids):
        return _said("close", f"One text names {left} and {right}.", left, right)
    return _said("different", f"{left} is not {right}.", left, right)


def first_word(claim: Claim) -> str | None:
    """The word by which a party's kin may be known ("Acme" of Acme Wind); None for common words."""
    words = fold(claim.company or "").split()
    telling = words and len(words[0]) >= SHORTEST and words[0] not in _common()
    return words[0] if telling else None


def _is_kin(claim: Claim, earlier: Claim) -> bool:
    """A name that no register has, beside one that begins alike: the short form, or a unit."""
    if claim.company_id and earlier.company_id:
        return False
    word = first_word(claim)
    return word is not None and word == first_word(earlier)


def _said(level: str, sentence: str, left: str | None, right: str | None) -> Comparison:
    return Comparison(field="company", level=level, sentence=sentence, left=left, right=right)  # type: ignore[arg-type]
