"""Small, complete records to write feeds and exports from."""

from dataclasses import replace
from datetime import date
from typing import Any

from repledge.contracts import (
    Amount,
    BooksCheck,
    Claim,
    Comparison,
    Document,
    Earlier,
    Horizon,
    Place,
    Quote,
    Term,
    Verdict,
)

_SENTENCE = "Example Motor will invest $26 billion in the United States by 2028."


def document(**changes: Any) -> Document:
    plain = Document(
        id="doc-2025", url="https://example-motor.example/2025/pledge", source="example-motor",
        title="Example Motor raises its American plan", published=date(2025, 8, 26), lang="en",
        text=_SENTENCE,
    )  # fmt: skip
    return replace(plain, **changes)


def dollars(value: int, text: str = "$26 billion") -> Amount:
    return Amount(
        value=value, low=value, high=value, currency="USD", qualifier="exact", text=text,
        start=64, end=75, usd=value,
    )  # fmt: skip


def claim(**changes: Any) -> Claim:
    plain = Claim(
        id="c0ffee0123456789", document_id="doc-2025", published=date(2025, 8, 26), main=True,
        quote=Quote(document_id="doc-2025", start=39, end=39 + len(_SENTENCE), text=_SENTENCE),
        company="Example Motor", company_id="example-motor", partners=("Sample Steel",),
        amount=dollars(26_000_000_000), also_stated=((36_153_000_000_000, "KRW"),),
        role="umbrella", sector="batteries", place=Place(country="US"),
        horizon=Horizon(start=2025, end=2028, years=4), jobs=25_000, disclosed=True,
        confidence=0.94,
    )  # fmt: skip
    return replace(plain, **changes)


def verdict(**changes: Any) -> Verdict:
    earlier = Earlier(
        claim_id="beef", document_id="doc-2024", url="https://example-motor.example/2025/march",
        published=date(2025, 3, 24), relation="upsized", amount_usd=21_000_000_000,
        quote="The plan comes to $21 billion.", score=0.97,
        why=(
            Comparison(field="company", level="same", sentence="Both speak of Example Motor."),
            Comparison(field="amount", level="higher", sentence="26 is more than 21 billion."),
        ),
    )  # fmt: skip
    billion = 1_000_000_000
    plain = Verdict(
        claim_id="c0ffee0123456789", document_id="doc-2025", verdict="partly_new",
        relation="upsized", rule="R07", ruleset="2026.11", score=0.97,
        headline_usd=26 * billion, net_new_low_usd=5 * billion, net_new_high_usd=5 * billion,
        basis="stated", sentence="Raises the plan of 24 March 2025; 5 of 26 billion is new.",
        earlier=(earlier,),
        terms=(
            Term(op="+", low=26 * billion, high=26 * billion, label="headline"),
            Term(op="-", low=21 * billion, high=21 * billion, label="plan of March",
                 document_id="doc-2024", quote="The plan comes to $21 billion."),
            Term(op="=", low=5 * billion, high=5 * billion, label="net new"),
        ),
        books=(BooksCheck(code="increments", ok=True, sentence="21 + 5 = 26."),),
        questions=("Which sites make up the five billion?",),
    )  # fmt: skip
    return replace(plain, **changes)
