"""A history held in memory: the same answers as the store's, for checks, replays and tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from verify.evidence import Evidence, earlier_than, order_of
from verify.keys import filed_keys, looked_keys


class MemoryHistory:
    """Documents under their keys."""

    def __init__(self, evidences: Iterable[Evidence] = ()) -> None:
        self._all: list[Evidence] = []
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for evidence in evidences:
            self.add(evidence)

    def add(self, evidence: Evidence) -> None:
        """Take one more document in; the order of adding does not matter."""
        self._all.append(evidence)
        for key in filed_keys(evidence):
            self._by_key[key].append(len(self._all) - 1)

    def related(self, evidence: Evidence) -> Sequence[Evidence]:
        """Earlier documents that one of its keys finds."""
        numbers = {n for key in looked_keys(evidence) for n in self._by_key.get(key, ())}
        return earlier_than(evidence, (self._all[n] for n in sorted(numbers)))

    def until(self, day: date) -> MemoryHistory:
        """The history as it stood at the end of that day."""
        return MemoryHistory(e for e in self._all if e.document.published <= day)

    def in_order(self) -> tuple[Evidence, ...]:
        """All documents in the order of reading."""
        return tuple(sorted(self._all, key=order_of))
