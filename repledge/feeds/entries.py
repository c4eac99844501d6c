"""What a feed says of one verdict, and whether the public may read it.

Pure: an entry is made of a claim, its verdict, its document and what people said, nothing else. A
signed verdict that changes, or is taken back, is withdrawn until it is signed again; that, and a
correction, brings a notice besides: an entry with an id of its own, so that a reader who saw the
first version sees the second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from repledge.contracts import FLAGGED, Claim, Decision, Document, Verdict
from repledge.feeds.corrections import Fields, corrected
from repledge.text import clean
from repledge.words import VERDICTS, interval, usd

State = Literal["pending", "signed", "corrected", "withdrawn", "rejected"]
PUBLIC: frozenset[State] = frozenset({"signed", "corrected", "withdrawn"})
# judgements by which a person stands behind a verdict; every other one says something else
SIGNING = frozenset({"confirm", "partly"})
# these take a claim off the list of what waits; any other word of one reader leaves it there
_REJECTING = frozenset({"new", "not_a_pledge", "rejected"})
_UNDONE = "undone"
_WITHDRAWN = "This verdict was signed, has changed or been taken back since, and is withdrawn."


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionState:
    """Where people stand on one verdict. `at` is the moment of the decision that counts."""

    state: State = "pending"
    review: str = "pending"
    changed_at: datetime
    signed_at: datetime | None = None
    at: datetime | None = None
    note: str | None = None
    fields: Fields = ()  # what the signing reader corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed. `key` becomes the id, `page` is the address under the feeds' base."""

    key: str
    page: str
    title: str
    sentence: str
    updated: datetime
    claim: Claim
    verdict: Verdict
    document: Document
    decision: DecisionState
    supersedes: str | None = None  # the key of the entry that this one corrects or withdraws

    @property
    def flagged(self) -> bool:
        """Whether some of the headline is said to be old money."""
        return self.verdict.verdict in FLAGGED


def decision_state(decisions: Iterable[Decision], changed_at: datetime) -> DecisionState:
    """What the decisions on one claim add up to; `changed_at` is when its verdict last changed.

    The newest word counts. One that a later decision supersedes is taken back but not forgotten: a
    verdict that was signed once and is not signed now, as it stands now, is withdrawn.
    """
    told = sorted(decisions, key=lambda d: (d.at, d.id or 0))
    gone = {d.supersedes for d in told}
    standing = [d for d in told if d.id not in gone and d.judgement != _UNDONE]
    signings = [d for d in told if d.judgement in SIGNING]
    last = standing[-1] if standing else None
    return DecisionState(
        state=_state(last, signings, changed_at),
        review=last.judgement if last else "pending",
        changed_at=changed_at,
        signed_at=signings[0].at if signings else None,
        at=told[-1].at if told else None,
        note=last.note if last else None,
        fields=last.fields if last and last.judgement in SIGNING else (),
    )


def _state(last: Decision | None, signings: list[Decision], changed_at: datetime) -> State:
    if last is not None and last.judgement in SIGNING and changed_at <= last.at:
        first = signings[0]
        same = (first.judgement, first.fields) == (last.judgement, last.fields)
        return "signed" if same and changed_at <= first.at else "corrected"
    if signings:
        return "withdrawn"
    return "rejected" if last and last.judgement in _REJECTING else "pending"


def entry_of(claim: Claim, verdict: Verdict, document: Document, state: DecisionState) -> Entry:
    """The entry of a verdict; `updated` moves with the verdict or with what people said of it."""
    withdrawn = state.state == "withdrawn"
    claim, verdict = corrected(claim, verdict, state.fields)
    return Entry(
        key=f"claim/{claim.id}",
        page=f"verdicts/{claim.id}.html",
        title=_withdrawal(claim, document) if withdrawn else headline(claim, verdict, document),
        sentence=_WITHDRAWN if withdrawn else clean(verdict.sentence),
        updated=max(state.changed_at, state.at or state.changed_at),
        claim=claim,
        verdict=verdict,
        document=document,
        decision=state,
    )


def notice_of(entry: Entry) -> Entry | None:
    """The notice that corrects or withdraws an entry; None where nothing is to be told."""
    if entry.decision.state not in {"corrected", "withdrawn"}:
        return None
    key = f"{entry.key}/{entry.decision.state}/{entry.updated:%Y%m%dT%H%M%S}"
    corrected = entry.decision.state == "corrected"
    title = f"Correction: {entry.title}" if corrected else entry.title
    return replace(entry, key=key, title=title, supersedes=entry.key)


def headline(claim: Claim, verdict: Verdict, document: Document) -> str:
    """Verdict, party and sums in one line; the release's title where the party is not known."""
    words = VERDICTS[verdict.verdict]
    net = interval(verdict.net_new_low_usd, verdict.net_new_high_usd)
    sums = f", {usd(verdict.headline_usd)}, net new {net}" if verdict.headline_usd else ""
    return _line(f"{words[:1].upper()}{words[1:]}: {claim.company or document.title}{sums}")


def _withdrawal(claim: Claim, document: Document) -> str:
    return _line(f"Withdrawn: {claim.company or document.title}, {document.published}")


def _line(text: str) -> str:
    return " ".join(clean(text).split())
