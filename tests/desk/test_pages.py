"""What the pages show, their JSON twins, the queue's filters, search in three languages."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date

import pytest

from repledge.audit import Knowledge, audit_list, audit_object, read_list
from repledge.cli.context import Settings
from repledge.cli.desk import desk_of
from repledge.config import Config
from repledge.contracts import Issue, LedgerLine, Place
from repledge.desk import Checked, charts
from repledge.desk.app import PAGES
from repledge.desk.company_page import tree_of
from repledge.errors import BadInput
from repledge.store import open_store, queue, reads, reviews, search, writes
from repledge.store.queue import Filters
from tests.desk.seed import NOW
from tests.factories import a_document, a_verdict

HOSTILE = "company,amount,url\n<b>Acme</b>,$2bn,https://a.example/1 javascript://x/%0aalert(1)\n"
AUDIT = audit_object(audit_list(read_list("l.csv", HOSTILE.encode(), NOW.date()), Knowledge()))


def test_every_page_has_a_twin_in_json(store, browser) -> None:
    row = store.db.execute(
        "SELECT claim_id, company_id FROM queue WHERE company_id > ''"
    ).fetchone()
    ana = browser()
    queue.save_audit(store, "list", "Ana", json.dumps(AUDIT), NOW)
    for path, _, _ in PAGES:
        plain = path.replace("{claim_id}", row[0]).replace("{number}", "1")
        plain = plain.replace("{company_id:path}", row[1])
        assert ana.get(plain).headers["content-type"].startswith("text/html"), plain
        answer = ana.get(f"{plain}.json")
        assert answer.status_code == 200, plain
        assert isinstance(answer.json(), dict)


def test_the_verdict_page_lights_both_quotes(store, browser) -> None:
    claim = store.db.execute(
        "SELECT claim_id FROM queue WHERE claim_id IN (SELECT claim_id FROM relations)"
    ).fetchone()[0]
    row = next(reads.judged(store, claim))
    page = browser().get(f"/claims/{claim}").text
    assert page.count("<mark>") == 1 + len(row.verdict.earlier)
    assert row.verdict.sentence in page
    for words in ("step by step", "Near misses", "What would change", "Other readings",
                  "Books to check", "Usual spending", "press office"):  # fmt: skip
        assert words in page
    assert "style=" not in page, "the content policy forbids inline styles"


def test_the_queue_puts_most_money_at_stake_first(store) -> None:
    rows = queue.listed(store, Filters(equal={})).rows
    stakes = [row["stake"] for row in rows]
    assert stakes == sorted(stakes, reverse=True)
    assert rows[0]["stake"] == int(
        (rows[0]["headline_usd"] - rows[0]["net_new_high_usd"]) * rows[0]["score"]
    )


FILTERS = [
    ("verdict=copy", lambda row: row["verdict"] == "copy"),
    ("verdict=copy&verdict=new", lambda row: row["verdict"] in {"copy", "new"}),
    ("strategic=1", lambda row: row["sector"] in {"batteries", "semiconductors"}),
    ("lang=en&since=2024-01-01", lambda row: row["published"] >= "2024-01-01"),
    ("until=2018-01-01", lambda row: row["published"] <= "2018-01-01"),
    # a day that is none is passed by, not an error
    ("since=yesterday&all=1", lambda row: True),
]


@pytest.mark.parametrize(("query", "holds"), FILTERS)
def test_filters_keep_what_they_name(browser, query, holds) -> None:
    found = browser().get(f"/queue.json?{query}").json()
    assert found["rows"], query
    assert all(holds(row) for row in found["rows"])


TEXTS = [
    # words of two characters inside a Japanese sentence
    ("ja", "トヨタは新たな投資を発表した。", "投資", True),
    ("ja", "トヨタは新たな投資を発表した。", "資発", False),
    ("ja", "日立製作所が100億ドルを投じる", "日立", True),
    # Korean: a part of a name, and a word with its particle
    ("ko", "현대자동차그룹이 투자를 발표했다", "현대자동차", True),
    ("ko", "현대자동차그룹이 투자를 발표했다", "투자", True),
    ("ko", "현대자동차그룹이 투자를 발표했다", "자투", False),
    # English: the beginning of a word, any case, full-width letters
    ("en", "Semiconductor plant in Ohio", "semicon ohio", True),
    ("en", "Semiconductor plant in Ohio", "ＯＨＩＯ", True),
    ("en", "Semiconductor plant in Ohio", "texas", False),
]


@pytest.mark.parametrize(("lang", "text", "words", "found"), TEXTS)
def test_search_finds_words_in_three_languages(store, lang, text, words, found) -> None:
    document = a_document(id="only", lang=lang, title="T", text=text)
    writes.save_document(store, document, NOW)
    assert ("only" in search.find_documents(store, words)) is found


def test_search_forgets_the_old_version_of_a_page(store) -> None:
    writes.save_document(store, a_document(id="p", text="Zanzibar"), NOW)
    writes.save_document(store, a_document(id="p", text="Quito"), NOW)
    assert search.find_documents(store, "zanzibar") == []
    assert search.find_documents(store, "quito") == ["p"]


def test_search_finds_parts_of_names(store) -> None:
    row = store.db.execute(
        "SELECT claim_id, company FROM queue WHERE length(company) > 5"
    ).fetchone()
    assert row[0] in search.find_claims(store, row[1][1:5])


def test_the_queue_follows_the_store(store) -> None:
    claim = store.db.execute("SELECT claim_id FROM queue").fetchone()[0]
    row = next(reads.judged(store, claim))
    writes.save_verdicts(store, row.document, [replace(row.verdict, sentence="Anew.")], NOW, "v2")
    sentence = store.db.execute("SELECT sentence FROM queue WHERE claim_id = ?", [claim])
    assert sentence.fetchone()[0] == "Anew."
    writes.save_document(store, replace(row.document, title="Edited", content_hash="x"), NOW)
    title = store.db.execute("SELECT title FROM queue WHERE claim_id = ?", [claim]).fetchone()
    assert title[0] == "Edited"
    writes.replace_claims(store, row.document.id, [])
    gone = store.db.execute("SELECT 1 FROM queue WHERE document_id = ?", [row.document.id])
    assert gone.fetchone() is None
    store.db.execute("INSERT INTO search_claims (search_claims) VALUES ('integrity-check')")


def test_a_night_that_writes_blocks_no_reader_and_loses_no_decision(desk, store, browser) -> None:
    claim = store.db.execute("SELECT claim_id FROM queue").fetchone()[0]
    ana = browser("Ana")
    form = {"made_on": reviews.version(store, claim), "judgement": "unsure"}
    night = open_store(desk.store_path)
    answers: list[int] = []
    with night.transaction():
        writes.save_document(night, a_document(id="tonight"), NOW)
        answers.append(ana.get("/").status_code)
        thread = threading.Thread(
            target=lambda: answers.append(ana.post(f"/claims/{claim}/decide", **form).status_code)
        )
        thread.start()
        thread.join(timeout=0.3)
        assert answers == [200], "the decision waits for the night's short transaction"
    thread.join(timeout=10)
    night.close()
    assert answers == [200, 303]
    assert [d.judgement for d in reads.decisions(store, claim)] == ["unsure"]


def test_check_shows_verdicts_and_says_what_is_wrong(desk, store, browser) -> None:
    row = next(reads.judged(store))

    def check(_, pasted: str) -> Checked:
        if pasted.startswith("http"):
            raise BadInput("That page cannot be read; paste its text.")
        return Checked(rows=[row])

    ana = browser()
    ana.desk = replace(desk, check=check)
    assert row.claim.quote.text[:20] in ana.post("/check", pasted="A text").text
    refused = ana.post("/check", pasted="http://x.example/")
    assert refused.status_code == 422
    assert "paste its text" in refused.text


def test_audits_are_kept(desk, browser) -> None:
    asked = []

    def audit(_, name: str, raw: bytes, since: date | None) -> dict:
        asked.append((name, raw, since))
        return AUDIT

    ana = browser()
    ana.desk = replace(desk, audit=audit)
    answer = ana.upload("/audits", "list.csv", b"company,amount", since="2025-01-20")
    assert answer.status_code == 303
    assert asked == [("list.csv", b"company,amount", date(2025, 1, 20))]
    page = ana.get(answer.headers["location"]).text
    assert "&lt;b&gt;Acme&lt;/b&gt;" in page
    assert 'href="https://a.example/1"' in page
    assert 'href="javascript' not in page


DAMAC = b"- **DAMAC Properties** announced a $20 billion investment in new U.S. data centers.\n"


def test_several_lists_are_several_audits(desk, browser) -> None:
    settings = Settings(config_file=None, db=desk.store_path, as_json=False, verbose=0)
    ana = browser()
    ana.desk = replace(desk, audit=desk_of(settings, Config()).audit)
    lists = {"april.md": DAMAC, "may.md": DAMAC.replace(b"20", b"30"), "empty.md": b""}
    answer = ana.upload_all("/audits", lists, since="2025-01-20")
    assert (answer.status_code, answer.headers["location"]) == (303, "/audits")
    page = ana.get("/audits").text
    assert all(name in page for name in ("april.md", "may.md"))
    assert "empty.md" not in page


def test_one_bad_list_of_several_keeps_none_and_is_named(desk, browser) -> None:
    settings = Settings(config_file=None, db=desk.store_path, as_json=False, verbose=0)
    ana = browser()
    ana.desk = replace(desk, audit=desk_of(settings, Config()).audit)
    answer = ana.upload_all("/audits", {"april.md": DAMAC, "bad.csv": b"when,how much\n2025,3\n"})
    assert answer.status_code == 422
    assert "bad.csv" in answer.text
    assert "april.md" not in ana.get("/audits").text


def test_too_many_lists_are_refused(browser) -> None:
    answer = browser().upload_all("/audits", {f"{n}.md": DAMAC for n in range(21)})
    assert answer.status_code == 400
    assert "20" in answer.text


def test_an_audit_with_a_day_that_is_none_is_refused(desk, browser) -> None:
    ana = browser()
    ana.desk = replace(desk, audit=lambda *_: AUDIT)
    answer = ana.upload("/audits", "list.csv", b"company,amount", since="soon")
    assert answer.status_code == 422
    assert "2025-01-20" in answer.text


def test_a_real_list_is_audited_at_the_desk(desk, browser) -> None:
    """The callable of the command line, from the upload to the page."""
    settings = Settings(config_file=None, db=desk.store_path, as_json=False, verbose=0)
    ana = browser()
    ana.desk = replace(desk, audit=desk_of(settings, Config()).audit)
    answer = ana.upload("/audits", "list.md", DAMAC, since="2025-01-20")
    page = ana.get(answer.headers["location"]).text
    assert "2025-01-07" in page
    refused = ana.upload("/audits", "list.csv", b"when,how much\n2025,3\n")
    assert refused.status_code == 422
    assert "company, amount, date and text" in refused.text


def test_a_claimant_is_shown_with_chart_table_and_link(desk, store, browser) -> None:
    settings = Settings(config_file=None, db=desk.store_path, as_json=False, verbose=0)
    company = store.db.execute(
        "SELECT company_id FROM queue WHERE company_id > '' GROUP BY 1 ORDER BY count(*) DESC"
    ).fetchone()[0]
    ana = browser()
    ana.desk = replace(desk, claimant=desk_of(settings, Config()).claimant)
    assert "/claimants/speaker?name=" in ana.get(f"/companies/{company}").text
    page = ana.get(f"/claimants/speaker?name={company}").text
    assert "<polyline" in page
    assert "was new when told" in page
    unknown = ana.get("/claimants/speaker?name=%3Cscript%3Ealert(1)")
    assert unknown.status_code == 422
    assert "<script>alert" not in unknown.text


def test_watch_shows_what_slipped(store, browser) -> None:
    found = browser().get("/watch.json").json()
    assert set(found) == {"overdue", "slipped", "scope", "status"}
    assert any(found.values())
    page = browser().get("/watch").text
    for row in [row for rows in found.values() for row in rows][:5]:
        assert row["sentence"] in page


def test_running_totals_end_where_the_sums_do() -> None:
    days = [
        {"date": "2025-01-01", "told_usd": 100, "ledger_high_usd": 50, "new_high_usd": 50},
        {"date": "2025-02-01", "told_usd": 200, "ledger_high_usd": 100, "new_high_usd": 50},
    ]
    told, ledger, new = charts.running_totals(days)["lines"]
    assert [line["points"].split()[-1] for line in (told, ledger, new)] == [
        "940.0,20.0", "940.0,145.0", "940.0,207.5",
    ]  # fmt: skip
    assert charts.running_totals([])["lines"] == []


BARS = [
    # all known, all new, in between, and rounding that must not leave the bar
    (100, 0, 0, [("known", 0.0, 100.0)]),
    (100, 100, 100, [("new", 0.0, 100.0)]),
    (100, 20, 50, [("known", 0.0, 50.0), ("uncertain", 50.0, 30.0), ("new", 80.0, 20.0)]),
    # unknown stays unknown
    (None, None, None, []),
]


@pytest.mark.parametrize(("headline", "low", "high", "expected"), BARS)
def test_the_net_new_bar(headline, low, high, expected) -> None:
    verdict = a_verdict(headline_usd=headline, net_new_low_usd=low, net_new_high_usd=high)
    assert [(s.kind, s.start, s.width) for s in charts.net_bar(verdict)] == expected


def line(name: str, *parents: str) -> LedgerLine:
    return LedgerLine(
        id=name, company_id="c", name=name, sector="mixed", place=Place(), status="announced",
        live_low_usd=1, live_high_usd=1, opened_on=NOW.date(), parents=parents,
    )  # fmt: skip


TREES = [
    # a part stands under its whole
    ([line("a"), line("b", "a"), line("c", "b")], [("a", 0), ("b", 1), ("c", 2)]),
    # a second parent is named, not repeated
    ([line("a"), line("z"), line("b", "a", "z")], [("a", 0), ("b", 1), ("z", 0)]),
    # a parent outside the group, and a circle: nothing is hidden
    ([line("b", "elsewhere")], [("b", 0)]),
    ([line("a", "b"), line("b", "a")], [("a", 0), ("b", 1)]),
]


@pytest.mark.parametrize(("lines", "expected"), TREES)
def test_the_ledger_as_a_tree(lines, expected) -> None:
    assert [(row["line"].name, row["depth"]) for row in tree_of(lines)] == expected


def test_a_company_is_shown_under_its_usual_name_and_found_by_any(store) -> None:
    row = next(reads.judged(store))
    names = ("Acme", "Acme", "Aardvark Division of Acme")
    for number, name in enumerate(names):
        document = replace(row.document, id=f"acme-{number}")
        claim = replace(row.claim, id=f"c{number}", document_id=document.id, company=name,
                        company_id="acme-group")  # fmt: skip
        verdict = replace(row.verdict, claim_id=claim.id, document_id=document.id)
        writes.save_document(store, document, NOW)
        writes.replace_claims(store, document.id, [claim])
        writes.save_verdicts(store, document, [verdict], NOW, "v1")
    for words in ("aardvark", "ACME"):
        (found,) = [r for r in queue.companies(store, words) if r["company_id"] == "acme-group"]
        assert (found["company"], found["claims"]) == ("Acme", 3), "all of it, not what matched"
    assert queue.companies(store, "% _ '") == []


def test_an_issue_leads_to_its_release(store, browser) -> None:
    row = next(reads.judged(store))
    for number in range(3):
        issue = Issue(stage="verify", code="parts", message=f"No. {number}",
                      document_id=row.document.id)  # fmt: skip
        writes.save_issues(store, [issue], None, NOW)
    found = queue.issues(store, None, 2)
    assert [r["message"] for r in found.rows] == ["No. 2", "No. 1"]
    assert found.total == 4, "with the seeded one"
    assert found.rows[0]["newsroom"] == row.document.source
    page = browser().get("/issues").text
    assert f'href="/claims/{found.rows[0]["claim_id"]}"' in page
    assert row.document.title in page


def test_the_form_keeps_both_flags_as_one_choice(browser) -> None:
    page = browser().get("/").text
    assert '<option value="repackaged,partly_new" selected>' in page
    one, both = (
        browser().get(f"/queue.json?{query}").json()["total"]
        for query in ("verdict=repackaged", "verdict=repackaged,partly_new")
    )
    assert 0 < one < both
