"""Names that no list knows, told by the words before them: "the utility Zyxo", "Company: Zyxo".

And what a name drags along: "Dayton-based Zyxo", "Chile's Zyxo Fund", "Zyxo Fund and Quarrix Bank".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.companies.firm_words import firm_words, one_of

# the border stands behind the first letter: so a search runs from capital to capital
CAPITAL = r"[A-Z0-9](?<!\w.)[\w&'’+-]*+(?:\.(?=\w)[\w-]++)*+"
_WORD = rf"(?:{CAPITAL}|[a-z]{{1,3}}[A-Z]\w+)"  # also "enVolta"
_NAME = rf"{_WORD}(?:[ ](?:(?:&|and|of|de|for)[ ])?{CAPITAL}){{0,5}}"
_ACTS = (
    r"(?:said|says|told|will|would|is|has|had|plans?|planned|intends?|aims?|wants?|expects?|seeks|"
    r"announced|announces|approved|approves|unveiled|pledged|committed|invests?|invested|agreed|"
    r"decided|confirmed|opens?|opened|broke|breaks|builds?|chose|chooses|picked|picks|selected|selects)"
)
_NO_ADVISER = "".join(rf"(?<!\b{word}[ -])" for word in firm_words("adviser", "en"))
_TRADED = re.compile(
    rf"{_NO_ADVISER}\b{one_of('trade', 'en')}\s({_NAME})"
    rf"(?=\s{_ACTS}\b|,\s(?:which|an?|the|part|based|backed|owned)\b)"
)
_BOARD = re.compile(
    r"\b(?:board|directors|shareholders|trustees|management)\s(?:of\s(?:directors|trustees)\s)?(?:of|at)\s"
    rf"(?:the\s)?({_NAME})(?=\s{_ACTS}\b)"
)
_AMONG = re.compile(
    r"\b(?:consortium|venture|partnership|alliance)\s(?:of|between|comprising|made\sup\sof)\s(?:the\s)?"
    rf"({CAPITAL}(?:[ ](?:(?:&|of|de|for)[ ])?{CAPITAL}){{1,5}})(?=,|\sand\s)"
)
# who has chosen, owns or runs what the sentence tells of
_DONE_BY = re.compile(
    r"\b(?:chosen|selected|picked|operated|owned)\sby\s(?:the\s)?"
    rf"({CAPITAL}(?:[ ](?:(?:&|and|of|de|for)[ ])?{CAPITAL}){{1,5}})(?=[\s,.;])"
)
# "Company: Zyxo Foods"; the line is a label for what follows
LABEL = (
    r"^(?:[-•*]\s*)?(?:Company|Investor|Developer|Sponsor|Applicant|Proponent|Firm|Enterprise|Promoter)"
    r"(?:\s[Nn]ame)?\s?:[ \t]"
)
_LABELLED = re.compile(rf"{LABEL}({_NAME})", re.MULTILINE)
PATTERNS = (_LABELLED, _TRADED, _BOARD, _AMONG, _DONE_BY)

_FROM = re.compile(r"\w+-(?:based|owned|backed|listed|led|born)\s")
# in a headline's capitals: "Battery Maker Zyxo Picks Ohio"
_MAKER = re.compile(
    r"(?:[^\n]*\s)?(?:Maker|Producer|Developer|Firm|Giant|Utility|Miner|Start-?[Uu]p|Manufacturer|Supplier|"
    r"Operator|Brewer|Retailer|Automaker|Carmaker|Chipmaker|Drugmaker|Steelmaker)\s(?=[A-Z0-9])"
)
_OF_A_LAND = re.compile(r"((?:[A-Z]\w+\s){0,2}[A-Z]\w+)['’]s\s(?=[A-Z]\w+\s[A-Z])")
# the last word of a name, behind which "and" joins another: "Orra Pension Fund and Zyxo Partners"
_WHOLE = re.compile(
    r"\b(?:Fund|Bank|Partners|Group|Energy|Power|Capital|Resources|Minerals|Metals|Foods|Motors?|Corp|"
    r"Corporation|Inc|Ltd|Limited|Company|Holdings|Industries|Technologies|Ventures|Renewables|"
    r"Infrastructure|Authority|Agency|University|Steel|Systems|Pharma|Investments?|Management)\sand\s"
)


def whole_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in `text[start:end]`, without where they are from, one for each of two joined.

    >>> text = "Dayton-based Zyxo Energy and Quarrix Power"
    >>> [text[a:b] for a, b in whole_names(text, 0, len(text))]
    ['Zyxo Energy', 'Quarrix Power']
    """
    if origin := _FROM.match(text, start, end):
        start = origin.end()
    if start < text.find("\n") and (maker := _MAKER.match(text, start, end)):
        start = maker.end()
    while joint := _WHOLE.search(text, start, end):
        yield start, joint.end() - len(" and ")
        start = joint.end()
    yield start, end


def land_in_front(text: str, start: int, end: int) -> re.Match[str] | None:
    """The capitals and the "'s" before a name, which may be a land's: "Chile's Zyxo Fund"."""
    return _OF_A_LAND.match(text, start, end)
