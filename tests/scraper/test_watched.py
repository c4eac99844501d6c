"""A list that is watched: what its entries are, and which of them are news on the next visit."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repledge.contracts import Document
from repledge.errors import BadInput
from scraper.kinds import Link, list_links
from scraper.kinds.watched import entries_of, entry_of, paired, same
from scraper.sources import Source

LIST = Source("list", "watched", "https://house.example/investments/")
PAGES = Path(__file__).parent / "pages"
DAY = date(2025, 4, 23)


def visit(markup: str | bytes, earlier: list[Document]) -> tuple[list[Document], list[Link]]:
    """All documents after a visit, and the links of what was new or changed."""
    body = markup.encode() if isinstance(markup, str) else markup
    known = {d.url: d for d in earlier}
    news = []
    for link in list_links(LIST, {LIST.url: body}.get, earlier):
        assert link.text
        assert link.kind == "list"
        old = known.get(link.url)
        if old is None or old.text != link.text:
            news.append(link)
            known[link.url] = Document(
                id=link.url, url=link.url, source="list", title=link.title or "", lang="en",
                published=link.published or DAY, text=link.text, kind="list",
            )  # fmt: skip
    return list(known.values()), news


def bullets(*items: str) -> str:
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<nav><ul><li>$1 billion in the menu</li></ul></nav><ul>{rows}</ul>"


ACME = "<b>Acme</b> announced a $5 billion investment in a battery plant in Ohio."
BOLT = "<strong>Bolt Motors</strong> announced it will invest $800 million in its Texas works."
SECOND = "<b>Acme</b> announced $2 billion for a mine in Nevada."


@pytest.mark.parametrize(
    ("before", "after", "news"),
    [
        # nothing happened, but the list was sorted anew
        ([ACME, BOLT], [BOLT, ACME], []),
        # other words and another link for the same thing
        ([ACME, BOLT], [ACME.replace("announced", "has unveiled"), BOLT], []),
        # a new company
        ([ACME], [ACME, BOLT], ["new Bolt Motors"]),
        # a second project of the same company is new, not a change of the first
        ([ACME], [SECOND, ACME], ["new Acme"]),
        # another sum for the same project
        ([ACME, BOLT], [ACME.replace("$5", "$7"), BOLT], ["changed Acme"]),
        # the sum stays, the project is another one
        ([ACME], [ACME.replace("battery plant in Ohio", "shipyard near Mobile Bay")],
         ["changed Acme"]),
        # of two projects of one company one was raised
        ([ACME, SECOND], [ACME, SECOND.replace("$2", "$3")], ["changed Acme"]),
        # the name is written more fully
        ([ACME, BOLT], [ACME.replace("<b>Acme</b>", "<b>Acme Corporation</b>"), BOLT], []),
        # what is taken off the list is no document
        ([ACME, BOLT], [ACME], []),
    ],
)  # fmt: skip
def test_what_is_news(before: list[str], after: list[str], news: list[str]) -> None:
    known, _ = visit(bullets(*before), [])
    old = {d.url for d in known}
    found = visit(bullets(*after), known)[1]
    assert [f"{'changed' if x.url in old else 'new'} {x.title}" for x in found] == news


TABLE = (
    "<table><tr><th>Company</th><th>Investment</th><th>Sector</th></tr>"
    "<tr><td>Acme</td><td>$600 Billion</td><td>Technology</td></tr></table>"
)
NESTED = (
    "<ul><li><b>Hyun</b> announced a $21 billion plan.<ul><li>It also secured a partner.</li></ul>"
    "</li></ul>"
)


@pytest.mark.parametrize(
    ("markup", "entries"),
    [
        # a list of sums; the menu is none
        (bullets(ACME), [("Acme", {5_000_000_000})]),
        # a list that names no sums is no list of investments
        ("<ul><li><b>About us</b></li><li><b>Contact</b></li></ul>" + bullets(ACME),
         [("Acme", {5_000_000_000})]),
        # the page as a table: who stands in the first column, the head is no entry
        (TABLE, [("Acme", {600_000_000_000})]),
        # an item in an item is an entry of its own, of the same company
        (NESTED, [("Hyun", {21_000_000_000}), ("Hyun", set())]),
        # nobody in bold: the first words name who it is; euros, and a year that is no sum
        (bullets("Rhine Chemie of Bonn will put €1.2bn into Ohio by 2028."),
         [("Rhine Chemie of Bonn", {1_200_000_000})]),
    ],
)  # fmt: skip
def test_the_entries_of_a_page(markup: str, entries: list[tuple[str, set[int]]]) -> None:
    assert [(e.party, set(e.sums)) for e in entries_of(markup)] == entries


def test_a_page_without_a_list_is_told() -> None:
    with pytest.raises(BadInput, match="holds no list of sums"):
        visit("<p>Access denied</p>", [])


def test_two_captures_of_the_white_house() -> None:
    """April 23 and 29, 2025: two entries were raised, ten are new, forty-eight stayed."""
    first, second = ((PAGES / f"investments-2025-04-{n}.html").read_bytes() for n in (23, 29))
    known, news = visit(first, [])
    assert len(news) == 51
    after, news = visit(second, known)
    old = {d.url for d in known}
    assert {x.title for x in news if x.url in old} == {"Merck & Co.", "Chobani"}
    assert {x.title for x in news if x.url not in old} >= {"AbbVie", "Amazon", "Kimberly-Clark"}
    merck = next(x for x in news if x.title == "Merck & Co.")
    assert merck.text
    assert "$9 billion" in merck.text
    assert visit(second, after)[1] == []


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_a_list_says_nothing(seed: int) -> None:
    entries = entries_of((PAGES / "investments-2025-04-29.html").read_text("utf-8"))
    mixed = random.Random(seed).sample(entries, len(entries))
    pairs = paired(mixed, entries)
    assert len(pairs) == len(entries)
    assert all(same(mixed[i], entries[j]) for i, j in pairs.items())


def test_a_bare_number_is_no_sum() -> None:
    assert not entry_of("Acme", "Acme hires 1,000 by 2028 and grows 40% to 3 million tons").sums


ENTRIES = st.builds(
    lambda party, billions, place: entry_of(
        party, f"{party} announced a ${billions} billion plant in {place}."
    ),
    st.sampled_from(["Acme", "Bolt Motors", "Acme Energy", "Cable Works"]),
    st.integers(1, 4),
    st.sampled_from(["Ohio", "Texas", "Nevada"]),
)
LISTS = st.lists(ENTRIES, max_size=8, unique_by=lambda entry: entry.text)


@given(LISTS, LISTS)
def test_no_entry_is_taken_for_two(new, old) -> None:
    pairs = paired(new, old)
    assert len(set(pairs.values())) == len(pairs)
    assert all(new[i].parties & old[j].parties for i, j in pairs.items())


@given(LISTS, st.randoms(use_true_random=False))
def test_a_list_sorted_anew_is_no_news(entries, dice) -> None:
    mixed = dice.sample(entries, len(entries))
    pairs = paired(mixed, entries)
    assert all(mixed[i].text == entries[j].text for i, j in pairs.items())
    assert len(pairs) == len(entries)


@given(st.text(max_size=300))
def test_any_text_is_an_entry_or_none(text: str) -> None:
    assert all(value >= 0 for value in entry_of(text, text).sums)
    entries_of(f"<ul><li>{text}</li></ul>")
