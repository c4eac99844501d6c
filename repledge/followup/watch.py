"""Pledges to look after: silent past their own milestones, slipped, with another status or scope.

A milestone is what the party itself named: the year of first output, the end of the spending. It
has passed at the end of that year. A pledge is overdue where the year has passed and nobody has
told since that it opened, stopped or slipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from repledge.contracts import Claim, LedgerLine, Milestone
from repledge.store.follow import Told, Word
from repledge.words import usd

Kind = Literal["overdue", "slipped", "status", "scope"]
KINDS: tuple[Kind, ...] = ("overdue", "slipped", "scope", "status")
KIND_WORDS = {
    "overdue": "Silent past their own milestone",
    "slipped": "Slipped dates",
    "scope": "Changes of scope",
    "status": "News of status",
}
ROUNDED = 0.015  # sums apart by less are one sum in other words
_DONE = frozenset({"opened", "cancelled"})
_TOLD: Mapping[Milestone, str] = {
    "ground_broken": "ground was broken", "under_way": "building is under way",
    "opened": "it opened", "delayed": "it was delayed", "cancelled": "it was cancelled",
    "revived": "it was revived", "downsized": "it was cut", "financed": "it was financed",
    "approved": "it was approved", "site_chosen": "the site was chosen",
    "stake_sold": "a stake was sold",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One thing to ask a party about. `since` is the day from which it can be seen."""

    kind: Kind
    line: LedgerLine
    company: str | None
    since: date
    sentence: str
    claim: Claim  # the last word on it
    url: str
    due: date | None = None
    last_word: date | None = None


def watch(rows: Iterable[Told], today: date) -> list[Watched]:
    """All that can be seen on `today`, each once; nothing later counts.

    By kind; what is overdue by money, the rest with the newest first.
    """
    found: dict[tuple[str, str, date, str], Watched] = {}
    for told in rows:
        for one in _of_line(told, today):
            found.setdefault((one.kind, one.line.id, one.since, one.sentence), one)
    return sorted(found.values(), key=_rank)


def _rank(one: Watched) -> tuple[int, int, int, str, str]:
    age = 0 if one.kind == "overdue" else -one.since.toordinal()
    money = one.line.live_high_usd or 0
    return KINDS.index(one.kind), age, -money, one.line.id, one.sentence


def _of_line(told: Told, today: date) -> Iterator[Watched]:
    words = [word for word in told.words if word.claim.published <= today]
    if not words:
        return
    claims = {word.claim.id: word.claim for word in words}
    last = words[-1]
    if overdue := _overdue(told.line, [word.claim for word in words], today):
        due, sentence = overdue
        yield _watched("overdue", told, words, last, sentence, since=due, due=due)
    for word in words:
        for kind, sentence in _changes(word, claims):
            yield _watched(kind, told, words, word, sentence)
    for word, milestone in _first_told(words[1:]):
        yield _watched("status", told, words, word, f"{word.claim.published}: {_TOLD[milestone]}.")


def _watched(
    kind: Kind, told: Told, words: Sequence[Word], word: Word, sentence: str,
    *, since: date | None = None, due: date | None = None,
) -> Watched:  # fmt: skip
    return Watched(
        kind=kind,
        line=told.line,
        company=next((w.claim.company for w in reversed(words) if w.claim.company), None),
        since=since or word.claim.published,
        sentence=sentence,
        claim=word.claim,
        url=word.url,
        due=due,
        last_word=words[-1].claim.published,
    )


def _first_told(words: Sequence[Word]) -> Iterator[tuple[Word, Milestone]]:
    """Each milestone where it was told first: ceremonies are told again and again."""
    seen: set[Milestone] = set()
    for word in words:
        for milestone in word.claim.milestones:
            if milestone in _TOLD and milestone not in seen:
                seen.add(milestone)
                yield word, milestone


