"""Parties that no list knows, by the shape of their names; and who speaks in a newsroom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.companies.model import Company, PartyMention
from extract.companies.names import legal_forms, strip_legal_form
from extract.companies.registry import Companies
from extract.places import place_mentions

_CAPITAL = r"[A-Z0-9][\w&'’+-]*(?:\.(?=\w)[\w-]+)*"
# the words of a name; the links only between two capitals ("Bank of America", "Johnson & Johnson")
_NAME = rf"{_CAPITAL}(?:[ ](?:(?:&|and|of|de|du|for)[ ])?{_CAPITAL}){{0,6}}"
_NAMES = rf"{_CAPITAL}(?:[ ](?:(?:&|and|of|de|du|for)[ ])?{_CAPITAL}){{1,6}}"  # two words or more
_FORMS = "|".join(
    re.escape(form)
    for form in legal_forms("marks")
    if form.istitle() or "." in form or form.isupper()
)
_TICKER = (
    r"\s*\((?:NASDAQ|Nasdaq|NYSE(?:\s+American)?|TSX(?:V|-V)?|LSE|ASX|OTC\w*|CSE|KRX|TYO|AIM|TSE)\b"
)
_VERB = (
    r"(?:will|plans?|planned|intends?|announced|announces|today|is\s+(?:to|investing|building|putting|"
    r"planning|expanding|spending|committing|breaking)|invests?|invested|pledged|pledges|committed|commits|has\s+(?:announced|"
    r"committed|pledged|unveiled|selected|chosen)|unveil(?:s|ed)|to\s+(?:invest|build|spend|expand|open)|"
    r"expects?|breaks?\s+ground|broke\s+ground|opens?|opened|selects?|selected)"
)
_WITH_FORM = re.compile(rf"\b({_NAME},?[ ]+(?:{_FORMS}))(?=[\s,.;:)'’]|$)")
_WITH_TICKER = re.compile(rf"\b({_NAME}(?:,?\s+(?:{_FORMS}))?){_TICKER}")
_ITEM = r"^(?:[-–•*·]\s*|\d+\.\s+)(?:\*\*)?(?:The\s+)?"
_HEAD = re.compile(
    rf"{_ITEM}({_NAMES})(?:\*\*)?(?=\s*[:—–(]|\s+{_VERB}\b)"
    rf"|{_ITEM}({_NAME})(?:\*\*)?(?=,\s+(?:an?|the|based)\s|\s+(?:announced|announces|pledged|committed|will\s+invest|is\s+investing)\b)",
    re.MULTILINE,
)
_SUBJECT = re.compile(
    rf"(?:^|[.!?]\s+|\s[-–—]{{1,2}}\s+)(?:The\s+)?({_NAMES})(?:,\s[^.,;\n]{{1,80}},)?\s+{_VERB}\b",
    re.MULTILINE,
)
# the subject of a headline may be one word, for what it does is plain
_HEADLINE = re.compile(
    rf"\A({_NAME}),?\s+(?:Invests?|Pledges?|Commits|Plans|Announces|Unveils|Opens|Expands|Builds"
    r"|Breaks\s+[Gg]round|[Tt]o\s+(?:[Ii]nvest|[Bb]uild|[Oo]pen|[Ee]xpand|[Ss]pend|[Cc]onstruct))\b"
)
_JAPANESE = re.compile(
    r"((?:株式会社|合同会社)[\u30a1-\u30fa\u30fc・\u4e00-\u9fffA-Za-zＡ-Ｚａ-ｚ]{2,20}|"
    r"[\u30a1-\u30fa\u30fc・\u4e00-\u9fffA-Za-zＡ-Ｚａ-ｚ]{2,20}(?:株式会社|合同会社))"
)
_KOREAN = re.compile(
    r"((?:주식회사|\(주\)|㈜)\s?[가-힣A-Za-z]{2,15}|[가-힣A-Za-z]{2,15}(?:주식회사|\(주\)|㈜))"
)
_NO_PLEDGER = re.compile(
    r"\b(?:With|To|In|As|By|From|Into|At|On|Over)\b|\b(?:Economic\s+Development|State\s+Development|College|"
    r"University|Government|Assembly|Department|Officials|County|Council|Commission|Committee|Congress)\b"
)
_NO_NAME = frozenset(
    """
    the a an this that these those it its he she they we our i in on at by for from with under
    over after before since as when while if once until and or but so yet to of new today
    yesterday monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december first second third both
    each all some many most company companies project plant investment construction production
    work about more up governor president senator secretary minister mayor gov sen rep capital
    total location jobs phase site what why how who where which there here also together
    another other additional fab line unit building next-generation next generation inaugural
    two three four five six seven eight nine ten
    """.split()  # noqa: SIM905 - a list of words reads better
)


def unknown_parties(
    text: str, lang: str, known: tuple[PartyMention, ...]
) -> tuple[PartyMention, ...]:
    """Names with a legal form, a ticker, or as the subject of a pledge, if not known already."""
    taken = [(mention.start, mention.end) for mention in known]
    found: list[PartyMention] = []
    for start, end in _named(text, lang):
        written = text[start:end]
        if any(a < end and start < b for a, b in taken) or not _is_pledger(written):
            continue
        if any(
            m.text == written or written.startswith(m.text + " ") for m in place_mentions(written)
        ):
            continue
        taken.append((start, end))
        found.append(
            PartyMention(text=written, name=strip_legal_form(written), start=start, end=end)
        )
    return tuple(sorted(found, key=lambda mention: mention.start))


def _named(text: str, lang: str) -> Iterator[tuple[int, int]]:
    patterns = {"ja": [_JAPANESE], "ko": [_KOREAN]}.get(
        lang, [_WITH_TICKER, _WITH_FORM, _HEAD, _SUBJECT, _HEADLINE]
    )
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield match.span(match.lastindex or 0)


def _is_pledger(written: str) -> bool:
    return is_name(written) and not _NO_PLEDGER.search(written)


def is_name(written: str) -> bool:
    """Whether capitalised words can be a name at all: no weekday, title or "The Project"."""
    words = re.findall(r"[\w'’]+", written.lower())
    if not words or words[0] in _NO_NAME or written.replace(",", "").isdigit():
        return False
    return not all(word in _NO_NAME or word.isdigit() for word in words)


def announcer_of(source: str, companies: Companies) -> Company | None:
    """The party whose newsroom a source slug names ("toyota-usa-newsroom"), or None."""
    words = source.replace("_", "-").split("-")
    for length in range(len(words), 0, -1):
        if company := companies.resolve(" ".join(words[:length])):
            return company
    return None
