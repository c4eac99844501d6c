"""Which verdict answers which gold claim, inside one document.

Pairing is greedy and one to one: the main claim first, an equal amount, then the same company,
then the higher confidence. What is left over is background, a trap or spurious.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from repledge.evaluate.gold import GoldClaim, GoldDocument, GoldSum

Record = Mapping[str, Any]  # one object of `repledge export verdicts`

AMOUNT_TOLERANCE = 0.006  # two readings of one printed sum: $13.9bn and $13.95bn
_LEGAL_FORMS = frozenset(
    {"inc", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "ag", "se",
     "nv", "kk", "sa", "the", "group", "holdings", "holding"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim with its answer (None: missed)."""

    document: str
    gold: GoldClaim
    answer: Record | None


@dataclass(frozen=True, slots=True)
class Extra:
    """A verdict that answers no gold claim, and what its sum is in the gold."""

    document: str
    answer: Record
    kind: Literal["background", "trap", "spurious"]


@dataclass(frozen=True, slots=True)
class Matched:
    """All gold claims and all verdicts of some documents, put side by side."""

    documents: int
    pairs: tuple[Pair, ...]
    extras: tuple[Extra, ...]


def match(golds: Sequence[GoldDocument], verdicts: Iterable[Record]) -> Matched:
    """Pair the verdicts with the gold claims of their documents."""
    by_document: dict[str, list[Record]] = defaultdict(list)
    for verdict in verdicts:
        by_document[verdict["document_id"]].append(verdict)
    pairs: list[Pair] = []
    extras: list[Extra] = []
    for document in golds:
        free = by_document.get(document.document, [])
        for claim in sorted(document.claims, key=lambda gold: not gold.main):
            answer = _best(claim, free)
            free = [record for record in free if record is not answer]
            pairs.append(Pair(document.document, claim, answer))
        extras += [Extra(document.document, rest, _kind(document, rest)) for rest in free]
    return Matched(len(golds), tuple(pairs), tuple(extras))


def normal_name(name: str | None) -> str:
    """A company name without case, punctuation and legal form.

    >>> normal_name("Texas Instruments, Inc.")
    'texas instruments'
    """
    words = re.sub(r"[^\w\s]", " ", (name or "").casefold()).split()
    kept = [word for word in words if word not in _LEGAL_FORMS]
    return " ".join(kept or words)


def same_company(gold: GoldClaim, answer: Record) -> bool:
    """One of the acceptable names is the company or a partner of the answer."""
    names = [answer.get("company"), *(answer.get("partners") or [])]
    return bool(
        {normal_name(name) for name in gold.company} & {normal_name(name) for name in names if name}
    )


def _best(gold: GoldClaim, free: Sequence[Record]) -> Record | None:
    options = [record for record in free if _same_amount(gold.amounts, record)]
    options.sort(key=lambda r: (not same_company(gold, r), -(r.get("confidence") or 0)))
    return options[0] if options else None


def _same_amount(amounts: Sequence[tuple[int, str]], answer: Record) -> bool:
    amount = answer.get("amount") or {}
    value, currency = amount.get("value"), amount.get("currency")
    if not amounts or value is None:
        return not amounts and value is None
    return any(
        currency == code and abs(value - number) <= AMOUNT_TOLERANCE * number
        for number, code in amounts
    )


def _kind(document: GoldDocument, answer: Record) -> Literal["background", "trap", "spurious"]:
    if any(_same_amount([(past.amount, past.currency)], answer) for past in document.background):
        return "background"
    value = (answer.get("amount") or {}).get("value")
    return "trap" if value and any(_near(value, o) for o in document.other_amounts) else "spurious"


def _near(value: float, other: GoldSum) -> bool:
    return abs(value - other.amount) <= AMOUNT_TOLERANCE * other.amount
