"""States that pledge: which countries stand behind a claim, alone or beside a company."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from repledge.contracts import Claim
from verify.comparisons.party import everybody

_FORM = re.compile(r"^(?:the )?(?:government|republic|kingdom|state) of (?:the )?", re.IGNORECASE)


@cache
def _table() -> dict[str, dict[str, str]]:
    path = resources.files("verify") / "data" / "states.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _states() -> dict[str, str]:
    table = _table()
    return {name: name for name in table["codes"]} | table["also"]


def governments(claim: Claim) -> frozenset[str]:
    """Countries among the party and its partners, by their short names."""
    names = (_FORM.sub("", name) for name in (claim.company or "", *claim.partners))
    return frozenset(_states()[name] for name in names if name in _states())


def is_at_home(claim: Claim, state: str) -> bool:
    """The claim's project lies in the state's own country."""
    return claim.place.country == _table()["codes"][state]


def is_treaty_money(claim: Claim) -> bool:
    """A government itself pledges: what any government says of it is the parties' own word.

    A bare country's name is the land; where the text calls the sum told before, it is the state.
    """
    named = any(name.startswith("Government of") for name in (claim.company or "", *claim.partners))
    return named or (claim.disclosed and _FORM.sub("", claim.company or "") in _states())


def of_a_country(claim: Claim) -> bool:
    """A state's pledge, or that of a country's companies taken together."""
    crowd = any(party.endswith("-companies") for party in everybody(claim))
    return crowd or bool(governments(claim))
