"""What to fetch of what a newsroom lists, in which order; and whether its list has a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from scraper.archive import Memory
from scraper.kinds import Link


@dataclass(frozen=True, slots=True)
class Plan:
    """`fetch` in this order; `due` is what of it is new, `passed` is left aside."""

    fetch: tuple[Link, ...]
    due: tuple[Link, ...]
    passed: tuple[Link, ...]


def plan(listed: Sequence[Link], memory: Memory, pages: int, since: date | None = None) -> Plan:
    """New pages first, then those that failed before, then those to be looked at again.

    At the first acquaintance only the newest `pages` are taken and the rest passed over, so that a
    sitemap of twenty years does not fill the nights; `since` asks for all from that day on.
    """
    new = [link for link in listed if link.url not in memory.known]
    passed: list[Link] = []
    if since is not None:
        known = (link for link in listed if link.url in memory.known)
        back = [link for link in known if memory.known[link.url].state == "passed"]
        both = [*new, *back]
        new = [link for link in both if link.published is None or link.published >= since]
        passed = [link for link in both if link.published and link.published < since]
    elif not memory.history:
        first = newest_first(new)
        new, passed = first[:pages], first[pages:]
    fresh = [link for link in memory.due if not memory.known[link.url].failures]
    failed = [link for link in memory.due if memory.known[link.url].failures]
    told_anew = [link for link in listed if _told_anew(link, memory)]
    again = memory.again if since is None else ()
    chosen = {link.url: link for link in (*fresh, *new, *failed, *told_anew, *again)}
    return Plan(tuple(chosen.values()), tuple(new), tuple(passed))


def gap(listed: Sequence[Link], memory: Memory) -> bool:
    """Whether releases may have come and gone between two looks at the list (FAULTS 14).

    A list that was seen before and whose older half holds nothing known has moved on by more than
    its length; what is known in the newer half may be pinned there.
    """
    if not memory.history or not listed:
        return False
    ordered = _from_its_new_end(listed)
    return not any(link.url in memory.known for link in ordered[len(ordered) // 2 :])


def missed(
    found: Sequence[Link], memory: Memory, samples: Sequence[str], since: date | None = None
) -> list[Link]:
    """Of the addresses of a whole site, the releases that a gap may have swallowed.

    They lie where the known releases lie (`samples`), and are not older than the newest known one
    by more than three days, or than `since`. Pages without a day are taken: their own text will
    date them.
    """
    folders = {_folder(url) for url in samples}
    first = since or (memory.newest - timedelta(days=3) if memory.newest else None)
    return [
        link
        for link in found
        if link.url not in memory.known
        and _folder(link.url) in folders
        and (first is None or link.published is None or link.published >= first)
    ]


def newest_first(links: Sequence[Link]) -> list[Link]:
    """The links by their days, the newest first; where some have none, as the list runs."""
    ordered = _from_its_new_end(links)
    if all(link.published for link in links):
        ordered.sort(key=lambda link: link.published or date.min, reverse=True)
    return ordered


def _from_its_new_end(links: Sequence[Link]) -> list[Link]:
    """The list as it stands, turned where its days rise."""
    days = [link.published for link in links if link.published]
    rising = sum(a < b for a, b in pairwise(days))
    falling = sum(a > b for a, b in pairwise(days))
    return list(reversed(links)) if rising > falling else list(links)


def _told_anew(link: Link, memory: Memory) -> bool:
    """Whether the front door gives a page that we have another day or title than before."""
    known = memory.known.get(link.url)
    if known is None or known.state not in {"kept", "left_out"}:
        return False
    moved = known.listed and link.published and known.listed != link.published
    return bool(moved or (known.title and link.title and known.title != link.title))


def _folder(url: str) -> str:
    """The address up to its last slash, years and other numbers made one.

    >>> _folder("https://a.example/news/2025/03/plant.html")
    'https://a.example/news/0/0/'
    """
    head = url.partition("?")[0].rpartition("/")[0]
    return "/".join("0" if part.isdigit() else part for part in head.split("/")) + "/"
