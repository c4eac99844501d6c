"""Source files: what they may say, and what is refused with file and key."""

from pathlib import Path
from typing import Any

import pytest

from repledge.errors import BadConfig
from repledge.pressroom.sources import pressroom_sources
from scraper.sources import read_sources, source_of

GOOD = {"name": "acme", "kind": "rss", "url": "https://acme.example/feed"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": "red"}, "`colour`"),  # a key that does not exist
        ({"selectors": {"titel": "h1"}}, "`titel`"),  # the same among the selectors
        ({"kind": "gopher"}, "`kind`"),  # a kind that nobody reads
        ({"pages": "many"}, "`pages`"),  # a word for a number
        ({"url": "ftp://acme.example/"}, "`url`"),  # not the web
        ({"kind": "listing"}, "`link`"),  # a listing that does not say where its links are
        ({"enabled": False}, "`reason`"),  # switched off, nobody knows why
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
