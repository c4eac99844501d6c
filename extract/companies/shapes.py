"""The shapes of names that no list knows: by legal form, ticker, list entry, or what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.companies import told
from extract.companies.names import legal_forms
from extract.companies.spaceless import spaceless_names
from extract.companies.told import CAPITAL
from extract.patterns import Patterns

# the words of a name; the links only between two capitals ("Bank of America", "Johnson & Johnson")
NAME = rf"{CAPITAL}(?:[ ](?:(?:&|and|of|de|du|for)[ ])?{CAPITAL}){{0,6}}"
_NAMES = rf"{CAPITAL}(?:[ ](?:(?:&|and|of|de|du|for)[ ])?{CAPITAL}){{1,6}}"  # two words or more
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
    r"committed|pledged|unveiled|selected|chosen|approved|sanctioned|decided|agreed|earmarked)|"
    r"approved|approves|agreed|decided|would|aims|wants|unveil(?:s|ed)|to\s+(?:invest|build|spend|expand|open)|"
    r"expects?|breaks?\s+ground|broke\s+ground|opens?|opened|selects?|selected)"
)
_WITH_FORM = re.compile(rf"({NAME},?[ ]+(?:{_FORMS}))(?=[\s,.;:)'’]|$)")
_WITH_TICKER = re.compile(rf"({NAME}(?:,?\s+(?:{_FORMS}))?){_TICKER}")
_ITEM = r"^(?:[-–•*·]\s*|\d+\.\s+)(?:\*\*)?(?:The\s+)?"
_SUM = (
    r"(?:about |around |some |over |up to |more than |nearly )?(?:[₹$€£¥]|US\$|Rs\.? ?\d|INR|USD)"
)
_HEAD = re.compile(
    rf"{_ITEM}({_NAMES})(?:\*\*)?(?=\s*[:—–(]|\s+{_VERB}\b)"
    rf"|{_ITEM}({NAME})(?:\*\*)?(?=,\s+(?:an?|the|based)\s|\s+(?:announced|announces|pledged|committed|will\s+invest|is\s+investing)\b)"
    # "- Zyxo, plant in Hosur – Rs 9 crore" and "Hosur: Zyxo, Rs 9 crore"
    rf"|{_ITEM}({NAME})(?=,[^\n]{{1,120}}?\s[-–—]\s{_SUM})"
    rf"|^(?:[-–•*·]\s*)?[A-Z][^:.\n]{{2,40}}:\s({NAME})(?=,\s{_SUM})",
    re.MULTILINE,
)
# what tells where a town lies: "Port Orra, in the south of the state, will have $9 million"
_LIES = (
    r"(?:in|near|on|at|north|south|east|west|outside|home|where|just|some|about|halfway|"
    r"(?:a|an|the)\s(?:[\w-]+\s)?(?:town|city|village|capital|suburb|county|port|region|district)|\d+)\b"
)
_SUBJECT = re.compile(
    rf"(?:^|[.!?]\s+|\s[-–—]{{1,2}}\s+)(?:The\s+)?({_NAMES})(?:,\s(?!{_LIES})[^.,;\n]{{1,80}},)?\s+{_VERB}\b",
    re.MULTILINE,
)
# the subject of a headline may be one word, for what it does is plain
_HEADLINE = re.compile(
    rf"\A({NAME}),?\s+(?:Invests?|Pledges?|Commits|Plans|Announces|Unveils|Opens|Expands|Builds|"
    r"Breaks\s+[Gg]round|[Tt]o\s+(?:[Ii]nvest|[Bb]uild|[Oo]pen|[Ee]xpand|[Ss]pend|[Cc]onstruct))\b"
)
# whom a headline has choose a place, or an office announce; the text must name it again
_CHOOSES = re.compile(
    rf"\A(?:[^\n:]{{3,60}}?\s[Aa]nnounces?:?\s)?({NAME}),?\s+(?:[Ss]elects|[Pp]icks|[Cc]hooses|"
    r"[Tt]o\s(?:[Ii]nvest|[Bb]uild|[Ee]xpand|[Oo]pen|[Ll]ocate))\b"
)
# one word that acts as only a pledger does; a name that nothing else of the text takes for a word
_ONE_WORD = re.compile(
    r"(?:^|[.!?]\s+|\s[-–—]{1,2}\s+)([A-Z][A-Za-z]{3,})\s+(?:will\s+(?:build|invest|spend|put|pour|"
    r"construct|expand|lay\s+out|plough|plow|set\s+up)|is\s+(?:investing|spending|building|putting)|plans\s+to\s+"
    r"(?:build|invest|spend|open)|has\s+(?:committed|pledged)|invests|pledges|pledged|intends\s+to)\b",
    re.MULTILINE,
)
_ANY_WORD = re.compile(r"\w+")
_BEHIND_NAME = re.compile(r"\b[A-Z]\w+(?= (\w+))")
_INSIDE = re.compile(r"[a-z,]\s(?=([A-Z]\w*)\b(?! [A-Z]))")
# inside a sentence, who will put a sum into something: "to say that Zyxo Wind will put $9 million"
_SPENDS = re.compile(
    rf"(?:\b(?:that|and|but|while|where|when|as|because|said|says)|,)\s({_NAMES})\s(?:will|would|is\sto|plans\sto|intends\sto|has\sagreed\sto)\s(?:invest|"
    rf"put|spend|pour|commit|plough|plow|sink)\s(?:(?:a|another|an\sadditional|at\sleast)\s)?{_SUM}"
)
# in a headline's capitals these may end a description: "Reusable Battery Company Picks Ohio"
_KIND_OF_FIRM = re.compile(r"\s(?:Company|Group|Partners|Industries)$")
# what a named body does in a headline, whatever it tells; the text must name it again
_TELLS = re.compile(
    rf"\A(?:[A-Z][\w ]{{2,30}}:\s)?({_NAMES.replace('{1,6}', '{1,6}?')})"
    r"(?:\s(?:[Tt]rustees|[Dd]irectors|[Bb]oard|[Oo]wners|[Mm]embers|[Rr]egents))?,?\s+(?i:"
    r"to\s+(?!supply|present|report|host|attend|participate|speak|webcast|hold|announce|release|"
    r"acquire|buy|sell|merge|join|ring|showcase|exhibit|deliver|provide|be\b)[a-z]+|will|adds|"
    r"approves?|authori[sz]es|backs|becomes|begins|breaks|brings|celebrates|chooses|commences|"
    r"confirms|constructs|creates|details|discloses|doubles|earmarks|files|goes|launches|lays|"
    r"marks|moves|outlines|passes|picks|pours|presents|proposes|puts|readies|reports|reveals|"
    r"reviews|selects|sets\s+out|spends|starts|takes|triples|upgrades|votes?|receives|opens|plans|"
    r"announces|unveils|expands|builds|commits|invests|pledges)\b"
)
# whom a public body deals with: "a proposal by Zyxo to", "a memorandum with Zyxo", "Zyxo's plan"
_DEALT_WITH = re.compile(
    r"\b(?:(?:proposals?|applications?|plans?|requests?|bids?)\s(?:by|from|of)"
    r"|(?:memorand(?:um|a)(?:\sof\s[Uu]nderstanding)?|MoUs?|MOUs?|letters?\sof\sintent|pacts?"
    rf"|agreements?)\s(?:\w+\s)?with)\s(?:the\s)?(?:[a-z][\w-]+\s){{0,3}}({NAME})"
    r"(?=\s(?:to|for|on|under|worth|valued|in|of|and|which|that)\b|[,.;]|['’]s\b)"
)
_JAPANESE = re.compile(
    r"((?:株式会社|合同会社)[\u30a1-\u30fa\u30fc・\u4e00-\u9fffA-Za-zＡ-Ｚａ-ｚ]{2,20}|"
    r"[\u30a1-\u30fa\u30fc・\u4e00-\u9fffA-Za-zＡ-Ｚａ-ｚ]{2,20}(?:株式会社|合同会社))"
)
_KOREAN = re.compile(
    r"((?:주식회사|\(주\)|㈜)\s?[가-힣A-Za-z0-9]{2,15}?(?=(?:은|는|이|가|과|와|도|의|을|를|에)?(?:[^가-힣A-Za-z0-9]|$))"
    r"|[가-힣A-Za-z]{2,15}(?:주식회사|\(주\)|㈜))"
)
_ENGLISH = Patterns(
    (_WITH_TICKER, _WITH_FORM, _HEAD, _SUBJECT, _HEADLINE, _SPENDS, _DEALT_WITH, *told.PATTERNS)
)
_ACTING = Patterns([_ONE_WORD])
_SPACELESS = {"ja": Patterns([_JAPANESE]), "ko": Patterns([_KOREAN])}


def shaped_names(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Where words of the text have the shape of a party's name, the surest shapes first."""
    title_end = text.find("\n")
    for match in _SPACELESS.get(lang, _ENGLISH).matches(text):
        start, end = match.span(match.lastindex or 0)
        if start >= title_end:
            yield start, end
            continue
        cut = _named_again(text, start, end)
        if not _is_description(text, start, cut) and not _is_thing(text, start, cut):
            yield start, cut
    if lang in _SPACELESS:
        yield from spaceless_names(text, lang)
    else:
        yield from _chooser(text)
        yield from _one_names(text)


