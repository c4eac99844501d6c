"""Every feed is valid, readable, the same twice, and harmless whatever a release says."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from repledge.config import Feeds
from repledge.contracts import Decision, Quote
from repledge.errors import CannotWrite
from repledge.feeds import Entry, decision_state, entry_of, write_feeds
from repledge.feeds.atom import atom
from repledge.feeds.channel import PAGE_ENTRIES, channel
from repledge.feeds.jsonfeed import json_feed
from repledge.feeds.pages import verdict_page
from repledge.feeds.rss import rss
from tests.feeds.samples import claim, document, verdict
from tests.feeds.validators import FAULTS, A, atom_faults, json_faults, rss_faults

BASE = Feeds(base_url="https://desk.example/pledges", hub="https://hub.example/")
START = datetime(2025, 8, 26, tzinfo=UTC)


def entry(number: int = 1, *judgements: str, **of_claim: object) -> Entry:
    name = f"c{number:04d}"
    decisions = [
        Decision(id=n, claim_id=name, reviewer="ada", judgement=j, at=START + timedelta(days=n))
        for n, j in enumerate(judgements, start=1)
    ]
    return entry_of(
        claim(id=name, **of_claim), verdict(claim_id=name), document(),
        decision_state(decisions, START + timedelta(minutes=number)),
    )  # fmt: skip


def written(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def write(folder: Path, entries: list[Entry], feeds: Feeds = BASE) -> dict[str, bytes]:
    write_feeds(entries, folder / "public", folder / "private", feeds, strategic=("batteries",))
    return written(folder)


MANY = [entry(n, *(("confirm",) if n % 2 else ())) for n in range(1, 2 * PAGE_ENTRIES + 11)]
MANY += [
    entry(900, "confirm", "new", company_id=None, company="株式会社 Ä/../B"),
    entry(901, "new"),
]


def test_every_feed_is_valid_and_read_by_a_feed_reader(tmp_path: Path) -> None:
    files = {n: body for n, body in write(tmp_path, MANY).items() if not n.endswith(".html")}
    assert len(files) > 30
    for name, body in files.items():
        ending = name.rpartition(".")[2]
        assert FAULTS[ending](body) == [], name
        if ending != "json":
            parsed = feedparser.parse(body)
            assert not parsed.bozo, name
            assert all(e.title and e.link and e.id for e in parsed.entries)


def test_a_long_feed_is_walked_by_its_links(tmp_path: Path) -> None:
    files = write(tmp_path, MANY)
    found, address = [], "https://desk.example/pledges/private/feed.atom"
    while address:
        root = etree.fromstring(files[address.replace("https://desk.example/pledges/", "")])
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{A}link")}
        assert (links["self"], links["hub"]) == (address, "https://hub.example/")
        found += [str(node.findtext(f"{A}id")) for node in root.findall(f"{A}entry")]
        address = links.get("next", "")
    assert len(found) == len(set(found)) == len(MANY) + 1  # one withdrawal notice


def test_only_what_was_signed_is_public(tmp_path: Path) -> None:
    files = write(
        tmp_path, [entry(1), entry(2, "confirm"), entry(3, "new"), entry(4, "confirm", "new")]
    )
    public = json.loads(files["public/feed.json"])["items"]
    assert {item["url"].rpartition("/")[2] for item in public} == {"c0002.html", "c0004.html"}
    assert "public/verdicts/c0001.html" not in files
    pending = json.loads(files["private/pending.json"])["items"]
    assert [item["id"] for item in pending] == ["tag:desk.example,2026:claim/c0001"]


def test_everything_is_public_where_the_configuration_says_so(tmp_path: Path) -> None:
    files = write(tmp_path, [entry(1)], Feeds(public="all"))
    assert len(json.loads(files["public/feed.json"])["items"]) == 1


def test_a_withdrawal_reaches_who_saw_the_first_version(tmp_path: Path) -> None:
    before = feedparser.parse(write(tmp_path, [entry(1, "confirm")])["public/feed.atom"]).entries
    after = feedparser.parse(
        write(tmp_path, [entry(1, "confirm", "new")])["public/feed.atom"]
    ).entries
    known = {e.id: e.updated for e in before}
    news = [e for e in after if e.id not in known]
    assert [e.title for e in news] == ["Withdrawn: Example Motor, 2025-08-26"]
    same = next(e for e in after if e.id in known)
    assert same.updated > known[same.id]
    assert "billion" not in same.summary


def test_the_same_entries_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    first = write(tmp_path / "a", MANY)
    assert write(tmp_path / "b", MANY[::-1]) == first
    assert write(tmp_path / "a", MANY) == first


def test_what_nothing_stands_for_any_more_is_taken_away(tmp_path: Path) -> None:
    write(tmp_path, MANY)
    (tmp_path / "public" / "notes.txt").write_text("not ours")
    assert set(write(tmp_path, [])) == {
        f"{where}/{stem}.{ending}"
        for where in ("public", "private")
        for stem in ("feed", "corrections", "strategic", "pending")
        for ending in ("atom", "rss", "json")
        if (where, stem) != ("public", "pending")
    } | {"public/index.html", "private/index.html", "public/notes.txt"}


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("a file in the way")
    with pytest.raises(CannotWrite, match=r"public: the feeds cannot be written \(.*\)"):
        write(tmp_path, [])


def test_a_page_shows_quotes_arithmetic_and_evidence() -> None:
    page = html.fromstring(verdict_page(entry(1, "confirm"), BASE))
    text = page.text_content()
    for words in (claim().quote.text, "The plan comes to $21 billion.", "plan of March", "R07",
                  "The books balance: 21 + 5 = 26.", "Signed by a reviewer."):  # fmt: skip
        assert words in text
    (data,) = page.xpath('//script[@type="application/ld+json"]/text()')
    assert json.loads(data)["@type"] == "ClaimReview"


HOSTILE = st.text() | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "]]><b>",
        "&#0;",
        "</script><img src=x onerror=y>",
        "\ud800\x00\uffff",
    ]
)


@settings(max_examples=60, deadline=None)
@example(words="x", url="http://[broken")
@given(words=HOSTILE, url=HOSTILE | st.just("javascript:alert(1)"))
def test_hostile_text_breaks_no_feed_and_no_page(words: str, url: str) -> None:
    one = entry_of(
        claim(id="c1", company=words, quote=Quote(document_id="d", start=0, end=1, text=words)),
        verdict(sentence=words, run_rate=words),
        document(title=words, url=url, source=words),
        decision_state([], START),
    )
    (only,) = channel("feed", words, [one], BASE)
    assert atom_faults(atom(only)) == []
    assert rss_faults(rss(only)) == []
    assert json_faults(json_feed(only, ())) == []
    shown = etree.fromstring(atom(only)).findtext(f"{A}entry/{A}content")
    for markup in (str(shown), verdict_page(one, BASE).decode()):
        tree = html.fromstring(markup)
        assert tree.xpath("//script | //img | //@onerror | //b") == []
        assert not [a for a in tree.xpath("//@href") if not a.startswith(("http", "feed"))]
