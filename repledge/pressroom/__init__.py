"""The embedded default: the bundled archive over HTTP on loopback, as a dozen newsrooms.

    with serve() as room:               # a free port; room.base_url, room.log
        crawl(pressroom_sources(), dial=room.dial)

Every newsroom has a name of the reserved kind (`carmakers.example`), so that its addresses, and
with them the ids of its documents, are the same on every run and machine. A crawler is told by
`room.dial` where the names lead, as a hosts file would tell it; its robots rules, gaps and
connections then count by newsroom, as they do in the world. The same sites lie under paths of
`room.base_url` (`http://127.0.0.1:PORT/carmakers.example/releases/`) for people and for clients
without such a table.

Each page names itself as canonical. The address that a release has in the archive stands in
`<meta name="original-source">` only: it is on another host, and no crawler should trust a page
about another host's addresses. `originals()` maps the one to the other.
"""

from __future__ import annotations

from repledge.pressroom.crowd import Crowd, grow
from repledge.pressroom.doors import Doors, open_doors
from repledge.pressroom.server import PressRoom, Visit, serve
from repledge.pressroom.sources import originals, pressroom_sources

__all__ = [
    "Crowd", "Doors", "PressRoom", "Visit", "grow", "open_doors", "originals", "pressroom_sources",
    "serve",
]  # fmt: skip
