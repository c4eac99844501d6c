"""From a release to its claims: what is claimed, what is told apart, what owns a quote."""

from datetime import date

import pytest

from extract import Settings, read_document
from repledge.contracts import Document


def release(title: str, text: str, *, lang: str = "en", source: str = "acme-newsroom") -> Document:
    return Document(
        id="d1", url="https://acme.example/1", source=source, title=title,
        published=date(2025, 3, 3), lang=lang, text=text,
    )  # fmt: skip


def claimed(document: Document) -> list[int]:
    return [c.amount.value for c in read_document(document).claims if c.amount]


CASES = [
    # the plain case: headline and lead tell one pledge, the boilerplate tells revenue
    (
        "Acme to Invest $2 Billion in Ohio Plant",
        "COLUMBUS, Ohio, March 3, 2025 - Acme will invest $2 billion in a new plant in Ohio.\n\n"
        "About Acme\n\nAcme had revenue of $9 billion in 2024.",
        [2_000_000_000],
    ),
    # public money and wages beside the pledge
    (
        "Acme Picks Georgia",
        "Acme will build a $400 million factory in Macon. The state offers a grant of $20 million. "
        "Pay averages $61,000 a year.",
        [400_000_000],
    ),
    # one sum in two currencies is one claim
    (
        "Acme plans a plant in Poland",
        "Acme plans to invest €1 billion ($1.08 billion) in a factory near Łódź.",
        [1_000_000_000],
    ),
    # items of a list with the same sum are claims of their own
    (
        "New Investment in America: a Running List",
        "Companies keep coming. A selection:\n\n- Acme: $5 billion for plants in Texas.\n\n"
        "- Bolt Corp.: $5 billion for a campus in Utah.",
        [5_000_000_000, 5_000_000_000],
    ),
    # buying a company is no pledge
    ("Acme Buys Bolt", "Acme has agreed to acquire Bolt Corp. for $3 billion in cash.", []),
]


@pytest.mark.parametrize(("title", "text", "wanted"), CASES)
def test_what_is_claimed(title: str, text: str, wanted: list[int]) -> None:
    assert claimed(release(title, text)) == wanted


def test_japanese_and_korean_go_through_the_same_assembly() -> None:
    ja = release(
        "トヨタ、新工場を建設",
        "トヨタは米国の新工場に10億ドルを投じます。売上高は5兆円でした。",
        lang="ja",
    )
    ko = release(
        "삼성, 공장 신설",
        "삼성전자는 텍사스 공장에 총 170억 달러를 투자할 계획이다. 매출은 9조원이었다.",
        lang="ko",
    )
    assert claimed(ja) == [1_000_000_000]
    assert claimed(ko) == [17_000_000_000]


def test_every_evidence_is_an_exact_piece_of_the_body() -> None:
    document = release(
        "Acme to Invest $2 Billion in Ohio Plant",
        "Acme plans to invest $2 billion in Ohio. As announced in 2023, it is part of a programme.",
    )
    for claim in read_document(document).claims:
        for quote in (claim.quote, *(quote for _, quote in claim.evidence)):
            assert document.body[quote.start : quote.end] == quote.text


def test_ids_are_stable_and_differ_by_claim() -> None:
    document = release(
        "Acme Invests", "Acme will invest $2 billion in Ohio.\n\nAcme will build a $3 billion fab."
    )
    first, again = read_document(document).claims, read_document(document).claims
    assert [c.id for c in first] == [c.id for c in again]
    assert len({c.id for c in first}) == len(first) == 2


def test_an_opinion_piece_full_of_market_sums_claims_nothing() -> None:
    text = (
        "The market for batteries could be worth $400 billion by 2030, analysts say. Exports "
        "reached $90 billion last year. If a state hands out $2 billion in tax credits, "
        "economists estimate that GDP rises by $5 billion. Acme's revenue was $7 billion."
    )
    assert claimed(release("Who Pays for the Battery Boom?", text)) == []


def test_text_behind_the_limit_is_told_by_an_issue() -> None:
    document = release("Acme", "word " * 100)
    reading = read_document(document, Settings(max_characters=200))
    assert [issue.code for issue in reading.issues] == ["text_cut"]


def test_a_pair_that_does_not_fit_is_marked_and_not_mended() -> None:
    document = release("Acme", "Acme will invest €1 billion ($9 billion) in a plant in Ohio.")
    reading = read_document(document)
    assert [issue.code for issue in reading.issues] == ["pair_mismatch"]
    assert [c.amount.value for c in reading.claims if c.amount] == [1_000_000_000]


@pytest.mark.parametrize(
    "text",
    [
        "Acme will invest $5 billion " + "and build plants, " * 6_000,  # one long sentence
        "$5 billion in plants. " * 15_000,  # more sums than are read
        "\x00\x07Acme will\u202e invest $5\u200b billion in a plant.",  # controls and bidi marks
        "Acme will invest $" + "9" * 31 + " in a plant.",  # 10^30
        "from $1 to $2 " * 3_000,
    ],
)  # fmt: skip
@pytest.mark.timeout(60)
def test_bad_input_ends_in_bounded_time(text: str) -> None:
    assert read_document(release("Acme", text)).document_id == "d1"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        # more than 64 bits hold
        ("$10,000,000,000,000,000,000", False),
        # a scale word too many
        ("$99999999 trillion", False),
        # yen: few dollars fewer digits, but the column holds yen
        ("2,000京円", False),
        # large, doubtful, and kept
        ("$850 trillion", True),
        # rupiah have many digits
        ("IDR 300 trillion", True),
    ],
)
def test_a_sum_beyond_all_money_is_left_out_and_told(words: str, kept: bool) -> None:
    reading = read_document(release("Acme invests", f"Acme will invest {words} in a new plant."))
    amounts = [s.amount for s in reading.sums] + [c.amount for c in reading.claims if c.amount]
    assert bool(amounts) is kept
    assert all(max(a.value, a.high, a.usd or 0) < 2**63 for a in amounts)
    told = [issue.message for issue in reading.issues if issue.code == "sum_too_large"]
    assert bool(told) is not kept
    assert all(words in message for message in told)
