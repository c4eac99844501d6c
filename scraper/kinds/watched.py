"""A page that keeps one list and changes it: the running list of investments at the White House.

Each visit is compared with what the list said before, entry by entry and by meaning: who invests,
which sums, which words tell the project. An entry that is new, or that now names another sum or
another project, becomes a document or a new version of one; what was only moved or put in other
words does not. The list is no first announcement of anything, so its documents are of the kind
`list`; the visit on which an entry was first seen is its day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from bs4 import BeautifulSoup, Tag

from repledge.contracts import Document
from repledge.ids import slug, stable_id
from repledge.text import clean, fold
from scraper.charset import decode
from scraper.kinds.link import Link, unreadable
from scraper.sources import Source

MAX_ENTRIES = 1_000
_OUTSIDE = frozenset({"nav", "footer", "header", "form"})
_LONGEST = 2_000  # characters; an entry that is longer is a page, not an entry
_SAME_PROJECT = 0.5  # share of the words of the shorter entry that the other has too
_SUM = re.compile(
    r"(?:([$€£¥₩])|\b(usd|eur|jpy|krw) ?)?(\d[\d,]*(?:\.\d+)?)(?![\d%])[ -]?"
    r"(trillion|billion|million|[tbm]n?\b)?(?: (dollars?|euros?|won|yen))?"
)
_ZEROS = {"t": 12, "b": 9, "m": 6}
_WORD = re.compile(r"[^\W_]{3,}")
# words of every entry, and of every company: they tell nothing apart
_IDLE = frozenset(
    """
    the and for that with its has have will new into over which next year years more than first from
    this after announced announce announces announcement investment investments invest investing
    invests united states u.s based including plan plans planned billion million trillion amid
    company companies corporation corp inc group ltd holdings global giant international
    """.split()  # noqa: SIM905 - a list of words reads better
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list: who, which sums (in whole units), which words of the project."""

    party: str
    text: str
    parties: frozenset[str]
    sums: frozenset[int]
    words: frozenset[str]


def links(
    source: Source, get: Callable[[str], bytes | None], earlier: Sequence[Document]
) -> Iterator[Link]:
    """The entries with their whole text; one that stayed by meaning comes in its old words."""
    body = get(source.url)
    if body is None:
        return
    entries = entries_of(decode(body, None), source.item)
    if not entries:
        raise unreadable(source, source.url, "holds no list of sums")
    known = [entry_of(document.title, document.text) for document in earlier]
    pairs = paired(entries, known)
    for number, entry in enumerate(entries[:MAX_ENTRIES]):
        before = earlier[pairs[number]] if number in pairs else None
        if before is None:
            yield Link(_address(source, entry), entry.party, text=entry.text, kind="list")
        elif same(entry, known[pairs[number]]):
            yield Link(before.url, before.title, before.published, text=before.text, kind="list")
        else:
            yield Link(before.url, entry.party, text=entry.text, kind="list")


def entries_of(markup: str, selector: str | None = None) -> list[Entry]:
    """The entries of a page: those that `selector` finds, else list items and table rows.

    A list counts where at least half of its items name a sum; an item in an item is its own entry.
    """
    page = BeautifulSoup(markup, "lxml")
    lists = page.find_all(["ul", "ol", "table"])
    items = page.select(selector) if selector else [i for part in lists for i in _items(part)]
    found = (_entry(item) for item in items)
    return list({(e.party, e.text): e for e in found if e.parties and e.text}.values())


def entry_of(party: str, text: str) -> Entry:
    """An entry by the name of who invests and its whole text.

    >>> entry = entry_of("Acme", "Acme announced a $1.5 billion plant in Ohio.")
    >>> sorted(entry.sums), sorted(entry.words)
    ([1500000000], ['ohio', 'plant'])
    """
    parties = _words(party)
    return Entry(party, text, parties, frozenset(_sums(text)), _words(text) - parties)


def same(new: Entry, old: Entry) -> bool:
    """Whether two entries of one party tell the same: the same sums for the same project."""
    return new.sums == old.sums and _shared(new.words, old.words) >= _SAME_PROJECT


