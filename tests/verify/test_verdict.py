"""One document against what came before: the cases that the product exists for."""

from tests.verify.build import claim, evidence
from verify.history import MemoryHistory
from verify.verdict import judge_document


def relations(*documents, newest):  # type: ignore[no-untyped-def]
    history = MemoryHistory([*documents, newest])
    return [(v.relation, v.verdict) for v in judge_document(newest, history)]


def test_the_first_announcement_is_new() -> None:
    assert relations(newest=evidence(claim("2025-01-01"))) == [("new", "new")]


def test_the_party_says_it_again_later() -> None:
    first, again = evidence(claim("2025-01-01")), evidence(claim("2025-03-01"))
    assert relations(first, newest=again) == [("restated", "repackaged")]


def test_a_later_document_is_never_looked_at() -> None:
    first, later = evidence(claim("2025-01-01")), evidence(claim("2025-03-01"))
    assert relations(later, newest=first) == [("new", "new")]


def test_one_release_three_verdicts() -> None:
    """A plant opens, a pledge that others told before is restated, a third one is new."""
    old = evidence(claim("2021-01-01", 13.9, city="Liberty"))
    leak = evidence(claim("2025-10-28", 10.0, role="umbrella", voice="government", city=None))
    release = evidence(
        claim("2025-11-12", 13.9, city="Liberty", milestones=("opened",), disclosed=True),
        claim("2025-11-12", 10.0, role="umbrella", at=50),
        claim("2025-11-12", 2.0, sector="metals", at=90),
    )
    found = relations(old, leak, newest=release)
    assert found == [("status", "update"), ("restated", "repackaged"), ("new", "new")]


def test_a_copy_cites_the_edition_it_repeats_and_then_where_that_had_it_from() -> None:
    first, again = evidence(claim("2025-01-01")), evidence(claim("2025-03-01"))
    press = evidence(claim("2025-03-03", voice="press"), source="the-paper")
    (verdict,) = judge_document(press, MemoryHistory([first, again, press]))
    assert verdict.relation == "copy"
    assert [e.document_id for e in verdict.earlier] == ["doc-2025-03-01", "doc-2025-01-01"]


def test_a_copy_does_not_cite_another_sum_of_old() -> None:
    other, first = evidence(claim("2024-01-01", 3.0)), evidence(claim("2025-03-01"))
    press = evidence(claim("2025-03-03", voice="press"), source="the-paper")
    (verdict,) = judge_document(press, MemoryHistory([other, first, press]))
    assert [e.document_id for e in verdict.earlier] == ["doc-2025-03-01"]
