"""The releases on a page that nobody has described: the largest group of links that read so.

Links are grouped by where they stand (their tag and class and those of the elements around them),
since a page draws all of its releases alike. The group with the most headline text wins; a day
beside each link and addresses below that of the page count for much, since menus, teasers and
sidebars have neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from repledge.text import clean
from scraper.days import day_of
from scraper.kinds.link import whole

MAX_LINKS = 2_000  # that are looked at: no press page has more, and each costs a climb
_OUTSIDE = frozenset({"nav", "footer", "aside", "form", "select", "option"})
_DEPTH = 4  # elements around a link that tell where it stands
_ENOUGH = 18  # width of the shortest headline; a letter of Chinese, Japanese, Korean counts two
_LONGEST = 90  # width after which a headline proves nothing more
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_BESIDE = 100  # characters of the element before an item in which its day may stand
_ITEM = 1_500  # characters; what holds more text than that is no row of a list


@dataclass(frozen=True, slots=True)
class Headline:
    """A link that reads like a release, and the element of the list that it stands in."""

    url: str
    title: str
    published: date | None
    item: Tag
    link: Tag


def headlines(page: BeautifulSoup, base: str, language: str = "en") -> list[Headline]:
    """The releases that a page at `base` lists, in its order, each address once."""
    groups: dict[tuple[str, ...], dict[str, Tag]] = {}
    for link, url in _links(page, base):
        group = groups.setdefault(_place(link), {})
        if url not in group or _width(_words(link)) > _width(_words(group[url])):
            group[url] = link
    read = [list(_read(group, language)) for group in groups.values() if len(group) > 1]
    below = base.rpartition("/")[0] + "/" if urlsplit(base).path.strip("/") else None
    best = max(read, key=lambda group: _worth(group, below), default=[])
    return best if _worth(best, below) else []


def _links(page: BeautifulSoup, base: str) -> Iterator[tuple[Tag, str]]:
    """Links to other pages of the site, outside of its menus."""
    site = _site(base)
    for link in page.find_all("a", href=True, limit=MAX_LINKS):
        url = whole(base, str(link["href"]))
        if url is None or _site(url) != site or url.rstrip("/") == base.rstrip("/"):
            continue
        if not any(parent.name in _OUTSIDE for parent in link.parents):
            yield link, url


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _place(link: Tag) -> tuple[str, ...]:
    near = [link, *link.parents][: _DEPTH + 1]
    return tuple(f"{tag.name}.{'.'.join(_classes(tag)[:1])}" for tag in near)


def _classes(tag: Tag) -> list[str]:
    return [str(name) for name in tag.get_attribute_list("class") if name]


def _read(group: dict[str, Tag], language: str) -> Iterator[Headline]:
    others = {id(link) for link in group.values()}
    for url, link in group.items():
        item = _item(link, others)
        title = _heading(link) or _words(link)
        if _width(title) < _ENOUGH:  # "Read more": the title stands above it
            title = max(title, _heading(item), key=_width)
        yield Headline(url, title, _day(item, language), item, link)


def _heading(tag: Tag) -> str:
    """The widest heading in an element; a card may be one link around heading, day and excerpt."""
    return max(map(_words, tag.find_all(_HEADINGS)), key=_width, default="")


def _item(link: Tag, others: set[int]) -> Tag:
    """The largest element around a link that holds none of the others."""
    item = link
    for parent in link.parents:
        if parent.name in {"body", "html", "[document]"} or len(parent.get_text()) > _ITEM:
            break
        if any(id(a) in others and a is not link for a in parent.find_all("a", href=True)):
            break
        item = parent
    return item


def _day(item: Tag, language: str) -> date | None:
    for time in item.find_all("time"):
        if day := day_of(str(time.get("datetime") or ""), language):
            return day
    before = item.find_previous_sibling()  # <dt>day</dt><dd>link</dd>, as Japan likes it
    beside = [item.get_text(" ")]
    if isinstance(before, Tag) and before.find("a") is None:
        beside.append(before.get_text(" ")[:_BESIDE])
    return next((day for text in beside if (day := day_of(text, language))), None)


def _worth(group: list[Headline], below: str | None) -> float:
    """Width of all that reads like a headline, times what else speaks for each of most of them."""
    widths = [min(_width(h.title), _LONGEST) for h in group if _width(h.title) >= _ENOUGH]
    signs = (
        (3.0, [h.published is not None for h in group]),
        (2.0, [below is not None and h.url.startswith(below) for h in group]),
        (1.5, [_is_heading(h.link) for h in group]),
    )
    worth = float(sum(widths))
    for factor, signed in signs:
        worth *= factor if 2 * sum(signed) > len(group) else 1.0
    return worth


def _is_heading(link: Tag) -> bool:
    return link.find(_HEADINGS) is not None or link.find_parent(_HEADINGS) is not None


def _words(tag: Tag) -> str:
    return " ".join(clean(tag.get_text(" ")).split())


def _width(text: str) -> int:
    return sum(2 if character >= "\u1100" else 1 for character in text)
