"""A newsroom's front door and one of its releases, saved for the tests as they were served.

    FOLDER/NAME/front-1.body, …, front.json   the front door, its headers, the links read from it
    FOLDER/NAME/page.body, page.json          the newest release, its headers, and what was read

The JSON says what the reader made of the bytes: read it by eye once; tests compare it ever after.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from repledge.errors import BadInput
from scraper.article import Article, read_page
from scraper.http import Fetched
from scraper.kinds import Link, list_links
from scraper.release import read_article
from scraper.sources import Source, source_of
from scraper.visitor import Visitor

LINKS = 20  # that are written down: enough to see whether the front door is read rightly
_OPENING = 300  # characters of a release that are written down: the rest is its newsroom's
_SECRET = frozenset({"set-cookie", "set-cookie2", "authorization", "proxy-authorization"})


def record(source: Source, visitor: Visitor) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files; raises BadInput where the newsroom cannot be read."""
    links = _links(source, visitor)
    parts = [answer for answer in visitor.answers.values() if isinstance(answer, Fetched)]
    answers = []
    for number, answer in enumerate(parts, start=1):
        file = f"front-{number}.body"
        yield file, answer.body
        answers.append(_answered(answer, file))
    yield (
        "front.json",
        _json({"source": _described(source), "answers": answers, "links": _told(links)}),
    )
    link = max(links, key=lambda link: link.published or date.min, default=None)
    if link is None or link.text is not None:
        return
    page = visitor.fetch(link.at or link.url)
    if not isinstance(page, Fetched):
        raise BadInput(f"{source.name}: {link.url}: {page.reason}; only the front door is kept.")
    yield "page.body", page.body
    yield (
        "page.json",
        _json(
            {
                "answer": _answered(page, "page.body"),
                "article": _read(read_article(source, link, page)),
            }
        ),
    )


def reread(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was read when a newsroom was recorded, and what is read in the same bytes now."""
    front = json.loads((folder / "front.json").read_text(encoding="utf-8"))
    source = source_of(front["source"], str(folder))
    bodies = {part["asked"]: (folder / part["file"]).read_bytes() for part in front["answers"]}
    links = list_links(replace(source, pages=1), bodies.get)
    then: dict[str, Any] = {"links": front["links"]}
    now: dict[str, Any] = {"links": _told(list(islice(links, LINKS)))}
    if (folder / "page.json").exists():
        page = json.loads((folder / "page.json").read_text(encoding="utf-8"))
        answer, body = page["answer"], (folder / "page.body").read_bytes()
        kind = next((v for k, v in answer["headers"] if k.lower() == "content-type"), None)
        article = read_page(body, answer["url"], content_type=kind, language=source.language)
        then["article"], now["article"] = page["article"], _read(article)
    return then, now


def _links(source: Source, visitor: Visitor) -> list[Link]:
    links = list(islice(list_links(replace(source, pages=1), visitor.get), LINKS))
    if failure := visitor.failure(source.url):
        raise BadInput(f"{source.name}: {source.url}: {failure}; nothing was recorded.")
    return links


def _described(source: Source) -> dict[str, Any]:
    default = Source(name="", kind="rss", url="")
    ours = {
        "name",
        "kind",
        "url",
        *(k for k, v in asdict(source).items() if v != getattr(default, k)),
    }
    people = {"title", "grade", "evidence", "see", "notes", "enabled", "blocked", "reason"}
    return {key: value for key, value in asdict(source).items() if key in ours - people}


def _answered(fetched: Fetched, file: str) -> dict[str, Any]:
    return {
        "file": file,
        "asked": fetched.url,
        "url": fetched.final_url,
        "status": fetched.status,
        "fetched_at": fetched.fetched_at.isoformat(),
        "headers": [pair for pair in fetched.headers if pair[0].lower() not in _SECRET],
    }


def _told(links: list[Link]) -> list[dict[str, Any]]:
    return [
        {"url": link.url, "title": link.title,
         "published": link.published.isoformat() if link.published else None}
        for link in links
    ]  # fmt: skip


def _read(article: Article) -> dict[str, Any]:
    day = article.published.isoformat() if article.published else None
    return {"title": article.title, "lang": article.lang, "published": day,
            "opening": article.text[:_OPENING], "characters": len(article.text)}  # fmt: skip


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
