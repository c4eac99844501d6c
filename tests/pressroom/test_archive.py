"""The deal: every release at one address, and every page readable."""

import json
from collections import Counter

import pytest
import trafilatura
from rapidfuzz.distance import Indel

from repledge.pressroom import originals, pages
from repledge.pressroom.archive import DATA, Release, Site, carried_by, releases, sites
from repledge.text import fold

OPEN = [site for site in sites() if not site.refuse]


def test_every_release_lies_at_exactly_one_address() -> None:
    carried = Counter(release.url for site in sites() for release in carried_by(site))
    assert carried == Counter(release.url for release in releases())
    assert len(originals()) == len(releases())


def test_only_probes_lie_where_an_obedient_crawler_does_not_go() -> None:
    bundled = (DATA / "archive.jsonl").read_text(encoding="utf-8")
    archive = {json.loads(line)["url"] for line in bundled.splitlines()}
    hidden = {
        release.url
        for site in sites()
        for release in carried_by(site)
        if site.refuse or any(rule in release.path for rule in site.disallow)
    }
    assert len(hidden) == 3
    assert not hidden & archive


def test_every_kind_of_front_door_is_there() -> None:
    doors = {site.door for site in sites()}
    assert doors == {"rss", "atom", "rdf", "sitemap", "sitemap_index", "listing"}
    assert {site.charset for site in sites()} == {"utf-8", "shift_jis", "euc-kr"}


def recovered(site: Site, release: Release) -> float:
    """How alike the archive's text and what a plain extractor reads from the page's bytes are."""
    html = pages.release_page(site, release, base=f"http://{site.host}", night=1)
    got = trafilatura.extract(html.encode(site.codec).decode(site.codec), include_comments=False)
    return float(Indel.normalized_similarity(lines(got or ""), lines(release.text)))


def lines(text: str) -> str:
    return "\n".join(line.strip() for line in fold(text).split("\n") if line.strip())


@pytest.mark.parametrize("site", OPEN, ids=lambda site: site.slug)
def test_an_extractor_recovers_the_text_of_every_page(site: Site) -> None:
    found = {release.url: recovered(site, release) for release in carried_by(site)}
    assert {url: share for url, share in found.items() if share < 0.99} == {}


CASES = [
    # a short line without a full stop heads what follows
    ("In brief\n\nIt is done.", ["heading", "paragraph"]),
    # ... but not where nothing follows
    ("It is done.\n\nPress contact", ["paragraph", "paragraph"]),
    # hyphens make a list, other bullets stay as they are
    ("- one\n- two\n\n• three\n• four", ["list", "paragraph"]),
    # a question is a sentence
    ("Why now?\n\nBecause.", ["paragraph", "paragraph"]),
]


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_paragraphs_become_the_markup_that_fits(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in pages.blocks(text)] == kinds
