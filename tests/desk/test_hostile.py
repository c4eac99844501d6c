"""FAULTS 25: hostile text stays text on every page, as title, company, quote, URL, error, name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from repledge.contracts import Claim, Decision, Issue
from repledge.desk import Checked, Desk
from repledge.errors import BadInput
from repledge.store import Store, queue, reads, reviews, writes
from tests.desk.conftest import Browser
from tests.desk.seed import NOW, a_gold_claim, a_gold_verdict
from tests.desk.test_languages import addresses
from tests.factories import a_document

PAYLOADS = [
    pytest.param("<script>alert(1)</script>", id="a script in plain sight"),
    pytest.param('"><img src=x onerror=alert(1)>', id="out of an attribute"),
    pytest.param("' onmouseover='alert(1)", id="out of single quotes"),
    pytest.param("</title></textarea><svg onload=alert(1)>", id="out of a raw text element"),
    pytest.param("--></style></select></option><b>x", id="out of a comment and a choice"),
    pytest.param("{{ 7 * 7 }}{% raw %}{{ desk }}", id="template language"),
    pytest.param("%(sum)s %s %", id="formatting language"),
    pytest.param("&lt;script&gt; &#60;b&#62;", id="already escaped, and to stay so"),
    pytest.param("safe\u202egnp.exe", id="a text that turns the line around"),
    pytest.param("javascript:alert(1)//", id="an address that runs"),
]


def hostile(store: Store, payload: str) -> Claim:
    """A release all of whose texts are the payload, judged, asked about, decided on."""
    document = a_document(id="evil", title=payload, text=f"{payload} invests $2 billion.",
                          url="javascript:alert(1)", source=payload, lang="en")  # fmt: skip
    old = next(row for row in reads.judged(store) if row.verdict.earlier)
    gold: dict[str, Any] = {
        "quote": document.text, "company": [payload], "amount": 2_000_000_000, "currency": "USD",
        "qualifier": "exact", "main": True, "role": "total", "nature": "investment",
        "sector": ["mixed"], "country": None, "region": None, "horizon_end": None,
        "operational_by": None, "jobs": None, "commitment": "plan", "disclosed": False,
        "relation": "restated", "flagged": True, "earlier": [], "net_new_usd": [0, 0],
    }  # fmt: skip
    claim = replace(
        a_gold_claim(document, gold, 0), id="evil0", company_id="evil-co", project=payload
    )
    earlier = old.verdict.earlier[0]
    step = replace(earlier.why[0], sentence=payload, left=payload, right=payload)
    plain = a_gold_verdict(claim, gold, {}, {})
    terms = tuple(replace(term, label=payload, quote=payload) for term in plain.terms)
    verdict = replace(
        plain, sentence=payload, near_misses=(payload,), questions=(payload,), run_rate=payload,
        first_trace=payload, would_change=(payload,), terms=terms,
        books=(replace(plain.books[0], sentence=payload),),
        earlier=(replace(earlier, url="data:text/html,x", quote=payload, why=(step,)),),
    )  # fmt: skip
    writes.save_document(store, document, NOW)
    writes.replace_claims(store, document.id, [claim])
    writes.save_verdicts(store, document, [verdict], NOW, "v")
    issue = Issue(stage="crawl", code=payload, message=payload, source=payload)
    writes.save_issues(store, [issue, replace(issue, document_id="evil")], None, NOW)
    store.db.execute(
        "INSERT INTO sources (name, kind, url, state, reason) VALUES (?, ?, ?, 'failing', ?)",
        [payload, payload, "javascript:alert(1)", payload],
    )
    writes.end_run(store, writes.begin_run(store, payload, payload, NOW), 0, None, NOW)
    queue.save_view(store, payload, f"words={payload}", payload, NOW)
    reviews.assign(store, claim.id, payload, payload, NOW)
    reviews.log_question(store, claim.id, payload, payload, payload, NOW)
    for reviewer, judgement in ((payload, "repackaged"), ("Ben", "rejected")):
        writes.save_decision(store, Decision(
            id=None, claim_id=claim.id, reviewer=reviewer, judgement=judgement, at=NOW,
            note=payload, fields=(("company", payload),), ancestor_id=earlier.claim_id,
        ))  # fmt: skip
    return claim


def is_harmless(text: str) -> bool:
    """No element, attribute or link that only a payload could have brought."""
    page = BeautifulSoup(text, "lxml")
    assert [s.get("src") for s in page.select("script")] == ["/static/desk.js"] * bool(page.nav)
    assert page.select("img, svg[onload], iframe, object, b b") == []
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on") or name == "style"]
        for name in ("href", "action", "src"):
            target = str(element.get(name, "/")).strip().lower()
            assert target.startswith(("/", "#", "http://", "https://")), element
    assert not any(sign in text for sign in ("\u202e", "\x00"))
    return True


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_stays_text_on_every_page(desk, store, browser, payload) -> None:
    hostile(store, payload)
    ana = browser(payload)
    shown = 0
    for path in [*addresses(store), "/?all=1", "/claims/evil0", "/companies/evil-co",
                 "/issues?run=1", "/claims/evil0?from=words"]:  # fmt: skip
        page = ana.get(path)
        assert page.status_code == (404 if path == "/nowhere" else 200), path
        assert is_harmless(page.text), path
        shown += payload.replace("\u202e", "") in BeautifulSoup(page.text, "lxml").get_text()
    assert shown > 8, "the texts are shown, not dropped"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_that_comes_back_stays_text(desk: Desk, store, browser, payload) -> None:
    claim = hostile(store, payload)
    row = next(reads.judged(store, claim.id))

    def check(_: Store, pasted: str) -> Checked:
        if pasted.endswith("!"):
            raise BadInput(f"{pasted}: cannot be read.")
        return Checked(rows=[row], issues=[Issue(stage="extract", code="x", message=pasted)])

    ana = browser("Ana")
    ana.desk = replace(desk, check=check)
    stranger = Browser(desk, {})
    answers = [
        ana.post("/check", pasted=payload),
        ana.post("/check", pasted=f"{payload}!"),
        ana.post("/claims/evil0/decide", judgement="new", jobs=payload, note=payload),
        ana.post("/claims/evil0/decide", judgement="new", sector=payload),
        ana.post("/claims/evil0/decide", judgement="new", ancestor_other=payload),
        ana.post("/claims/evil0/decide", judgement=payload),
        ana.post("/language", language=payload),
        stranger._send("GET", "/login", params={"next": payload}),
        stranger._send("GET", "/", params={"words": payload, "company": payload, "order": payload}),
        stranger.get(f"/claims/{payload.replace('/', '%2F')}x"),
    ]
    assert [answer.status_code for answer in answers] == [200, *[422] * 6, 200, 200, 404]
    assert all(is_harmless(answer.text) for answer in answers)
