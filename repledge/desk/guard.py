"""What stands before every page: the security headers, and no writing on another site's behalf.

A form counts as ours where the browser says `Sec-Fetch-Site: same-origin`, or, with older browsers,
where `Origin` names our own host. Neither header: refused. No tokens are needed then (the reasoning
is at https://owasp.org/www-community/attacks/csrf and in Fetch Metadata,
https://www.w3.org/TR/fetch-metadata/).
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from repledge.desk.serve import is_loopback

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'none'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    # `no-referrer` would send `Origin: null` with our own forms
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware around the whole desk."""

    def __init__(self, app: ASGIApp, *, only_this_machine: bool) -> None:
        self.app = app
        self.only_this_machine = only_this_machine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is not ours, then let the page answer with our headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "private, no-store")
            await send(message)

        fault = self.fault(scope["method"], Headers(scope=scope))
        if fault:
            await PlainTextResponse(fault, 403)(scope, receive, send_guarded)
        else:
            await self.app(scope, receive, send_guarded)

    def fault(self, method: str, headers: Mapping[str, str]) -> str | None:
        """Why a request is refused; None where it may pass."""
        host = headers.get("host", "")
        # a name that resolves to this machine (DNS rebinding) is not this machine
        if self.only_this_machine and not is_loopback(_name_of(host)):
            return "This desk answers to 127.0.0.1 and localhost only."
        if method in _SAFE_METHODS:
            return None
        site = headers.get("sec-fetch-site")
        if site is not None:
            ours = site in {"same-origin", "none"}
        else:
            ours = urlsplit(headers.get("origin", "")).netloc == host != ""
        return (
            None if ours else "This form was not sent from the desk; open the page and try again."
        )


def _name_of(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
