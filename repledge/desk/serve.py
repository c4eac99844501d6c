"""Where the desk may listen: loopback freely, elsewhere only with users."""

from __future__ import annotations

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether an address or name means this machine only.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def address_fault(host: str, has_users: bool, proxy_header: str | None) -> str | None:
    """Why the desk must not listen there, as one sentence; None where it may."""
    if is_loopback(host) or has_users:
        return None
    if proxy_header:
        return (
            f"desk.host {host}: a trusted proxy header still needs users for their roles; "
            "add one with `repledge users add NAME`, or bind to 127.0.0.1."
        )
    return (
        f"desk.host {host}: others could reach the desk and it has no users; "
        "add one with `repledge users add NAME`, or bind to 127.0.0.1."
    )
