"""Decisions that cannot all be true are shown; other editions of a release stand beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repledge.contracts import Decision
from repledge.store import contradictions, queue, writes
from tests.desk.seed import NOW

BEFORE = NOW - timedelta(hours=1)  # the seeded run begins at NOW, so it has heard these


def claims(store, number: int) -> list[str]:
    """Claims that stand on different lines of the ledger which do not touch."""
    rows = store.db.execute("SELECT DISTINCT company_id, min(id) FROM claims WHERE company_id > '' "
                            "GROUP BY 1 ORDER BY 1 LIMIT ?", [number])  # fmt: skip
    return [row[1] for row in rows]


def say(store, who: str, judgement: str, claim: str, ancestor: str, at=NOW, **more) -> int:
    decision = Decision(id=None, claim_id=claim, reviewer=who, judgement=judgement, at=at,
                        ancestor_id=ancestor, **more)  # fmt: skip
    with store.transaction():
        return writes.save_decision(store, decision)


# who says what of which pair of claims a, b, c; what is found
CASES = [
    pytest.param([("Ana", "repackaged", "ab"), ("Ben", "rejected", "ab")], [("pair", "ab")],
                 id="one confirms what the other rules out"),
    pytest.param([("Ana", "rejected", "ab"), ("Ben", "update", "ab")], [("pair", "ab")],
                 id="in the other order"),
    pytest.param([("Ana", "repackaged", "ab"), ("Ana", "rejected", "ab")], [],
                 id="the same person has thought again"),
    pytest.param([("Ana", "repackaged", "ab"), ("Ben", "unsure", "ab")], [],
                 id="unsure contradicts nobody"),
    pytest.param([("Ana", "repackaged", "ab"), ("Ben", "copy", "ab")], [],
                 id="two confirm, in different words"),
    pytest.param([("Ana", "copy", "ab"), ("Ana", "copy", "cb"), ("Ben", "rejected", "ca")],
                 [("chain", "ca")], id="two confirmed pairs join what is ruled out"),
    pytest.param([("Ana", "copy", "ab"), ("Ben", "rejected", "cb")], [],
                 id="a pair ruled out beside a confirmed one"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "found"), CASES)
def test_contradictions_are_found(store, said, found) -> None:
    names = dict(zip("abc", claims(store, 3), strict=True))
    for who, judgement, (claim, ancestor) in said:
        say(store, who, judgement, names[claim], names[ancestor])
    letters = {claim: letter for letter, claim in names.items()}
    rows = contradictions.all_of(store)
    assert [(r["kind"], letters[r["claim_id"]] + letters[r["other_id"]]) for r in rows] == found


def test_an_undone_decision_contradicts_nothing(store) -> None:
    a, b = claims(store, 2)
    say(store, "Ana", "repackaged", a, b)
    number = say(store, "Ben", "rejected", a, b)
    assert [row["kind"] for row in contradictions.all_of(store)] == ["pair"]
    say(store, "Ben", "undone", a, b, supersedes=number)
    assert contradictions.all_of(store) == []


def test_a_confirmed_pair_on_lines_that_do_not_touch(store) -> None:
    a, b = claims(store, 2)
    say(store, "Ana", "repackaged", a, b)
    assert contradictions.all_of(store) == [], "no run has heard of it yet"
    c, d = claims(store, 4)[2:]
    say(store, "Ana", "repackaged", c, d, at=BEFORE)
    (row,) = contradictions.all_of(store)
    assert (row["kind"], row["claim_id"], row["one"]) == ("lines", c, "Ana")
    line = store.db.execute("SELECT line_id FROM ledger_claims WHERE claim_id = ?", [d])
    with store.transaction():
        store.db.execute("INSERT INTO ledger_claims VALUES (?, ?)", [line.fetchone()[0], c])
    assert contradictions.all_of(store) == []


def test_a_part_stands_under_its_whole_without_contradiction(store) -> None:
    a, b = claims(store, 2)
    say(store, "Ana", "repackaged", a, b, at=BEFORE)
    lines = [queue.lines_of_claim(store, claim)[0].id for claim in (a, b)]
    with store.transaction():
        store.db.execute("INSERT INTO ledger_parents VALUES (?, ?)", lines)
    assert contradictions.all_of(store) == []


def test_the_desk_shows_who_contradicts_whom(store, browser) -> None:
    claim, ancestor = store.db.execute(
        "SELECT claim_id, earlier_claim_id FROM relations ORDER BY 1"
    ).fetchone()
    say(store, "Ana", "repackaged", claim, ancestor)
    say(store, "Ben", "rejected", claim, ancestor)
    words = "Ana took this for the same money as the earlier claim; Ben ruled it out."
    ana = browser("Ana")
    assert words in ana.get(f"/claims/{claim}").text
    assert words in ana.get(f"/claims/{ancestor}").text
    assert words in ana.get("/quality").text
    assert ana.get(f"/claims/{claim}.json").json()["conflicts"][0]["kind"] == "pair"
    blind = browser("Cy")
    blind.post("/keys", blind="on", keys="on")
    assert words not in blind.get(f"/claims/{claim}").text


def test_what_readers_differ_on_stands_side_by_side(store, browser) -> None:
    claim = claims(store, 1)[0]
    for who, high in (("Ana", "1000"), ("Ben", "2000")):
        say(store, who, "partly_new", claim, None, fields=(("net_new_high_usd", high),))
    page = browser("Ana").get(f"/claims/{claim}").text
    differ = page.split("Where the readers differ")[1].split("</table>")[0]
    assert [word in differ for word in ("Ana", "Ben", "1000", "2000")] == [True] * 4


def test_another_edition_stands_beside(store, browser) -> None:
    rows = store.db.execute("SELECT lang, claim_id FROM queue WHERE source = 'kitano-newsroom'")
    of = dict(rows.fetchall())
    assert set(queue.editions(store, of["en"], "en")) == {of["ja"], of["ko"]}
    assert set(queue.editions(store, of["ja"], "ja")) == {of["en"], of["ko"]}
    first = browser("Ana").get(f"/claims/{of['en']}").text
    assert first.count("<h3>Other edition") == 2
    assert "original: Japanese" in first
    copy = browser("Ana").get(f"/claims/{of['ja']}").text
    assert copy.count("<h3>Other edition") == 2, "the English one is earlier, and not twice there"
    assert copy.count('<article class="release"') == 3
    with store.transaction():
        store.db.execute("UPDATE relations SET relation = 'restated'")
    assert queue.editions(store, of["en"], "en") == [], "a retelling is no edition"
