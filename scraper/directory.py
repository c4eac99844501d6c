"""The shipped newsrooms as a page for people: docs/sources.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from scraper.sources import Source

_OWNERS = {
    "company": "Companies",
    "government": "Governments and agencies",
    "state": "States",
    "wire": "Wires",
}
_HEAD = """\
# Newsrooms

<!-- Printed from scraper/sources/*.toml by `repledge docs`; a test compares. Do not edit. -->

What is read when `crawl.live` is true and `crawl.shipped_sources` is not switched off. Each
newsroom is one file in [scraper/sources/](../scraper/sources); your own go into the folder that
`paths.sources` names, and one of the same name replaces a shipped one.

- **Grade** says how the address is known. A: somebody saw it answer. B: published code reads it.
  C: inferred from the addresses of releases. D: only remembered.
- **Disabled** newsrooms are unproven: `repledge sources check NAME` looks at one; copy its file
  without `enabled` and `reason` into your folder to have it read. **Blocked** ones refuse readers
  like us and are left in peace.
- What a visit should find (`[expect]` in the files) is a first guess by the kind of newsroom.

Add one: `repledge sources new https://… > sources/NAME.toml`, then `repledge sources check NAME`.
"""


def directory(sources: Sequence[Source]) -> str:
    """The page, in Markdown."""
    counts = Counter(source.standing for source in sources)
    parts = [
        _HEAD,
        f"{len(sources)} newsrooms: {counts['enabled']} enabled, {counts['disabled']} disabled, "
        f"{counts['blocked']} blocked.\n",
    ]
    for owner, heading in _OWNERS.items():
        rows = [source for source in sources if source.owner == owner]
        parts.append(f"## {heading}\n\n" + "\n".join(_table(rows)) + "\n")
    return "\n".join(parts)


def _table(sources: Sequence[Source]) -> Iterator[str]:
    yield "| newsroom | kind | country, language | grade | state | known from, notes |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for source in sources:
        place = f"{source.country or ''}, {source.language}"
        cells = (_name(source), source.kind, place, source.grade or "", _state(source),
                 _known(source))  # fmt: skip
        yield f"| {' | '.join(cells)} |"


def _name(source: Source) -> str:
    title, url = _cell(source.title or source.name), source.url.replace(" ", "%20")
    return f"[{title}]({url})<br>`{source.name}`"


def _state(source: Source) -> str:
    return f"{source.standing}: {_cell(source.reason)}" if source.reason else source.standing


def _known(source: Source) -> str:
    evidence = _cell(source.evidence or "")
    if source.see:
        evidence = f"[{evidence}]({source.see})"
    return f"{evidence}. {_cell(source.notes)}" if source.notes else evidence


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
