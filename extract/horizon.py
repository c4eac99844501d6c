"""When the money is spent, and when the plant works."""

from __future__ import annotations

from extract.context import ClaimContext, Found
from repledge.contracts import Horizon


def horizon_of(context: ClaimContext) -> Found[Horizon] | None:
    """The stated window of the spending ("over the next five years", "2030年までに")."""
    del context
    return None


def operational_by_of(context: ClaimContext) -> Found[int] | None:
    """The year of first output, opening or completion, the first that the text gives."""
    del context
    return None
