"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with the verdict as an extension."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from repledge.feeds.atom import stamp
from repledge.feeds.channel import Channel, tag, web_address
from repledge.feeds.entries import Entry
from repledge.feeds.exports import verdict_object
from repledge.feeds.pages import summary_html
from repledge.text import clean


def json_feed(channel: Channel, strategic: Collection[str]) -> bytes:
    """One page of a feed as JSON Feed."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(channel.title),
        "home_page_url": channel.base_url,
        "feed_url": channel.address("json"),
    }
    if channel.page < channel.pages:
        feed["next_url"] = channel.address("json", channel.page + 1)
    if channel.hub:
        feed["hubs"] = [{"type": "WebSub", "url": channel.hub}]
    feed["items"] = [_item(channel, entry, strategic) for entry in channel.entries]
    return (json.dumps(_cleaned(feed), ensure_ascii=False, indent=1) + "\n").encode()


def _item(channel: Channel, entry: Entry, strategic: Collection[str]) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": tag(channel.base_url, entry.key),
        "url": channel.base_url + entry.page,
        "title": entry.title,
        "summary": entry.sentence,
        "content_html": summary_html(entry),
        "date_published": f"{entry.document.published.isoformat()}T00:00:00Z",
        "date_modified": stamp(entry.updated),
        "language": entry.document.lang,
        "tags": [entry.verdict.verdict, entry.claim.sector, entry.decision.state],
    }
    source = web_address(entry.document.url)
    if source is not None:
        item["external_url"] = source
    if entry.decision.state != "withdrawn":
        item["_repledge"] = verdict_object(
            entry.claim, entry.verdict, entry.document, entry.decision.review, strategic=strategic
        )
    return item


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    if isinstance(value, dict):
        return {name: _cleaned(part) for name, part in value.items()}
    return value
