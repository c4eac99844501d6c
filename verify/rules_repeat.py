"""Rules for money that was announced before in the same sum: copy, echo, restated."""

from __future__ import annotations

from verify.candidates import NEAR_COPY, Candidate
from verify.case import Case, speaks_for_itself
from verify.linking import WEEK

_RETELLERS = frozenset({"government", "partner", "list"})


def copy(case: Case) -> tuple[Candidate, ...]:
    """The same money within seven days, told by the press or by the party in another edition.

    A leak does not count as the first edition: where only others spoke before and now the party
    itself does, the money is restated.
    """
    recent = _recent(case)
    if case.own_word:
        own = tuple(k for k in recent if speaks_for_itself(k.claim) or k.overlap >= NEAR_COPY)
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
    """The same money, unless the text recalls the earlier, slightly other sum as a separate one."""
    return tuple(
        k
        for k in case.same_money
        if case.claim.disclosed or k.level("amount") == "same" or not case.told_here(k.claim.amount)
    )


def _recent(case: Case) -> tuple[Candidate, ...]:
    return tuple(k for k in case.same_money if k.days <= WEEK)


def _in_order(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The party's own word first, then the better match."""
    return tuple(sorted(found, key=lambda k: (not speaks_for_itself(k.claim), -k.score)))
