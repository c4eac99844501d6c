"""The grown press room: everything can be had by a visitor who tries again, and traps are traps."""

import http.client
import zlib
from collections import Counter
from contextlib import closing

import feedparser

from repledge.pressroom import Crowd, grow


def ask(crowd: Crowd, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    host, _, path = url.removeprefix("http://").partition("/")
    address, port = crowd.room.dial[host]
    with closing(http.client.HTTPConnection(address, port, timeout=5)) as connection:
        connection.request("GET", f"/{path}", headers={"Host": host, **headers})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def patiently(crowd: Crowd, url: str, met: Counter[str]) -> bytes:
    """What a visitor gets who tries twice and follows one redirect."""
    for _ in range(3):
        try:
            status, headers, body = ask(crowd, url)
        except http.client.IncompleteRead:
            met["cut"] += 1
            continue
        met[str(status)] += 1
        if status == 200:
            return body
        url = headers.get("Location", url)
    raise AssertionError(url)


def test_every_release_can_be_had_in_spite_of_the_faults() -> None:
    met: Counter[str] = Counter()
    with grow(hosts=12, pages=120, faults=0.5) as crowd:
        named = set()
        for source in crowd.sources:
            entries = feedparser.parse(patiently(crowd, source["url"], met)).entries
            named |= {entry.link for entry in entries}
        assert named == crowd.releases | crowd.traps
        bodies = {patiently(crowd, url, met) for url in crowd.releases}
        assert len(crowd.releases) == len(bodies) == 120
        assert len(crowd.room.log) == sum(met.values())
    assert set(met) == {"200", "500", "503", "429", "301", "cut"}


def test_traps_explode_or_never_end() -> None:
    with grow(hosts=12, pages=12, faults=0.1) as crowd:
        bomb = next(url for url in crowd.traps if url.endswith("bomb"))
        _, headers, body = ask(crowd, bomb)
        assert headers["Content-Encoding"] == "gzip"
        assert len(body) < 300_000
        opened = zlib.decompressobj(wbits=31).decompress(body, 20_000_000)
        assert len(opened) == 20_000_000
        assert any(url.endswith("endless") for url in crowd.traps)


def test_a_quiet_crowd_has_no_faults_and_knows_what_has_not_changed() -> None:
    with grow(hosts=2, pages=10, faults=0.0) as crowd:
        assert not crowd.traps
        for url in sorted(crowd.releases):
            status, headers, _ = ask(crowd, url)
            assert status == 200
            assert ask(crowd, url, **{"If-None-Match": headers["ETag"]})[0] == 304
