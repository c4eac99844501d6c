"""The arithmetic of a list: from all that it prints to the range of new money, each sum once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from repledge.audit.items import Counted, Doubt, Entry, Step

_DOUBTS: tuple[tuple[Doubt, str], ...] = (
    ("misprint", "sums that are doubtful as printed"),
    ("overlap", "may lie inside another entry"),
    ("memorandum", "memorandum or interest only"),
    ("routine", "could be usual capital spending"),
    ("open", "text leaves open what the sum holds"),
)
_HEAPS = (
    ("-", "part", "parts inside another sum of the same entry"),
    ("-", "duplicate", "pledges that the list has twice"),
    ("-", "total", "totals that the list itself prints"),
    ("=", "", "claimed, each pledge once"),
    ("-", "country", "pledged by countries"),
    ("-", "not_investment", "purchases, trade, output, spending"),
)


def steps_of(entries: Sequence[Entry]) -> tuple[tuple[Step, ...], int, int]:
    """The steps, and the range [low, high] of new money of companies in US dollars."""
    sums = [s for entry in entries for s in entry.sums if s.usd]
    steps = [_step("+", "all sums as printed", sums, _usd)]
    left = list(sums)
    for op, heap, label in _HEAPS:
        if op == "=":
            steps.append(_step("=", label, left, _usd))
            continue
        steps.append(_step("-", label, [s for s in left if s.heap == heap], _usd))
        left = [s for s in left if s.heap != heap]
    steps.append(_step("=", "investment by companies", left, _usd))
    old = [s for s in left if _old(s)]
    steps.append(_step("-", "announced before", old, _old))
    high = sum(map(_high, left))
    steps.append(Step(op="=", label="new at most", usd=high, count=len(left) - len(_all_old(left))))
    for doubt, label in _DOUBTS:
        steps.append(_step("-", label, [s for s in left if s.doubt == doubt], _unsure))
    low = high - sum(map(_unsure, left))
    certain = [s for s in left if s.low]
    steps.append(Step(op="=", label="new at least", usd=low, count=len(certain)))
    return tuple(steps), low, high


def _step(op: str, label: str, sums: Sequence[Counted], of: Callable[[Counted], int]) -> Step:
    return Step(op=op, label=label, usd=sum(map(of, sums)), count=len(sums))  # type: ignore[arg-type]


def _usd(one: Counted) -> int:
    return one.usd or 0


def _high(one: Counted) -> int:
    """Unknown new money may be all of the sum."""
    return _usd(one) if one.high is None else one.high


def _old(one: Counted) -> int:
    return max(0, _usd(one) - _high(one))


def _unsure(one: Counted) -> int:
    return _high(one) - (one.low or 0)


def _all_old(sums: Sequence[Counted]) -> list[Counted]:
    return [s for s in sums if _high(s) == 0]
