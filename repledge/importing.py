"""Files on disk -> documents: JSON Lines, plain text.

A row that cannot be read becomes an Issue with its line number; the rows around it still come in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from repledge.contracts import Document, Issue
from repledge.errors import BadInput
from repledge.ids import content_hash, stable_id
from repledge.text import clean


def read_file(path: Path) -> Iterator[Document | Issue]:
    """All documents of one file, and an Issue for each row that is none.

    Raises BadInput where the file as a whole cannot be read.
    """
    if not path.name.lower().endswith((".jsonl", ".ndjson")):
        raise BadInput(
            f"{path}: is neither .jsonl nor .html, .pdf, .warc or a known table (.csv); convert it "
            "to one JSON object a line."
        )
    try:
        yield from _read_lines(path)
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}); check the path.") from error


def is_table_of_traces(path: Path) -> bool:
    """A table of announcements without texts: CSV, or JSON Lines with an announcer in each row.

    Raises BadInput where the file cannot be read.
    """
    name = path.name.lower()
    if not name.endswith((".csv", ".jsonl", ".ndjson")):
        return False
    if name.endswith(".csv"):
        return True
    first = next((line for line in read_bytes(path).splitlines() if line.strip()), b"")
    try:
        row = json.loads(first)
    except ValueError:
        return False
    return isinstance(row, dict) and "announcer" in row and "text" not in row


def read_bytes(path: Path) -> bytes:
    """A file as it is; raises BadInput where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: cannot be read ({error.strerror}); check the path.") from error


def from_text(text: str, name: str, published: date, lang: str) -> Document:
    """A release as plain text: its first line is the title. Raises BadInput where it is empty."""
    title, _, rest = clean(text).strip().partition("\n")
    if not title:
        raise BadInput(f"{name}: holds no text; give the release with its title as first line.")
    digest = content_hash(title, rest)
    return Document(
        id=stable_id("check", digest),
        url=name,
        source="check",
        title=title,
        published=published,
        lang=lang,
        text=rest.strip() or title,
        content_hash=digest,
    )


def _read_lines(path: Path) -> Iterator[Document | Issue]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield from_row(json.loads(line))
                except (BadInput, ValueError, RecursionError) as error:
                    yield Issue(
                        stage="store",
                        code="bad_row",
                        level="error",
                        message=f"{path}, line {number}: {error}; the row was left out.",
                    )


def from_row(row: Any) -> Document:
    """A document from one JSON object; raises BadInput with the key at fault."""
    if not isinstance(row, dict):
        raise BadInput("is no JSON object")
    url = _word(row, "url")
    document = Document(
        id=clean(_word(row, "id")) if row.get("id") else stable_id("document", url),
        url=url,
        source=clean(_word(row, "source")),
        title=clean(_word(row, "title")).replace("\n", " ").strip(),
        published=_day(row),
        lang=_word(row, "lang").lower().split("-")[0],
        text=clean(_word(row, "text")).strip(),
    )
    return replace(document, content_hash=content_hash(document.title, document.text))


def _word(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadInput(f"`{key}` is missing or no text")
    return value


def _day(row: dict[str, Any]) -> date:
    words = _word(row, "published")
    try:
        return date.fromisoformat(words[:10])
    except ValueError as error:
        raise BadInput(f"`published` is {words!r}, no ISO date such as 2026-11-24") from error
