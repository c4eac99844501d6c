"""Small complete contracts for tests: say only what the test is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from repledge.contracts import Amount, Claim, Document, Quote, Verdict
from repledge.ids import content_hash


def a_document(**changes: Any) -> Document:
    document = Document(
        id="acme-1",
        url="https://acme.example/1",
        source="acme-newsroom",
        title="Acme to build a plant",
        published=date(2025, 3, 1),
        lang="en",
        text="Acme will invest $2 billion in a plant in Ohio.",
    )
    document = replace(document, **changes)
    return replace(document, content_hash=content_hash(document.title, document.text))


def an_amount(value: int = 2_000_000_000, **changes: Any) -> Amount:
    amount = Amount(
        value=value, low=value, high=value, currency="USD", qualifier="exact",
        text=f"${value / 1e9:g} billion", start=39, end=49, usd=value,
    )  # fmt: skip
    return replace(amount, **changes)


def a_claim(**changes: Any) -> Claim:
    claim = Claim(
        id="c1",
        document_id="acme-1",
        published=date(2025, 3, 1),
        main=True,
        quote=Quote(document_id="acme-1", start=22, end=69, text="Acme will invest $2 billion …"),
        company="Acme",
        company_id="acme",
        amount=an_amount(),
    )
    return replace(claim, **changes)


def a_verdict(**changes: Any) -> Verdict:
    verdict = Verdict(
        claim_id="c1", document_id="acme-1", verdict="new", relation="new", rule="R99",
        ruleset="1", score=0.9, headline_usd=2_000_000_000, net_new_low_usd=2_000_000_000,
        net_new_high_usd=2_000_000_000, basis="itemised", sentence="No earlier trace.",
    )  # fmt: skip
    return replace(verdict, **changes)
