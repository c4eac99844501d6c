"""How one claim stands to an earlier one, field by field: a level, a sentence, both values.

Missing is a level of its own, never a mismatch. Every comparison is a pure function of two claims.
"""

from __future__ import annotations

from repledge.contracts import Claim, Comparison
from verify.comparisons.amount import compare_amount
from verify.comparisons.party import compare_party
from verify.comparisons.place import compare_place, compare_site
from verify.comparisons.project import compare_project
from verify.comparisons.sector import compare_nature, compare_sector
from verify.comparisons.window import compare_first_output, compare_window

FIELDS = (
    "company",
    "amount",
    "place",
    "site",
    "project",
    "sector",
    "nature",
    "window",
    "first_output",
)


def compare(claim: Claim, earlier: Claim) -> tuple[Comparison, ...]:
    """All comparisons of two claims, in the order of FIELDS."""
    return (
        compare_party(claim, earlier),
        compare_amount(claim, earlier),
        compare_place(claim, earlier),
        compare_site(claim, earlier),
        compare_project(claim, earlier),
        compare_sector(claim, earlier),
        compare_nature(claim, earlier),
        compare_window(claim, earlier),
        compare_first_output(claim, earlier),
    )
