"""Small calls to services that watch or spread: WebSub hubs and healthchecks.

Best effort, as the digest is: the answer is the reason of a failure in words, or None.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

Event = Literal["start", "ok", "fail"]
_SECONDS = 10.0
_SUFFIX: dict[Event, str] = {"start": "/start", "ok": "", "fail": "/fail"}


def publish(hub: str, topics: Iterable[str]) -> list[str]:
    """Tell a WebSub hub that feeds changed; one reason for each that it was not told of."""
    told = (_post(hub, urlencode({"hub.mode": "publish", "hub.url": t}).encode()) for t in topics)
    return [reason for reason in told if reason is not None]


def ping(url: str, event: Event, words: str = "") -> str | None:
    """Tell a healthchecks-style service that a run began, ended well, or failed."""
    return _post(url.rstrip("/") + _SUFFIX[event], words.encode()[:10_000])


def _post(url: str, body: bytes) -> str | None:
    host = urlsplit(url).hostname
    if urlsplit(url).scheme not in {"http", "https"} or not host:
        return "A ping was not sent: its address is not http or https; mend it."
    try:
        with urlopen(Request(url, data=body, method="POST"), timeout=_SECONDS):
            return None
    except (URLError, OSError, ValueError) as error:
        return f"{host}: the ping was not taken ({type(error).__name__}); try it by hand."
