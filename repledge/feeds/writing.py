"""All feeds and pages as files: what is public, what stays in the house, in which folders.

The files depend on the entries and the configuration alone, so that two runs over one store give
the same bytes. Files of earlier runs that nothing stands for any more are taken away.
"""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from repledge.config import Feeds
from repledge.errors import CannotWrite, DiskFull
from repledge.feeds.atom import atom
from repledge.feeds.channel import Channel, base_of, channel
from repledge.feeds.entries import PUBLIC, Entry, notice_of
from repledge.feeds.jsonfeed import json_feed
from repledge.feeds.pages import index_page, verdict_page
from repledge.feeds.rss import rss
from repledge.ids import slug, stable_id

_OURS = ("*.atom", "*.rss", "*.json", "*.html")
_FOLDERS = ("", "companies", "sectors", "countries", "verdicts")
_MAX_NAME = 80  # characters of a company's name in a file name


def write_feeds(
    entries: Sequence[Entry],
    public: Path,
    private: Path,
    feeds: Feeds,
    *,
    strategic: Collection[str],
) -> list[str]:
    """Write what may be read by all to `public`, and all verdicts with those pending to `private`.

    Public is what a person signed (with its corrections and withdrawals), or everything where the
    configuration says so. Returns the names of the public files that changed. Raises CannotWrite or
    DiskFull with the path.
    """
    shown = [e for e in entries if feeds.public == "all" or e.decision.state in PUBLIC]
    pending = [e for e in entries if e.flagged and e.decision.state == "pending"]
    open_channels = _channels("verdicts", shown, feeds, strategic)
    inside = replace(feeds, base_url=f"{base_of(feeds)}private/")
    house = _channels("all verdicts", entries, inside, strategic)
    house += channel("pending", "flagged, not yet reviewed", pending, inside)
    _write_folder(private, _files(house, entries, inside, strategic))
    return _write_folder(public, _files(open_channels, shown, feeds, strategic))


def _channels(
    title: str, entries: Sequence[Entry], feeds: Feeds, strategic: Collection[str]
) -> list[Channel]:
    told = [*entries, *filter(None, map(notice_of, entries))]
    notices = [e for e in told if e.supersedes is not None]
    channels = channel("feed", title, told, feeds)
    channels += channel("corrections", "corrections and withdrawals", notices, feeds)
    in_sectors = [e for e in told if e.claim.sector in strategic]
    channels += channel("strategic", "strategic sectors", in_sectors, feeds)
    for folder, name_of in _GROUPS.items():
        for name, group in _grouped(told, name_of).items():
            channels += channel(f"{folder}/{_file_name(name)}", name, group, feeds)
    return channels


_GROUPS: dict[str, Callable[[Entry], str | None]] = {
    "companies": lambda entry: entry.claim.company_id or entry.claim.company,
    "sectors": lambda entry: entry.claim.sector,
    "countries": lambda entry: entry.claim.place.country,
}


def _grouped(
    entries: Iterable[Entry], name_of: Callable[[Entry], str | None]
) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        name = name_of(entry)
        if name is not None:
            groups[name].append(entry)
    return dict(sorted(groups.items()))


def _file_name(name: str) -> str:
    """A name that is safe on every file system; names that differ stay apart."""
    plain = slug(name)
    if plain == name and plain.isascii() and len(plain) <= _MAX_NAME:
        return plain
    short = "".join(c for c in plain if c.isascii())[:_MAX_NAME].strip("-")
    return f"{short or 'name'}-{stable_id('feed', name, length=8)}"


def _files(
    channels: Sequence[Channel],
    entries: Iterable[Entry],
    feeds: Feeds,
    strategic: Collection[str],
) -> dict[str, bytes]:
    files = {"index.html": index_page(channels, feeds)}
    for one in channels:
        files[one.file("atom")] = atom(one)
        files[one.file("rss")] = rss(one)
        files[one.file("json")] = json_feed(one, strategic)
    files |= {entry.page: verdict_page(entry, feeds) for entry in entries}
    return files


def _write_folder(folder: Path, files: dict[str, bytes]) -> list[str]:
    try:
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        changed = [name for name, body in files.items() if _write(folder / name, body)]
        for name in _FOLDERS:
            for path in (p for pattern in _OURS for p in (folder / name).glob(pattern)):
                if path.relative_to(folder).as_posix() not in files:
                    path.unlink()
    except OSError as error:
        kind = DiskFull if error.errno == errno.ENOSPC else CannotWrite
        where = error.filename or folder
        raise kind(
            f"{where}: the feeds cannot be written ({error.strerror}); mend that and run `feeds`."
        ) from error
    return changed


def _write(path: Path, body: bytes) -> bool:
    """Put a file in place whole, so that no reader ever sees half of it; leave an equal one."""
    if path.exists() and path.read_bytes() == body:
        return False
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(body)
    os.replace(part, path)
    return True
