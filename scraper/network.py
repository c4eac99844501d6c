"""Connections that never lead inside our own network and never outlive their request.

A name is looked up once, all its addresses are checked, and the checked address is dialled, so
that neither a redirect nor a name that changes its answer (DNS rebinding) gets past the check.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable, Mapping
from ipaddress import IPv6Address, IPv6Network, ip_address
from ssl import SSLContext
from typing import Any

import httpcore

_CONNECT_SECONDS = 15.0  # for one address; a host that is there answers in one or two
# Python calls these global, yet they carry an IPv4 address of any kind: NAT64 (RFC 6052, RFC 8215),
# 6to4 (RFC 3056) and Teredo (RFC 4380)
_CARRIERS = tuple(
    IPv6Network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)


class Blocked(Exception):
    """The name leads to an address that is not on the public internet."""


class Network(httpcore.NetworkBackend):
    """Connections to checked addresses only, all under the deadline of the calling thread."""

    def __init__(self, dial: Mapping[str, tuple[str, int]]) -> None:
        self._dial = dial
        self._sockets = httpcore.SyncBackend()
        self._local = threading.local()

    @property
    def deadline(self) -> float:
        """When the request of this thread must be over, on the monotonic clock."""
        deadline: float = self._local.deadline
        return deadline

    @deadline.setter
    def deadline(self, at: float) -> None:
        self._local.deadline = at

    def left(self, late: type[Exception]) -> float:
        """Seconds until the deadline; raises `late` when there are none."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise late("deadline")
        return seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Dial the very address that was checked: a second look-up could answer otherwise."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        places = [self._dial[host]] if host in self._dial else _checked(host, port)
        for address, at_port in places:
            left = min(self.left(httpcore.ConnectTimeout), _CONNECT_SECONDS)
            try:
                stream = self._sockets.connect_tcp(
                    address, at_port, left, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self)
        raise failure


class _Stream(httpcore.NetworkStream):
    """A socket whose every step ends at the deadline: drips of one byte do not prolong it."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._network.left(httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _checked(host: str, port: int) -> list[tuple[str, int]]:
    """All addresses of the name; one that is not public makes the whole name suspect."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host} cannot be resolved") from error
    addresses = [str(info[4][0]) for info in found]
    for address in addresses:
        if not _public(address):
            raise Blocked(f"{host} leads to {address}")
    return [(address, port) for address in addresses]


def _public(address: str) -> bool:
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and (ip.ipv4_mapped or any(ip in net for net in _CARRIERS)):
        return False
    return ip.is_global and not ip.is_multicast
