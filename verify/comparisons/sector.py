"""What kind of project, and what kind of money."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from repledge.contracts import SECTORS, Claim, Comparison, Level


@cache
def _related() -> frozenset[frozenset[str]]:
    path = resources.files("verify") / "data" / "related_sectors.toml"
    groups = [row["sectors"] for row in tomllib.loads(path.read_text(encoding="utf-8"))["group"]]
    return frozenset(frozenset({a, b}) for group in groups for a in group for b in group)


@cache
def near_sectors(sector: str) -> frozenset[str]:
    """The code itself and those that one project may be filed under instead."""
    return frozenset(code for code in SECTORS if _level(sector, code) != "different")


def _level(left: str, right: str) -> Level:
    if left == right:
        return "same"
    if "mixed" in (left, right) or frozenset({left, right}) in _related():
        return "close"
    return "different"


_ORDERS = frozenset({"purchase", "trade"})


def compare_sector(claim: Claim, earlier: Claim) -> Comparison:
    """Same code, codes that one project may be filed under, or different ones."""
    left, right = claim.sector, earlier.sector
    level = _level(left, right)
    words = {
        "same": "The sector is the same.",
        "close": "One project may be filed under either sector.",
        "different": "The sectors differ.",
    }
    return Comparison(field="sector", level=level, sentence=words[level], left=left, right=right)


def compare_nature(claim: Claim, earlier: Claim) -> Comparison:
    """Kinds of money; output value and running costs are often retold as investment, orders not."""
    left, right = claim.nature, earlier.nature
    level: Level = "same" if left == right else "close"
    if level == "close" and {left, right} & _ORDERS:
        level = "different"
    words = {
        "same": "The kind of money is the same.",
        "close": "Output or running costs, told as investment on one side.",
        "different": "Another kind of money.",
    }
    return Comparison(field="nature", level=level, sentence=words[level], left=left, right=right)
