"""Places that a text names, and the place of one claim's project.

Rules of docs/data_dictionary.md: the country where the money goes; the US state, or None where
several or none. A dateline, a head office ("Dallas-based") and the seat of a speaker are no site.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.context import ClaimContext, Found, Span
from extract.gazetteer import Entry, PlaceMention, gazetteer, place_table, state_codes
from extract.matcher import Hit
from extract.place_guards import comes_from_there, heads_a_name, names_river, names_something_else
from extract.place_readings import lands_of, reading_of, regions_of, sole_states
from extract.place_standing import country_of, in_dateline, in_entry, is_actor, told_of_sum
from repledge.contracts import Place

_HEAD_END = re.compile(r"\s*[:：]\s|\s+[-–—]\s")
# the short words of the Japanese and the Korean press
_PRESS_US = re.compile(
    r"米(?<![一-龥ァ-ヶー]米)(?=[にでへ])|美(?<![一-龥]美)(?= [가-힣A-Z]|서|에|의)"
)
_US = PlaceMention(place=Place(country="US"), text="米", start=0, end=1, level="country")
_POSTAL = re.compile(r"([A-Z][A-Z])(?<=[a-z.],\s..)\b(?!\s*-)")
_WORKS_AFTER = re.compile(
    r"\s+(?:\w+\s+)?(?:plant|factory|site|campus|mill|fab|facility|complex|works|refinery|warehouse|yard)\b"
)
_LABEL = re.compile(
    r"(?m)^\W{0,4}(?:\w{1,2}[.)]\s*)?(?:location|site|where|place|address|county|所在地|建設地|建設場所|場所|立地|"
    r"투자\s*지역|위치|소재지|장소|지역)\s*[:：|]",
    re.IGNORECASE,
)
_GOES_TO = re.compile(
    r"\b(?:in|into|across|throughout|within|near|at|outside|to)\s+(?:the\s+|its\s+|our\s+|"
    r"(?:western|eastern|northern|southern|central|rural|upstate|neighbou?ring|nearby)\s+)*"
    r"(?:[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?,\s+)?$"  # "at Pinefield, Ohio": a town that nobody lists
)
_JOINED = re.compile(
    r"[\s,()]*(?:and\s+|or\s+|as\s+well\s+as\s+)?(?:in\s+)?(?:the\s+)?", re.IGNORECASE
)
_SIDE = 12  # characters between two places told together ("Europe and the United States")
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|\d+)\s+"
    r"(?:U\.?S\.?\s+|American\s+|different\s+|other\s+)?(?:states|countries|sites|locations)\b",
    re.IGNORECASE,
)
_STATE_SOURCE = re.compile(
    r"governor|gov\b|commerce|economic|development|edc\b|agency|senator|state|department|authority|"
    r"wedc|led-|business|jobs|cabinet"
)


def place_mentions(text: str, lang: str = "en") -> tuple[PlaceMention, ...]:
    """Every place that the text names as a place of its own, left to right, without overlaps.

    A town that several states have is read by the state that stands beside it, else by the states
    that the text names, else as the largest one where that is a large city.
    """
    matcher, entries = gazetteer()
    hits = [
        hit
        for hit in matcher.hits(text)
        if not names_something_else(text, hit, entries[hit.name][0].level)
    ]
    postal = [(m.start(1), m.end(1), m[1]) for m in _POSTAL.finditer(text) if m[1] in state_codes()]
    states = (regions_of(entries[h.name]) for h in hits if not names_river(text, h))
    named = set().union(*states) | {code for _, _, code in postal}
    lands = lands_of(text, (entries[h.name][0] for h in hits))
    beside = sole_states(entries[name] for name in {h.name for h in hits})
    found = [
        _mention(text, hit, entry)
        for hit in hits
        if (entry := reading_of(text, hit.end, entries[hit.name], named, lands, beside))
        and not (
            entry.level == "city" and entry.place.region not in named and heads_a_name(text, hit)
        )
    ]
    short = _PRESS_US.finditer(text)
    found += [replace(_US, text=m[0], start=m.start(), end=m.end()) for m in short]
    taken = {m.start for m in found}
    found += [
        PlaceMention(
            place=Place(country="US", region=code), text=code, start=start, end=end, level="region"
        )
        for start, end, code in postal
        if start not in taken
    ]
    del lang
    return tuple(sorted(found, key=lambda mention: mention.start))


def _by_size(entry: Entry, named: set[str]) -> bool:
    """Whether nothing but its size says that the town is meant."""
    return entry.level == "city" and entry.place.region not in named


def place_of(context: ClaimContext, mentions: Sequence[PlaceMention]) -> Found[Place] | None:
    """Where the claim's money goes; of a nation's pledge to another, to the one it deals with."""
    found = _place_of(context, mentions)
    if found is None or found.value.city or found.value.country != context.nation:
        return found
    body = context.view.body
    own = _within(mentions, [(context.start, context.end)])
    if any(m.place.country == context.nation and not is_actor(body, m) for m in own):
        return found
    counts = Counter(m.place.country for m in mentions if m.place.country is not None)
    others = [pair for pair in counts.most_common(3) if pair[0] != context.nation]
    if not others or 2 * others[0][1] < counts[found.value.country or ""]:
        return found
    if len(others) > 1 and 2 * others[1][1] > others[0][1]:
        return found
    return replace(found, value=Place(country=others[0][0]))


def _place_of(context: ClaimContext, mentions: Sequence[PlaceMention]) -> Found[Place] | None:
    """Where the claim's money goes; region and city None where several, or none, are named.

    Read from the claim's own sentence; else from the state whose newsroom speaks, the headline, the
    sentences around it, the one place that the text names most; for umbrellas the country alone.
    """
    body = context.view.body
    usable = [m for m in mentions if not in_dateline(body, m) and not is_actor(body, m)]
    own, strong = _strongest(
        body, told_of_sum(context, _within(usable, [(context.start, context.end)]))
    )
    title, in_title = _strongest(body, _within(usable, [(0, context.view.title_end)]))
    if headed := _heading(body, usable, context.start):
        return _settle(headed)
    home = _speaking_state(context)
    if _sites(own):
        return _settle(own if home is None else _of_state(own, home.value.region), strong)
    spaceless = context.view.lang in ("ja", "ko")
    country = _settle(own or title, spaceless or (strong and bool(own)))
    country = country or _country_of_text(context, usable, mentions)
    told = own or (title if spaceless or in_title else [])
    if told and country and country.value.country:
        usable = [m for m in usable if m.place.country == country.value.country]
    if labelled := _sites(_within(usable, _labelled(context))):
        return _settle(labelled)
    if home:
        return home
    if _is_wide(context):
        return country or _at_home(context, usable)
    if context.role == "component":
        near = _sites(_within(usable, context.nearby(2, 0))) or in_entry(context, usable)
        return _settle(near or (_sites(title) if context.main else [])) or country
    if sites := _sites(title) or (own if strong else []):
        return _settle(sites)
    dateline = [m for m in mentions if in_dateline(body, m)]
    return (
        _settle(_around(context, usable) or _seat(context, usable, dateline))
        or country
        or _at_home(context, usable)
        or _settle([country_of(m) for m in dateline])
    )


def _country_of_text(
    context: ClaimContext, usable: Sequence[PlaceMention], mentions: Sequence[PlaceMention]
) -> Found[Place] | None:
    """The country that the text as a whole is about."""
    spaceless = context.view.lang in ("ja", "ko")
    common = _one_country(usable or mentions) if spaceless else _country_only(context, usable)
    return _of_money(context, _settle(common, spaceless))


def _is_wide(context: ClaimContext) -> bool:
    """Whether the money goes to several places, or to each its own in a list."""
    several = context.role == "umbrella" or _SEVERAL.search(context.sentence) is not None
    return several or context.is_bullet(context.start)


def _around(context: ClaimContext, usable: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The sites in the sentences around the claim, else the one that the text names most."""
    for reach in (1, 3):
        if near := _sites(_within(usable, context.nearby(1, reach))):
            return near
    return _commonest(_sites(usable))


