"""Releases, listings, feeds and sitemaps as the newsrooms write them: text in, markup out.

`base` is what a link starts with: `http://host` where the site is asked by its own name,
`http://127.0.0.1:port/host` where it is asked by path.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from repledge.pressroom.archive import Release, Site, carried_by

_HEADING = 70  # characters: a longer line is a paragraph even where it has no full stop
_ENDS = tuple('.!?:;,"”)。」')
_FEED_TYPES = {
    "rss": "application/rss+xml", "atom": "application/atom+xml", "rdf": "application/rdf+xml",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a release and what kind of markup it asks for."""

    kind: Literal["paragraph", "heading", "list"]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A release as a feed or listing shows it."""

    release: Release
    stamp: datetime
    excerpt: str
    markup: str

    @property
    def rfc822(self) -> str:
        """The moment as RSS writes it."""
        return format_datetime(self.stamp)


def blocks(text: str) -> tuple[Block, ...]:
    r"""The paragraphs of a text with their kind.

    >>> [b.kind for b in blocks("In brief\n\n- one\n- two\n\nIt is done.")]
    ['heading', 'list', 'paragraph']
    """
    parts = [_block(paragraph.split("\n")) for paragraph in text.split("\n\n")]
    if parts[-1].kind == "heading":  # nothing follows that it could head
        parts[-1] = Block("paragraph", parts[-1].lines)
    return tuple(parts)


def release_page(site: Site, release: Release, *, base: str, night: int) -> str:
    """The HTML page of a release in its site's own template."""
    others = [other for other in carried_by(site) if other != release]
    return _environment().get_template(f"{site.slug}.html").render(
        site=site, release=release, base=base, own=base + release.path,
        stamp=release.stamped(site), blocks=blocks(release.on_night(night)), related=others[:3],
    )  # fmt: skip


def home_page(site: Site, *, base: str) -> str:
    """The page at `/`, which points at the front door."""
    return (
        _environment()
        .get_template("home.html")
        .render(site=site, base=base, feed_type=_FEED_TYPES.get(site.door))
    )


def listing_page(site: Site, *, base: str, page: int) -> str | None:
    """One page of a listing, newest first; None past its end."""
    first = (page - 1) * site.page
    shown = carried_by(site)[first : first + site.page]
    if page < 1 or not shown:
        return None
    after = page + 1 if first + site.page < len(carried_by(site)) else None
    return (
        _environment()
        .get_template(f"{site.slug}.list.html")
        .render(
            site=site, base=base, items=_items(site, shown, night=1), before=page - 1, after=after
        )
    )


def feed(site: Site, *, base: str, night: int) -> str:
    """The whole feed or sitemap of a site (of a sitemap index: the index)."""
    shown = carried_by(site)
    return _environment().get_template(f"{site.door}.xml").render(
        site=site, base=base, items=_items(site, shown, night=night), years=years(site),
        newest=shown[0].stamped(site) if shown else None,
    )  # fmt: skip


def sitemap_of(site: Site, year: int, *, base: str) -> str:
    """A child of a sitemap index: the releases of one year."""
    shown = tuple(r for r in carried_by(site) if r.published.year == year)
    return (
        _environment()
        .get_template("sitemap_year.xml")
        .render(base=base, items=_items(site, shown, night=1))
    )


def years(site: Site) -> tuple[int, ...]:
    """The years in which the site published something."""
    return tuple(sorted({release.published.year for release in carried_by(site)}))


def robots(site: Site, *, base: str) -> str:
    """The robots.txt of a site."""
    rules = "".join(f"Disallow: {path}\n" for path in site.disallow) or "Disallow:\n"
    maps = f"Sitemap: {base}{site.path}\n" if site.door.startswith("sitemap") else ""
    return f"User-agent: *\n{rules}{maps}"


def _block(lines: list[str]) -> Block:
    if all(line.startswith("- ") for line in lines):
        return Block("list", tuple(line[2:] for line in lines))
    if len(lines) == 1 and len(lines[0]) <= _HEADING and not lines[0].endswith(_ENDS):
        return Block("heading", tuple(lines))
    return Block("paragraph", tuple(lines))


def _items(site: Site, shown: tuple[Release, ...], *, night: int) -> list[Item]:
    return [_item(site, release, night) for release in shown]


def _item(site: Site, release: Release, night: int) -> Item:
    text = release.on_night(night)
    return Item(
        release=release,
        stamp=release.stamped(site),
        excerpt=text.split("\n\n")[0],
        markup=_markup(blocks(text)),
    )


def _markup(parts: tuple[Block, ...]) -> str:
    macros = _environment().get_template("_text.html").module
    return str(macros.text(parts, "h4")).strip()  # type: ignore[attr-defined]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined,
        keep_trailing_newline=True,
    )  # fmt: skip
