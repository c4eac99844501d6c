"""Who speaks in a document: company, government, press, a list, a filing.

Told by the kind of document and the name of its source: a company's own name stands above a word
such as "news" or "press", which newsrooms use as much as papers; a paper's kind of name ("courier",
"shimbun") stands above both. Release wires and news agencies are known by name and host
(data/outlets.toml). A source that says nothing is judged by the text's first lines.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from urllib.parse import urlsplit

from extract.companies import announcer_of, load_companies
from extract.places import place_mentions
from repledge.contracts import Document, Voice

_PAPER = re.compile(
    r"\bwire(?!d)|wire\b|\bpaper|trade\b|\btrade-|\btv\b|radio|daily|week(?:ly|end)?\b|times\b|journal|"
    r"\bpost\b|herald|tribune|courier|ledger|keizai|shim?n?bun|nikkei|ilbo|sinmun|shinmun|press-?club|"
    r"gazette|observer|chronicle|dispatch|bulletin|insider|insight|magazine|\btoday\b|review|\bdesk\b|"
    r"markets\b|monitor|column|opinion|nichinichi|tsushin|tongsin|shimpo|gyeongje|maeil|diario|jornal|zeitung|"
    r"\b(?:star|leader|record|examiner|sentinel|argus|advertiser|inquirer|echo|digest|globe|standard|telegraph|"
    r"guardian|express|mercury|miner|expat|economy)$|新聞|日報|経済|通信社|일보|신문|경제",
    re.IGNORECASE,
)
_NEWS = re.compile(r"\bnews\b|\bpress\b", re.IGNORECASE)
_GOVERNMENT = re.compile(
    r"gov|white-?house|commerce|ministry|minist|senat|congress|embassy|treasury|federal|president|"
    r"economic|development|\bw?i?edc\b|-edc|ecd\b|empire|\bled\b|state-|county|city-of|town-of|\bmeti\b|"
    r"motir|\bmoef\b|department|\bdept\b|authority|agency|administration|cabinet|parliament|council|"
    r"prefecture|\binvest-|\bselect-|\bus-(?:do\w|marad|usda|epa)|staatskanzlei|staatsregierung|"
    r"economie|premier\b|prime-minister|\bpmo?-|\bcmo\b|elysee|palace|chancell|kementerian|province\b|\bpref\b|"
    r"-city$|\bmotie\b|\bus-interior|loan-programs|\bgoed\b|\bmedc\b|\bguidance-|\bd?gipr\b|\bipr-|省$|県$|도청|시청|정부",
    re.IGNORECASE,
)
_FILING = re.compile(r"filing|8-?k|6-?k|edgar|krx|tdnet|exhibit|exchange-notices", re.IGNORECASE)
_LIST = re.compile(
    r"\brunning list\b|\blist (?:keeps|below)|new investment in america|投資一覧", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")
_INITIALS = 3  # letters up to which a name is initials
_LEAD = 700  # characters in which a newsroom's own voice, or a reporter's, is heard
_REPORTER = re.compile(
    r"^[^\n]{0,60}\((?:Wire [A-Z]|Reuters|AP|AFP|Bloomberg|Kyodo|Yonhap)\)"
    r"|【[^】\n]{1,30}＝[^】\n]{1,20}】|[가-힣]{2,4} 기자|\bthis (?:news)?paper\b|本紙"
    r"|\b(?:according to|said) (?:people|sources|a person)\b"
)
_OWN = re.compile(r"\b(?:we|our)\b|当社|弊社|당사|\(NYSE|\(Nasdaq", re.IGNORECASE)


@lru_cache(maxsize=8)  # every claim of a document asks
def voice_of(document: Document) -> Voice:
    """The speaker, by the kind of document, the source's name, the title and the first lines."""
    if document.kind == "list" or _LIST.search(document.title):
        return "list"
    if document.kind == "filing" or _FILING.search(document.source):
        return "filing"
    if document.kind == "government":
        return "government"
    if outlet := _outlet(document.source, document.url):
        return outlet
    if document.kind == "wire":
        return "press"
    return _by_source(document.source) or _by_text(document.text[:_LEAD])


def _outlet(source: str, url: str) -> Voice | None:
    """The voice of a known wire or agency: by the longest name that begins the source, or host.

    Initials must be all of the source's name: "ap" is an agency, "ap-moller-maersk" a company.
    """
    words = _WORD.findall(source.casefold())
    names, hosts = _outlets()
    for length in range(len(words), 0, -1):
        name = "".join(words[:length])
        if name in names and (length == len(words) or len(name) > _INITIALS):
            return names[name]
    try:
        host = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return None
    ends = (".".join(host[start:]) for start in range(len(host)))
    return next((hosts[end] for end in ends if end in hosts), None)


@cache
def _outlets() -> tuple[dict[str, Voice], dict[str, Voice]]:
    """Names (folded, without what stands between words) and hosts, each with its voice."""
    table = resources.files("extract") / "data" / "outlets.toml"
    rows = tomllib.loads(table.read_text(encoding="utf-8"))["outlets"]
    names = {
        "".join(_WORD.findall(name.casefold())): row["voice"]
        for row in rows
        for name in row["names"]
    }
    return names, {host: row["voice"] for row in rows for host in row["hosts"]}


@lru_cache(maxsize=4_096)
def _by_source(source: str) -> Voice | None:
    if _PAPER.search(source):
        return "press"
    company = announcer_of(source, load_companies())
    if company is not None:
        return "government" if company.kind == "government" else "company"
    if _GOVERNMENT.search(source):
        return "government"
    if _NEWS.search(source):
        return "press"
    words = source.replace("_", "-").split("-")
    if any(place_mentions(word.title()) for word in words[:1]):
        return "government"  # the newsroom of a country, a state, a city
    return None


def _by_text(lead: str) -> Voice:
    return "press" if _REPORTER.search(lead) and not _OWN.search(lead) else "company"
