"""What the desk is given: the store, the clock, and the work that others lend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from repledge.contracts import Document, Issue
from repledge.store import Store
from repledge.store.reads import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Verdicts on a pasted release, and what could not be read of it."""

    rows: Sequence[Judged]
    issues: Sequence[Issue] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A captured page read from the evidence: its bytes as text, and whether the digest holds."""

    text: str
    digest: str
    intact: bool
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One desk. A callable that is None belongs to a part that is not installed; its page says so.

    `check` takes a pasted text or an address; `audit` the name and content of a list and the
    day before which announcements are old, and gives JSON (docs/schemas/audit.schema.json);
    `claimant` a speaker's name and gives JSON (docs/schemas/claimant.schema.json);
    `publish` is called after the answer, in any thread, once a signature is given or has fallen.
    """

    store_path: Path
    clock: Callable[[], datetime]
    host: str = "127.0.0.1"
    strategic: Sequence[str] = ()
    proxy_header: str | None = None
    proxy_addresses: Sequence[str] = ("127.0.0.1", "::1")
    check: Callable[[Store, str], Checked] | None = None
    audit: Callable[[Store, str, bytes, date | None], Mapping[str, Any]] | None = None
    claimant: Callable[[Store, str], Mapping[str, Any]] | None = None
    captured: Callable[[Document], Captured | None] | None = None
    publish: Callable[[], None] | None = None
