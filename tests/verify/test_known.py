"""Traces without text, shown beside a verdict and never counted; run rates, and what they bound."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from repledge.contracts import Horizon, Place
from repledge.errors import BadInput
from repledge.ids import slug
from tests.verify.build import claim, evidence
from verify.history import MemoryHistory
from verify.known import (
    Gazetteer,
    bundled_traces,
    by_party,
    read_clean_investment_monitor,
    read_known_pledges,
)
from verify.runrate import read_run_rates, run_rate_of, run_rate_sentence
from verify.verdict import judge_document

PLACES = {"Liberty, North Carolina": Place(country="US", region="NC", city="Liberty")}
NAMES = Gazetteer(
    party_id=slug,
    place=lambda text: PLACES.get(text, Place(country="US")),
    to_usd=lambda value, code, day: value if code == "USD" else None,
)
ROW = (
    '{"id": "acme-2020", "date": "2020-03", "announcer": "Acme", "company": "Acme", "amount": '
    '1000000000, "currency": "USD", "qualifier": "additional", "role": "total", "sector": '
    '"batteries", "project": "cell plant", "place": "Liberty, North Carolina", "commitment": '
    '"plan", "sources": ["https://news.example/acme"]}\n'
)


def test_a_trace_is_shown_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "known.jsonl"
    path.write_text(ROW, encoding="utf-8")
    traces = tuple(read_known_pledges(path, NAMES))
    new = evidence(claim("2025-06-01", city="Liberty"))
    alone = judge_document(new, MemoryHistory([new]))[0]
    beside = judge_document(new, MemoryHistory([new]), known=by_party(traces))[0]
    assert (alone.relation, alone.first_trace) == ("new", None)
    assert beside.relation == "new"
    assert beside.first_trace == (
        "First public trace we know: March 2020, Acme: cell plant (Liberty, North Carolina), "
        "$1 billion; https://news.example/acme"
    )


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("2025-05", True),
        ("2025-05-31", True),
        # of the same month, year or day: nobody knows which came first
        ("2025-06", False),
        ("2025", False),
        ("2025-06-01", False),
    ],
)
def test_a_trace_is_shown_only_where_it_surely_came_before(
    tmp_path: Path, told: str, shown: bool
) -> None:
    path = tmp_path / "known.jsonl"
    path.write_text(ROW.replace("2020-03", told), encoding="utf-8")
    new = evidence(claim("2025-06-01", city="Liberty"))
    known = by_party(tuple(read_known_pledges(path, NAMES)))
    verdict = judge_document(new, MemoryHistory([new]), known=known)[0]
    assert (verdict.first_trace is not None) == shown


def test_an_imported_trace_is_evidence_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "known.jsonl"
    path.write_text(ROW.replace("2020-03", "2025-03-01"), encoding="utf-8")
    trace = next(iter(read_known_pledges(path, NAMES)))
    new = evidence(claim("2025-06-01", city="Liberty"))
    verdict = judge_document(new, MemoryHistory([trace, new]))[0]
    assert verdict.relation == "restated"
    assert verdict.earlier[0].document_id == "known:acme-2020"


def test_bundled_traces_are_complete() -> None:
    traces = bundled_traces(NAMES)
    assert len(traces) >= 300
    assert all(t.document.kind == "trace" and t.document.url.startswith("http") for t in traces)
    assert all(t.claims[0].amount for t in traces)


@pytest.mark.parametrize("line", ["{", '{"id": "x"}', "[]"])
def test_a_broken_row_names_file_and_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "known.jsonl"
    path.write_text(f"{ROW}{line}\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"known\.jsonl:2: "):
        list(read_known_pledges(path, NAMES))


CIM = """Title
unique_id,Company,Technology,Subcategory,Announcement_Date,State,Address
M.1,Acme,Batteries,Cells,2021-05-04,NC,"Liberty, North Carolina"
M.2,Acme,Solar,Modules,NA,NC,unknown
"""


def test_facilities_count_by_site_and_date_without_a_sum(tmp_path: Path) -> None:
    path = tmp_path / "cim.csv"
    path.write_text(CIM, encoding="utf-8")
    (facility,) = read_clean_investment_monitor(path, NAMES)
    (known,) = facility.claims
    assert (known.amount, known.sector, known.published) == (None, "batteries", date(2021, 5, 4))
    assert known.place == Place(country="US", region="NC", city="Liberty")


def test_a_table_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cim.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(BadInput, match="no column Announcement_Date"):
        list(read_clean_investment_monitor(path, NAMES))


def as_dollars(value: int, code: str, year: int) -> int | None:
    del year
    return value if code == "USD" else None


def test_bundled_run_rates_cover_forty_pledgers_with_links() -> None:
    rates = read_run_rates(None, slug, as_dollars)
    assert len(rates) >= 40
    assert all(r.usd > 0 and r.link.startswith("https://") for rows in rates.values() for r in rows)


RATES = "company,year,amount,currency,precision,link\nAcme,2023,2000000000,USD,reported,https://a.example\n"


def test_a_headline_in_years_of_usual_spending(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(f"{RATES}Acme,2030,9,USD,reported,https://a.example\n", encoding="utf-8")
    rates = read_run_rates(path, slug, as_dollars)
    pledge = claim("2025-06-01", 10.0, role="umbrella", horizon=Horizon(end=2029))
    assert run_rate_sentence(pledge, rates) == (
        "About 5.0 years of Acme's capital spending ($2 billion in 2023, reported; "
        "https://a.example); above that pace over 4 years: $2 billion."
    )
    later = run_rate_of(claim("2020-01-01"), rates)
    assert later is None


@pytest.mark.parametrize(
    ("precision", "changes", "low", "basis"),
    [
        ("reported", {}, 2, "run_rate"),  # 10 less four years of 2
        ("reported (read in a copy)", {}, 2, "run_rate"),
        ("from memory; not checked", {}, 0, "bounded"),
        ("reported", {"qualifier": "up_to"}, 0, "bounded"),
        ("reported", {"horizon": Horizon()}, 0, "bounded"),  # no window told
        ("reported", {"horizon": Horizon(end=2035)}, 0, "bounded"),  # ten years of 2: all usual
        ("reported", {"role": "total"}, 10, "stated"),
    ],
)
def test_what_lies_above_the_usual_pace_is_new_at_the_least(
    tmp_path: Path, precision: str, changes: dict[str, Any], low: int, basis: str
) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(RATES.replace("reported", precision), encoding="utf-8")
    fields = {"role": "umbrella", "horizon": Horizon(end=2029), "place": Place(country="US")}
    told = evidence(claim("2025-06-01", 10.0, **{**fields, **changes}))
    rates = read_run_rates(path, slug, as_dollars)
    verdict = judge_document(told, MemoryHistory([told]), run_rates=rates)[0]
    assert (verdict.basis, verdict.net_new_low_usd) == (basis, low * 10**9)
    assert verdict.net_new_high_usd == 10 * 10**9
    assert verdict.terms[-1].low == verdict.net_new_low_usd


@pytest.mark.parametrize(
    ("text", "said"),
    [("company,year\nAcme,1\n", "the columns must be"), (f"{RATES}Acme,x,1,USD,r,l\n", "row 3")],
)
def test_a_bad_table_of_rates_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        read_run_rates(path, slug, as_dollars)
