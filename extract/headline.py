"""A project without a sum: counted only where the headline is a named site by a named party.

And only where no sum of the same text covers it, so this is asked when no pledge was found.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.companies import PartyMention
from extract.cues import find_cue
from extract.layout import Line

_LEAD = 3  # sentences in which the project must be told again


def bare_project(
    body: str, lang: str, lines: Sequence[Line], parties: Sequence[PartyMention]
) -> Line | None:
    """The sentence of the lead that tells the headline's project by its party, else None."""
    for line in lines:
        if line.part == "text" and line.number < _LEAD and _names_it(body, lang, line, parties):
            return line
    return None


def tells_project(body: str, lang: str, lines: Sequence[Line]) -> bool:
    """Whether the headline names a site and a step in its life: cheap, asked before all else."""
    titles = [line for line in lines if line.part == "title"]
    if not titles:
        return False
    start, end = titles[0].start, titles[-1].end
    told = [find_cue("cues_headline", says, lang, body, start, end) for says in ("site", "move")]
    return all(told) and find_cue("cues_headline", "no", lang, body, start, end) is None


def _names_it(body: str, lang: str, line: Line, parties: Sequence[PartyMention]) -> bool:
    named = any(p.kind == "company" and line.start <= p.start < line.end for p in parties)
    return named and find_cue("cues_headline", "site", lang, body, line.start, line.end) is not None
