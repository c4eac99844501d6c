"""Passwords and tokens that stand in files which others can read (FAULTS 34).

Secrets belong into the environment. Where an address carries one all the same (a feed for
subscribers, a hub), its file must be readable by its owner alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from repledge.config import Config

_SECRET = re.compile(
    r"(?i)://[^/\s:@]*:[^/\s@]+@"  # https://user:password@...
    r"|[?&;][\w.-]*(?:token|secret|passw(?:or)?d|signature|api_?key|session)[\w.-]*=[^&#;\s]"
    r"|[?&;](?:sig|auth|sid|key)=[^&#;\s]"
    r"|://hooks\.slack\.com/services/.|://discord(?:app)?\.com/api/webhooks/."
)
_OTHERS = 0o077


def exposed(config: Config, file: Path | None) -> Iterator[str]:
    """One sentence per key, of config.toml and of the newsrooms' files, that others can read."""
    folder = config.paths.sources
    own = sorted(config.path(folder).glob("*.toml")) if folder is not None else []
    for path in (file or Path("config.toml"), *own):
        for key in _secret_keys(path):
            yield (
                f"{path}: `{key}` holds a password or token, and others can read this file; "
                f"`chmod 600 {path}`, and keep it out of what you share."
            )


def _secret_keys(path: Path) -> Iterator[str]:
    """None for a file that cannot be read: who needs it tells why."""
    try:
        if not path.stat().st_mode & _OTHERS:
            return
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    yield from (key for key, word in _words("", values) if _SECRET.search(word))


def _words(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _words(f"{key}.{name}" if key else name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(key, inner)
