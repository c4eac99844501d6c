"""Rules for money that was announced before in the same sum: copy, echo, restated."""

from __future__ import annotations

from repledge.contracts import Claim
from verify.candidates import NEAR_COPY, WEEK, Candidate
from verify.case import Case, speaks_for_itself

_RETELLERS = frozenset({"government", "partner", "list"})


def copy(case: Case) -> tuple[Candidate, ...]:
    """The same money within seven days, told by the press or by the party in another edition.

    A leak does not count as the first edition: where only the press spoke before and now the party
    itself does, the money is restated. A government or partner speaks with it.
    """
    recent = _recent(case)
    if case.own_word:
        own = tuple(k for k in recent if _official(k.claim) or k.overlap >= NEAR_COPY)
        return _in_order(own)
    return _in_order(recent) if case.claim.voice == "press" else ()


def echo_in_the_week(case: Case) -> tuple[Candidate, ...]:
    """The same money within seven days, repeated by a government, partner or list."""
    third = case.claim.voice in _RETELLERS and not case.own_word
    return _in_order(_recent(case)) if third else ()


def restated(case: Case) -> tuple[Candidate, ...]:
    """The same money, announced again as news by the party itself."""
    return _in_order(_repeated(case)) if case.own_word else ()


def echo_later(case: Case) -> tuple[Candidate, ...]:
    """The same money, told as news by somebody else more than seven days later."""
    return _in_order(_repeated(case))


def _repeated(case: Case) -> tuple[Candidate, ...]:
    """The same money, unless the text recalls the earlier sum as that of another project: a
    slightly other sum, or an equal one for another place."""

    def one_place(k: Candidate) -> bool:
        return k.level("amount") == "same" and k.level("place") not in {"different", "whole"}

    return tuple(
        k
        for k in case.same_money
        if case.claim.disclosed or one_place(k) or not case.told_here(k.claim.amount)
    )


def older_than_the_week(case: Case) -> tuple[Candidate, ...]:
    """Where the same money had been told before the edition that this one repeats."""
    return _in_order(tuple(k for k in _repeated(case) if k.days > WEEK))


def _recent(case: Case) -> tuple[Candidate, ...]:
    return tuple(k for k in case.same_money if k.days <= WEEK)


def _official(claim: Claim) -> bool:
    return speaks_for_itself(claim) or claim.voice in {"government", "partner"}


def _in_order(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The party's own word first, then the better match."""
    return tuple(sorted(found, key=lambda k: (not speaks_for_itself(k.claim), -k.score)))
