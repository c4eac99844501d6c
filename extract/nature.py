"""Whether a pledge is an investment, or a purchase, a trade target, output value or a budget."""

from __future__ import annotations

from extract.cues import Voice, voices
from extract.sums import SeatedSum
from repledge.contracts import Nature

_NATURES: dict[str, Nature] = {
    "purchase": "purchase", "trade": "trade", "output": "output", "spending": "spending",
}  # fmt: skip


def nature_of(body: str, lang: str, seated: SeatedSum) -> tuple[Nature, Voice | None]:
    """The nature of the pledge with the words that make it other than an investment."""
    heard = voices("cues_nature", body, lang, seated)
    if not heard:
        return "investment", None
    return _NATURES[heard[0].says], heard[0]
