"""The sector of a claim, from the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.context import ClaimContext, Found


def sector_of(context: ClaimContext, hints: Sequence[str] = ()) -> Found[str]:
    """The sector's code; `hints` are the sectors of the claim's companies, best first."""
    code = hints[0] if hints else "mixed"
    return Found(value=code, start=context.start, end=context.start)
