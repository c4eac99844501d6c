"""Files into entries: every entry is kept, what stands around a list is not one."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repledge.audit import read_list
from repledge.audit.webpage import day_in_address, page_items
from repledge.errors import BadInput

TODAY = date(2026, 11, 24)
LISTS = Path(__file__).parent / "lists"


def parties(name: str, text: str) -> list[str | None]:
    return [item.party for item in read_list(name, text.encode(), TODAY).items]


NESTED = """
<nav><ul><li>Home</li><li>Give $5</li></ul></nav>
<h2>Companies</h2><ul>
<li><b>Acme</b> will invest $2 billion<ul><li>$1 billion in Ohio</li></ul></li>
<li><b>Beta</b> promised more</li></ul>
<p><strong>Countries:</strong></p><ul><li>Qatar
<a href="https://q.example/2025/05/14/x">committed</a> $1 trillion</li></ul>
"""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        # the columns of the contract
        pytest.param("a.csv", "company,amount,date\nAcme,2e9,2025-01-02\n", ["Acme"], id="csv"),
        # a spreadsheet of a country that writes commas in numbers
        pytest.param("a.csv", "Company;Amount\nAcme;$2 billion\nBeta;$1bn\n", ["Acme", "Beta"],
                     id="semicolons"),
        # other names for the columns, other order, a mark at the beginning
        pytest.param("a.csv", "\ufeffLink,Investor,Sum\nhttps://a.example,Acme,$2bn\n", ["Acme"],
                     id="other names"),
        # an entry over two lines of a cell
        pytest.param("a.csv", 'party,text\nAcme,"will invest\n$2 billion"\n', ["Acme"],
                     id="line in cell"),
        # rows of a program, such as our own export
        pytest.param("-", '{"company": "Acme", "amount": {"value": 2000000000, "currency": "USD"}}',
                     ["Acme"], id="json lines"),
        # the name says text, the content is a table
        pytest.param("a.txt", "company,amount\nAcme,$2bn\n", ["Acme"], id="table as text"),
        # navigation is no list, an entry without a sum is an entry
        pytest.param("a.html", NESTED, ["Acme", "Beta", "Qatar"], id="page"),
        # a table on a page
        pytest.param("a.html", "<table><tr><th>Who<th>What<tr><td>Acme<td>$2bn<tr><td>Beta<td>$1bn"
                     "</table>", ["Acme", "Beta"], id="table"),
        # bold closed too late, which Markdown prints as stars
        pytest.param("a.md", "- **Acme **[announced](https://a.example/1) a $2 billion plant\n",
                     ["Acme"], id="late stars"),
        # no bold word: the words before the link
        pytest.param("a.md", "- South Korea [committed](https://a.example/1) $2 billion\n",
                     ["South Korea"], id="before the link"),
        # plain text, one entry a line
        pytest.param("a.txt", "Acme: $2 billion in Ohio\nBeta: $1 billion\n", ["Acme", "Beta"],
                     id="lines"),
        # plain text with bullets of another kind
        pytest.param("a.txt", "The list\n\n• Acme – $2 billion\n• Beta – $1 billion\n",
                     ["Acme", "Beta"], id="bullets"),
        # a page of paragraphs
        pytest.param("a.html", "<p>Intro.</p><p><b>Acme</b> will invest $2 billion.</p>", ["Acme"],
                     id="paragraphs"),
    ],
)  # fmt: skip
def test_entries(name: str, text: str, expected: list[str]) -> None:
    assert parties(name, text) == expected


def test_what_an_entry_keeps() -> None:
    acme, _, qatar = read_list("a.html", NESTED.encode(), TODAY).items
    assert acme.section == "Companies"
    assert acme.text == "Acme will invest $2 billion"
    assert acme.parts == ("$1 billion in Ohio",)
    assert (qatar.section, qatar.day) == ("Countries", date(2025, 5, 14))
    assert qatar.links == ("https://q.example/2025/05/14/x",)


def test_the_head_of_a_capture_tells_title_day_and_address() -> None:
    body = (LISTS / "white-house-2025-08-15.md").read_bytes()
    read = read_list("list.md", body, TODAY)
    assert read.day == date(2025, 8, 15)
    assert read.title.startswith("TRUMP EFFECT: A Running List")
    assert read.title.endswith("Term")
    assert (read.url or "").startswith("https://www.whitehouse.gov/articles/2025/08/")
    assert len(read.items) == 106
    assert all(item.party for item in read.items)
    assert {item.section for item in read.items[99:]} != {read.items[0].section}


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2025-04-28-ibm", date(2025, 4, 28)),
        ("https://a.example/news/home/20250423172110/en/x", date(2025, 4, 23)),
        # a month is the first day of it: nothing of the month itself counts as earlier
        ("https://a.example/2025/06/apple", date(2025, 6, 1)),
        ("https://a.example/news/2025/may/lego", date(2025, 5, 1)),
        # a number is no date
        ("https://a.example/article/304678641", None),
        ("https://a.example/2025/13/45/x", None),
    ],
)
def test_the_day_in_an_address(url: str, day: date | None) -> None:
    assert day_in_address(url) == day


def test_a_day_after_the_list_is_not_believed() -> None:
    text = "- **Acme** [said](https://a.example/2026/05/01/x) $2 billion\n"
    item = read_list("a.md", text.encode(), TODAY, date(2025, 1, 1)).items[0]
    assert item.day is None


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.csv", b"when,how much\n2025,3\n"),
        ("a.csv", b""),
        ("a.html", b"<p>No sums here.</p>"),
        ("a.md", b""),
        ("a.txt", b"\x00\xff\xfe"),
        ("a.jsonl", b"{\n"),
        ("a.jsonl", b"[1]\n"),
        ("a.jsonl", b"[" * 100_000),
        # a cell longer than the reader's limit
        ("a.csv", b'company,text\nAcme,"' + b"x" * 200_000 + b'"\n'),
        ("a.csv", b"company,amount\n" + b"x" * 6_000_000),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(name: str, body: bytes) -> None:
    with pytest.raises(BadInput) as fault:
        read_list(name, body, TODAY)
    assert name in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_page_nested_very_deep_is_read() -> None:
    text = f"<ul><li>{'<div>' * 3000}Acme will invest $2 billion{'</div>' * 3000}</li></ul>"
    assert len(page_items(text)) <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["a.csv", "a.html", "a.md", "a.txt"]))
def test_any_text_is_a_list_or_refused(text: str, name: str) -> None:
    for body in (text, f"- **x** $5 billion {text}", f"company,amount\n{text},$2bn\n"):
        try:
            read = read_list(name, body.encode("utf-8", "surrogatepass"), TODAY)
        except BadInput:
            continue
        assert [item.number for item in read.items] == list(range(1, len(read.items) + 1))
