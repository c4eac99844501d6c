"""Markup that a reader of main text goes wrong on, made plain before it reads.

Each rule stands for a habit of publishers, not for one of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import html

_DENSE = re.compile(
    r"[぀-ヿ㐀-鿿가-힯]"
)  # scripts that say in four characters what Latin says in ten
_BODY_BOX = re.compile(r"(?i)\b(?:article|story|post|entry|release|news)[-_]*(?:body|content|text)")
_PARAGRAPH = 80  # characters, from which a paragraph is prose
_PROSE = 2  # paragraphs that a part of an article has at the least


def mend(page: html.HtmlElement) -> None:
    """Join the parts of an article that advertisements split; take links off linked words."""
    _join_parts(page)
    _unlink_words(page)


def _join_parts(page: html.HtmlElement) -> None:
    """Boxes of one class that each hold prose are one article: what holds them all is its body."""
    boxes: defaultdict[str, list[html.HtmlElement]] = defaultdict(list)
    for box in page.iter("div", "section"):
        style = box.get("class") or ""
        if _BODY_BOX.search(style) and sum(1 for _ in _prose(box)) >= _PROSE:
            boxes[style].append(box)
    for parts in boxes.values():
        whole = _holder(parts)
        if len(parts) > 1 and whole is not None and whole.tag == "div":
            for part in parts:
                del part.attrib["class"]
            whole.set("class", "article-body")


def _holder(parts: list[html.HtmlElement]) -> html.HtmlElement | None:
    """The innermost element with all the parts in it."""
    held = [set(part.iterancestors()) for part in parts[1:]]
    return next((a for a in parts[0].iterancestors() if all(a in h for h in held)), None)


def _prose(box: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (p for p in box.iterchildren("p") if len(p.text_content()) >= _PARAGRAPH)


def _unlink_words(page: html.HtmlElement) -> None:
    """In Japanese and Korean a sentence with linked names is short, and so are its links: by its
    count of characters it looks like a menu. A paragraph with words outside its links is none.
    """
    for paragraph in page.iter("p"):
        links = list(paragraph.iter("a"))
        if links and _DENSE.search(paragraph.text_content()) and _speaks(paragraph):
            for link in links:
                link.drop_tag()


def _speaks(paragraph: html.HtmlElement) -> bool:
    outside = "".join(map(str, paragraph.xpath(".//text()[not(ancestor::a)]")))
    return any(c.isalnum() or c in "、。：" for c in outside)