def paired(new: Sequence[Entry], old: Sequence[Entry]) -> dict[int, int]:
    """Which new entry stands for which old one, the surest pairs first, none used twice.

    Entries of one party pair by sums and words; where neither agrees, what is left over on both
    sides is the same entry with another sum only if it is the one entry left of that party.
    """
    likes = [
        (_likeness(a, b), -i, -j)
        for (i, a), (j, b) in product(enumerate(new), enumerate(old))
        if _one_party(a, b)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, i, j in sorted(likes, reverse=True):
        if -i in pairs or -j in taken:
            continue
        only = _alone(new[-i], new, pairs) and _alone(old[-j], old, taken)
        if likeness >= 1 or only:
            pairs[-i] = -j
            taken.add(-j)
    return pairs


def _alone(entry: Entry, entries: Sequence[Entry], used: dict[int, int] | set[int]) -> bool:
    free = (e for number, e in enumerate(entries) if number not in used and e is not entry)
    return not any(_one_party(entry, other) for other in free)


def _likeness(a: Entry, b: Entry) -> float:
    """2 for the same sums, 1 for a sum in common, and the share of words that both have."""
    money = 2.0 if a.sums == b.sums else float(bool(a.sums & b.sums))
    return money + _shared(a.words, b.words) + (a.text == b.text)


def _one_party(a: Entry, b: Entry) -> bool:
    return _shared(a.parties, b.parties) >= 0.5


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else float(a == b)


def _address(source: Source, entry: Entry) -> str:
    """The page, and behind # who and what: a name that stays when the list is sorted anew."""
    key = stable_id("entry", *sorted(entry.parties), *sorted(entry.sums), *sorted(entry.words))
    return f"{source.url}#{slug(entry.party)[:60]}-{key[:8]}"


def _items(part: Tag) -> list[Tag]:
    if any(parent.name in _OUTSIDE for parent in part.parents):
        return []
    items: list[Tag]
    if part.name == "table":
        items = [row for row in part.find_all("tr") if row.find("td")]
    else:
        items = list(part.find_all("li", recursive=False))
    with_sums = sum(bool(set(_sums(_own_text(item)))) for item in items)
    nested = part.name != "table" and part.find_parent("li") is not None
    return items if nested or (with_sums and 2 * with_sums >= len(items)) else []


def _entry(item: Tag) -> Entry:
    if item.name == "tr":
        cells = [_line(cell.get_text(" ")) for cell in item.find_all(["td", "th"])]
        return entry_of(cells[0], ", ".join(cell for cell in cells if cell)[:_LONGEST])
    return entry_of(_party(item), _own_text(item)[:_LONGEST])


def _party(item: Tag) -> str:
    """Who invests: the names in bold, of an item without any those of the item around it."""
    names = [_line(bold.get_text(" ")) for bold in item.find_all(["strong", "b"])
             if bold.find_parent("li") is item]  # fmt: skip
    around = item.find_parent("li")
    if not any(names) and around is not None:
        return _party(around)
    return ", ".join(filter(None, names)) or " ".join(_own_text(item).split()[:4])


def _own_text(item: Tag) -> str:
    """The text of an item without that of the lists in it."""
    if item.name == "tr":
        return _line(item.get_text(" "))
    strings = (s for s in item.find_all(string=True) if s.find_parent(["li", "td"]) is item)
    return _line(" ".join(strings))


def _sums(text: str) -> Iterator[int]:
    """Sums of money in whole units; a bare number is none."""
    for sign, code, number, zeros, unit in _SUM.findall(fold(text)):
        if sign or code or unit or zeros[:1] in {"t", "b"}:
            power = 10 ** _ZEROS.get(zeros[:1], 0)
            yield int(Decimal(number.replace(",", "")) * power)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(_SUM.sub(" ", fold(text))))) - _IDLE


def _line(text: str) -> str:
    return re.sub(r" +(?=[,.;:])", "", " ".join(clean(text).split()))
