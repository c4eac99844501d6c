"""Pages into HTML, or into JSON where the address ends in `.json`. Everything is escaped."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from babel.support import Translations
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic_core import to_jsonable_python
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from repledge.desk import words
from repledge.desk.visit import Page, Visit
from repledge.text import clean
from repledge.words import VERDICTS, interval, usd

_LOCALE = Path(__file__).parent / "locale"


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
            query=visit.request.url.query,
            proxied=visit.desk.proxy_header is not None,
        )
    )
    return HTMLResponse(clean(html), page.status)


def language_of(request: Request) -> str:
    """The reader's language where we have its strings, else English."""
    asked = request.headers.get("accept-language", "")
    for part in asked.split(",")[:10]:
        code = part.split(";")[0].strip().lower()[:2]
        if code == "en" or (code.isalpha() and (_LOCALE / code).is_dir()):
            return code
    return "en"


@cache
def environment(language: str) -> Environment:
    """Templates with the strings of one language."""
    made = Environment(
        loader=PackageLoader("repledge.desk"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    strings: NullTranslations = Translations.load(_LOCALE, [language])
    made.install_gettext_translations(strings, newstyle=True)  # type: ignore[attr-defined]
    made.filters |= {"usd": usd, "web": web_address, "money": money, "query": urlencode}
    made.globals |= {
        "interval": interval,
        "VERDICTS": VERDICTS,
        "JUDGEMENTS": words.JUDGEMENT_WORDS,
        "JUDGEMENT_KEYS": words.JUDGEMENT_KEYS,
        "STATES": words.STATE_WORDS,
        "CORRECTABLE": words.CORRECTABLE,
    }
    return made


def web_address(url: object) -> str | None:
    """The address where it is an ordinary web address; None for `javascript:` and the like."""
    text = clean(str(url)).strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.netloc else None


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
    values: dict[str, Any] = {"fault": words_, "language": language_of(request)}
    return HTMLResponse(environment("en").get_template("bare_fault.html").render(values), status)
