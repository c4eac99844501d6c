"""What a host's robots.txt allows us, by RFC 9309: asked once, and again after a day (2.4)."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from scraper.http import Failed, Fetched, Http, NotModified, Refused

_KEPT_SECONDS = 86_400.0
_TRIES = 3
_LONGEST_DELAY = 60.0  # seconds; a host that asks for more is not crawled rather than half obeyed


@dataclass
class _Rules:
    """The rules of one host; `refused` stands for all of its pages."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    until: float = 0.0  # on the monotonic clock
    rules: Protego | None = None
    refused: str | None = None
    trouble: Failed | None = None
    delay: float | None = None


class Robots:
    """Safe to ask from many threads; `agent` is our name as the User-Agent header gives it."""

    def __init__(self, http: Http, agent: str, max_bytes: int) -> None:
        self._http = http
        self._name = agent.split("/")[0].strip()
        self._max_bytes = max_bytes
        self._hosts: dict[str, _Rules] = {}
        self._hosts_lock = threading.Lock()

    def refusal(self, url: str) -> str | None:
        """Why `url` may not be fetched; None where it may."""
        host = self._host(url)
        if host.refused is not None:
            return host.refused
        if host.rules is None or host.rules.can_fetch(url, self._name):
            return None
        return "robots.txt disallows this address"

    def trouble(self, url: str) -> Failed | None:
        """The fault for which the host's robots.txt could not be read, where that is the refusal.

        Such a refusal is the host's trouble, not its will.
        """
        return self._host(url).trouble

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the host names for itself, else the usual address of one."""
        host, parts = self._host(url), urlsplit(url)
        named = list(host.rules.sitemaps) if host.rules else []
        own = [address for address in named if urlsplit(address).netloc == parts.netloc]
        return own or [f"{parts.scheme}://{parts.netloc}/sitemap.xml"]

    def crawl_delay(self, url: str) -> float | None:
        """Seconds that the host asks for between requests; `Http` keeps them already."""
        return self._host(url).delay

    def _host(self, url: str) -> _Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._hosts_lock:
            host = self._hosts.setdefault(origin, _Rules())
        with host.lock:
            if host.until < time.monotonic():
                host.rules = host.refused = host.trouble = host.delay = None
                self._ask(f"{origin}/robots.txt", host)
                host.until = time.monotonic() + _KEPT_SECONDS
        return host

    def _ask(self, address: str, host: _Rules) -> None:
        """Fill in `host`: 4xx means no rules, an unreachable file means stay away (2.3.1)."""
        answer = self._http.get(address, max_bytes=self._max_bytes, cut=True, tries=_TRIES)
        match answer:
            case Fetched(body=body):
                self._read(body.decode("utf-8-sig", "replace"), address, host)
            case Refused(status=int()):
                pass
            case Failed(status=int(status)) if 400 <= status < 500 and status != 429:
                pass
            case Failed(reason=reason) | Refused(reason=reason):
                host.refused = f"robots.txt cannot be read: {reason}"
                host.trouble = answer if isinstance(answer, Failed) else None
            case NotModified():
                raise AssertionError("robots.txt is asked for without conditions")

    def _read(self, text: str, address: str, host: _Rules) -> None:
        host.rules = Protego.parse(text)
        host.delay = host.rules.crawl_delay(self._name)
        if host.delay is None:
            return
        if host.delay > _LONGEST_DELAY:
            host.refused = f"robots.txt asks for {host.delay:g} s between requests"
        else:
            self._http.keep_gap(address, host.delay)
