"""Claim contexts for the tests of single fields: a title, a text, and the claim's words."""

from datetime import date

from extract.context import ClaimContext, DocumentView
from repledge.contracts import Role
from repledge.text import body_of, sentences


def seat(
    claim: str,
    *,
    title: str = "News",
    text: str | None = None,
    lang: str = "en",
    main: bool = True,
    published: date = date(2025, 3, 10),
    role: Role = "total",
    source: str = "",
    new_total: bool = False,
) -> ClaimContext:
    """The context of the sentence that holds `claim`; the text is the claim alone by default."""
    body = body_of(title, text or claim)
    view = DocumentView(
        body=body, lang=lang, published=published, sentences=tuple(sentences(body)),
        title_end=len(title), source=source,
    )  # fmt: skip
    at = body.index(claim)
    start, end = view.sentences[view.index_at(at)]
    return ClaimContext(view=view, start=start, end=end, focus=at, main=main, role=role,
                        new_total=new_total)  # fmt: skip
