"""One entry of a list into claims, by the same extraction that reads releases.

Each entry is read as a document of its own, so that the sums of one company never become parts of
another's. What the list prints in a column of its own (company, sum) wins over what the text tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from extract import amount_rows, load_companies, place_mentions, read_document
from repledge.audit.items import Check, Item, PledgeList, Said
from repledge.contracts import Claim, Document, Place, Reading
from repledge.ids import content_hash, slug, stable_id
from verify import Evidence
from verify.comparisons.amount import usd_of

ROUNDED = 0.01  # a column and a text that differ by rounding tell one sum
_ALIKE = 0.9  # share of letters in common from which a name is a misspelling of another
_SHORTEST = 8  # letters; shorter names are too easily alike
_BOUGHT = re.compile(r"\s+(?:acquisition|purchase|takeover|buyout|stake|equity stake)\b", re.I)
_TOTAL = re.compile(
    r"\W*(?:(?:grand|sub|overall)[ -]?)?totals?(?:\s+of\s+\w+)?\W*(?:$|[:=$€£¥\d])"
    r"|\W*(?:総?合計|総計|小計|총계|합계|소계)",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:includ(?:es?|ing)|of which|of this|thereof|among (?:them|which|it))\b", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """An item with what was read in it; `wholes` tells which claim is part of which other one."""

    item: Item
    evidence: Evidence
    party: str | None
    party_id: str | None
    wholes: dict[str, str]
    checks: tuple[Check, ...]
    remarks: tuple[str, ...]

    @property
    def is_total(self) -> bool:
        """Whether the list adds up here: a row "Total", no party's pledge."""
        return bool(_TOTAL.match(self.item.party or self.item.text))


def read_item(item: Item, pledges: PledgeList) -> ReadItem:
    """The claims of one entry."""
    party, party_id, remark = _party(item)
    stated = _stated(item)
    text = item.whole_text
    found = read_document(_document(item, pledges, party, text))
    if stated and not any(_near(c, stated) for c in found.claims):
        text = f"{party or 'A company'} announced an investment of {stated[2]}. {text}"
        found = read_document(_document(item, pledges, party, text))
    document = _document(item, pledges, party, text)
    read = found.claims or _told_otherwise(document, found)
    sentences = [c.quote.start for c in read]
    claims = tuple(
        _with_party(_kind(document, c, sentences.count(c.quote.start) == 1), party, party_id)
        for c in read
    )
    remarks = [remark] if remark else []
    checks: tuple[Check, ...] = ()
    if claims and not found.claims:
        remarks.append("The text tells the sum, but not as a pledge to invest.")
    if stated and claims:
        claims = tuple(replace(c, main=_near(c, stated)) for c in claims)
        checks = tuple(_column_check(claims, stated))
    if item.amount and not any(c.amount for c in claims):
        remarks.append(f"The sum “{item.amount}” could not be read.")
    if party is None and claims:
        party, party_id = claims[0].company, claims[0].company_id
    return ReadItem(
        item=item,
        evidence=Evidence(document, claims, found.sums),
        party=party,
        party_id=party_id or slug(party or "") or None,
        wholes=dict(_wholes(document, claims)),
        checks=checks,
        remarks=(*remarks, *(issue.message.partition(": ")[2] for issue in found.issues)),
    )


def _document(item: Item, pledges: PledgeList, party: str | None, text: str) -> Document:
    title = party or f"Entry {item.number}"
    return Document(
        id=f"entry:{item.number}", url=next(iter(item.links), pledges.url or pledges.name),
        source="list", title=title, published=item.day or pledges.day, lang=_lang(text),
        text=text, kind="list", content_hash=content_hash(title, text),
    )  # fmt: skip


def _lang(text: str) -> str:
    if re.search(r"[\u3040-\u30ff]", text):
        return "ja"
    return "ko" if re.search(r"[\uac00-\ud7a3]", text) else "en"


# ------------------------------------------------------------------ what kind of money


def _kind(document: Document, claim: Claim, alone: bool) -> Claim:
    """Property that changes hands is no investment ("a $36 million acquisition of a plant"), and
    a sum for sites in several states is a programme, no pledge for one of them.
    """
    if claim.amount and _BOUGHT.match(document.body, claim.amount.end):
        claim = replace(claim, nature="purchase")
    states = {m.place.region for m in place_mentions(claim.quote.text)} - {None}
    if alone and claim.role in {"total", "umbrella"} and len(states) > 1:
        claim = replace(claim, role="umbrella", place=Place(country=claim.place.country))
    return claim


