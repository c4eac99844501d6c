"""config.toml as typed values: unknown keys are refused with file and key, defaults are complete.

Secrets never stand here; they come from the environment (README, "Going live").
"""

from __future__ import annotations

import tomllib
from dataclasses import field
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from repledge.errors import BadConfig

_STRICT = ConfigDict(extra="forbid")
PLACEHOLDER_CONTACT = "set-me@example.invalid"


@dataclass(frozen=True, config=_STRICT)
class Paths:
    """Where a run writes; relative paths count from the folder of config.toml."""

    store: Path = Path("var/repledge.db")
    evidence: Path = Path("var/evidence")
    public: Path = Path("var/public")
    private: Path = Path("var/private")  # feeds of what no person has signed yet
    digest: Path = Path("var/digest.txt")  # the message of the last night
    metrics: Path = Path("var/repledge.prom")  # the last night for Prometheus's text-file collector
    sources: Path | None = None  # a folder of your own source files, besides the shipped ones


@dataclass(frozen=True, config=_STRICT)
class Crawl:
    """How the crawler behaves; limits follow docs of RFC 9309 and FAULTS rows 4, 5, 17, 19."""

    live: bool = False
    shipped_sources: bool = True  # read the newsrooms that come with the program
    contact: str = PLACEHOLDER_CONTACT
    workers: int = 8
    gap_seconds: float = 2.0
    request_seconds: float = 60.0
    source_seconds: float = 600.0
    run_seconds: float = 7200.0
    pages_per_source: int = 200
    max_redirects: int = 5
    max_page_bytes: int = 10_000_000
    max_feed_bytes: int = 5_000_000
    max_pdf_bytes: int = 30_000_000
    max_robots_bytes: int = 524_288
    failed_share: float = 0.5  # exit 1 where more of the sources failed


@dataclass(frozen=True, config=_STRICT)
class Extract:
    """What extraction counts as strategic, and which optional pipelines it uses."""

    strategic: tuple[str, ...] = (
        "critical_minerals",
        "batteries",
        "semiconductors",
        "advanced_energy",
    )


@dataclass(frozen=True, config=_STRICT)
class Verify:
    """Facts the verifier may use besides the documents."""

    known_pledges: bool = True  # the bundled list of known announcements
    run_rates: Path | None = None  # a CSV of your own: company, year, amount, currency, link


@dataclass(frozen=True, config=_STRICT)
class Feeds:
    """What leaves the building. `public` = signed: only what a person confirmed."""

    title: str = "Repledge"
    base_url: str = "http://127.0.0.1:8321/"
    public: Literal["signed", "all"] = "signed"
    hub: str | None = None


@dataclass(frozen=True, config=_STRICT)
class Desk:
    """The review desk; another address than loopback needs users (`repledge users add NAME`)."""

    host: str = "127.0.0.1"
    port: int = 8321
    proxy_header: str | None = None  # the header in which a trusted proxy names the user
    proxy_addresses: tuple[str, ...] = ("127.0.0.1", "::1")  # where that proxy speaks from


@dataclass(frozen=True, config=_STRICT)
class Config:
    """The whole of config.toml."""

    paths: Paths = field(default_factory=Paths)
    crawl: Crawl = field(default_factory=Crawl)
    extract: Extract = field(default_factory=Extract)
    verify: Verify = field(default_factory=Verify)
    feeds: Feeds = field(default_factory=Feeds)
    desk: Desk = field(default_factory=Desk)
    root: Path = Path(".")  # the folder that relative paths count from

    def path(self, relative: Path) -> Path:
        """The given path, counted from the folder of config.toml."""
        return relative if relative.is_absolute() else self.root / relative


def read_config(path: Path | None) -> Config:
    """Read config.toml; a missing default file gives the defaults, a named one must exist.

    Raises BadConfig with the file and the key for anything unknown or impossible.
    """
    if path is None:
        path = Path("config.toml")
        if not path.exists():
            return Config()
    try:
        with path.open("rb") as file:
            values: dict[str, Any] = tomllib.load(file)
    except OSError as error:
        raise BadConfig(
            f"{path}: cannot be read ({error.strerror}); name another file with --config."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: is not valid TOML: {error}; mend that line.") from error
    if "root" in values:
        raise BadConfig(f"{path}: unknown key `root`; take it out.")
    try:
        return TypeAdapter(Config).validate_python({**values, "root": path.parent})
    except ValidationError as error:
        raise BadConfig(_first_fault(path, error)) from error


def _first_fault(path: Path, error: ValidationError) -> str:
    fault = error.errors()[0]
    key = ".".join(str(part) for part in fault["loc"])
    if fault["type"] in {"unexpected_keyword_argument", "extra_forbidden"}:
        return f"{path}: unknown key `{key}`; see config.toml of the project for all keys."
    return f"{path}: `{key}` is {fault['input']!r}: {fault['msg'].lower()}; mend the value."
