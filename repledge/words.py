"""Sums and intervals in words that read the same in a terminal, on a page and in a feed."""

from __future__ import annotations

_SCALES = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"), (10**3, "k"))


def usd(value: int | None) -> str:
    """A sum of US dollars with three digits that matter; a dash where unknown.

    >>> usd(13_900_000_000), usd(950_000_000), usd(0), usd(None)
    ('$13.9bn', '$950m', '$0', '–')
    """
    if value is None:
        return "–"
    for scale, letters in _SCALES:
        if value >= scale:
            number = f"{value / scale:.3g}" if value < 1000 * scale else f"{value / scale:,.0f}"
            return f"${number}{letters}"
    return f"${value}"


def interval(low: int | None, high: int | None) -> str:
    """A net-new interval: a point where both ends are shown alike.

    >>> interval(0, 0), interval(0, 4_000_000_000), interval(None, None)
    ('$0', '$0 – $4bn', 'unknown')
    """
    if low is None or high is None:
        return "unknown"
    return usd(low) if usd(low) == usd(high) else f"{usd(low)} – {usd(high)}"


def party(company: str | None, role: str, source: str) -> str:
    """Who pledges; a total that no party is named for is a tally of the list that prints it.

    >>> party("Acme", "total", "a-list"), party(None, "umbrella", "a-list")
    ('Acme', 'tally by a-list')
    """
    if company:
        return company
    return f"tally by {source}" if role == "umbrella" else "unknown party"


VERDICTS = {
    "new": "new",
    "partly_new": "partly new",
    "repackaged": "repackaged",
    "update": "update",
    "walked_back": "walked back",
    "copy": "copy",
    "not_investment": "not investment",
    "unclear": "unclear",
}
