"""Two captures of one list: what came in, what is gone, which sums and words are others now."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from repledge.audit.items import Change, Entry
from repledge.words import usd

_ALIKE = 0.5  # share of words in common from which two entries of one party are one


def changes_between(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[Change, ...]:
    """Changes in the order of the newer list, then what is gone in the order of the older."""
    pairs = _paired(before, after)
    old_of = {new.item.number: old for old, new in pairs}
    kept = {old.item.number for old, _ in pairs}
    found: list[Change] = []
    for new in after:
        old = old_of.get(new.item.number)
        found += [_added(new)] if old is None else _differences(old, new)
    found += [_removed(old) for old in before if old.item.number not in kept]
    return tuple(found)


def _paired(before: Sequence[Entry], after: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Entries of one party, those most alike first; each entry is used once."""
    ranked = sorted(
        (
            (-_likeness(old, new), old.item.number, new.item.number, old, new)
            for old in before
            for new in after
            if _one_party(old, new)
        ),
        key=lambda row: row[:3],
    )
    pairs: list[tuple[Entry, Entry]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, left, right, old, new in ranked:
        if left in used[0] or right in used[1]:
            continue
        if _likeness(old, new) < _ALIKE and _several(before, old) | _several(after, new):
            continue
        used[0].add(left)
        used[1].add(right)
        pairs.append((old, new))
    return pairs


def _one_party(old: Entry, new: Entry) -> bool:
    if old.party_id and new.party_id:
        return old.party_id == new.party_id
    return old.item.text == new.item.text


def _several(entries: Sequence[Entry], one: Entry) -> bool:
    return sum(_one_party(one, other) for other in entries) > 1


def _likeness(old: Entry, new: Entry) -> float:
    """1.0 for the same words; equal sums count as half of it."""
    left, right = old.item.whole_text.split(), new.item.whole_text.split()
    words = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return max(words, (words + 1) / 2 if _usd(old) == _usd(new) else 0.0)


def _usd(entry: Entry) -> int | None:
    sums = [s.usd for s in entry.counted if s.usd]
    return sum(sums) if sums else None


def _differences(old: Entry, new: Entry) -> list[Change]:
    found: list[Change] = []
    left, right = _usd(old), _usd(new)
    if left != right:
        found.append(_change("sum", old, new, f"{usd(left)} became {usd(right)}."))
    elif old.item.whole_text != new.item.whole_text:
        found.append(_change("words", old, new, "The words are others, the sum is the same."))
    if (old.item.section or "") != (new.item.section or ""):
        found.append(_change("moved", old, new, f"Now under “{new.item.section or 'no heading'}”."))
    return found


def _change(kind: str, old: Entry | None, new: Entry | None, sentence: str) -> Change:
    shown = new or old
    return Change(
        kind=kind,  # type: ignore[arg-type]
        party=shown.party if shown else None,
        before=old.item.number if old else None,
        after=new.item.number if new else None,
        sentence=sentence,
        before_usd=_usd(old) if old else None,
        after_usd=_usd(new) if new else None,
    )


def _added(new: Entry) -> Change:
    return _change("added", None, new, f"New in the list: {_short(new)}")


def _removed(old: Entry) -> Change:
    return _change("removed", old, None, f"No longer in the list: {_short(old)}")


def _short(entry: Entry) -> str:
    text = entry.item.text
    return text if len(text) <= 160 else f"{text[:159]}…"
