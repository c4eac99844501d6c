"""Source files: what they may say, and what is refused with file and key."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from repledge.config import Config, Crawl, Paths
from repledge.crawling import all_sources
from repledge.errors import BadConfig
from repledge.pressroom.sources import pressroom_sources
from scraper.sources import Kind, read_sources, shipped_sources, source_of, toml_of

GOOD = {"name": "acme", "kind": "rss", "url": "https://acme.example/feed"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": "red"}, "`colour`"),  # a key that does not exist
        ({"selectors": {"titel": "h1"}}, "`titel`"),  # the same among the selectors
        ({"kind": "gopher"}, "`kind`"),  # a kind that nobody reads
        ({"pages": "many"}, "`pages`"),  # a word for a number
        ({"url": "ftp://acme.example/"}, "`url`"),  # not the web
        ({"enabled": False}, "`reason`"),  # switched off, nobody knows why
        ({"zone": "Tokyo"}, "`zone`"),  # a time zone that does not exist
        ({"zone": "../etc"}, "`zone`"),  # a path is no time zone
        ({"expect": 3}, "`expect`"),  # a word where a table stands
        ({"blocked": True}, "never read"),  # blocked and yet to be read
        ({"kind": "reference"}, "never read"),  # an address without releases, and yet to be read
    ],
)
def test_what_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadConfig, match=said) as raised:
        source_of(GOOD | change, "acme.toml")
    assert str(raised.value).startswith("acme.toml: ")


def test_the_records_of_the_press_room_are_sources() -> None:
    found = [source_of(record, "press room") for record in pressroom_sources()]
    korean = next(source for source in found if source.name == "hanguk-media")
    assert (korean.kind, korean.next, korean.language) == ("listing", "a.next", "ko")


def test_a_folder_holds_one_file_a_newsroom(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.toml").write_text(f'kind = "atom"\nurl = "https://{name}.example/"')
    assert [(s.name, s.url) for s in read_sources(tmp_path)] == [
        ("a", "https://a.example/"),
        ("b", "https://b.example/"),
    ]


@pytest.mark.parametrize("text", ["kind = ", "kind = 'rss'", "\udcff"])  # no TOML, no url, no UTF-8
def test_a_bad_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "acme.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadConfig, match=r"acme\.toml"):
        read_sources(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="nowhere"):
        read_sources(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        # the same front door under two names would be asked twice a night
        ({"a": "https://x.example/", "b": "https://x.example/"}, "url https://x.example/"),
        # a name that a file claims for itself
        ({"a": "https://x.example/", "b": 'https://y.example/"\nname = "a'}, "name a"),
    ],
)
def test_doubles_are_refused(tmp_path: Path, files: dict[str, str], said: str) -> None:
    for name, url in files.items():
        (tmp_path / f"{name}.toml").write_text(f'kind = "rss"\nurl = "{url}"')
    with pytest.raises(BadConfig, match=said):
        read_sources(tmp_path)


def test_the_shipped_newsrooms_say_why_they_are_not_read() -> None:
    shipped = shipped_sources()
    assert len(shipped) == 175
    assert Counter(s.standing for s in shipped)["blocked"] == 5
    remembered = [s for s in shipped if s.grade == "D"]
    assert len(remembered) == 26
    assert not any(s.enabled for s in remembered)
    assert sum("Unproven" in (s.reason or "") or s.grade == "D" for s in shipped) == 48
    assert all(s.enabled or s.reason for s in shipped)
    assert all(s.grade and s.evidence and s.max_silent_days for s in shipped)


def test_a_shipped_newsroom_has_the_zone_of_its_days() -> None:
    zones = {s.name: s.zone for s in shipped_sources()}
    assert (zones["sk-hynix-korean"], zones["texas-governor"]) == ("Asia/Seoul", "America/Chicago")


def live(folder: Path, sources: str = "", **crawl: object) -> Config:
    if sources:
        (folder / "own").mkdir()
        (folder / "own" / f"{sources}.toml").write_text('kind = "rss"\nurl = "https://x.example/"')
    return Config(
        paths=Paths(sources=Path("own") if sources else None),
        crawl=Crawl(live=True, contact="desk@newsroom.org", **crawl),
        root=folder,
    )


@pytest.mark.parametrize(
    ("own", "shipped", "count", "kind"),
    [
        ("", True, 175, "rss"),  # nothing but a contact: the shipped ones
        ("acme", True, 176, "rss"),  # one more
        ("posco-english", True, 175, "rss"),  # an own file in the place of a shipped listing
        ("acme", False, 1, None),  # only one's own
    ],
)
def test_who_is_read_when_live(
    tmp_path: Path, own: str, shipped: bool, count: int, kind: str | None
) -> None:
    found = {s.name: s for s in all_sources(live(tmp_path, own, shipped_sources=shipped))}
    assert len(found) == count
    if own:
        assert found[own].url == "https://x.example/"
    if kind:
        assert found["toyota-usa"].kind == kind


def test_the_placeholder_is_no_contact(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"crawl\.contact"):
        all_sources(Config(crawl=Crawl(live=True), root=tmp_path))


MANUAL = (Path(__file__).parents[2] / "docs" / "add_a_newsroom.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_examples_of_the_manual_are_sources(tmp_path: Path, text: str) -> None:
    (tmp_path / "acme.toml").write_text(text, encoding="utf-8")
    (source,) = read_sources(tmp_path)
    assert tomllib.loads(toml_of(source))["kind"] == source.kind  # and can be written again


def test_the_manual_shows_every_kind() -> None:
    shown = {tomllib.loads(text)["kind"] for text in EXAMPLES}
    assert set(get_args(Kind)) - shown == {"atom", "rdf", "jsonfeed", "reference"}
    assert all(f"`{kind}`" in MANUAL or f'"{kind}"' in MANUAL for kind in get_args(Kind))
