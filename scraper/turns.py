"""Whose turn it is at which host: one request at a time, a pause between two, rest where asked.

A host is a name, as its owner gives it: two newsrooms on one host share its turn.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

_STORMS = frozenset({429, 503})  # "you ask too much" and "not now"
_LONGEST_REST = 86_400.0  # seconds; a server's clock or sense may be wrong


@dataclass(frozen=True)
class Parked:
    """A host that is left alone until a moment, and why."""

    until: datetime
    reason: str


@dataclass(frozen=True)
class Patience:
    """A request that would have to wait longer than `wait_seconds` for its turn is not made.

    A host that asks for a pause of more than `park_seconds`, or answers 429 or 503 `storms` times
    in a row, is left alone until its time has come, at least `park_seconds`.
    """

    wait_seconds: float = 60.0
    park_seconds: float = 3600.0
    storms: int = 5


@dataclass
class _Turn:
    """The state of one host."""

    gap: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0  # on the monotonic clock
    storms: int = 0  # answers of 429 or 503 since the last other one
    parked: Parked | None = None


class Turns:
    """Safe from many threads; `parked` are the hosts that earlier runs left alone."""

    def __init__(
        self,
        gap: float,
        patience: Patience,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        parked: Mapping[str, Parked],
    ) -> None:
        self._gap = gap
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._turns = {host: _Turn(gap, parked=rest) for host, rest in parked.items()}
        self._lock = threading.Lock()

    def keep_gap(self, host: str, seconds: float) -> None:
        """Leave at least so many seconds between two requests to the host."""
        turn = self._turn(host)
        turn.gap = max(turn.gap, seconds)

    def wait(self, host: str) -> float:
        """Seconds until the host may be asked; infinite where it is parked."""
        turn = self._turn(host)
        if self._rest(turn):
            return float("inf")
        return max(0.0, turn.free_at - time.monotonic())

    def parked(self) -> dict[str, Parked]:
        """The hosts that are left alone now."""
        with self._lock:
            turns = dict(self._turns)
        return {host: rest for host, turn in turns.items() if (rest := self._rest(turn))}

    @contextmanager
    def at(self, host: str) -> Iterator[str | None]:
        """Our turn at a host, waited for; or the reason why it will not come now."""
        turn = self._turn(host)
        with turn.lock:
            if rest := self._rest(turn):
                yield f"{host} is left alone until {rest.until:%Y-%m-%d %H:%M} UTC ({rest.reason})"
                return
            if (wait := turn.free_at - time.monotonic()) > self._patience.wait_seconds:
                yield f"{host} asks to wait {wait:.0f} s"
                return
            if wait > 0:
                self._sleep(wait)
            try:
                yield None
            finally:
                turn.free_at = max(turn.free_at, time.monotonic() + turn.gap)

    def answered(self, host: str, status: int, retry_after: float | None) -> None:
        """Take note of how the host feels: after 429 or 503 it gets the rest that it asks for."""
        turn, patience = self._turn(host), self._patience
        if status not in _STORMS:
            turn.storms = 0
            return
        turn.storms += 1
        wait = backoff(turn.storms) if retry_after is None else retry_after
        turn.free_at = max(turn.free_at, time.monotonic() + min(wait, _LONGEST_REST))
        if wait <= patience.park_seconds and turn.storms < patience.storms:
            return
        words = f"status {status} {turn.storms} times in a row"
        if wait > patience.park_seconds:
            words = f"status {status}, asks for {wait:.0f} s"
        rest = min(max(wait, patience.park_seconds), _LONGEST_REST)
        turn.parked = Parked(self._clock() + timedelta(seconds=rest), words)

    def _turn(self, host: str) -> _Turn:
        with self._lock:
            return self._turns.setdefault(host, _Turn(self._gap))

    def _rest(self, turn: _Turn) -> Parked | None:
        rest = turn.parked
        if rest is not None and rest.until <= self._clock():
            turn.parked, turn.storms, turn.free_at = None, 0, 0.0
        return turn.parked


def backoff(attempt: int) -> float:
    """Seconds before the next try, about 1, 4, 16, 60: uneven, so that no two clients keep step.

    >>> 3 <= backoff(2) <= 5
    True
    """
    return min(4.0 ** (attempt - 1), 60.0) * random.uniform(0.75, 1.25)
