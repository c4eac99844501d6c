"""When: the years of the spending, and the year of first output. End years count, not lengths."""

from __future__ import annotations

from repledge.contracts import Claim, Comparison, Level


def compare_window(claim: Claim, earlier: Claim) -> Comparison:
    """`different`: the earlier window was over when the new claim was made, so: other money."""
    new, old = claim.horizon.end, earlier.horizon.end
    left, right = _year(new), _year(old)
    level: Level
    if old is not None and old < claim.published.year:
        level, sentence = "different", f"The earlier window ended in {old}, before this was said."
    elif new is None or old is None:
        level, sentence = "missing", "One of the two states no window."
    elif abs(new - old) <= 1:
        level, sentence = "same", "Both windows end in the same year, or one apart."
    elif new > old:
        level, sentence = "higher", f"The window now ends in {new}, not {old}."
    else:
        level, sentence = "lower", f"The window now ends in {new}, before {old}."
    return Comparison(field="window", level=level, sentence=sentence, left=left, right=right)


def compare_first_output(claim: Claim, earlier: Claim) -> Comparison:
    """Higher: the first output has moved later."""
    new, old = claim.operational_by, earlier.operational_by
    level: Level
    if new is None or old is None:
        level, sentence = "missing", "One of the two names no year of first output."
    elif new == old:
        level, sentence = "same", f"Both name {new} for first output."
    else:
        level = "higher" if new > old else "lower"
        sentence = f"First output moves from {old} to {new}."
    return Comparison(
        field="first_output", level=level, sentence=sentence, left=_year(new), right=_year(old)
    )


def _year(value: int | None) -> str | None:
    return None if value is None else str(value)
