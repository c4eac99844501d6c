"""Gold claims as contracts: what verification would get from an extraction without fault.

Fields that the gold labels are the gold's. What it does not label (milestones, the sum that a raise
starts from, the project's name, the site, who speaks) is taken from the extracted claim of the same
sum; where extraction missed the claim, milestones are read in its gold sentence and the speaker
from the document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from repledge.contracts import (
    Amount,
    Claim,
    Document,
    Horizon,
    Milestone,
    Place,
    Quote,
    Reading,
    Sum,
    Voice,
)
from repledge.evaluate.gold import GoldClaim, GoldDocument, GoldSum
from repledge.ids import slug, stable_id

SAME_SUM = 0.006  # as in pairing


@dataclass(frozen=True, slots=True)
class Names:
    """Functions of extraction that the oracle needs: group ids of names, dollars of a day.

    The last two tell the speaker and the milestones of a sentence, for claims that were not read.
    """

    party_id: Callable[[str], str | None]
    to_usd: Callable[[int, str, date], int | None]
    voice: Callable[[Document], Voice] | None = None
    milestones: Callable[[Document, int, int, bool], tuple[Milestone, ...]] | None = None


def oracle_reading(
    document: Document, gold: GoldDocument, reading: Reading, names: Names
) -> Reading:
    """The gold claims and sums of one document, completed from what extraction read there."""
    sums = [_sum(document, item, "background", names) for item in gold.background]
    sums += [_sum(document, item, "other", names) for item in gold.other_amounts]
    free = list(reading.claims)
    claims: list[Claim] = []
    for item in sorted(gold.claims, key=lambda c: not c.main):
        found = next((c for c in free if _answers(item, c)), None)
        if found:
            free.remove(found)
        claims.append(_claim(document, item, found or _any(reading, item), names))
    wholes = [_with_whole(claim, claims) for claim in claims]
    return Reading(document_id=document.id, claims=tuple(wholes), sums=tuple(sums))


def _claim(document: Document, item: GoldClaim, read: Claim | None, names: Names) -> Claim:
    quote, gold = _quote(document, item.quote), item.fields
    first, others = item.company[0], item.company[1:]
    party = names.party_id(first) or slug(first)
    partners = {names.party_id(name) or slug(name) for name in others} - {party}
    base = Claim(
        id=stable_id("oracle", document.id, quote.start, item.amounts, first),
        document_id=document.id,
        published=document.published,
        main=item.main,
        quote=quote,
        company=first,
        company_id=party,
        partners=others,
        partner_ids=tuple(sorted(partners)),
        amount=_amount(document, quote, item.amounts, gold["qualifier"], names),
        also_stated=tuple(pair for pair in item.amounts[1:] if pair[1] != item.amounts[0][1]),
        role=gold["role"],
        nature=gold["nature"],
        sector=gold["sector"][0],
        place=Place(country=gold["country"], region=gold["region"]),
        horizon=Horizon(end=gold["horizon_end"]),
        operational_by=gold["operational_by"],
        jobs=gold["jobs"],
        commitment=gold["commitment"],
        disclosed=gold["disclosed"],
        confidence=1.0,
    )
    return _completed(_heard(document, base, names), item, read)


def _heard(document: Document, claim: Claim, names: Names) -> Claim:
    """The claim with what its own sentence and the source tell."""
    quote = claim.quote
    steps = names.milestones
    return replace(
        claim,
        voice=names.voice(document) if names.voice else claim.voice,
        milestones=steps(document, quote.start, quote.end, claim.main) if steps else (),
    )


def _completed(base: Claim, item: GoldClaim, read: Claim | None) -> Claim:
    if read is None:
        return base
    if not _answers(item, read):
        return replace(base, voice=read.voice, named_ids=read.named_ids)
    one_state = read.place.region == base.place.region and read.place.country == base.place.country
    return replace(
        base,
        voice=read.voice,
        named_ids=read.named_ids,
        milestones=read.milestones,
        base=read.base,
        whole=read.whole,
        told_before=read.told_before,
        project=read.project,
        place=replace(base.place, city=read.place.city if one_state else None),
        sector=read.sector if read.sector in item.fields["sector"] else base.sector,
    )


def _answers(item: GoldClaim, claim: Claim) -> bool:
    if claim.amount is None or not item.amounts:
        return claim.amount is None and not item.amounts
    return any(
        claim.amount.currency == code and abs(claim.amount.value - value) <= SAME_SUM * value
        for value, code in item.amounts
    )


def _any(reading: Reading, item: GoldClaim) -> Claim | None:
    """A claim that tells who speaks: of the same company first."""
    of_party = (c for c in reading.claims if c.company in item.company)
    return next(of_party, next(iter(reading.claims), None))


def _with_whole(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """A component belongs to the smallest larger sum of its text that is no component itself."""
    if claim.role != "component" or claim.whole is not None or claim.amount is None:
        return claim
    mine = claim.amount.usd or 0
    larger = [
        c.amount
        for c in sorted(claims, key=lambda c: c.role == "component")
        if c.amount and (c.amount.usd or 0) > mine and c.role != "additional"
    ]
    totals = [c.amount for c in claims if c.amount in larger and c.role in {"total", "umbrella"}]
    found = min(totals or larger, key=lambda a: a.usd or 0, default=None)
    return replace(claim, whole=found)


def _sum(document: Document, item: GoldSum, kind: Any, names: Names) -> Sum:
    quote = _quote(document, item.quote)
    amount = _amount(document, quote, ((item.amount, item.currency),), "exact", names)
    if amount is None:
        raise ValueError(f"{document.id}: a sum without an amount")
    return Sum(amount=amount, quote=quote, kind=kind, why=item.why)


def _quote(document: Document, text: str) -> Quote:
    start = max(0, document.body.find(text))
    return Quote(document_id=document.id, start=start, end=start + len(text), text=text)


def _amount(
    document: Document,
    quote: Quote,
    amounts: tuple[tuple[int, str], ...],
    qualifier: Any,
    names: Names,
) -> Amount | None:
    if not amounts:
        return None
    value, currency = amounts[0]
    stated = next((number for number, code in amounts if code == "USD"), None)
    return Amount(
        value=value,
        low=0 if qualifier == "up_to" else value,
        high=value,
        currency=currency,
        qualifier=qualifier,
        text=f"{value:,} {currency}",
        start=quote.start,
        end=quote.end,
        usd=stated or names.to_usd(value, currency, document.published),
    )
