"""What a claim takes from the sums that it belongs to: a part from its whole, an increment from the
new total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.context import ClaimContext, Found
from extract.horizon import horizon_of
from extract.places import place_of
from extract.seating import Seat, Setting, context_of
from extract.wholes import adds_up
from repledge.contracts import Amount, Horizon, Place


def whole_context(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> ClaimContext | None:
    """The seat of the sum that this one is a part of: what it leaves unsaid, the whole says.

    Only for a part that is listed or called one, not where sums merely suggest it.
    """
    spaceless = setting.view.lang in ("ja", "ko")  # their fragments leave more to the whole
    if seat.standing.cue is None and seat.line.part != "item" and not spaceless:
        return None
    whole = next((s for s in seats if s.amount and s.amount == seat.standing.whole), None)
    return context_of(setting, whole, seats) if whole and whole is not seat else None


def window_of_whole(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> Found[Horizon] | None:
    """The window of the sum that this one is a part of, also of one that is told as the past.

    Said to be a part, or one of several that the sums make parts; a single one may be another plan.
    """
    amount = seat.standing.whole
    if amount is None or not (_is_said(seat) or _is_itemised(setting, seat, seats)):
        return None
    told = _part_above(seat, seats) or next((s for s in seats if _is_of(s, amount)), None)
    if told is seat:
        return None
    if told is not None:
        if told.nature[0] != seat.nature[0] == "purchase" and not _is_said(seat):
            return None  # goods that are bought beside the plan
        found = horizon_of(context_of(setting, told, seats))
        return found or (window_of_whole(setting, told, seats) if _holds(told, seat) else None)
    start, end = setting.view.sentences[setting.view.index_at(amount.start)]
    return horizon_of(
        ClaimContext(view=setting.view, start=start, end=end, focus=amount.start, main=False)
    )


def _is_said(seat: Seat) -> bool:
    """Whether the text calls the sum a part, or lists it as one."""
    return seat.standing.cue is not None or seat.standing.pointed or seat.line.part == "item"


def _is_itemised(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> bool:
    """Whether the sum is a part among others; the short forms of Japanese and Korean say less."""
    if sum(s.standing.whole == seat.standing.whole for s in seats) > 1:
        return True
    return setting.view.lang in ("ja", "ko") and seat.party.stands != "sentence"


def _is_of(seat: Seat, amount: Amount) -> bool:
    """Whether the seat is that of the sum, whichever of its mentions is meant."""
    mine = seat.amount
    return mine is not None and (mine.value, mine.currency) == (amount.value, amount.currency)


def _holds(whole: Seat, part: Seat) -> bool:
    """Whether the one sum is larger than the other: a chain of wholes comes to an end."""
    if whole.amount is None or part.amount is None:
        return False
    if whole.amount.currency == part.amount.currency:
        return whole.amount.value > part.amount.value
    return (whole.amount.usd or 0) > (part.amount.usd or 0)


def _part_above(seat: Seat, seats: Sequence[Seat]) -> Seat | None:
    """The part of the same whole that opens the list in which this one stands, if it is larger."""
    if seat.line.part != "item":
        return None
    above = [
        s
        for s in seats
        if s.standing.whole == seat.standing.whole
        and s.line.part != "item"
        and s.line.start < seat.line.start
        and _holds(s, seat)
    ]
    return above[-1] if above else None


def window_of_sum(setting: Setting, seat: Seat, seats: Sequence[Seat]) -> Found[Horizon] | None:
    """What is added is spent by the time that the new total is, and the other way round."""
    for other in seats:
        kin = other is not seat and (_adds_to(seat, other) or _adds_to(other, seat))
        if kin and (found := horizon_of(context_of(setting, other, seats))):
            return found
    return None


def _adds_to(added: Seat, total: Seat) -> bool:
    """Whether the one is what makes the other the new total of a plan that grew."""
    if added.amount is None or total.amount is None or added.standing.role != "additional":
        return False
    if added.amount.currency != total.amount.currency or added.party.name != total.party.name:
        return False
    base = added.standing.base or total.standing.base
    if base is not None and base.currency == added.amount.currency:
        return adds_up(base.value + added.amount.value, total.amount.value)
    return total.standing.new_total and added.amount.value < total.amount.value


def country_of(setting: Setting, whole: ClaimContext) -> Found[Place] | None:
    """The country of a whole; where in it the part goes is not said."""
    found = place_of(whole, setting.places)
    return found and replace(found, value=Place(country=found.value.country))
