"""The Federal Register of the United States, by its interface `/api/v1/documents.json`.

See federalregister.gov/developers/documentation/api/v1. The address may hold `conditions[…]`; what
is added here are the fields wanted, the order and the size of a page. The pages for people refuse
programs, so the text is fetched where the interface says that it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlencode, urlsplit

from scraper.kinds.link import Link, asked, day_in, read_json, records, unreadable, whole, words_of
from scraper.sources import Source

PER_PAGE = 100
_FIELDS = ("title", "html_url", "body_html_url", "raw_text_url", "publication_date")


def links(source: Source, get: Callable[[str], bytes | None]) -> Iterator[Link]:
    """The documents, newest first, at most `source.pages` pages of them."""
    url: str | None = _first(source.url)
    visited: set[str] = set()
    while url is not None and url not in visited and len(visited) < source.pages:
        visited.add(url)
        body = get(url)
        if body is None:
            return
        answer = read_json(source, url, body)
        # a search without hits has a count of 0 and no results
        if not isinstance(answer, dict) or not ({"results", "count"} & answer.keys()):
            raise unreadable(source, url, "is no answer of the Federal Register")
        for row in records(answer.get("results")):
            address = whole(url, str(row.get("html_url") or ""))
            text = row.get("body_html_url") or row.get("raw_text_url")
            if address is not None:
                yield Link(
                    address,
                    words_of(row.get("title")),
                    day_in(row.get("publication_date")),
                    at=whole(url, str(text)) if text else None,
                    kind="government",
                )
        further = answer.get("next_page_url")
        url = whole(url, further) if isinstance(further, str) else None


def _first(url: str) -> str:
    url = asked(url, order="newest", per_page=PER_PAGE)
    if "fields" in urlsplit(url).query:
        return url
    return f"{url}&{urlencode([('fields[]', field) for field in _FIELDS], safe='[]')}"
