"""Pages into HTML, or into JSON where the address ends in `.json`. Everything is escaped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from gettext import NullTranslations
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pydantic_core import to_jsonable_python
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from repledge.desk import words
from repledge.desk.language import LANGUAGES, language_of, strings, usd_in
from repledge.desk.visit import Page, Visit, inside
from repledge.text import clean
from repledge.words import VERDICTS


def render(visit: Visit, page: Page) -> Response:
    """The page as asked for."""
    if visit.request.url.path.endswith(".json"):
        return JSONResponse(to_jsonable_python(page.data), page.status)
    language = language_of(visit.request)
    session = visit.person.session
    html = (
        environment(language)
        .get_template(page.template)
        .render(
            {**page.data, **page.form},
            person=visit.person,
            keys_on=session.keys if session else True,
            blind_on=session.blind if session else False,
            language=language,
            here=visit.request.url.path,
            again=_again(visit.request),
            proxied=visit.desk.proxy_header is not None,
        )
    )
    return HTMLResponse(clean(html), page.status)


def _again(request: Request) -> str:
    """The page to come back to after another language is chosen: also from the answer to a form."""
    if request.method == "GET":
        return request.url.path + (f"?{request.url.query}" if request.url.query else "")
    sent_from = urlsplit(request.headers.get("referer", ""))
    return inside(sent_from.path + (f"?{sent_from.query}" if sent_from.query else ""))


@cache
def environment(language: str) -> Environment:
    """Templates with the strings of one language."""
    made = Environment(
        loader=PackageLoader("repledge.desk"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    said = strings(language)
    usd = usd_in(language)
    made.install_gettext_translations(said, newstyle=True)  # type: ignore[attr-defined]
    made.filters |= {
        "usd": usd,
        "web": web_address,
        "money": money,
        "query": urlencode,
        "code": partial(_code, said),
        "when": when,
    }
    made.globals |= {
        "interval": partial(_interval, said, usd),
        "told": partial(_told, said, language),
        "LANGUAGES": LANGUAGES,
        "LANGUAGE": language,
        "VERDICTS": VERDICTS,
        "JUDGEMENTS": words.JUDGEMENT_WORDS,
        "JUDGEMENT_KEYS": words.JUDGEMENT_KEYS,
        "STATES": words.STATE_WORDS,
        "CORRECTABLE": words.CORRECTABLE,
        "LABELS": {field.name: field.label for field in words.CORRECTABLE},
        "CODED": {field.name for field in words.CORRECTABLE if field.kind == "choice"},
    }
    return made


def _code(said: NullTranslations, code: str | None) -> str:
    """A code in the person's words; one that has none is shown with spaces."""
    if not code:
        return ""
    return said.gettext(words.CODE_WORDS.get(code, code.replace("_", " ")))


def _interval(
    said: NullTranslations, usd: Callable[[int | None], str], low: int | None, high: int | None
) -> str:
    """A net-new interval: a point where both ends are shown alike."""
    if low is None or high is None:
        return said.gettext("unknown")
    return usd(low) if usd(low) == usd(high) else f"{usd(low)} – {usd(high)}"


def _told(said: NullTranslations, language: str, fault: object) -> Markup:
    """Why something is not possible; in English, and marked so, where it has no translation."""
    text = fault.words if isinstance(fault, words.Refused) else str(fault)
    translated = said.gettext(text) if text else ""
    if isinstance(fault, words.Refused) and fault.values:
        values = fault.values
        if "label" in values:
            values = values | {"label": said.gettext(str(values["label"]))}
        return Markup("<span>{}</span>").format(translated % values)
    foreign = translated == text and language != "en"
    return Markup('<span lang="{}">{}</span>').format("en" if foreign else language, translated)


def web_address(url: object) -> str | None:
    """The address where it is an ordinary web address; None for `javascript:` and the like."""
    text = clean(str(url)).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.netloc else None


def when(moment: str | None) -> str:
    """A stored moment (UTC) to the minute.

    >>> when("2026-11-24T08:26:40Z"), when(None)
    ('2026-11-24 08:26', '–')
    """
    return moment[:16].replace("T", " ") if moment else "–"


def money(value: int, currency: str) -> str:
    """A sum in its own currency, digits grouped.

    >>> money(1500000, "KRW")
    'KRW 1,500,000'
    """
    return f"{currency} {value:,}"


def fault_page(request: Request, status: int, words_: str) -> Response:
    """A fault outside a visit: no store, no person."""
    if request.url.path.endswith(".json"):
        return JSONResponse({"fault": words_}, status)
    language = language_of(request)
    values: dict[str, Any] = {"fault": words_, "language": language}
    template = environment(language).get_template("bare_fault.html")
    return HTMLResponse(template.render(values), status)
