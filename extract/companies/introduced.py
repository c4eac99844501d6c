"""Parties that a text introduces itself: by a short name in brackets, or as the newsroom's own.

"Automotive Cells Company (ACC) will ...": from there on the short name is one too. A newsroom that
no table knows is called as its source is: "h2-green-steel" speaks for H2 Green Steel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.companies.model import PartyMention
from extract.companies.unknown import is_name
from extract.guards import stands_as_party

_SHORT = re.compile(r" \([A-Z][A-Z0-9]{1,7}\)")
_WORD = r"(?:[A-Z][\w&'’.-]*|[A-Z]?\d[\w-]*)"
_INTRODUCED = re.compile(
    rf"\b({_WORD}(?:[ ](?:(?:of|for|and|de|&)[ ])?{_WORD}){{1,6}})[ ]\(([A-Z][A-Z0-9]{{1,7}})\)"
)
_LINKS = frozenset({"of", "for", "and", "de", "&"})
# capitalised and shortened like names, but nobody who acts
_NO_PARTY = frozenset(
    """
    understanding investment investments decision decisions agreement agreements act program
    programme plan plans rate return chain vehicle vehicles system systems intelligence phosphate
    battery batteries product income profit earnings station center centre zone reactor reactors
    """.split()  # noqa: SIM905 - a list of words reads better
)
_KIND = frozenset({"newsroom", "news", "press", "media", "ir", "investors", "blog", "releases"})
_SHORTEST = 4  # letters below which a source's first word is no name by itself


def introduced_parties(text: str) -> tuple[PartyMention, ...]:
    """Every mention of a party that the text gives a short name, by long and by short name.

    >>> text = "Automotive Cells Company (ACC) halts work. ACC will invest $2 billion."
    >>> [(m.text, m.name) for m in introduced_parties(text)][-1]
    ('ACC', 'Automotive Cells Company')
    """
    found: list[PartyMention] = []
    for name, short in dict(_introductions(text)).items():
        spans = [m.span() for m in re.finditer(rf"\b(?:{re.escape(name)}|{short})\b", text)]
        brackets = [m.span() for m in re.finditer(rf"\({short}\)", text)]  # "(ACC) will"
        if any(stands_as_party(text, start, end) for start, end in (*spans, *brackets)):
            found += [PartyMention(text=text[a:b], name=name, start=a, end=b) for a, b in spans]
    return tuple(sorted(found, key=lambda mention: mention.start))


def newsroom_parties(source: str, text: str) -> tuple[PartyMention, ...]:
    """Every mention of the name that the source's slug spells, as the text writes it.

    >>> [m.name for m in newsroom_parties("h2-green-steel", "Today H2 Green Steel was founded.")]
    ['H2 Green Steel']
    """
    words = [word for word in source.replace("_", "-").split("-") if word]
    while words and words[-1] in _KIND:
        words.pop()
    for length in range(len(words), 0, -1):
        if found := _spelled(words[:length], text):
            return found
    return ()


def _introductions(text: str) -> Iterator[tuple[str, str]]:
    if not _SHORT.search(text):
        return
    for match in _INTRODUCED.finditer(text):
        words, short = match[1].split(), match[2]
        for start in range(len(words) - 1):  # "Battery maker Automotive Cells Company (ACC)"
            name = words[start:]
            if name[-1].lower() in _NO_PARTY:
                break
            if _initials(name) == short and is_name(" ".join(name)):
                yield " ".join(name), short
                break


def _initials(words: list[str]) -> str:
    """The first letters, and whole words with a figure: H2 Green Steel is H2GS."""
    kept = [word for word in words if word not in _LINKS]
    return "".join(w if any(c.isdigit() for c in w) else w[0] for w in kept).upper()


def _spelled(words: list[str], text: str) -> tuple[PartyMention, ...]:
    if len(words) == 1 and len(words[0]) < _SHORTEST:
        return ()
    pattern = re.compile(rf"\b{'[ -]?'.join(map(re.escape, words))}\b", re.IGNORECASE)
    found = [m for m in pattern.finditer(text) if m[0][0].isupper() or m[0][0].isdigit()]
    if len(words) == 1 and not any(_inside_sentence(text, m.start()) for m in found):
        return ()
    name = found[0][0] if found else ""
    return tuple(
        PartyMention(text=m[0], name=name, start=m.start(), end=m.end())
        for m in found
        if is_name(name)
    )


def _inside_sentence(text: str, start: int) -> bool:
    """A capital there is the name's own, not that of the sentence's first word."""
    before = text[:start].rstrip(" \"“'‘(")
    return before[-1:].islower() or before[-1:] == ","