def due_of(claims: Sequence[Claim]) -> date | None:
    """The last day of the milestone that was named last: first output, else end of spending."""
    for claim in reversed(claims):
        year = claim.operational_by or claim.horizon.end
        if year and 1900 < year < 2200:
            return date(year, 12, 31)
    return None


def _overdue(line: LedgerLine, claims: Sequence[Claim], today: date) -> tuple[date, str] | None:
    due, last = due_of(claims), claims[-1].published
    status = _status(claims)
    if due is None or due >= today or last > due or status in _DONE or line.status in _DONE:
        return None
    what = "First output" if any(c.operational_by for c in claims) else "The end of the spending"
    months = (today - last).days // 30
    said = f"{what} was named for {due.year}; no word since {last} ({months} months)"
    late = " though it was called delayed then" if status == "delayed" else ""
    return due, f"{said}{late}."


def _status(claims: Sequence[Claim]) -> str | None:
    told = [m for claim in claims for m in claim.milestones if m in {*_DONE, "delayed", "revived"}]
    return told[-1] if told else None


def _changes(word: Word, claims: Mapping[str, Claim]) -> Iterator[tuple[Kind, str]]:
    """What a claim changes of the one that its verdict ties it to, and checks that say so."""
    verdict = word.verdict
    if verdict is None or not verdict.earlier:
        return
    for check in verdict.books:
        if check.code == "scope_cut":
            yield "scope", check.sentence
    before = claims.get(verdict.earlier[0].claim_id)
    if before is None:
        return
    yield from _slips(before, word.claim)
    was, now = _usd(before), _usd(word.claim)
    if verdict.relation in {"upsized", "downsized"} and was and now:
        if word.claim.role == "additional":
            yield "scope", f"{usd(now)} was added to {usd(was)}."
        elif abs(now - was) > ROUNDED * was:
            verb = "raised" if now > was else "cut"
            yield "scope", f"The sum was {verb} from {usd(was)} to {usd(now)}."


def _slips(before: Claim, after: Claim) -> Iterator[tuple[Kind, str]]:
    old, new = before.operational_by, after.operational_by
    if old and new and new > old:
        yield "slipped", f"First output moved from {old} to {new}."
    ends = before.horizon.end, after.horizon.end
    # "over the next ten years", told again a year later, is the same promise in the same words
    retold = before.horizon.years is not None and before.horizon.years == after.horizon.years
    if ends[0] and ends[1] and ends[1] > ends[0] and not retold and not (old and new):
        yield "slipped", f"The end of the spending moved from {ends[0]} to {ends[1]}."


def _usd(claim: Claim) -> int | None:
    return claim.amount.usd if claim.amount else None


def watched_object(one: Watched) -> dict[str, Any]:
    """One row as plain JSON: `docs/schemas/watch.schema.json`."""
    return {
        "kind": one.kind,
        "since": one.since.isoformat(),
        "company": one.company,
        "company_id": one.line.company_id,
        "project": one.line.name,
        "sector": one.line.sector,
        "sentence": one.sentence,
        "status": one.line.status,
        "live_low_usd": one.line.live_low_usd,
        "live_high_usd": one.line.live_high_usd,
        "due": one.due.isoformat() if one.due else None,
        "last_word": one.last_word.isoformat() if one.last_word else None,
        "line_id": one.line.id,
        "claim_id": one.claim.id,
        "url": one.url,
    }


def watch_lines(found: Iterable[Watched], since: date, most: int = 10) -> list[str]:
    """What came up after `since`, for the message of the day; statuses are news of their own."""
    fresh = [w for w in found if w.since >= since and w.kind != "status"]
    lines = [
        f"- {w.company or w.line.company_id}, {usd(w.line.live_high_usd)}: {w.sentence} {w.url}"
        for w in fresh[:most]
    ]
    if len(fresh) > most:
        lines.append(f"... and {len(fresh) - most} more: repledge watch")
    return ["", "Overdue, slipped, changed in scope:", *lines] if lines else []
