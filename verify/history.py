"""A history held in memory: the same answers as the store's, for checks, replays and tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from repledge.contracts import Claim
from verify.evidence import Evidence, earlier_than, order_of
from verify.wording import names_in


class MemoryHistory:
    """Documents indexed by party, place and sector, project words and amount."""

    def __init__(self, evidences: Iterable[Evidence] = ()) -> None:
        self._all: list[Evidence] = []
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for evidence in evidences:
            self.add(evidence)

    def add(self, evidence: Evidence) -> None:
        """Take one more document in; the order of adding does not matter."""
        self._all.append(evidence)
        for key in keys_of(evidence):
            self._by_key[key].append(len(self._all) - 1)

    def related(self, evidence: Evidence) -> Sequence[Evidence]:
        """Earlier documents that share a party, a place and sector, a name or a sum with it."""
        numbers = {n for key in keys_of(evidence) for n in self._by_key.get(key, ())}
        return earlier_than(evidence, (self._all[n] for n in sorted(numbers)))

    def until(self, day: date) -> MemoryHistory:
        """The history as it stood at the end of that day."""
        return MemoryHistory(e for e in self._all if e.document.published <= day)

    def in_order(self) -> tuple[Evidence, ...]:
        """All documents in the order of reading."""
        return tuple(sorted(self._all, key=order_of))


def keys_of(evidence: Evidence) -> frozenset[str]:
    """The keys under which a document is filed and looked up."""
    keys: set[str] = set()
    for claim in evidence.claims:
        keys |= {f"party:{party}" for party in parties_of(claim)}
        place = claim.place
        if place.country and place.region:
            keys.add(f"place:{place.country}-{place.region}:{claim.sector}")
        if claim.amount:
            keys.add(f"sum:{claim.amount.value}:{claim.amount.currency}")
        keys |= {f"sum:{value}:{code}" for value, code in claim.also_stated}
        keys |= {f"name:{name}" for name in names_in(claim.project or "")}
    keys |= {
        f"sum:{s.amount.value}:{s.amount.currency}" for s in evidence.sums if s.kind != "other"
    }
    return frozenset(keys)


def parties_of(claim: Claim) -> frozenset[str]:
    """Ids of everybody who stands behind a claim; names where no id is known."""
    ids = {claim.company_id, *claim.partner_ids}
    if claim.company_id is None and claim.company:
        ids.add(claim.company.casefold())
    return frozenset(i for i in ids if i)
