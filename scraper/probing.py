"""Whether a newsroom can be read: its robots.txt, its front door, one of its pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Literal

from repledge.errors import BadInput
from scraper.charset import charset_of
from scraper.http import Fetched
from scraper.kinds import Link, list_links
from scraper.release import read_article
from scraper.sources import Source
from scraper.visitor import Visitor

UNREACHABLE, NO_HOST = "unreachable", "no host"  # in the place of an answer of robots.txt
ITEMS = 200  # that are counted: no newsroom is judged by more


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a look at a newsroom found; `reason` says why it fails or is in doubt.

    `robots` is "allowed", why not, or UNREACHABLE where the host gives no answer at all.
    """

    name: str
    kind: str
    url: str
    robots: str
    items: int = 0
    newest: date | None = None
    charset: str | None = None
    page: str | None = None
    title: str | None = None
    published: date | None = None
    date_source: str | None = None
    verdict: Literal["ok", "doubtful", "fails"] = "ok"
    reason: str | None = None


def probe(source: Source, visitor: Visitor, today: date) -> Probe:
    """Look at the first page of a front door and at the newest release behind it."""
    found = Probe(
        name=source.name, kind=source.kind, url=source.url, robots=_robots(source, visitor)
    )
    if source.kind == "reference":
        return replace(found, verdict="fails", reason="a reference publishes no releases")
    try:
        links = list(islice(list_links(replace(source, pages=1), visitor.get), ITEMS))
    except BadInput as error:
        return replace(found, verdict="fails", reason=str(error))
    if failure := visitor.failure(source.url):
        return replace(found, verdict="fails", reason=failure)
    days = [link.published for link in links if link.published is not None]
    found = replace(found, items=len(links), newest=max(days, default=None))
    if len(links) < source.min_items:
        reason = f"{len(links)} links at the front door, {source.min_items} expected"
        return replace(found, verdict="fails", reason=reason)
    return _judged(_with_page(found, source, links, visitor), source, today)


def _robots(source: Source, visitor: Visitor) -> str:
    if source.kind == "archive":
        return NO_HOST
    refusal, trouble = visitor.robots.refusal(source.url), visitor.robots.trouble(source.url)
    return UNREACHABLE if trouble and trouble.status is None else refusal or "allowed"


def _with_page(found: Probe, source: Source, links: list[Link], visitor: Visitor) -> Probe:
    """The probe with what the newest release says."""
    link = max(links, key=lambda link: link.published or date.min)
    if link.text is not None:
        return replace(found, page=link.url, title=link.title, published=link.published)
    answer = visitor.fetch(link.at or link.url)
    found = replace(found, page=link.url)
    if not isinstance(answer, Fetched):
        return replace(found, verdict="fails", reason=f"{link.url}: {answer.reason}")
    try:
        article = read_article(source, link, answer)
    except BadInput as error:
        return replace(found, verdict="fails", reason=str(error))
    found = replace(
        found,
        charset=charset_of(answer.body, answer.content_type),
        title=article.title,
        published=article.published,
        date_source=article.date_source,
        newest=max(filter(None, (found.newest, article.published)), default=None),
    )
    if article.garbled:
        return replace(found, verdict="fails", reason="no charset reads the page without losses")
    return found


def _judged(found: Probe, source: Source, today: date) -> Probe:
    if found.verdict == "fails" or source.kind in {"watched", "archive"}:
        return found
    if found.newest is None:
        reason = "no day at the front door nor on the page; its releases would be left out"
        return replace(found, verdict="fails", reason=reason)
    silent = (today - found.newest).days
    if source.max_silent_days is not None and silent > source.max_silent_days:
        reason = f"nothing new for {silent} days, {source.max_silent_days} expected at most"
        return replace(found, verdict="fails", reason=reason)
    if silent < -1:
        reason = f"the newest day, {found.newest}, lies in the future; check `language` and `zone`"
        return replace(found, verdict="doubtful", reason=reason)
    return found
