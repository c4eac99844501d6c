"""Closed intervals of whole dollars: what is known of a sum, as [low, high]."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """0 <= low <= high; made by `between`, which puts any two numbers into that form."""

    low: int
    high: int

    def minus(self, other: Interval) -> Interval:
        """What may be left after taking the other away, never below nothing."""
        return between(self.low - other.high, self.high - other.low)

    def plus(self, other: Interval) -> Interval:
        """Both together."""
        return Interval(self.low + other.low, self.high + other.high)

    def within(self, headline: int) -> Interval:
        """The part that a headline of that size allows."""
        return Interval(min(self.low, headline), min(self.high, headline))


def between(low: int, high: int) -> Interval:
    """The interval from low to high, cut at nothing; swapped ends are put right."""
    low, high = max(0, low), max(0, high)
    return Interval(min(low, high), max(low, high))


def exactly(value: int) -> Interval:
    """A sum that is known."""
    return between(value, value)


NOTHING = Interval(0, 0)
