"""Addresses as names of pages: one form for one page, and the marks of traps (FAULTS 17)."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote, urlsplit, urlunsplit

# where a visitor came from, or which visitor it is: never which page it is
_TRACKERS = re.compile(
    r"(?i)utm_.*|mc_(?:cid|eid)|(?:fb|g|dcl|msclk|y|tw|wbra|gbra)(?:clid|aid)|gclsrc|_ga|_gl|"
    r"igshid|mkt_tok|ref_src|s_cid|icid|cmpid|ncid|spm|hsctatracking|_hs(?:enc|mi)|"
    r"(?:js|php|asp|asp\.net_)?sess(?:ion)?_?id|sid|cfid|cftoken|zenid"
)
_PATH_SESSION = re.compile(r"(?i);(?:jsessionid|phpsessid|sid)=[^/?]*")
_PORTS = {"http": ":80", "https": ":443"}
_MOST_REPEATS = 2
_MOST_SEGMENTS = 20
_MOST_KEYS = 10


def canonical(url: str) -> str:
    """The address without what changes from visit to visit: trackers, sessions, default ports.

    >>> canonical("HTTPS://News.Example:443/a/../b;jsessionid=1F?id=7&utm_source=x#top")
    'https://news.example/b?id=7'
    """
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    host = parts.netloc.lower().removesuffix(_PORTS.get(scheme, ":"))
    path = _without_dots(_PATH_SESSION.sub("", parts.path)) or "/"
    kept = [pair for pair in parts.query.split("&") if pair and not _tracks(pair)]
    return urlunsplit((scheme, host, path, "&".join(kept), ""))


def trap(url: str) -> str | None:
    """Why the address looks like one of endlessly many; None where it does not.

    >>> trap("https://a.example/news/more/more/more/1")
    "its part 'more' comes 3 times"
    """
    parts = urlsplit(url)
    segments = [part for part in parts.path.split("/") if part]
    if len(segments) > _MOST_SEGMENTS:
        return f"it has {len(segments)} parts"
    names = Counter(part for part in segments if not part.isdigit())
    if names and (most := names.most_common(1)[0])[1] > _MOST_REPEATS:
        return f"its part {most[0][:40]!r} comes {most[1]} times"
    keys = parts.query.count("&") + 1
    return f"it asks {keys} things" if keys > _MOST_KEYS else None


def _tracks(pair: str) -> bool:
    return bool(_TRACKERS.fullmatch(unquote(pair.partition("=")[0])))


def _without_dots(path: str) -> str:
    """The path with `.` and `..` resolved (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path
    out: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if len(out) > 1:
                out.pop()
        elif part != ".":
            out.append(part)
    if path.endswith(("/.", "/..")):
        out.append("")
    return "/".join(out)
