"""A newsroom to read: one TOML file each, named after it; unknown keys are refused.

The shipped ones lie in scraper/sources/, docs/sources.md lists them.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from repledge.contracts import DocumentKind
from repledge.errors import BadConfig

# reference: an address worth knowing that publishes no releases of its own; it is never read
Kind = Literal[
    "rss", "atom", "rdf", "jsonfeed", "sitemap", "listing", "wordpress", "edgar",
    "federal_register", "watched", "archive", "reference",
]  # fmt: skip
Owner = Literal["company", "government", "state", "wire"]
# how an address is known. A: seen live by somebody; B: used in published code; C: inferred from
# addresses of releases; D: only remembered
Grade = Literal["A", "B", "C", "D"]
_DEFAULT_PAGES = 5


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Source:
    """One newsroom and its front door.

    `url` of an archive is the path of a file or folder, counted from the folder of the source file.
    `company` is who speaks there, in its own name; `document` is what its pages are: a release, a
    story of a news wire, a page of a government. `zone` says in which time zone its days are.
    `item`, `link`, `headline`, `date` and `next` are CSS selectors of a listing (`item` and `next`
    from the page, the others from the item); without `link` the releases are looked for. Of a
    listing in JSON they are dotted paths, and `link` may be an address with holes ("/news/{slug}");
    `html` is the path to a piece of HTML in it. `more` is the address of older pages, with {page}
    (the next one is 2) or {offset}; `pages` bounds how many are read. `match` is a regular
    expression that the address of every release fits.
    A visit that finds fewer than `min_items` links, or nothing newer than `max_silent_days`, is
    unhealthy. A source that is not enabled says why in `reason`; `blocked` means that the host
    refuses readers like us, and is left in peace. `evidence`, `see` and `notes` are for people.
    """

    name: str
    kind: Kind
    url: str
    title: str | None = None
    company: str | None = None
    owner: Owner = "company"
    document: DocumentKind = "release"
    sector: str | None = None
    country: str | None = None
    language: str = "en"
    zone: str = "UTC"
    item: str | None = None
    link: str | None = None
    headline: str | None = None
    date: str | None = None
    next: str | None = None
    html: str | None = None
    more: str | None = None
    match: str | None = None
    pages: int = _DEFAULT_PAGES
    min_items: int = 1
    max_silent_days: int | None = None
    enabled: bool = True
    blocked: bool = False
    reason: str | None = None
    grade: Grade | None = None
    evidence: str | None = None
    see: str | None = None
    notes: str | None = None

    @property
    def standing(self) -> Literal["enabled", "disabled", "blocked"]:
        """Whether the crawler reads it."""
        if self.blocked:
            return "blocked"
        return "enabled" if self.enabled else "disabled"


_KEYS = frozenset(field.name for field in fields(Source))
_TABLES = {  # keys may stand in these tables, for the eye
    "selectors": ("item", "link", "headline", "date", "next", "html", "more"),
    "expect": ("min_items", "max_silent_days"),
}
_SOURCE = TypeAdapter(Source)


def source_of(record: Mapping[str, Any], where: str) -> Source:
    """The source that a record describes; keys may stand in tables `selectors` and `expect`.

    Raises BadConfig with `where` and the key for anything unknown or impossible.
    """
    values = dict(record)
    for table in _TABLES:
        inner = values.pop(table, {})
        if not isinstance(inner, Mapping):
            raise BadConfig(f"{where}: `{table}` is no table; write [{table}] and its keys below.")
        values |= inner
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

    Raises BadConfig where the folder or a file cannot be read, says something impossible, or
    repeats the name or the address of another.
    """
    if not folder.is_dir():
        raise BadConfig(f"{folder}: is not a folder of source files; mend `paths.sources`.")
    return without_doubles(_read(path) for path in sorted(folder.glob("*.toml")))


def shipped_sources() -> tuple[Source, ...]:
    """The newsrooms that come with the program, also those that are not enabled."""
    folder = files(__package__) / "sources"
    paths = (path for path in folder.iterdir() if path.name.endswith(".toml"))
    return without_doubles(_read(path) for path in sorted(paths, key=lambda path: path.name))


def toml_of(source: Source) -> str:
    """The source as a file of its own, which is named after it."""
    values = {key: value for key, value in asdict(source).items() if value is not None}
    if source.enabled:
        values.pop("enabled")
    for key in ("name", *(() if source.blocked else ("blocked",))):
        values.pop(key)
    if source.pages == _DEFAULT_PAGES:
        values.pop("pages")
    values = {"title": source.title, **values} if source.title else values
    inner = {key for keys in _TABLES.values() for key in keys}
    lines = [f"{key} = {_written(value)}" for key, value in values.items() if key not in inner]
    for table, keys in _TABLES.items():
        rows = [f"{key} = {_written(values[key])}" for key in keys if key in values]
        lines += ["", f"[{table}]", *rows] if rows else []
    return "\n".join(lines) + "\n"


def _written(value: str | int | bool) -> str:
    return json.dumps(value, ensure_ascii=False)  # of such values TOML and JSON are one


def without_doubles(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources as they are; raises BadConfig where two have one name or one front door."""
    found = tuple(sources)
    for key in ("name", "url"):
        seen: dict[str, str] = {}
        for source in found:
            value = getattr(source, key)
            if value in seen:
                raise BadConfig(
                    f"{source.name}.toml: {key} {value} stands in {seen[value]}.toml too; "
                    "take one of them out."
                )
            seen[value] = source.name
    return found


def _read(path: Path | Traversable) -> Source:
    try:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadConfig(f"{path}: cannot be read ({error.strerror}); check the file.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: is not valid TOML: {error}; mend that line.") from error
    source = source_of({"name": path.name.removesuffix(".toml")} | record, str(path))
    if source.kind == "archive" and isinstance(path, Path):
        return replace(source, url=str(path.parent / source.url))
    return source


def _check(source: Source, where: str) -> None:
    if source.kind == "archive" and "://" in source.url:
        raise BadConfig(f"{where}: `url` is {source.url!r}; give the path of a file or a folder.")
    if source.kind != "archive" and not source.url.startswith(("http://", "https://")):
        raise BadConfig(f"{where}: `url` is {source.url!r}; give an http or https address.")
    if source.enabled and (source.blocked or source.kind == "reference"):
        raise BadConfig(f"{where}: what is blocked or a reference is never read; disable it.")
    if not source.enabled and not source.reason:
        raise BadConfig(f"{where}: a source that is not enabled needs `reason`; say why.")
    try:
        re.compile(source.match or "")
    except re.error as error:
        raise BadConfig(f"{where}: `match` is no regular expression ({error}); mend it.") from error
    try:
        ZoneInfo(source.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadConfig(
            f"{where}: `zone` {source.zone!r} is unknown; write it as Asia/Tokyo."
        ) from error
