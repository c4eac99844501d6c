"""Direct, permanent jobs that a claim promises."""

from __future__ import annotations

from extract.context import ClaimContext, Found


def jobs_of(context: ClaimContext) -> Found[int] | None:
    """New direct jobs of this claim; construction, indirect and existing staff do not count."""
    del context
    return None
