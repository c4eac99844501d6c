"""What a reader corrected, put in place of the machine's figure before anything is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from repledge.contracts import Claim, Place, Verdict
from repledge.words import interval, usd

Fields = Sequence[tuple[str, str | None]]
_MONEY = frozenset({"net_new_low_usd", "net_new_high_usd", "amount", "currency"})


def corrected(claim: Claim, verdict: Verdict, fields: Fields) -> tuple[Claim, Verdict]:
    """Claim and verdict as the reader left them; what the reader did not touch stays.

    A corrected sum takes the machine's arithmetic and sentence with it: they would contradict it.
    """
    said = dict(fields)
    if not said:
        return claim, verdict
    return _claim(claim, said), _verdict(verdict, said) if said.keys() & _MONEY else verdict


def _claim(claim: Claim, said: Mapping[str, str | None]) -> Claim:
    place = claim.place
    return replace(
        claim,
        company=said.get("company", claim.company),
        sector=said.get("sector") or claim.sector,
        project=said.get("project", claim.project),
        place=Place(
            country=said.get("country", place.country),
            region=said.get("region", place.region),
            city=None if {"country", "region"} & said.keys() else place.city,
        ),
        operational_by=_number(said, "operational_by", claim.operational_by),
        jobs=_number(said, "jobs", claim.jobs),
    )


def _verdict(verdict: Verdict, said: Mapping[str, str | None]) -> Verdict:
    headline = verdict.headline_usd
    if {"amount", "currency"} & said.keys():
        # another currency than dollars has no rate here: the headline is then left open
        dollars = said.get("currency", "USD") == "USD"
        headline = _number(said, "amount", headline) if dollars else None
    low = _number(said, "net_new_low_usd", verdict.net_new_low_usd)
    high = _number(said, "net_new_high_usd", verdict.net_new_high_usd)
    of = f" of {usd(headline)}" if headline is not None else ""
    return replace(
        verdict,
        headline_usd=headline,
        net_new_low_usd=low,
        net_new_high_usd=high,
        basis="stated",
        terms=(),
        books=(),
        sentence=f"By a reader's correction, {interval(low, high)}{of} is new.",
    )


def _number(said: Mapping[str, str | None], name: str, machine: int | None) -> int | None:
    if name not in said:
        return machine
    value = said[name]
    return int(value) if value else None
