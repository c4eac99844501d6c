"""Parts against wholes: in an entry, below a heading, in a group, beside the project's source."""

from datetime import date
from typing import Any

import pytest

from repledge.audit import audit_page, quoted
from tests.audit.build import released, told
from verify import Evidence

PLANT = "Acme Robotics will invest {} to build a plant in Columbus, Ohio."
SOURCE = released(date(2025, 7, 22), "Acme Robotics to build a plant", PLANT.format("$80 million"))
LINKED = f"- **Acme Robotics** [announced]({SOURCE.document.url}/?utm_source=x)"
ELSEWHERE = "- **Acme Robotics** [announced](https://paper.example/a)"


def findings(text: str, *earlier: Evidence, **options: Any) -> list[tuple[int, dict[str, Any]]]:
    return [
        (entry["number"], check)
        for entry in told(text, *earlier, **options)["entries"]
        for check in entry["checks"]
        if check["code"] == "parts_exceed_total"
    ]


def acme(words: str) -> str:
    return f"- **Acme Robotics** announced {words}\n"


@pytest.mark.parametrize(
    ("text", "entry", "sums"),
    [
        # the part that the sentence names, then the whole
        pytest.param(acme("a $2.1 billion investment, including $5.8 billion for a steel plant."),
                     1, (5_800_000_000, 2_100_000_000), id="within"),
        # two nested parts together
        pytest.param(acme("$1.7 billion for its plants.\n    - $1.2 billion for a plant in Ohio.\n"
                          "    - $800 million for a plant in Idaho."),
                     1, (1_200_000_000, 800_000_000, 1_700_000_000), id="nested"),
        # the entries above a row that adds them up, the largest of them first to look at
        pytest.param(acme("a $2 billion plant in Ohio.")
                     + "- **Beta Foods** announced a $30 billion plant in Texas.\n"
                     + "- **Total: $5 billion**\n", 3, (5_000_000_000, 30_000_000_000),
                     id="total row"),
        # one entry above all that its heading gives
        pytest.param("## Ohio: $2 billion\n" + acme("a $20 billion investment in a plant in Ohio."),
                     1, (20_000_000_000, 2_000_000_000), id="heading"),
        # a site above the total of the same party
        pytest.param(acme("it will invest a total of $9 billion in the U.S.")
                     + acme("a $12 billion investment in a plant in Ohio."),
                     2, (12_000_000_000, 9_000_000_000), id="group"),
        # its own source tells a thousandth
        pytest.param(f"{LINKED} an $80 billion investment in a plant in Ohio.\n", 1,
                     (80_000_000_000, 80_000_000), id="linked source"),
        # another source, but the same site
        pytest.param(f"{ELSEWHERE} an $80 billion investment in a plant in Columbus, Ohio.\n", 1,
                     (80_000_000_000, 80_000_000), id="same site"),
    ],
)  # fmt: skip
def test_a_part_above_its_whole_is_shown_with_both_quotes(text, entry, sums) -> None:
    [(number, check)] = findings(text, SOURCE)
    assert number == entry
    assert tuple(said["usd"] for said in check["quotes"]) == sums
    assert all(said["quote"] for said in check["quotes"])


@pytest.mark.parametrize(
    "text",
    [
        # the parts fill the whole
        pytest.param(acme("$1.7 billion.\n    - $1.2 billion for Ohio.\n    - $500 million for "
                          "Idaho."), id="they add up"),
        # a total that fits, or that holds more than the entries
        pytest.param(acme("a $2 billion plant in Ohio.") + "- **Total:** $2 billion\n", id="fits"),
        pytest.param(acme("a $2 billion plant in Ohio.") + "- **Total:** $9 billion\n", id="more"),
        # a company that is called so
        pytest.param(acme("a $9 billion plant in Ohio.")
                     + "- **TotalEnergies** announced a $2 billion plant in Texas.\n", id="name"),
        # a heading that bounds each entry is no total
        pytest.param("## Over $2 billion\n" + acme("a $20 billion investment in a plant in Ohio."),
                     id="bound"),
        # a plan that does not say it is all may stand beside a larger site
        pytest.param(acme("it will invest $9 billion in its U.S. plants.")
                     + acme("a $12 billion investment in a plant in Ohio."), id="no total"),
        # beyond the total, by its own words
        pytest.param(acme("it will invest a total of $9 billion in the U.S.")
                     + acme("an additional $12 billion investment in a plant in Ohio."),
                     id="additional"),
        # projects grow: ten times the first sum
        pytest.param(f"{ELSEWHERE} an $800 million investment in a plant in Columbus, Ohio.\n",
                     id="growth"),
        # another site of the same party may cost anything
        pytest.param(f"{ELSEWHERE} an $80 billion investment in a plant in Texas.\n", id="apart"),
        # the same state alone is not the same project
        pytest.param(f"{ELSEWHERE} an $80 billion investment in Ohio data centers.\n", id="state"),
    ],
)  # fmt: skip
def test_what_is_no_pair_of_part_and_whole_is_not_shown(text: str) -> None:
    assert findings(text, SOURCE) == []


def test_a_source_of_a_later_day_than_the_list_is_not_asked() -> None:
    later = released(
        date(2025, 9, 1), "Acme Robotics to build a plant", PLANT.format("$80 million")
    )
    text = f"{ELSEWHERE} an $80 billion investment in a plant in Columbus, Ohio.\n"
    assert findings(text, later) == []


def test_the_doubt_takes_the_sum_out_of_the_lower_end_alone() -> None:
    entry = told(f"{LINKED} an $80 billion investment in a plant in Ohio.\n", SOURCE)["entries"][0]
    assert "misprint" in entry["labels"]
    assert (entry["net_new_low_usd"], entry["net_new_high_usd"]) == (0, 80_000_000_000)


def test_the_page_prints_the_sentence_and_both_quotes() -> None:
    found = told(f"{LINKED} an $80 billion investment in a plant in Ohio.\n", SOURCE)
    check = found["entries"][0]["checks"][0]
    page = audit_page(found)
    assert check["sentence"] == (
        "$80 billion is more than its own source tells for the whole project, $80 million "
        "(2025-07-22); $80 million would fit."
    )
    assert all(said["quote"] in page for said in check["quotes"])
    assert check["sentence"] in page


def test_a_quote_tells_where_it_stands() -> None:
    said = {"entry": 3, "quote": "a $2bn plant", "usd": 2 * 10**9, "url": None, "published": None}
    assert quoted(said) == "“a $2bn plant” ($2bn, entry 3)"
