"""A newsroom to read: one TOML file each, named after it; unknown keys are refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from repledge.errors import BadConfig

Kind = Literal["rss", "atom", "rdf", "sitemap", "listing"]


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Source:
    """One newsroom and its front door.

    `item`, `link`, `date` and `next` are CSS selectors of a listing (`item` from the page, `link`
    and `date` from the item, `next` from the page); `pages` bounds how many listing pages are read.
    A visit that finds fewer than `min_items` links, or nothing newer than `max_silent_days`, is
    unhealthy. A source that is not enabled says why in `reason`.
    """

    name: str
    kind: Kind
    url: str
    company: str | None = None
    country: str | None = None
    language: str = "en"
    item: str | None = None
    link: str | None = None
    date: str | None = None
    next: str | None = None
    pages: int = 5
    min_items: int = 1
    max_silent_days: int | None = None
    enabled: bool = True
    reason: str | None = None


_KEYS = frozenset(field.name for field in fields(Source))
_SOURCE = TypeAdapter(Source)


def source_of(record: Mapping[str, Any], where: str) -> Source:
    """The source that a record describes; selectors may stand in a table `selectors`.

    Raises BadConfig with `where` and the key for anything unknown or impossible.
    """
    values = dict(record)
    values |= values.pop("selectors", {})
    for key in values:
        if key not in _KEYS:
            raise BadConfig(f"{where}: unknown key `{key}`; known are {', '.join(sorted(_KEYS))}.")
    try:
        source = _SOURCE.validate_python(values)
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"])
        raise BadConfig(f"{where}: `{key}`: {fault['msg'].lower()}; mend the value.") from error
    _check(source, where)
    return source


def read_sources(folder: Path) -> tuple[Source, ...]:
    """The sources of a folder, one TOML file each, sorted by name (the stem of the file).

    Raises BadConfig where the folder or a file cannot be read or says something impossible.
    """
    if not folder.is_dir():
        raise BadConfig(f"{folder}: is not a folder of source files; mend `paths.sources`.")
    return tuple(_read(path) for path in sorted(folder.glob("*.toml")))


def _read(path: Path) -> Source:
    try:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadConfig(f"{path}: cannot be read ({error.strerror}); check the file.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: is not valid TOML: {error}; mend that line.") from error
    return source_of({"name": path.stem} | record, str(path))


def _check(source: Source, where: str) -> None:
    if not source.url.startswith(("http://", "https://")):
        raise BadConfig(f"{where}: `url` is {source.url!r}; give an http or https address.")
    if source.kind == "listing" and not source.link:
        raise BadConfig(f"{where}: a listing needs `link`; give the CSS selector of its links.")
    if not source.enabled and not source.reason:
        raise BadConfig(f"{where}: a source that is not enabled needs `reason`; say why.")
