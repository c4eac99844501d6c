"""How much: the same printed sum, close to it, more, or less; in a shared currency first."""

from __future__ import annotations

from collections.abc import Iterator

from repledge.contracts import Amount, Claim, Comparison, Level

PRINTED = 0.006  # one sum printed twice: $13.9bn, $13.95bn
ROUNDED = 0.04  # rounded or told from memory: $366m as $360m, "nearly 14" for 13.9
CONVERTED = 0.05  # the day's rate moves between two tellings of one sum


def pairs_of(claim: Claim) -> tuple[tuple[int, str], ...]:
    """Every [amount, currency] that the text gives for the claim's sum."""
    if claim.amount is None:
        return ()
    return ((claim.amount.value, claim.amount.currency), *claim.also_stated)


def usd_of(claim: Claim) -> int:
    """The claim's sum in US dollars at the day's rate; 0 where none is known."""
    return (claim.amount.usd or 0) if claim.amount else 0


def compare_amount(claim: Claim, earlier: Claim) -> Comparison:
    """Level of the new sum against the earlier one: same, close, higher, lower or missing."""
    left = claim.amount.text if claim.amount else None
    right = earlier.amount.text if earlier.amount else None
    ratio = ratio_of(claim, earlier)
    if ratio is None:
        sentence = "One of the two states no sum, or no rate is known."
        return Comparison(
            field="amount", level="missing", sentence=sentence, left=left, right=right
        )
    level = level_of(ratio)
    words = {
        "same": "The sum is the same.",
        "close": "The sums differ by no more than rounding.",
        "higher": f"The new sum is {ratio:.2f} times the earlier one.",
        "lower": f"The new sum is {ratio:.2f} of the earlier one.",
    }
    return Comparison(field="amount", level=level, sentence=words[level], left=left, right=right)


def ratio_of(claim: Claim, earlier: Claim) -> float | None:
    """New sum / earlier sum in a shared currency, else in dollars; None where there is none."""
    shared = list(_shared(pairs_of(claim), pairs_of(earlier)))
    if shared:
        return min(shared, key=lambda ratio: abs(ratio - 1))
    return usd_ratio(claim.amount, earlier.amount)


def usd_ratio(left: Amount | None, right: Amount | None) -> float | None:
    """Quotient of the dollar values; within the drift of exchange rates it counts as rounding."""
    if not left or not right or not left.usd or not right.usd:
        return None
    ratio = left.usd / right.usd
    if abs(ratio - 1) > CONVERTED:
        return ratio
    return 1 + ROUNDED if ratio >= 1 else 1 - ROUNDED


def same_sum(left: Amount, right: Amount) -> bool:
    """Two sums that one printed figure could stand for."""
    if left.currency == right.currency:
        return abs(left.value - right.value) <= ROUNDED * right.value
    ratio = usd_ratio(left, right)
    return ratio is not None and level_of(ratio) in {"same", "close"}


def adds_up(total: Amount | None, *parts: Amount | None) -> bool:
    """The parts give the total within rounding; in their one currency, else in dollars."""
    sums = [amount for amount in (total, *parts) if amount]
    if len(sums) <= len(parts):
        return False
    one_currency = len({amount.currency for amount in sums}) == 1
    whole, *rest = (amount.value if one_currency else amount.usd or 0 for amount in sums)
    return whole > 0 and min(rest) > 0 and abs(sum(rest) - whole) <= ROUNDED * whole


def is_printed(left: Amount, right: Amount) -> bool:
    """One figure of one currency, to within the rounding of print."""
    alike = abs(left.value - right.value) <= PRINTED * right.value
    return left.currency == right.currency and alike


def level_of(ratio: float) -> Level:
    """The level of a quotient of two sums."""
    if abs(ratio - 1) <= PRINTED:
        return "same"
    if abs(ratio - 1) <= ROUNDED + 1e-9:
        return "close"
    return "higher" if ratio > 1 else "lower"


def _shared(
    left: tuple[tuple[int, str], ...], right: tuple[tuple[int, str], ...]
) -> Iterator[float]:
    for value, code in left:
        for other, other_code in right:
            if code == other_code and other:
                yield value / other
