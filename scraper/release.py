"""A fetched page, or what a front door holds itself, as a document of its newsroom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from repledge.contracts import Document
from repledge.errors import BadInput
from repledge.ids import content_hash, stable_id
from scraper.article import Article, read_page
from scraper.http import Fetched
from scraper.kinds import Link
from scraper.sources import Source
from scraper.witnesses import Witness, believed, in_conflict

_FEEDS = frozenset({"rss", "atom", "rdf", "jsonfeed"})


class NoDate(BadInput):
    """The page is text, but nothing on it or at its front door dates it."""


Doubt = tuple[str, str]  # a code and a sentence: what a person should look at on the page


def read_release(
    source: Source, link: Link, fetched: Fetched
) -> tuple[Document, tuple[Doubt, ...]]:
    """The release on a page, and what is doubtful about its day or its characters.

    Raises BadInput where it has no text, NoDate where it has no day.
    """
    article = read_article(source, link, fetched)
    if article.published is None:
        raise NoDate(f"{link.url}: no date found; it was left out.")
    place, day = _by_then(source, article, fetched)
    dated = replace(article, published=day, date_source=place)
    return _document(source, link, dated, day), tuple(_doubts(article, dated))


def _by_then(source: Source, article: Article, fetched: Fetched) -> Witness:
    """The day that the page had come out by when it was read, and who tells it.

    A page that was there cannot be of a later day: an embargo or the date line makes it one day at
    most. Then the other witnesses are heard, and last the day on which it was read.
    """
    seen = fetched.fetched_at.astimezone(ZoneInfo(source.zone)).date()
    last = seen + timedelta(days=1)
    if article.published is not None and article.published <= last:
        return article.date_source or "given", article.published
    earlier = tuple(witness for witness in article.witnesses if witness[1] <= last)
    return believed(earlier) or ("capture", seen)


def _doubts(told: Article, article: Article) -> Iterator[Doubt]:
    if told.published != article.published:
        words = f"{told.date_source} names {told.published}, a day that was still to come"
        yield "date_in_future", f"{words}; {article.published} is taken for its day"
    if in_conflict(article.witnesses):
        each = ", ".join(f"{place} {day}" for place, day in article.witnesses)
        yield "dates_differ", f"{article.published} is taken for its day, but it is told by: {each}"
    if article.garbled:
        yield "charset_doubt", "some of its characters cannot be read in any charset"


def read_article(source: Source, link: Link, fetched: Fetched) -> Article:
    """What a page says, read as one of its newsroom; raises BadInput where it has no text."""
    listed: Witness | None = (_place(source), link.published) if link.published else None
    return read_page(
        fetched.body,
        fetched.final_url,
        content_type=fetched.content_type,
        language=source.language,
        zone=ZoneInfo(source.zone),
        listed=listed,
    )


def told_release(source: Source, link: Link, text: str, front: Fetched | None) -> Document:
    """A document whose whole text the front door holds: of the day it names, or of today.

    Raises NoDate where neither is known.
    """
    seen = front.fetched_at.astimezone(ZoneInfo(source.zone)).date() if front else None
    day, place = (link.published, _place(source)) if link.published else (seen, "capture")
    if day is None:
        raise NoDate(f"{link.url}: no date; it was left out.")
    title = link.title or text.split("\n")[0]
    article = Article(title, text, link.language or source.language, day, place, ())
    return _document(source, link, article, day)


def _place(source: Source) -> str:
    return "feed" if source.kind in _FEEDS else "listing"


def _document(source: Source, link: Link, article: Article, published: date) -> Document:
    return Document(
        id=stable_id("document", link.url),
        url=link.url,
        source=source.name,
        title=article.title,
        published=published,
        lang=article.lang,
        text=article.text,
        kind=link.kind or source.document,
        date_source=article.date_source or "given",
        announcer=link.company or source.company,
        content_hash=content_hash(article.title, article.text),
    )
