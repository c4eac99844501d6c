"""ClaimReview (https://schema.org/ClaimReview) for signed verdicts: the earlier announcement is the
claim's first appearance.
"""

from __future__ import annotations

from typing import Any

from repledge.config import Feeds
from repledge.feeds.channel import base_of, web_address
from repledge.feeds.entries import Entry
from repledge.text import clean


def claim_review(entry: Entry, feeds: Feeds) -> dict[str, Any] | None:
    """The review of one claim; None where no person stands behind it now."""
    signed = entry.decision.signed_at
    if entry.decision.state not in {"signed", "corrected"} or signed is None:
        return None
    base = base_of(feeds)
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": base + entry.page,
        "datePublished": signed.date().isoformat(),
        "dateModified": entry.updated.date().isoformat(),
        "claimReviewed": clean(entry.claim.quote.text),
        "author": {"@type": "Organization", "name": feeds.title, "url": base},
        "reviewRating": {"@type": "Rating", "alternateName": clean(entry.verdict.sentence)},
        "itemReviewed": _claim(entry),
    }


def _claim(entry: Entry) -> dict[str, Any]:
    document = entry.document
    claim: dict[str, Any] = {
        "@type": "Claim",
        "datePublished": document.published.isoformat(),
        "appearance": _work(document.url, document.published.isoformat()),
    }
    if entry.claim.company:
        name = clean(entry.claim.company)
        claim["author"] = {"@type": "Organization", "name": name}
    if entry.verdict.earlier:
        first = min(entry.verdict.earlier, key=lambda e: (e.published, e.document_id))
        claim["firstAppearance"] = _work(first.url, first.published.isoformat())
    return claim


def _work(url: str, published: str) -> dict[str, str]:
    work = {"@type": "CreativeWork", "datePublished": published}
    address = web_address(url)
    return work if address is None else {**work, "url": address}
