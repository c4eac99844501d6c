"""Where a sentence stands: title, text, item, heading, boilerplate."""

from itertools import pairwise

import pytest

from extract.layout import read_layout

CASES = [
    # a dateline with a dash is no list item
    ("DAYTON, Ohio, Jan 3 - Acme will build a plant here this year.", "text"),
    # bullets of any make
    ("• Jobs: 500", "item"),
    ("2. Japan provides the funds.", "item"),
    ("ㅇ 1,500억 달러는 조선 협력에 쓰인다.", "item"),
    # a label with a colon is a line of a fact sheet
    ("Capital investment: $3 billion", "item"),
    ("What the state contributes", "heading"),
    ("About Acme: the company makes anvils.", "boilerplate"),
    # a number behind "about" is no heading over the company
    ("About 1,000 people will work there when the plant is complete.", "text"),
    ("Forward-looking statements involve risks.", "boilerplate"),
]


@pytest.mark.parametrize(("line", "part"), CASES)
def test_the_seat_of_a_line(line: str, part: str) -> None:
    body = f"Title\nFirst line of the release, a sentence.\n\n{line}"
    assert read_layout(body, 5)[-1].part == part


def test_boilerplate_ends_at_the_next_heading() -> None:
    body = "T\nLead sentence here.\n\nAbout Acme\n\nOld firm.\n\nThe project\n\nIt costs money."
    parts = [line.part for line in read_layout(body, 1)]
    assert parts == ["title", "text", "heading", "boilerplate", "heading", "text"]


def test_items_know_the_sentence_that_opens_their_list() -> None:
    body = "T\nLead sentence here. What the money buys:\n\n- a plant\n\n- a mill"
    items = [line for line in read_layout(body, 1) if line.part == "item"]
    assert [body[slice(*line.intro)] for line in items if line.intro] == [
        "What the money buys:"
    ] * 2


def test_sentences_are_exact_pieces_and_do_not_overlap() -> None:
    body = "T\nOne. Two! Three?\n\n- four\n\n5. five"
    lines = read_layout(body, 1)
    assert all(a.end <= b.start for a, b in pairwise(lines))
    assert [body[line.start : line.end] for line in lines][1:4] == ["One.", "Two!", "Three?"]
