"""The press room's newsrooms as source records, in the schema of scraper/sources/*.toml."""

from __future__ import annotations

from typing import Any

from repledge.pressroom.archive import Site, carried_by, sites


def pressroom_sources(base_url: str | None = None) -> tuple[dict[str, Any], ...]:
    """One record a newsroom; with a base address the sites are asked by path (see __init__)."""
    return tuple(_record(site, base_url) for site in sites())


def originals(base_url: str | None = None) -> dict[str, str]:
    """The address at which the press room serves a release -> its address in the archive."""
    return {
        _address(site, base_url) + release.path: release.url
        for site in sites()
        for release in carried_by(site)
    }


def _record(site: Site, base_url: str | None) -> dict[str, Any]:
    record: dict[str, Any] = {
        "name": site.slug,
        "kind": site.door.removesuffix("_index"),
        "url": _address(site, base_url) + site.path,
        "language": (site.languages or ("en",))[0],
    }
    if site.selectors:
        record["selectors"] = dict(site.selectors)
    return record


def _address(site: Site, base_url: str | None) -> str:
    return f"{base_url}/{site.host}" if base_url else f"http://{site.host}"
