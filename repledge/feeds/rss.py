"""RSS 2.0 with the Atom links that its readers understand."""

from __future__ import annotations

from email.utils import format_datetime

from lxml import etree

from repledge.feeds.atom import ATOM, page_links
from repledge.feeds.channel import Channel, tag
from repledge.feeds.entries import Entry
from repledge.feeds.pages import summary_html
from repledge.text import clean


def rss(channel: Channel) -> bytes:
    """One page of a feed as RSS."""
    root = etree.Element("rss", version="2.0", nsmap={"atom": ATOM})
    node = etree.SubElement(root, "channel")
    _add(node, "title", channel.title)
    _add(node, "link", channel.base_url)
    _add(node, "description", "Investment pledges against what was announced before.")
    _add(node, "lastBuildDate", format_datetime(channel.updated))
    for rel, href in page_links(channel, "rss"):
        etree.SubElement(node, f"{{{ATOM}}}link", rel=rel, href=clean(href))
    for entry in channel.entries:
        node.append(_item(channel, entry))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _item(channel: Channel, entry: Entry) -> etree._Element:
    node = etree.Element("item")
    _add(node, "title", entry.title)
    _add(node, "link", channel.base_url + entry.page)
    guid = etree.SubElement(node, "guid", isPermaLink="false")
    guid.text = tag(channel.base_url, entry.key)
    _add(node, "pubDate", format_datetime(entry.updated))
    for term in (entry.verdict.verdict, entry.claim.sector, entry.decision.state):
        _add(node, "category", term)
    _add(node, "description", summary_html(entry))
    return node


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = clean(text)
