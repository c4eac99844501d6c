"""The musts of RFC 4287, RSS 2.0, JSON Feed 1.1 and RFC 3339 as checks; each returns its faults."""

import json
from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree

A = "{http://www.w3.org/2005/Atom}"


def atom_faults(body: bytes) -> list[str]:
    """RFC 4287 §4.1.1, §4.1.2, §4.2: what a feed and its entries must have, and how often."""
    root = etree.fromstring(body)
    faults = [] if root.tag == f"{A}feed" else ["root is not atom:feed"]
    faults += _once(root, ("id", "title", "updated"), "feed")
    entries = root.findall(f"{A}entry")
    for entry in entries:
        faults += _once(entry, ("id", "title", "updated"), "entry")
        if not root.findall(f"{A}author") and not entry.findall(f"{A}author"):
            faults.append("no author")
        if len(entry.findall(f"{A}content")) > 1 or len(entry.findall(f"{A}summary")) > 1:
            faults.append("more than one content or summary")
    for moment in root.iter(f"{A}updated", f"{A}published"):
        faults += _rfc3339(str(moment.text))
    for identifier in root.iter(f"{A}id"):
        faults += [] if urlsplit(str(identifier.text)).scheme else ["id is no IRI"]
    for link in root.iter(f"{A}link"):
        faults += [] if urlsplit(link.get("href", "")).scheme in {"http", "https"} else ["bad link"]
    if sum(link.get("rel") == "self" for link in root.findall(f"{A}link")) != 1:
        faults.append("not exactly one rel=self")
    ids = Counter(entry.findtext(f"{A}id") for entry in entries)
    return faults + [f"id twice: {i}" for i, n in ids.items() if n > 1]


def rss_faults(body: bytes) -> list[str]:
    """RSS 2.0: channel elements, a title or description each item, RFC 822 dates, one guid."""
    root = etree.fromstring(body)
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return ["no rss 2.0 channel"]
    faults = [
        f"channel without {n}" for n in ("title", "link", "description") if not channel.findtext(n)
    ]
    for item in channel.findall("item"):
        if not (item.findtext("title") or item.findtext("description")):
            faults.append("item without title and description")
        if len(item.findall("guid")) != 1:
            faults.append("not exactly one guid")
    dates = [parsedate_to_datetime(str(d.text)) for d in root.iter("pubDate", "lastBuildDate")]
    return faults + ["date without zone" for date in dates if date.tzinfo is None]


def json_faults(body: bytes) -> list[str]:
    """JSON Feed 1.1: version, title and items; an id and a content each item, as strings."""
    feed = json.loads(body)
    faults = [] if feed["version"] == "https://jsonfeed.org/version/1.1" else ["version"]
    faults += [] if isinstance(feed.get("title"), str) else ["title"]
    for item in feed["items"]:
        if not isinstance(item.get("id"), str) or not item["id"]:
            faults.append("item without id")
        if not (item.get("content_html") or item.get("content_text")):
            faults.append("item without content")
        faults += _rfc3339(item["date_published"]) + _rfc3339(item["date_modified"])
    return faults


FAULTS = {"atom": atom_faults, "rss": rss_faults, "json": json_faults}


def _once(parent: etree._Element, names: tuple[str, ...], where: str) -> list[str]:
    counts = {name: len(parent.findall(f"{A}{name}")) for name in names}
    return [f"{where}: {n} atom:{name}" for name, n in counts.items() if n != 1]


def _rfc3339(text: str) -> list[str]:
    moment = datetime.fromisoformat(text)
    return [] if moment.tzinfo is not None and "T" in text else [f"no RFC 3339 moment: {text}"]
