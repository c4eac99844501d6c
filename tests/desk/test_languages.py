"""The desk in Japanese and Korean: choice, complete catalogues, `lang` on what stays English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

from repledge import contracts
from repledge.desk import language, render
from repledge.desk.app import PAGES
from repledge.desk.words import CODE_WORDS, N_, Refused
from repledge.store import queue, reads
from tests.desk.conftest import Browser
from tests.desk.seed import NOW
from tests.desk.test_pages import AUDIT

ROOT = Path(__file__).parents[2]
DESK = ROOT / "repledge" / "desk"
KEYWORDS: dict[str, Any] = {
    "_": None, "N_": None, "Refused": None, "BadInput": None, "HTTPException": (2,),
}  # fmt: skip


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "lxml")


OTHERS = [code for code in language.LANGUAGES if code != "en"]


def sources() -> set[str]:
    """Every text that the desk's sources mark for translation."""
    method = [("**.py", "python"), ("templates/**.html", "jinja2")]
    options = {"templates/**.html": {"trimmed": "true"}}
    found = extract_from_dir(DESK, method, options, KEYWORDS)
    return {str(message) for _, _, message, _, _ in found if message}


def catalogue(code: str) -> dict[str, str]:
    with (DESK / "locale" / f"{code}.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale=code) if m.id}


@pytest.mark.parametrize("code", OTHERS)
def test_no_string_is_missing_and_none_is_left_over(code: str) -> None:
    """Where this fails: `make strings`, then translate what is empty in repledge/desk/locale."""
    translated = catalogue(code)
    assert len(translated) > 300
    assert sources() - translated.keys() == set(), "not in the catalogue"
    assert translated.keys() - sources() == set(), "no source says this any more"
    assert [text for text, said in translated.items() if not said] == [], "not translated"


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_keeps_the_values_of_its_text(code: str) -> None:
    values = re.compile(r"%\(\w+\)s")
    for text, said in catalogue(code).items():
        assert sorted(values.findall(text)) == sorted(values.findall(said)), text
        filled = dict.fromkeys(re.findall(r"%\((\w+)\)s", text), "1")
        assert said % filled if filled else said


def test_every_code_that_is_shown_has_words() -> None:
    kinds = (
        contracts.RelationCode, contracts.VerdictCode, contracts.Basis, contracts.Level,
        contracts.Qualifier, contracts.Role, contracts.Commitment, contracts.Nature,
    )  # fmt: skip
    codes = {code for kind in kinds for code in get_args(kind)} | set(contracts.SECTORS)
    assert codes - CODE_WORDS.keys() == set()


CHOICES = [
    # the browser's list, in its order of wishes
    (None, "ja,en;q=0.8", "ja"),
    (None, "ko-KR,ko;q=0.9,en;q=0.8", "ko"),
    (None, "en-US,en;q=0.9,ja;q=0.5", "en"),
    # the weights count, not the order
    (None, "en;q=0.3, ja;q=0.9", "ja"),
    # a language that we do not have is passed by
    (None, "fr,de;q=0.9,ko;q=0.1", "ko"),
    (None, "fr", "en"),
    (None, "*", "en"),
    (None, "ja;q=0", "en"),
    # what nobody sends on purpose
    (None, "ja;q=x,;;,,../../etc;q=1", "en"),
    (None, "", "en"),
    # what was chosen here stands before the browser's list
    ("ko", "ja", "ko"),
    ("en", "ja", "en"),
    # a cookie that is none of ours
    ("../ja", "ja", "ja"),
]


@pytest.mark.parametrize(("cookie", "asked", "expected"), CHOICES)
def test_the_language_is_chosen(desk, cookie, asked, expected) -> None:
    person = Browser(desk, {language.COOKIE: cookie} if cookie else {})
    page = soup(person.get("/", **{"accept-language": asked}).text)
    assert page.html["lang"] == expected
    pressed = page.select(".tongues [aria-current]")
    assert [button.get("value") for button in pressed] == [expected]


def test_the_switch_keeps_the_language_and_the_page(browser, store) -> None:
    ana = browser("Ana")
    page = soup(ana.get("/?verdict=copy&state=pending").text)
    back = page.select(".tongues [name=next]")[0].get("value")
    answer = ana.post("/language", language="ja", next=back)
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    assert '<html lang="ja">' in ana.get("/companies").text
    assert ana.post("/language", language="ja", next="//evil.example").headers["location"] == "/"
    assert ana.post("/language", language="xx").status_code == 422
    claim = store.db.execute("SELECT claim_id FROM queue").fetchone()[0]
    origin = {"origin": "http://127.0.0.1:8321"}
    form = {"referer": f"http://127.0.0.1:8321/claims/{claim}?from=x"}
    stale = ana._send("POST", f"/claims/{claim}/decide", headers=origin | form,
                      data={"judgement": "new", "made_on": "0@"})  # fmt: skip
    assert stale.status_code == 409
    again = soup(stale.text).select(".tongues [name=next]")[0].get("value")
    assert again == f"/claims/{claim}?from=x", "an address that takes forms only would be no page"


class Marked(NullTranslations):
    """A language in which every translated text stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(render, "strings", lambda code: Marked())
    render.environment.cache_clear()
    yield
    render.environment.cache_clear()


def addresses(store) -> list[str]:
    claim, company = store.db.execute(
        "SELECT claim_id, company_id FROM queue WHERE company_id > '' "
        "AND claim_id IN (SELECT claim_id FROM relations)"
    ).fetchone()
    queue.save_audit(store, "list", "Ana", json.dumps(AUDIT), NOW)
    names = {"{claim_id}": claim, "{company_id:path}": company, "{number}": "1"}
    paths = [path for path, _, _ in PAGES] + ["/login", "/nowhere", "/?state=disputed"]
    for name, value in names.items():
        paths = [path.replace(name, value) for path in paths]
    return paths


# pages of others, whose data are whole tables of English
NOT_OURS = ("/audits",)
# what is a name or a code in every language, or data of the store
PLAIN = re.compile(
    r"[A-Z]{3} [\d,]+|Repledge|JSON|sha256|CSV|Escape|[0-9a-f]{8,}|R\d\d|\d{4}\.\d\d"
)
DATA = (
    "head, bdi, code, kbd, time, [lang=en], [lang=ja]:not(html), [lang=ko], "
    "[name=country] option, [name=source] option"
)


def english_left(page: BeautifulSoup) -> list[str]:
    """Words of a page in brackets that stand outside of them and are no data."""
    labels = [
        str(e[name]) for name in ("aria-label", "placeholder") for e in page.select(f"[{name}]")
    ]
    for element in page.select(DATA):
        element.clear()
    outside = [PLAIN.sub("", re.sub(r"⟦[^⟧]*⟧", "", t)) for t in (*labels, *page.strings)]
    return [text.strip() for text in outside if re.search(r"[A-Za-z]{2,}", text)]


def test_no_page_says_an_english_word_that_is_not_marked(marked, browser, store) -> None:
    ana = browser("Ana")
    found = {}
    for path in addresses(store):
        if not path.startswith(NOT_OURS):
            page = soup(ana.get(path, **{"accept-language": "ja"}).text)
            found[path] = english_left(page)
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("code", OTHERS)
def test_every_page_is_drawn_in_each_language(browser, store, code) -> None:
    ana = browser("Ana")
    title = catalogue(code)["Queue"]
    for path in addresses(store):
        answer = ana.get(path, **{"accept-language": code})
        page = soup(answer.text)
        assert answer.status_code == (404 if path == "/nowhere" else 200), path
        assert page.html["lang"] == code, path
        assert title in answer.text or path == "/nowhere", path


def test_quotes_and_machine_sentences_carry_their_own_language(browser, store) -> None:
    rows = list(store.db.query("SELECT claim_id, lang FROM queue WHERE lang <> 'en'"))
    assert {row["lang"] for row in rows} == {"ja", "ko"}
    for row in rows:
        claim = next(reads.judged(store, row["claim_id"]))
        page = soup(
            browser("Ana").get(f"/claims/{row['claim_id']}", **{"accept-language": "ja"}).text
        )
        (mark,) = page.select("article:first-child mark")
        assert mark.text == claim.claim.quote.text
        assert mark.parent["lang"] == row["lang"]
        assert "原文：" in page.select("article:first-child")[0].get_text()
        assert page.select(".say")[0]["lang"] == "en"


def test_a_refusal_is_told_in_the_persons_language(browser, store) -> None:
    claim = store.db.execute("SELECT claim_id FROM queue").fetchone()[0]
    ana = browser("Ana")
    ana.post("/language", language="ko", next="/")
    answer = ana.post(f"/claims/{claim}/decide", judgement="new", jobs="<b>viele</b>")
    assert answer.status_code == 422
    assert "고용 인원: “&lt;b&gt;viele&lt;/b&gt;”은(는) 정수가 아닙니다" in answer.text
    assert str(Refused(N_("%(id)s: no"), id=1)) == "1: no"