def _told_otherwise(document: Document, reading: Reading) -> tuple[Claim, ...]:
    """The largest sum of an entry without a pledge: it is printed, so it must be accounted for."""
    largest = max(reading.sums, key=lambda s: (s.amount.usd or 0, -s.amount.start), default=None)
    if largest is None:
        return ()
    return (
        Claim(
            id=stable_id("claim", document.id, largest.amount.value, largest.amount.currency),
            document_id=document.id, published=document.published, main=True, quote=largest.quote,
            company=None, company_id=None, amount=largest.amount, nature="purchase", voice="list",
        ),
    )  # fmt: skip


# ------------------------------------------------------------------ who


def _party(item: Item) -> tuple[str | None, str | None, str | None]:
    """Name and id of the party that the list names, with a remark where it is misspelled."""
    if not item.party:
        return None, None, None
    companies = load_companies()
    name = item.party
    for written in (name, re.sub(r"\s*\([^)]*\)", "", name)):
        if company := companies.resolve(written):
            return company.name, company.group, None
    if len(name) >= _SHORTEST:
        alike = get_close_matches(name.casefold(), _all_names(), n=2, cutoff=_ALIKE)
        known = {_all_names()[a]: companies.resolve(_all_names()[a]) for a in alike}
        if len({c.group for c in known.values() if c}) == 1:
            right, company = next((n, c) for n, c in known.items() if c)
            return company.name, company.group, f"“{name}” is read as {right}."
    return name, None, None


@cache
def _all_names() -> dict[str, str]:
    """Every spelling of a hand-kept company, folded; short ones are too easily alike."""
    names = (name for company in load_companies() for name in company.names)
    return {name.casefold(): name for name in names if len(name) >= _SHORTEST and name.isascii()}


def _with_party(claim: Claim, party: str | None, party_id: str | None) -> Claim:
    """The claim under the name that the list prints; whom the text names stands beside it."""
    if party is None:
        return claim
    partners = tuple(i for i in (claim.company_id, *claim.partner_ids) if i and i != party_id)
    return replace(claim, company=party, company_id=party_id, partner_ids=partners)


# ------------------------------------------------------------------ how much


Stated = tuple[float, str, str]  # value, currency, words


def _stated(item: Item) -> Stated | None:
    """The sum in the list's own column."""
    if not item.amount:
        return None
    currency = item.currency or "USD"
    plain = item.amount.replace(",", "").replace("_", "").strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        value = float(plain)
        sign = "$" if currency == "USD" else f"{currency} "
        return (value, currency, f"{sign}{value:,.0f}") if value else None
    read = next(iter(amount_rows([item.amount])), None) or next(
        iter(amount_rows([f"{currency} {item.amount}"])), None
    )
    return (float(read["value"]), read["currency"], str(read["text"])) if read else None


def _near(claim: Claim, stated: Stated) -> bool:
    value, currency, _ = stated
    sums = [(claim.amount.value, claim.amount.currency)] if claim.amount else []
    return any(c == currency and abs(v - value) <= ROUNDED * value
               for v, c in (*sums, *claim.also_stated))  # fmt: skip


def _column_check(claims: tuple[Claim, ...], stated: Stated) -> Iterator[Check]:
    others = (c.amount for c in claims if c.amount and not c.main)
    alike = [amount for amount in others if amount.currency == stated[1]]
    larger = max(alike, key=lambda amount: amount.value, default=None)
    if larger and larger.value > stated[0] * (1 + ROUNDED):
        yield Check(
            code="column_differs",
            sentence=f"The column gives {stated[2]}, the text {larger.text}.",
        )  # fmt: skip


# ------------------------------------------------------------------ what is part of what


def _wholes(document: Document, claims: tuple[Claim, ...]) -> Iterator[tuple[str, str]]:
    """Pairs of a part and its whole: the text says so, nests it below, or the sums add up."""
    for part in claims:
        for whole in claims:
            if _says_part(document, claims, whole, part):
                yield part.id, whole.id
                break


def _says_part(document: Document, claims: tuple[Claim, ...], whole: Claim, part: Claim) -> bool:
    """Size is not asked: a part that is larger than its whole shows a misprint."""
    left, right = whole.amount, part.amount
    if left is None or right is None or left.end > right.start:
        return False
    between = document.body[left.end : right.start]
    if "\n- " in between and "\n- " not in document.body[: left.start]:
        return True
    others = (c.amount for c in claims if c.amount)
    first = not any(left.end <= a.start and a.end <= right.start for a in others)
    if first and _INSIDE.search(between):
        return True
    told = any(field == "role" for field, _ in part.evidence)
    return bool(told and part.whole and part.whole.value == left.value)


# ------------------------------------------------------------------ words and sums for checks


def said_in(read: ReadItem, claim: Claim) -> Said:
    """The words of an entry that print the claim's sum."""
    return Said(
        text=claim.quote.text, usd=usd_of(claim), url=next(iter(read.item.links), None),
        published=read.item.day, entry=read.item.number,
    )  # fmt: skip
