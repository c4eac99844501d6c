"""A store for the desk's tests: gold documents with their labels turned into claims and verdicts.

The labels are true, the rest (comparisons, terms, questions) is made up but complete.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from repledge.contracts import (
    Amount,
    BooksCheck,
    Claim,
    Comparison,
    Document,
    Earlier,
    Horizon,
    Issue,
    LedgerLine,
    Place,
    Quote,
    Reading,
    Term,
    Verdict,
    VerdictCode,
)
from repledge.ids import content_hash, slug, stable_id
from repledge.store import Store, booking, writes

GOLD = Path(__file__).parent.parent / "gold"
NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
_VERDICTS: dict[str, VerdictCode] = {
    "new": "new", "copy": "copy", "echo": "copy", "status": "update", "extended": "update",
    "downsized": "walked_back", "cancelled": "walked_back",
}  # fmt: skip


def seed(store: Store, set_name: str = "w1") -> list[str]:
    """Fill a store from one gold set; returns the ids of its claims in order of publication."""
    run = writes.begin_run(store, "nightly", "0", NOW)
    documents = {d.id: d for d in _documents(set_name)}
    labels = [json.loads(line) for line in _rows(set_name, "gold")]
    firsts: dict[str, Claim] = {}
    made: list[tuple[Claim, dict[str, Any]]] = []
    for label in sorted(labels, key=lambda g: (documents[g["document"]].published, g["document"])):
        document = documents[label["document"]]
        claims = [a_gold_claim(document, gold, n) for n, gold in enumerate(label["claims"])]
        writes.save_document(store, document, NOW)
        writes.save_reading(store, Reading(document_id=document.id, claims=tuple(claims), sums=()),
                            "x1", NOW, run)  # fmt: skip
        if claims:
            firsts[document.id] = claims[0]
        made += zip(claims, label["claims"], strict=True)
    for document, gold in EDITIONS:
        claim = a_gold_claim(document, gold, 0)
        documents[document.id] = document
        firsts.setdefault(document.id, claim)
        writes.save_document(store, document, NOW)
        writes.save_reading(store, Reading(document_id=document.id, claims=(claim,), sums=()),
                            "x1", NOW, run)  # fmt: skip
        made.append((claim, gold))
    for claim, gold in made:
        verdict = a_gold_verdict(claim, gold, firsts, documents)
        writes.save_verdicts(store, documents[claim.document_id], [verdict], NOW, "v1")
    with store.transaction():
        booking.save_lines(store, list(_lines(claim for claim, _ in made)), ())
    writes.save_issues(store, [Issue(stage="crawl", code="no_items", message="An empty list.",
                                     source="acme")], run, NOW)  # fmt: skip
    store.db.execute(
        "INSERT INTO sources (name, kind, url, state, reason) VALUES "
        "('acme', 'rss', 'https://acme.example/', 'degraded', 'no items')"
    )
    writes.end_run(store, run, 0, '{"claims": 1}', NOW)
    return [claim.id for claim, _ in made]


def _edition(lang: str, title: str, quote: str, rest: str, **gold: Any) -> tuple[Document, Any]:
    text = f"{quote}\n\n{rest}"
    document = Document(
        id=f"kitano-{lang}", url=f"https://kitano.example/{lang}/1", source="kitano-newsroom",
        title=title, published=date(2025, 6, 3), lang=lang, text=text, fetched_at=NOW,
        content_hash=content_hash(title, text),
    )  # fmt: skip
    plain = {
        "quote": quote, "company": ["Kitano Denchi"], "amount": 2_300_000_000, "currency": "USD",
        "qualifier": "exact", "main": True, "role": "total", "nature": "investment",
        "sector": ["batteries"], "country": "US", "region": "TN", "horizon_end": 2029,
        "operational_by": 2028, "jobs": 900, "commitment": "plan", "disclosed": False,
        "relation": "copy", "flagged": False, "earlier": ["kitano-en"], "net_new_usd": [0, 0],
    }  # fmt: skip
    return document, plain | gold


# an invented company's release in three languages; the Japanese title is as long as they come
EDITIONS = (
    _edition(
        "en", "Kitano Denchi to build a battery plant in Tennessee",
        "Kitano Denchi will invest $2.3 billion in a battery plant in Tennessee.",
        "The plant is to open in 2028 and employ 900 people.",
        relation="new", earlier=[], net_new_usd=[2_300_000_000, 2_300_000_000],
    ),
    _edition(
        "ja", "北野電池株式会社、米国テネシー州における車載用リチウムイオン電池の新工場建設および"
        "関連する研究開発拠点の拡充に向けた総額23億ドルの投資計画の決定に関するお知らせ",
        "北野電池は、米国テネシー州の車載用電池の新工場に23億ドルを投資します。",
        "新工場は2028年に稼働し、900人を雇用する予定です。",
    ),
    _edition(
        "ko", "기타노전지, 미국 테네시주 배터리 공장에 23억 달러 투자",
        "기타노전지는 미국 테네시주에 배터리 공장을 짓는 데 23억 달러를 투자한다.",
        "공장은 2028년에 가동하며 900명을 고용할 예정이다.",
    ),
)  # fmt: skip


def _rows(set_name: str, name: str) -> list[str]:
    return (GOLD / set_name / f"{name}.jsonl").read_text("utf-8").splitlines()


def _documents(set_name: str) -> Iterator[Document]:
    for line in _rows(set_name, "releases"):
        row = json.loads(line)
        yield Document(
            id=row["id"], url=row["url"], source=row["source"], title=row["title"],
            published=date.fromisoformat(row["published"]), lang=row["lang"], text=row["text"],
            content_hash=content_hash(row["title"], row["text"]), fetched_at=NOW,
        )  # fmt: skip


def a_gold_claim(document: Document, gold: dict[str, Any], number: int) -> Claim:
    start = max(0, document.body.find(gold["quote"]))
    quote = Quote(document_id=document.id, start=start, end=start + len(gold["quote"]),
                  text=gold["quote"])  # fmt: skip
    company = gold["company"][0] if gold["company"] else None
    return Claim(
        id=stable_id("claim", document.id, number), document_id=document.id,
        published=document.published, main=gold["main"], quote=quote, company=company,
        company_id=slug(company) if company else None, amount=_amount(gold, quote),
        role=gold["role"], nature=gold["nature"], sector=gold["sector"][0],
        place=Place(country=gold["country"], region=gold["region"]),
        horizon=Horizon(end=gold["horizon_end"]), operational_by=gold["operational_by"],
        jobs=gold["jobs"], commitment=gold["commitment"], disclosed=gold["disclosed"],
    )  # fmt: skip


def _amount(gold: dict[str, Any], quote: Quote) -> Amount | None:
    value = gold["amount"]
    if value is None:
        return None
    rate = {"USD": 1, "JPY": 1 / 150, "KRW": 1 / 1400, "EUR": 1.1}.get(gold["currency"])
    return Amount(
        value=value, low=value, high=value, currency=gold["currency"], text=str(value),
        qualifier=gold["qualifier"], start=quote.start, end=quote.end,
        usd=round(value * rate) if rate else None,
    )  # fmt: skip


def a_gold_verdict(claim: Claim, gold: dict[str, Any], firsts: dict[str, Claim],
             documents: dict[str, Document]) -> Verdict:  # fmt: skip
    headline = claim.amount.usd if claim.amount else None
    low, high = gold["net_new_usd"] or (None, None)
    if low is not None:
        headline = max(headline or 0, high)
    code = _VERDICTS.get(gold["relation"])
    if code is None or gold["flagged"]:
        code = "partly_new" if high else "repackaged"
    older = [firsts[d] for d in gold["earlier"] if d in firsts]
    earlier = tuple(_earlier(claim, old, documents[old.document_id], gold["relation"])
                    for old in older if old.id != claim.id)  # fmt: skip
    return Verdict(
        claim_id=claim.id, document_id=claim.document_id, verdict=code, relation=gold["relation"],
        rule="R07", ruleset="2026.11", score=0.9, headline_usd=headline, net_new_low_usd=low,
        net_new_high_usd=high, basis="balanced" if earlier else "itemised",
        sentence=f"Goes back to {earlier[0].published}." if earlier else "No earlier trace.",
        earlier=earlier, terms=_terms(headline, low, high),
        books=(BooksCheck(code="parts", ok=False, sentence="The parts do not add up."),),
        near_misses=("R09 needs the same place.",), questions=("Which sites make up the sum?",),
        would_change=("An earlier release of the same site.",), run_rate="About $2bn a year.",
        also=("status",),
    )  # fmt: skip


def _terms(headline: int | None, low: int | None, high: int | None) -> tuple[Term, ...]:
    if headline is None or low is None or high is None:
        return ()
    return (
        Term(op="+", low=headline, high=headline, label="headline"),
        Term(op="-", low=headline - high, high=headline - low, label="announced before"),
        Term(op="=", low=low, high=high, label="net new"),
    )


def _earlier(claim: Claim, old: Claim, document: Document, relation: Any) -> Earlier:
    return Earlier(
        claim_id=old.id, document_id=old.document_id, url=document.url, published=old.published,
        relation=relation, amount_usd=old.amount.usd if old.amount else None, quote=old.quote.text,
        score=0.9,
        why=(
            Comparison(field="company", level="same", sentence="The same group.",
                       left=claim.company, right=old.company),
            Comparison(field="place", level="missing", sentence="One side names no place."),
        ),
    )  # fmt: skip


def _lines(claims: Iterator[Claim]) -> Iterator[LedgerLine]:
    whole: dict[str, str] = {}
    for claim in claims:
        if claim.company_id is None:
            continue
        line_id = stable_id("line", claim.id)
        parent = whole.setdefault(claim.company_id, line_id)
        usd = claim.amount.usd if claim.amount else None
        yield LedgerLine(
            id=line_id, company_id=claim.company_id, name=claim.quote.text[:60],
            sector=claim.sector, place=claim.place, status="announced", live_low_usd=usd,
            live_high_usd=usd, opened_on=claim.published, claim_ids=(claim.id,),
            parents=(parent,) if parent != line_id else (),
        )  # fmt: skip
