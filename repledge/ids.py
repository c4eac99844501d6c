"""Identifiers that stay the same over re-runs, machines and versions.

Named fields are hashed with a kind and a version, so that adding a field to a record never changes
the ids of old ones.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata


def stable_id(kind: str, *parts: object, length: int = 16) -> str:
    """Hex digest of `kind` and the parts, `length` characters long; None counts as absent.

    >>> stable_id("claim", "doc-1", 5) == stable_id("claim", "doc-1", 5)
    True
    >>> stable_id("claim", "a", "bc") == stable_id("claim", "ab", "c")
    False
    """
    hasher = hashlib.blake2b(digest_size=32)
    for part in (f"{kind}/1", *parts):
        data = b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()[:length]


def slug(name: str) -> str:
    """Lower-case words joined by hyphens; letters of any script are kept.

    >>> slug("Texas Instruments, Inc.")
    'texas-instruments-inc'
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "-", folded).strip("-")


def content_hash(*parts: str) -> str:
    """SHA-256 over texts, in hex: equal exactly when the parts are equal."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()
