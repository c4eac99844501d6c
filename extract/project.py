"""Names of plants, campuses and programmes ("Fab 42", "Project Stargate", "Plant Spartanburg")."""

from __future__ import annotations

from extract.context import ClaimContext, Found


def project_of(context: ClaimContext) -> Found[str] | None:
    """The name of the plant, campus or programme that the claim is about."""
    del context
    return None
