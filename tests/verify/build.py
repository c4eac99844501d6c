"""Claims and documents made by hand, with only what a test is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from repledge.contracts import Amount, Claim, Document, Place, Quote, Sum
from verify.evidence import Evidence

BILLION = 1_000_000_000


def usd(billions: float, qualifier: str = "exact") -> Amount:
    value = round(billions * BILLION)
    return Amount(
        value=value, low=0 if qualifier == "up_to" else value, high=value, currency="USD",
        qualifier=qualifier, text=f"${billions:g} billion", start=0, end=1, usd=value,  # type: ignore[arg-type]
    )  # fmt: skip


def claim(day: str, billions: float | None = 1.0, **changes: Any) -> Claim:
    """A claim of Acme about a plant in North Carolina, told by Acme."""
    document_id = changes.pop("document", f"doc-{day}")
    place = Place(country="US", region="NC", city=changes.pop("city", None))
    text = changes.pop("text", f"Acme will invest {billions} billion.")
    start = changes.pop("at", 0)
    values: dict[str, Any] = {
        "id": f"{document_id}:{billions}:{start}", "document_id": document_id,
        "published": date.fromisoformat(day), "main": True,
        "quote": Quote(document_id=document_id, start=start, end=start + len(text), text=text),
        "company": "Acme", "company_id": "acme", "sector": "batteries", "place": place,
        "amount": None if billions is None else usd(billions, changes.pop("qualifier", "exact")),
    }  # fmt: skip
    return Claim(**{**values, **changes})


def evidence(*claims: Claim, sums: tuple[Sum, ...] = (), **changes: Any) -> Evidence:
    """A document that holds these claims, all of one day."""
    first = claims[0]
    values: dict[str, Any] = {
        "id": first.document_id, "url": f"https://news.example/{first.document_id}",
        "source": "acme-newsroom", "title": f"{first.company} invests", "lang": "en",
        "published": first.published, "text": " ".join(c.quote.text for c in claims),
    }  # fmt: skip
    return Evidence(Document(**{**values, **changes}), claims, sums)


def told(document_id: str, billions: float) -> Sum:
    """A sum that the document names as the past."""
    quote = Quote(document_id=document_id, start=0, end=4, text="past")
    return Sum(amount=usd(billions), quote=quote, kind="background", why="announced earlier")
