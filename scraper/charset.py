"""Bytes to text by the WHATWG rules, and a second look where a label lies (FAULTS 21)."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes
from w3lib.encoding import html_to_unicode, resolve_encoding

BROKEN = 0.005  # share of U+FFFD above which the label of a page lies about its charset
_SAMPLE = 200_000  # bytes; statistics on more change nothing and cost seconds
# what press pages are written in where their label is wrong; asked before statistics are
_LIKELY = ("cp932", "euc_jp", "cp949", "gb18030", "big5")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ISO_2022 = b"\x1b$"  # 7-bit Japanese: valid UTF-8, and no text at all as such
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def decode(body: bytes, content_type: str | None) -> str:
    """The text of a page. Bytes that are UTF-8 beyond ASCII are UTF-8 whatever their label says:
    no text of another charset is that by chance. UTF-7 is never read.
    """
    return _reading(body, content_type)[1]


def _reading(body: bytes, content_type: str | None) -> tuple[str, str]:
    """Charset and text."""
    if not body.startswith(_UTF16) and _ISO_2022 not in body[:_SAMPLE]:
        try:
            return "utf-8", without_declaration(body.decode("utf-8-sig"))
        except UnicodeDecodeError:
            pass
    readings = [html_to_unicode(content_type, body, default_encoding="cp1252",
                                auto_detect_fun=_guess)]  # fmt: skip
    if broken(readings[0][1]):
        readings += _other_readings(body)
    name, text = min(readings, key=lambda reading: reading[1].count("\ufffd"))
    return str(name), without_declaration(text)


def broken(text: str) -> bool:
    """Whether so many characters are lost that the charset must be another one."""
    return text.count("\ufffd") > BROKEN * len(text)


def without_declaration(text: str) -> str:
    """XHTML without its first line: what that says of the charset is true of the bytes only."""
    return _DECLARATION.sub("", text, count=1)


def _guess(body: bytes) -> str | None:
    if _ISO_2022 in body[:_SAMPLE]:
        return "iso-2022-jp"
    best = from_bytes(body[:_SAMPLE]).best()
    return resolve_encoding(best.encoding) if best else None


def _other_readings(body: bytes) -> list[tuple[str, str]]:
    names = [*_LIKELY, _guess(body)]
    return [(name, body.decode(name, "replace")) for name in names if name]


def charset_of(body: bytes, content_type: str | None) -> str:
    """The charset that `decode` reads a page in, by its usual name; "pdf" where it is none."""
    if body.startswith(b"%PDF-"):
        return "pdf"
    return _reading(body, content_type)[0]
