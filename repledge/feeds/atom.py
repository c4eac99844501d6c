"""Atom 1.0 (RFC 4287), paged by RFC 5005, with a WebSub hub where there is one."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree

from repledge.feeds.channel import Channel, tag, web_address
from repledge.feeds.entries import Entry
from repledge.feeds.pages import summary_html
from repledge.text import clean

ATOM = "http://www.w3.org/2005/Atom"


def atom(channel: Channel) -> bytes:
    """One page of a feed as Atom."""
    namespaces: dict[str | None, str] = {None: ATOM}
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=namespaces)  # type: ignore[arg-type]
    _add(root, "id", channel.id)
    _add(root, "title", channel.title)
    _add(root, "updated", stamp(channel.updated))
    author = etree.SubElement(root, f"{{{ATOM}}}author")
    _add(author, "name", channel.title.split(":")[0])
    for rel, href in page_links(channel, "atom"):
        _link(root, rel, href)
    _link(root, "alternate", channel.base_url, "text/html")
    for entry in channel.entries:
        root.append(_entry(channel, entry))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def page_links(channel: Channel, ending: str) -> list[tuple[str, str]]:
    """rel and address of this page, its neighbours and the hub; every format says the same."""
    links = [("self", channel.address(ending))]
    if channel.hub:
        links.append(("hub", channel.hub))
    if channel.pages > 1:
        links.append(("first", channel.address(ending, 1)))
        links.append(("last", channel.address(ending, channel.pages)))
    if channel.page > 1:
        links.append(("previous", channel.address(ending, channel.page - 1)))
    if channel.page < channel.pages:
        links.append(("next", channel.address(ending, channel.page + 1)))
    return links


def stamp(moment: datetime) -> str:
    """A moment as RFC 3339 writes it, in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry(channel: Channel, entry: Entry) -> etree._Element:
    node = etree.Element(f"{{{ATOM}}}entry")
    _add(node, "id", tag(channel.base_url, entry.key))
    _add(node, "title", entry.title)
    _add(node, "updated", stamp(entry.updated))
    _add(node, "published", f"{entry.document.published.isoformat()}T00:00:00Z")
    _link(node, "alternate", channel.base_url + entry.page, "text/html")
    source = web_address(entry.document.url)
    if source is not None:
        _link(node, "via", source)
    if entry.supersedes is not None:
        _link(node, "related", channel.base_url + entry.page)
    for term in (entry.verdict.verdict, entry.claim.sector, entry.decision.state):
        etree.SubElement(node, f"{{{ATOM}}}category", term=term)
    _add(node, "summary", entry.sentence)
    content = etree.SubElement(node, f"{{{ATOM}}}content", type="html")
    content.text = summary_html(entry)
    return node


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = clean(text)


def _link(parent: etree._Element, rel: str, href: str, kind: str | None = None) -> None:
    node = etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=clean(href))
    if kind is not None:
        node.set("type", kind)