def _chooser(text: str) -> Iterator[tuple[int, int]]:
    """Who chooses in the headline, as far as the text below repeats its name."""
    for match in _CHOOSES.finditer(text):
        for start, end in told.whole_names(text, *match.span(1)):
            cut = _named_again(text, start, end)
            if text.find(text[start:cut], text.find("\n")) >= 0 and not _is_thing(text, start, cut):
                yield start, cut


def _one_names(text: str) -> Iterator[tuple[int, int]]:
    """Single words that act, which the text has inside a sentence too, by themselves, and never in
    small letters; the text is read once, however many there are."""
    acting = _ACTING.matches(text)
    if not acting:
        return
    written = set(_ANY_WORD.findall(text))
    behind_names = {match[1] for match in _BEHIND_NAME.finditer(text)}
    inside = {match[1] for match in _INSIDE.finditer(text)}
    for match in acting:
        word = match[1]
        if word in inside and word not in behind_names and word.lower() not in written:
            yield match.span(1)


def headline_teller(text: str) -> tuple[int, int] | None:
    """The body that the headline says something of, where the text below names it again.

    By its first two words: "Lake Orra School District" is in full "Lake Orra Unified School ...".
    """
    match = _TELLS.match(text)
    if match is None or text.find(" ".join(match[1].split()[:2]), text.find("\n")) < 0:
        return None
    name = re.escape(match[1])
    if re.search(rf"\b(?:in|at|near|outside) {name}\b(?! [A-Z])|\b{name}, {_LIES}", text):
        return None  # a town
    return match.span(1)


def _is_description(text: str, start: int, end: int) -> bool:
    """Whether the headline's words end in one for a firm, and the text does not know the name."""
    described = _KIND_OF_FIRM.search(text, start, end) is not None
    return described and text.find(text[start:end], end) < 0


def _is_thing(text: str, start: int, end: int) -> bool:
    """Whether the text writes the headline's one word with an article: "the Metaplant" is built."""
    word = re.escape(text[start:end])
    return " " not in word and bool(re.search(rf"\b[Tt]he {word}\b(?! [A-Z])", text[end:]))


def _named_again(text: str, start: int, end: int) -> int:
    """Where a headline's name ends: the words that the text below repeats, else all of them.

    A headline capitalises its verbs too: of "Zyxo Grows Before It Opens" the text repeats "Zyxo".
    """
    below, cut = text.find("\n"), end
    while cut > start and not re.search(rf"\b{re.escape(text[start:cut])}\b", text[below:]):
        cut = text.rfind(" ", start, cut)
    return cut if cut > start else end
