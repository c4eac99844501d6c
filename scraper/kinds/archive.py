"""Documents that lie on our own disk: a file, or a folder of them, read as one source.

JSON Lines (`url`, `title`, `published`, `text` or `html`, `lang`, as `repledge import` takes them),
saved pages (.html) and plain text (.txt, the title in the first line). Nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from repledge.errors import BadInput
from repledge.text import clean
from scraper.article import Article, read_page
from scraper.charset import decode
from scraper.days import day_of, first_day
from scraper.kinds.link import Link, unreadable, words_of
from scraper.sources import Source

_LINES = (".jsonl", ".ndjson")
_PAGES = (".html", ".htm")
_MAX_BYTES = 30_000_000  # one page or text; files of lines are read line by line
_MAX_LINE = 10_000_000
_DATELINE = 300  # characters of a plain text in which its day is looked for


def links(source: Source, get: Callable[[str], bytes | None]) -> Iterator[Link]:
    """Every document of the file or folder, in the order of their paths.

    What cannot be read ends nothing: it is told at the end, by its first fault.
    """
    root = Path(source.url)
    paths = sorted(p for p in root.rglob("*") if p.is_file()) if root.is_dir() else [root]
    known = [p for p in paths if p.suffix.lower() in {*_LINES, *_PAGES, ".txt"}]
    if not known:
        raise unreadable(source, source.url, "holds no .jsonl, .html or .txt file")
    faults: list[str] = []
    for path in known:
        try:
            yield from _of_file(source, path, faults)
        except OSError as error:
            faults.append(f"{path}: cannot be read ({error.strerror})")
        except BadInput as error:
            faults.append(str(error))
    if faults:
        raise unreadable(source, source.url, f"has {len(faults)} faults, the first: {faults[0]}")


def _of_file(source: Source, path: Path, faults: list[str]) -> Iterator[Link]:
    if path.suffix.lower() in _LINES:
        yield from _of_lines(source, path, faults)
        return
    with path.open("rb") as file:
        body = file.read(_MAX_BYTES + 1)
    if len(body) > _MAX_BYTES:
        raise BadInput(f"{path}: is larger than {_MAX_BYTES} bytes")
    url = path.resolve().as_uri()
    if path.suffix.lower() in _PAGES:
        yield _of_page(source, url, body)
    else:
        yield _of_text(source, url, decode(body, None))


def _of_lines(source: Source, path: Path, faults: list[str]) -> Iterator[Link]:
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(_MAX_LINE), b""), start=1):
            if line.strip():
                try:
                    yield _of_row(source, json.loads(line))
                except (BadInput, ValueError, RecursionError) as error:
                    faults.append(f"{path}, line {number}: {error}")


def _of_row(source: Source, row: Any) -> Link:
    if not isinstance(row, dict) or not isinstance(row.get("url"), str):
        raise BadInput("is no object with `url`")
    if isinstance(row.get("html"), str):
        link = _of_page(source, row["url"], row["html"])
    elif isinstance(row.get("text"), str) and row["text"].strip():
        link = Link(row["url"], text=clean(row["text"]).strip())
    else:
        raise BadInput("holds neither `text` nor `html`")
    day = day_of(str(row.get("published") or ""), source.language)
    language = str(row.get("lang") or "").split("-")[0].lower()
    return replace(
        link,
        title=words_of(row.get("title")) or link.title,
        published=day or link.published,
        language=language or link.language or source.language,
    )


def _of_page(source: Source, url: str, body: bytes | str) -> Link:
    article: Article = read_page(
        body, url, language=source.language, zone=ZoneInfo(source.zone)
    )  # fmt: skip
    return Link(
        url, article.title, article.published, text=article.text, language=article.lang
    )  # fmt: skip


def _of_text(source: Source, url: str, text: str) -> Link:
    title, _, rest = clean(text).strip().partition("\n")
    if not title:
        raise BadInput(f"{url}: holds no text")
    day = first_day(rest[:_DATELINE], source.language)
    return Link(url, title.strip(), day[0] if day else None, text=rest.strip() or title)
