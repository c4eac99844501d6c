"""Do the sums of one release add up? A failed balance is a lead, and a test of our own reading.

Each check compares what the text prints: parts against their total, an increment and its base
against the new total, the sum in two currencies, the new telling against the earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator

from repledge.contracts import BooksCheck, Claim
from verify.candidates import Candidate
from verify.case import Case, Finding
from verify.comparisons.amount import CONVERTED, ROUNDED, usd_of
from verify.rules_total import parts_of

THOUSAND = (900.0, 1100.0)  # million printed for billion, or the other way round
ITEMISATION_GAP = 0.1  # of the headline, from which unnamed money is worth a question


def books_of(case: Case, finding: Finding) -> tuple[BooksCheck, ...]:
    """All checks that the claim's text allows."""
    found = [*_parts(case), *_increments(case), *_currencies(case.claim), *_copies(case)]
    return (*found, *_scope(case, finding))


def _parts(case: Case) -> Iterator[BooksCheck]:
    total, parts = usd_of(case.claim), parts_of(case)
    stated = [part for part in parts if part.role == "component" and usd_of(part)]
    if not total or len(stated) < 2:
        return
    inside = sum(map(usd_of, stated))
    if inside > total * (1 + ROUNDED):
        yield BooksCheck(
            code="parts_exceed_total",
            ok=False,
            sentence=f"The parts add up to {dollars(inside)}, more than the total of "
            f"{dollars(total)}; one of them may be inside another.",
        )
    elif total - inside > ITEMISATION_GAP * total:
        yield BooksCheck(
            code="itemisation_gap",
            ok=True,
            sentence=f"Named projects account for {dollars(inside)} of {dollars(total)}; "
            f"{dollars(total - inside)} is not named.",
        )
    else:
        sentence = f"The parts add up to the total of {dollars(total)}."
        yield BooksCheck(code="parts_balance", ok=True, sentence=sentence)


def _increments(case: Case) -> Iterator[BooksCheck]:
    claim = case.claim
    base, total = claim.base, usd_of(claim)
    added = [
        c for c in case.others() if c.role == "additional" and c.company_id == claim.company_id
    ]
    if claim.role == "additional" or not base or not base.usd or not total or len(added) != 1:
        return
    chain = base.usd + usd_of(added[0])
    ok = abs(chain - total) <= ROUNDED * total
    verb = "balances" if ok else "does not balance"
    yield BooksCheck(
        code="increments_balance" if ok else "increments_fail",
        ok=ok,
        sentence=f"{dollars(base.usd)} + {dollars(usd_of(added[0]))} {verb} with {dollars(total)}.",
    )


def _currencies(claim: Claim) -> Iterator[BooksCheck]:
    """The pair (native sum, dollars at the day's rate) exposes a sum misprinted in one of them."""
    amount = claim.amount
    printed = next((value for value, code in claim.also_stated if code == "USD"), None)
    if amount is None or amount.usd is None or printed is None or amount.currency == "USD":
        return
    if abs(printed / amount.usd - 1) > 2 * CONVERTED:
        yield BooksCheck(
            code="currencies_differ",
            ok=False,
            sentence=f"{amount.text} is {dollars(amount.usd)} at the day's rate, "
            f"not {dollars(printed)}.",
        )


def _copies(case: Case) -> Iterator[BooksCheck]:
    """The same story with a sum a thousand times as large or small: a misprint in one of them."""
    for k in case.candidates:
        old, new = usd_of(k.claim), usd_of(case.claim)
        if not old or not new or k.level("company") != "same" or k.level("place") == "different":
            continue
        ratio = max(new / old, old / new)
        if THOUSAND[0] <= ratio <= THOUSAND[1] and k.days <= 31:
            yield BooksCheck(
                code="corrupted_copy",
                ok=False,
                sentence=f"{k.evidence.document.source} printed {dollars(old)} on "
                f"{k.claim.published} for what is {dollars(new)} here: million and billion may be "
                "swapped.",
            )


def _scope(case: Case, finding: Finding) -> Iterator[BooksCheck]:
    """The sum stays while jobs fall, or the other way round."""
    for k in finding.evidence[:1]:
        yield from _jobs(case.claim, k)


def _jobs(claim: Claim, k: Candidate) -> Iterator[BooksCheck]:
    new, old = claim.jobs, k.claim.jobs
    if not new or not old or k.level("amount") not in {"same", "close"}:
        return
    if new < 0.9 * old:
        yield BooksCheck(
            code="scope_cut",
            ok=False,
            sentence=f"The sum is the same, but jobs fall from {old:,} to {new:,}.",
        )


def dollars(usd: int) -> str:
    """A dollar sum in words a newsroom uses.

    >>> dollars(13_900_000_000), dollars(366_000_000)
    ('$13.9 billion', '$366 million')
    """
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if usd >= size:
            return f"${f'{usd / size:,.2f}'.rstrip('0').rstrip('.')} {word}"
    return f"${usd:,}"
