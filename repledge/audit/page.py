"""The audit as one HTML page that needs nothing else: to read, to print, to send."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from repledge.text import clean
from repledge.words import interval, usd


def audit_page(audit: Mapping[str, Any]) -> str:
    """The page of one audit object (`objects.audit_object`)."""
    return clean(_environment().get_template("audit.html").render(audit=audit))


def web_address(url: str) -> str | None:
    """The address where it is one of the web; None for `javascript:` and the like."""
    try:
        parts = urlsplit(clean(url).strip())
    except ValueError:
        return None
    return clean(url).strip() if parts.scheme in {"http", "https"} and parts.netloc else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"usd": usd, "web": web_address}
    environment.globals |= {"interval": interval}
    return environment