_NATIONS = frozenset({"日本", "한국", "대한민국"})  # in a text of its own, the nation that speaks


def _of_money(context: ClaimContext, told: Found[Place] | None) -> Found[Place] | None:
    """A country told elsewhere in the text, unless the sum's own money is that of another one.

    A programme told in crowns or won, in a text that names America, has no one country.
    """
    home = place_table()["money"].get(context.currency)
    if told is None or home is None or told.value.country in {home, None}:
        return told
    if context.role == "umbrella":
        return None
    return told if context.view.lang in ("ja", "ko") else replace(told, value=Place(country=home))


def _at_home(context: ClaimContext, mentions: Sequence[PlaceMention]) -> Found[Place] | None:
    """The country whose own money the sum is told in, where the text names no other."""
    country = place_table()["money"].get(context.currency)
    if country is None:
        return None
    if {m.place.country for m in mentions} - {country}:
        return None
    return Found(value=Place(country=country), start=context.start, end=context.start)


def _one_country(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The country that a text in Japanese or Korean names twice as often as any other."""
    counts = Counter(m.place.country for m in mentions if m.text not in _NATIONS)
    del counts[None]
    (country, most), *rest = counts.most_common(2) or [(None, 0)]
    if country is None or (rest and rest[0][1] * 2 > most):
        return []
    found = next(m for m in mentions if m.place.country == country)
    return [replace(found, place=Place(country=country), level="country")]


def _labelled(context: ClaimContext) -> list[Span]:
    """Lines of a fact sheet that say where ("Location: Hamlet, Richmond County")."""
    body = context.view.body
    lines = (match.end() for match in _LABEL.finditer(body, context.view.title_end))
    return [(start, body.find("\n", start) % (len(body) + 1)) for start in lines]


def _seat(
    context: ClaimContext, usable: Sequence[PlaceMention], dateline: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """The dateline's place, where the claim says "here" or the text names that state again."""
    again = {m.place.region for m in usable}
    here = re.search(r"\bhere\b", context.sentence) is not None
    return [m for m in dateline if m.place.region and (here or m.place.region in again)]


def _speaking_state(context: ClaimContext) -> Found[Place] | None:
    """The state whose governor or agency publishes the document ("governor-pa", "nc-commerce")."""
    words = context.view.source.split("-")
    if not _STATE_SOURCE.search(context.view.source):
        return None
    for code, names in place_table()["states"].items():
        name = names[0].lower().split()
        if code.lower() in words or any(
            words[i : i + len(name)] == name for i in range(len(words))
        ):
            place = Place(country="US", region=code)
            return Found(value=place, start=context.start, end=context.start)
    return None


def _of_state(own: list[PlaceMention], region: str | None) -> list[PlaceMention]:
    """Towns that only their size placed elsewhere lie in the state that speaks."""
    if any(m.level in {"region", "site"} or m.place.region in {region, None} for m in own):
        return own
    return [replace(m, place=replace(m.place, region=region)) for m in own]


def _within(mentions: Iterable[PlaceMention], spans: Sequence[Span]) -> list[PlaceMention]:
    return [m for a, b in spans for m in mentions if a <= m.start < b]


def _heading(body: str, mentions: Sequence[PlaceMention], start: int) -> list[PlaceMention]:
    """The place that heads the entry ("Buffalo, West Virginia: $90 million for ...")."""
    head: list[PlaceMention] = []
    at = start
    for mention in mentions:
        if mention.start < start:
            continue
        joined = head and _JOINED.fullmatch(body, at, mention.start)
        if not joined and (head or re.search(r"\w", body[at : mention.start])):
            break
        head.append(mention)
        at = mention.end
    return head if head and _HEAD_END.match(body, at) else []


def _sites(mentions: Iterable[PlaceMention]) -> list[PlaceMention]:
    return [m for m in mentions if m.place.region or m.level in {"city", "site"}]


def _strongest(body: str, mentions: list[PlaceMention]) -> tuple[list[PlaceMention], bool]:
    """Those that stand where money goes ("in", "into", "across"), where there are such."""
    strong: list[PlaceMention] = []
    for mention in mentions:
        joined = strong and _JOINED.fullmatch(body, strong[-1].end, mention.start)
        if joined or _GOES_TO.search(body, max(0, mention.start - 40), mention.start):
            strong.append(mention)
    if strong and not _sites(strong):  # "the Chesterfield factory, its first in the U.S."
        works = [m for m in _sites(mentions) if _WORKS_AFTER.match(body, m.end)]
        return (works or strong), True
    return (strong, True) if strong else (mentions, False)


def _country_only(context: ClaimContext, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The country that the text names most, of two the one whose money the sum is told in.

    None for a headline programme where the text names another half as often.
    """
    home = "US" if context.currency == "USD" else place_table()["money"].get(context.currency)
    counts = Counter(m.place.country for m in mentions if m.place.country)
    ranked = sorted(counts, key=lambda country: (-counts[country], country != home))
    if not ranked:
        return []
    programme = context.role == "umbrella" and context.main
    if programme and len(ranked) > 1 and 2 * counts[ranked[1]] > counts[ranked[0]]:
        return []
    return [m for m in mentions if m.level == "country" and m.place.country == ranked[0]][:1]


def _commonest(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    keys = Counter((m.place.country, m.place.region) for m in mentions)
    if not keys:
        return []
    (best, most), *rest = keys.most_common(2)
    if rest and rest[0][1] * 2 > most:
        return []
    return [m for m in mentions if (m.place.country, m.place.region) == best]


def _settle(mentions: Sequence[PlaceMention], strong: bool = True) -> Found[Place] | None:
    """One place out of those named together: what they share stays, what differs is unknown.

    Of several countries that merely occur, the United States is where the pledges that we follow
    go; where the text says "in Japan and the United States", it stays unknown.
    """
    if not mentions:
        return None
    sites = _sites(mentions) or _in_areas(mentions)
    countries = {m.place.country for m in sites}
    regions = {m.place.region for m in sites if m.place.region}
    cities = list(dict.fromkeys(m.place.city for m in sites if m.place.city))
    country = next(iter(countries)) if len(countries) == 1 else None
    if country is None and (regions or ("US" in countries and not strong)):
        country = "US"  # a state beside a foreign town: the town is the speaker's far more often
    place = Place(
        country=country,
        region=regions.pop() if len(regions) == 1 and country == "US" else None,
        city=cities[0] if len(cities) == 1 else None,
    )
    return Found(value=place, start=sites[0].start, end=sites[0].end)


def _in_areas(mentions: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
    """Without the continents told apart from a country ("for Asia, $9 billion in India")."""
    beside = any(
        None in {a.place.country, b.place.country} and b.start - a.end < _SIDE
        for a, b in pairwise(mentions)
    )
    return mentions if beside else [m for m in mentions if m.place.country] or mentions


def _mention(text: str, hit: Hit, entry: Entry) -> PlaceMention:
    wide = names_river(text, hit) or comes_from_there(text, hit)  # the country at most
    return PlaceMention(
        place=Place(country=entry.place.country) if wide else entry.place,
        text=text[hit.start : hit.end],
        start=hit.start,
        end=hit.end,
        level="country" if wide else entry.level,
    )
