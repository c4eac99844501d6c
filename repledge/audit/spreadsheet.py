"""A list of pledges as rows (CSV, JSON Lines): columns under plain English names, in any order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from repledge.audit.items import Item, PledgeList
from repledge.audit.webpage import day_in_address
from repledge.errors import BadInput

# our name -> the names that tables use for it
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "party": ("company", "party", "organisation", "organization", "investor", "name", "announcer",
              "entity", "pledger"),
    "amount": ("amount", "sum", "investment", "value", "pledge", "headline", "usd", "amount_usd",
               "investment amount"),
    "currency": ("currency", "currency code", "unit"),
    "day": ("date", "announced", "published", "day", "announcement date", "date announced"),
    "text": ("text", "description", "details", "summary", "entry", "statement", "notes", "quote"),
    "url": ("url", "link", "source", "source url", "address", "sources"),
    "section": ("section", "category", "group", "type"),
    "place": ("place", "location", "state", "site"),
    "project": ("project",),
}  # fmt: skip
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y")


def is_table(text: str) -> bool:
    """Whether the first line heads columns that we know: a party or a text, and more."""
    first = text.lstrip("\n").partition("\n")[0][:10_000]
    known = _known(next(iter(_rows(first)), []))
    return len(known) > 1 and bool({"party", "text"} & set(known))


def read_table(name: str, text: str) -> PledgeList:
    """All rows as entries. Raises BadInput where neither a party nor a text column is there."""
    try:
        rows = _rows(text)
    except csv.Error as error:
        raise BadInput(f"{name}: is no CSV file ({error}); save it again as CSV, UTF-8.") from error
    header = rows[0] if rows else []
    known = _known(header)
    if not {"party", "text"} & set(known):
        raise BadInput(
            f"{name}: the first line must name columns such as company, amount, date and text; "
            f"it names {', '.join(header[:6]) or 'nothing'}."
        )
    found = []
    for number, row in enumerate((r for r in rows[1:] if any(map(str.strip, r))), start=1):
        cells = {
            column: " ".join(row[place].split())
            for column, place in known.items()
            if place < len(row)
        }
        found.append(_item(number, cells))
    return PledgeList(name=name, title=name, url=None, day=date.min, items=tuple(found))


def read_objects(name: str, text: str) -> PledgeList:
    """JSON Lines of objects with a table's columns as keys, such as `export verdicts` prints.

    Raises BadInput with the line that is no object.
    """
    found: list[Item] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadInput(f"{name}, line {number}: is no JSON; give one object a line.") from error
        if not isinstance(row, dict):
            raise BadInput(f"{name}, line {number}: is no JSON object; give one object a line.")
        found.append(_item(len(found) + 1, _cells(row)))
    return PledgeList(name=name, title=name, url=None, day=date.min, items=tuple(found))


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    """The columns that we know; a sum may be an object with value and currency."""
    amount = row.get("amount")
    if isinstance(amount, dict):
        row = {**row, "amount": amount.get("value"), "currency": amount.get("currency")}
    cells = {}
    for column, place in _known(list(row)).items():
        value = list(row.values())[place]
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            cells[column] = " ".join(str(value).split())
    return cells


def _rows(text: str) -> list[list[str]]:
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text.lstrip("\n"), newline=""), delimiter=delimiter))


def _known(header: list[str]) -> dict[str, int]:
    """Our column -> where it stands; the name that comes first in our table wins."""
    places = {words.strip().casefold().replace("_", " "): n for n, words in enumerate(header)}
    found: dict[str, int] = {}
    for column, names in COLUMNS.items():
        place = next((places[n] for n in (x.replace("_", " ") for x in names) if n in places), None)
        if place is not None and place not in found.values():
            found[column] = place
    return found


def _item(number: int, cells: Mapping[str, str]) -> Item:
    links = tuple(part for part in cells.get("url", "").replace(";", " ").split() if "://" in part)
    days = (day_in_address(link) for link in links)
    told = _day(cells.get("day", ""))
    party, amount = cells.get("party") or None, cells.get("amount") or None
    return Item(
        number=number,
        section=cells.get("section") or None,
        party=party,
        text=cells.get("text") or _sentence(party, amount, cells),
        links=links,
        day=told or next((day for day in days if day), None),
        amount=amount,
        currency=(cells.get("currency") or "").upper() or None,
    )


def _sentence(party: str | None, amount: str | None, cells: Mapping[str, str]) -> str:
    """A row without a text as a sentence that extraction can read."""
    what = cells.get("project") or ""
    where = f" in {cells['place']}" if cells.get("place") else ""
    return f"{party or 'A company'} announced an investment{where}. {what}".strip()


def _day(words: str) -> date | None:
    for pattern in _DAYS:
        try:
            return datetime.strptime(words.strip()[:40], pattern).date()
        except ValueError:
            continue
    return None
