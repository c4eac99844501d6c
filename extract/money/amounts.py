"""Sums as the product carries them: whole units, qualifier, US dollars of the day.

`text` and offsets cover the sum alone ("$5 billion"); the words that bound it ("up to") are read
into `qualifier`, `low` and `high`.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache

from extract.money.mentions import Mention, find_mentions, narrow
from extract.money.numbers import MORE
from extract.money.tables import one_of, table
from extract.rates import to_usd
from repledge.contracts import Amount, Qualifier

CEILING_USD = 20_000_000_000_000  # more than the largest list of pledges ever claimed aloud, 18tn
_QUALIFIERS: tuple[Qualifier, ...] = ("up_to", "more_than", "about")
_TWIN = r"(?:\s?[(（][^()（）]{1,30}[)）])?"  # 5조원(약 45억 달러) 이상
_REACH = 60  # characters around a sum that may hold its qualifier


def read_amounts(
    text: str,
    *,
    lang: str = "en",
    country: str | None = None,
    on: date | None = None,
    start: int = 0,
    end: int | None = None,
) -> tuple[Amount, ...]:
    """All sums in `text[start:end]`, in order; offsets count in `text`.

    English, Japanese and Korean are read whatever `lang` says; it decides only what "¥" means in
    Chinese, as `country` (ISO 3166) decides what "$" means. `usd` is filled where `on` is given.
    Amounts are rounded to whole units; those under half a unit are left out. Prices come out as
    well: what a sum is for is judged elsewhere, whether it is credible by `doubt`.

    >>> [(a.text, a.value, a.low, a.qualifier) for a in read_amounts("up to US$1.2bn in Ohio")]
    [('US$1.2bn', 1200000000, 0, 'up_to')]
    """
    plain = narrow(text)
    where = country or ("CN" if lang == "zh" else None)
    stop = len(text) if end is None else end
    found = find_mentions(plain, start, stop, where)
    return tuple(
        _amount(text, mention, qualifier_of(plain, mention), on)
        for mention in found
        if whole(mention.value) > 0
    )


def _amount(text: str, mention: Mention, qualifier: Qualifier, on: date | None) -> Amount:
    value = whole(mention.value)
    return Amount(
        value=value,
        low=whole(low_end(mention, qualifier)),
        high=value,
        currency=mention.currency,
        qualifier=qualifier,
        text=text[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
        usd=to_usd(value, mention.currency, on) if on else None,
    )


def whole(value: Fraction) -> int:
    """The nearest whole unit, halves up."""
    return int(value + Fraction(1, 2))


def low_end(mention: Mention, qualifier: Qualifier) -> Fraction:
    """The lower end of what is printed: 0 for "up to", the first number of a range."""
    if qualifier == "up_to":
        return Fraction(0)
    return mention.value if mention.low is None else mention.low


def doubt(amount: Amount) -> str | None:
    """Why a sum can hardly be meant as printed; None where it is credible. Nothing is mended.

    >>> doubt(read_amounts("$850 trillion")[0])
    '$850 trillion is more than all pledges together; a scale word may be wrong.'
    """
    usd = amount.usd if amount.usd is not None else (to_usd(amount.value, amount.currency, _RECENT))
    if usd is not None and usd > CEILING_USD:
        return f"{amount.text} is more than all pledges together; a scale word may be wrong."
    return None


_RECENT = date(2025, 1, 2)  # for a rough value where no day is known


def qualifier_of(text: str, mention: Mention) -> Qualifier:
    """How exact the sum is, by the words around it."""
    if mention.low is not None:
        return "range"
    after = text[mention.end : mention.end + _REACH]
    before = text[max(0, mention.start - _REACH) : mention.start]
    before = re.split(r"[.;:\n。](?:\s|$)", before)[-1] if before.rstrip()[-1:] != "." else before
    leading = [
        (match.start(), qualifier)
        for qualifier in _QUALIFIERS
        if (match := _before(qualifier).search(before))
    ]
    if _MORE_INSIDE.search(text, mention.start, mention.end):
        return "more_than"
    if leading:  # of "up to about" and "no less than" the outer, longer cue counts
        return min(leading)[1]
    return next((q for q in _QUALIFIERS if _after(q).match(after)), "exact")


_MORE_INSIDE = re.compile(rf"\d{MORE}", re.IGNORECASE)


@lru_cache
def _before(qualifier: Qualifier) -> re.Pattern[str]:
    cues = one_of(table("qualifiers")["before"][qualifier])
    fillers = one_of(table("qualifiers")["before"]["fillers"])
    return re.compile(
        rf"(?<![a-z]){cues}(?:[\s(-]{{0,2}}{fillers}(?![a-z])){{0,4}}[\s(-]{{0,2}}$", re.IGNORECASE
    )


@lru_cache
def _after(qualifier: Qualifier) -> re.Pattern[str]:
    cues = one_of(table("qualifiers")["after"][qualifier])
    return re.compile(rf"{_TWIN}\s?{cues}(?![a-z])", re.IGNORECASE)
