"""A list judged: each sum on one heap, new money as a range, misprints shown."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import read_document
from repledge import pipeline
from repledge.audit import Knowledge, audit_list, audit_object, audit_page, compared, read_list
from repledge.config import Config
from repledge.contracts import Document
from repledge.store import open_store
from tests.audit.build import DAY, audited, released, steps, told
from verify import Evidence, RunRates
from verify.runrate import RunRate

BILLION = 10**9
SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
LISTS = Path(__file__).parent / "lists"
KNOWN = released(
    date(2024, 5, 2), "Acme Robotics to build a plant in Columbus, Ohio",
    "Acme Robotics will invest $2 billion to build a plant in Columbus, Ohio.",
)  # fmt: skip


def acme(words: str) -> str:
    return f"- **Acme Robotics** announced {words}\n"


@pytest.mark.parametrize(
    ("text", "heaps"),
    [
        # the part is in the whole that the sentence names
        pytest.param(acme("a $21 billion investment, including $5.8 billion for a steel plant."),
                     ["investment", "part"], id="including"),
        # nested below: part of the entry
        pytest.param(acme("a $5 billion investment in its plants.\n    - Acme Robotics announced "
                          "$388 million for a hub in Detroit."), ["investment", "part"],
                     id="nested"),
        # three projects beside each other are three sums
        pytest.param(acme("a $20 billion investment in Ohio, a $10 billion investment in Texas, "
                          "and a $4 billion investment in Iowa."), ["investment"] * 3, id="beside"),
        # a state is no company
        pytest.param("- Japan announced a $1 trillion investment in the U.S.\n", ["country"],
                     id="country"),
        # goods are bought
        pytest.param(acme("a $3 billion agreement with Beta Biotech to produce drugs."),
                     ["not_investment"], id="contract"),
        # property changes hands
        pytest.param(acme("a $36.5 million acquisition of a plant in Baltimore."),
                     ["not_investment"], id="acquisition"),
        # the same pledge again, other words
        pytest.param(acme("a $2 billion investment to build a plant in Columbus, Ohio.")
                     + acme("it will invest $2 billion in a new plant in Columbus, Ohio."),
                     ["investment", "duplicate"], id="twice"),
    ],
)  # fmt: skip
def test_each_sum_lies_on_one_heap(text: str, heaps: list[str]) -> None:
    found = told(text)
    assert [s["counted_as"] for e in found["entries"] for s in e["sums"]] == heaps


def test_parts_and_duplicates_are_counted_once() -> None:
    found = steps(
        told(
            acme("a $21 billion investment, including $5.8 billion for a steel plant.")
            + "- **Beta Foods** announced a $2 billion investment in a plant in Columbus, Ohio.\n"
            + "- **Beta Foods** will invest $2 billion to build a plant in Columbus, Ohio.\n"
        )
    )
    assert found["all sums as printed"] == 30_800_000_000
    assert found["claimed, each pledge once"] == 23 * BILLION


@pytest.mark.parametrize("name", ["Total", "Grand total", "Subtotal:", "合計", "합계"])
def test_a_total_that_the_list_prints_is_not_counted_again(name: str) -> None:
    text = f"company,amount,text\nAcme Robotics,2000000000,A plant in Ohio\n{name},2000000000,\n"
    found = told(text, name="a.csv")
    assert steps(found)["claimed, each pledge once"] == 2 * BILLION
    assert found["entries"][1]["labels"] == ["total"]
    assert found["net_new_high_usd"] == 2 * BILLION


def test_an_earlier_announcement_is_named_with_day_and_link() -> None:
    entry = told(acme("a $2 billion investment to build a plant in Columbus, Ohio."), KNOWN)[
        "entries"
    ][0]
    assert "earlier" in entry["labels"]
    assert (entry["net_new_low_usd"], entry["net_new_high_usd"]) == (0, 0)
    first = entry["earlier"][0]
    assert (first["published"], first["url"]) == ("2024-05-02", "https://acme.example/2024-05-02")


def test_what_was_announced_from_the_given_day_on_is_not_old() -> None:
    text = acme("a $2 billion investment to build a plant in Columbus, Ohio.")
    entry = told(text, KNOWN, since=date(2024, 1, 1))["entries"][0]
    assert (entry["earlier"], entry["net_new_high_usd"]) == ([], 2 * BILLION)


@pytest.mark.parametrize(
    ("since", "old"),
    [
        # the entry is news of a known time: an equal sum for one site, years before, is another
        (date(2025, 1, 20), False),
        # no day is known: the list may retell anything
        (None, True),
    ],
)
def test_an_equal_sum_for_one_site_is_not_the_later_programme(since, old) -> None:
    words = "a $2 billion investment in its plants in Ohio, Texas and Iowa."
    entry = told(acme(words), KNOWN, since=since)["entries"][0]
    assert (entry["net_new_high_usd"] == 0) is old


def test_a_raised_plan_keeps_the_difference() -> None:
    words = (
        "it raises its investment in the plant in Columbus, Ohio, from $2 billion to $5 billion."
    )
    entry = told(acme(words), KNOWN)["entries"][0]
    assert (entry["net_new_low_usd"], entry["net_new_high_usd"]) == (3 * BILLION, 3 * BILLION)
    assert "$5bn − $2bn" in entry["arithmetic"]


def test_an_earlier_plan_that_may_be_inside_is_shown_and_changes_no_upper_end() -> None:
    words = "a $50 billion investment in manufacturing across the U.S."
    entry = told(acme(words), KNOWN)["entries"][0]
    assert "traced" in entry["labels"]
    assert (entry["net_new_low_usd"], entry["net_new_high_usd"]) == (0, 50 * BILLION)


@pytest.mark.parametrize(
    ("words", "earlier", "listed"),
    [
        # a plant in the country of the programme
        ("a $50 billion investment in robots across the U.S.",
         "Acme Robotics will invest $2 billion to build a robot plant in Columbus, Ohio.", True),
        # the programme names its states, and the plant stands in another one
        ("a $50 billion investment in its plants in Texas and Iowa.",
         "Acme Robotics will invest $2 billion to build a robot plant in Columbus, Ohio.", False),
        # goods, no plant
        ("a $50 billion investment in robots across the U.S.",
         "Acme Robotics will buy $2 billion of steel from mills in Ohio.", False),
        # over when the programme begins
        ("a $50 billion investment in robots across the U.S.",
         "Acme Robotics will invest $2 billion in its plants in Ohio by 2025.", False),
    ],
)  # fmt: skip
def test_an_earlier_plan_is_listed_for_more_than_its_name(words, earlier, listed) -> None:
    before = released(date(2024, 5, 2), "Acme Robotics grows", earlier)
    entry = told(acme(words), before)["entries"][0]
    assert bool(entry["earlier"]) is listed


def test_an_agency_s_budget_is_no_earlier_pledge_of_a_company_that_the_text_names() -> None:
    document = Document(
        id="g", url="https://gov.example/1", source="white-house", title="Fact sheet: chips",
        published=date(2024, 11, 13), lang="en", kind="government",
        text="Intel trains chip workers in Arizona.\n\nThe General Services Administration (GSA) "
        "will invest $100 billion in chip plants across the United States.",
    )  # fmt: skip
    read = read_document(document)
    assert [c.voice for c in read.claims] == ["government"]
    budget = Evidence(document, read.claims, read.sums)
    text = "- **Intel** announced a $100 billion investment in U.S.-based chip plants.\n"
    assert told(text, budget)["entries"][0]["earlier"] == []


FALLING = [90, 80, 70, 60, 50, 40, 30, 20, 10]


@pytest.mark.parametrize(
    ("sums", "marked"),
    [
        # billion for million in a list that falls by size
        ([f"${n} million" for n in FALLING[:4]] + ["$55 billion", "$50 million", "$40 million",
          "$30 million", "$20 million"], 5),
        # a list in any order says nothing of a sum
        (["$20 million", "$90 million", "$10 million", "$60 million", "$55 billion", "$50 million",
          "$70 million", "$30 million", "$80 million"], None),
        # ten times as large is another place in the order, no misprint
        ([f"${n} million" for n in FALLING[:4]] + ["$550 million", "$50 million", "$40 million",
          "$30 million", "$20 million"], None),
    ],
)  # fmt: skip
def test_a_sum_out_of_order_by_a_thousand(sums: list[str], marked: int | None) -> None:
    names = ["Acme", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota"]
    text = "".join(
        f"- **{name} Works** announced a {usd} investment in a plant.\n"
        for name, usd in zip(names, sums, strict=True)
    )
    found = [e["number"] for e in told(text)["entries"] if "misprint" in e["labels"]]
    assert found == ([marked] if marked else [])


def test_usual_spending_lowers_the_certain_end() -> None:
    rates: RunRates = {
        "intel": (
            RunRate(company="Intel", year=2024, usd=3 * BILLION, precision="reported",
                    link="https://acme.example/10-k"),
        )
    }  # fmt: skip
    text = "- **Intel** will invest $20 billion over the next five years in its U.S. factories.\n"
    entry = told(text, run_rates=rates)["entries"][0]
    assert entry["sums"][0]["routine_usd"] == 15 * BILLION
    assert entry["net_new_low_usd"] <= 5 * BILLION
    assert any("capital spending" in remark for remark in entry["remarks"])


def test_an_entry_without_a_sum_is_an_entry() -> None:
    found = told(acme("a $2 billion plant in Ohio.") + "- **Taiwan** announced a pledge.\n")
    assert found["entries_total"] == 2
    assert found["entries"][1]["labels"] == ["no_sum"]


def test_the_column_wins_over_the_text() -> None:
    text = "company,amount,date,text\nAcme Robotics,3000000000,2025-03-01,A plant in Ohio.\n"
    entry = told(text, name="a.csv")["entries"][0]
    assert (entry["headline_usd"], entry["date"]) == (3 * BILLION, "2025-03-01")


def test_changes_between_two_captures() -> None:
    old = audited(acme("a $2 billion plant in Ohio.") + "- **Beta Foods** announced $1 billion.\n")
    new = audited(acme("a $3 billion plant in Ohio.") + "- **Gamma Steel** announced $4 billion.\n")
    found = [(c["kind"], c["party"]) for c in audit_object(compared(new, old))["changes"]]
    assert found == [("sum", "Acme Robotics"), ("added", "Gamma Steel"), ("removed", "Beta Foods")]


@pytest.fixture(scope="module")
def white_house(tmp_path_factory: pytest.TempPathFactory):
    store = open_store(tmp_path_factory.mktemp("audit") / "empty.db")
    config = Config()
    knowledge = Knowledge(
        history=pipeline.known_before(store, config), run_rates=pipeline.run_rates(config)
    )
    captures = [
        read_list(p.name, p.read_bytes(), DAY) for p in sorted(LISTS.glob("white-house-*.md"))
    ]
    older, newer = (audit_list(c, knowledge, date(2025, 1, 20)) for c in captures)
    store.close()
    return audit_object(compared(newer, older))


def test_every_entry_of_the_white_house_list_is_accounted_for(white_house) -> None:
    entries = white_house["entries"]
    assert white_house["entries_total"] == len(entries) == 106
    assert all(e["headline_usd"] or e["labels"] == ["no_sum"] for e in entries)
    assert [e["number"] for e in entries if e["labels"] == ["no_sum"]] == [106]


def test_the_audit_is_as_its_schema_says(white_house) -> None:
    schema = json.loads((SCHEMAS / "audit.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(white_house)


def test_the_white_house_list_adds_up(white_house) -> None:
    printed = sum(s["usd"] for e in white_house["entries"] for s in e["sums"])
    total = 0
    for step in white_house["arithmetic"]:
        if step["op"] == "=":
            assert total == step["usd"]
        total += step["usd"] * {"+": 1, "-": -1, "=": 0}[step["op"]]
    assert white_house["arithmetic"][0]["usd"] == printed
    assert total == white_house["net_new_low_usd"] < white_house["net_new_high_usd"]


def test_countries_and_purchases_stand_apart(white_house) -> None:
    entries = white_house["entries"]
    countries = {e["party"] for e in entries if "country" in e["labels"]}
    assert {"Qatar", "Government of Japan", "Saudi Arabia", "Bahrain"} <= countries
    bought = {e["party"] for e in entries if "not_investment" in e["labels"]}
    assert bought == {"Regeneron", "Sygene International"}


def test_the_misprint_of_the_white_house_list_is_shown(white_house) -> None:
    wrong = [e for e in white_house["entries"] if "misprint" in e["labels"]]
    assert [e["party"] for e in wrong] == ["Kingsun"]
    found = {check["code"]: check for check in wrong[0]["checks"]}
    assert set(found) == {"parts_exceed_total", "out_of_order"}
    assert all("$80 million would fit" in check["sentence"] for check in found.values())
    part, whole = found["parts_exceed_total"]["quotes"]
    assert (part["usd"], whole["usd"]) == (80 * BILLION, 80_500_000)
    assert whole["url"].rstrip("/") == wrong[0]["links"][0].rstrip("/")


def test_earlier_traces_of_the_white_house_list(white_house) -> None:
    traced = {e["party"]: t for e in white_house["entries"] for t in e["earlier"] if t["published"]}
    assert {"Stargate", "DAMAC", "GlobalFoundries", "Apple"} <= traced.keys()
    assert all(t["url"].startswith("http") for t in traced.values())
    assert all(t["published"] < "2025-01-20" for t in traced.values())


def test_changes_of_the_white_house_list(white_house) -> None:
    sums = {c["party"]: c["sentence"] for c in white_house["changes"] if c["kind"] == "sum"}
    assert sums["Apple"] == "$500bn became $600bn."


def test_one_list_gives_the_same_bytes_twice() -> None:
    text = acme("a $2 billion plant in Ohio.") * 3
    assert audit_page(told(text, KNOWN)) == audit_page(told(text, KNOWN))


HOSTILE = st.text(
    alphabet=st.sampled_from(list("<>&\"'=+-@\t\r\n$0123456789 abil\u202e\u2028\x00{}%;,")),
    max_size=60,
)


@settings(max_examples=25, deadline=None)
@given(HOSTILE, HOSTILE)
def test_hostile_words_stay_words(party: str, words: str) -> None:
    cell = party.replace('"', '""')
    text = f'company,amount,text\n"{cell}",$2 billion,"{words.replace(chr(34), chr(34) * 2)}"\n'
    found = told(text, name="a.csv")
    page = audit_page(found)
    assert "<script" not in page
    assert "\x00" not in page
    assert "\u202e" not in page
    for entry in found["entries"]:
        if entry["headline_usd"]:
            assert 0 <= entry["net_new_low_usd"] <= entry["net_new_high_usd"]
            assert entry["net_new_high_usd"] <= entry["headline_usd"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 900), min_size=1, max_size=6))
def test_the_arithmetic_of_any_list_closes(sums: list[int]) -> None:
    text = "".join(
        f"- **Maker {'ABCDEFG'[n]}** announced a ${usd} million investment in a plant in Ohio.\n"
        for n, usd in enumerate(sums)
    )
    found = told(text)
    assert steps(found)["all sums as printed"] == sum(sums) * 10**6
    assert 0 <= found["net_new_low_usd"] <= found["net_new_high_usd"] <= sum(sums) * 10**6


def test_sites_in_several_states_are_no_pledge_for_one_of_them() -> None:
    words = (
        "a $200 billion investment in U.S. memory chips, including plants in Idaho and Virginia."
    )
    entry = told(acme(words))["entries"][0]
    assert entry["net_new_low_usd"] == 0


def test_a_table_by_hand_reads_like_the_page(tmp_path: Path) -> None:
    row = told("company,amount\nAcme Robotics,$2 billion\n", name="a.csv")["entries"][0]
    assert (row["party"], row["headline_usd"]) == ("Acme Robotics", 2 * BILLION)
