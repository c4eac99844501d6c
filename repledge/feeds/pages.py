"""The HTML of verdicts: one page each, the summary that feeds carry, and the list of feeds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from repledge.config import Feeds
from repledge.feeds.channel import Channel, base_of, web_address
from repledge.feeds.claimreview import claim_review
from repledge.feeds.entries import Entry
from repledge.text import clean
from repledge.words import VERDICTS, interval, usd


def verdict_page(entry: Entry, feeds: Feeds) -> bytes:
    """One verdict: both quotes, the arithmetic, the comparisons, where the evidence lies."""
    review = claim_review(entry, feeds)
    return _render("verdict.html", entry=entry, base=base_of(feeds), review=review)


def index_page(channels: Sequence[Channel], feeds: Feeds) -> bytes:
    """The list of all feeds, and the newest entries of the first one."""
    return _render("index.html", channels=channels, feeds=feeds, newest=channels[0].entries[:20])


def summary_html(entry: Entry) -> str:
    """What a feed shows of an entry: the sentence and both quotes, as safe markup."""
    return _render("summary.html", entry=entry).decode().strip()


def _render(name: str, **values: Any) -> bytes:
    return clean(_environment().get_template(name).render(**values)).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"usd": usd, "web": web_address}
    environment.globals |= {"interval": interval, "VERDICTS": VERDICTS}
    return environment
