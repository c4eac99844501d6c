"""Projects: names of plants and programmes; else what is built; else nothing."""

import pytest

from extract.project import project_of
from tests.extract.seats import seat


@pytest.mark.parametrize(
    ("sentence", "lang", "name"),
    [
        ("Acme puts $2 billion into Fab 42.", "en", "Fab 42"),  # numbered
        ("Plant Tulsa gets $2 billion.", "en", "Plant Tulsa"),  # the kind first
        ("Acme spends $2 billion on Project Heron.", "en", "Project Heron"),  # a code name
        ("The Project Manager said $2 billion.", "en", None),  # a job, not a name
        ("Acme puts $2 billion into the Blue Heron Campus.", "en", "Blue Heron Campus"),
        ("Acme builds BlueRiver City for $2 billion.", "en", "BlueRiver City"),  # one joined word
        ("The $2 billion site, dubbed Heron, hires.", "en", "Heron"),  # introduced by its name
        ("Its Battery Plant costs $2 billion.", "en", None),  # only a kind
        ("Acme builds a battery plant for $2 billion.", "en", "battery plant"),  # what is built
        ("Acme builds a new plant for $2 billion.", "en", None),  # says nothing
        (
            "Fab 7 stays as it was; $2 billion goes to Fab 9.",
            "en",
            "Fab 9",
        ),  # the nearest to the sum
        ("アクメは熊本第二工場に20億ドルを投じる。", "ja", "熊本第二工場"),
        ("アクメは新工場に20億ドルを投じる。", "ja", None),  # any new plant
        ("아크메는 2곳의 공장에 20억 달러를 투자한다.", "ko", None),  # a count, no name
        ("아크메는 테일러 공장에 20억 달러를 투자한다.", "ko", "테일러 공장"),
    ],
)
def test_a_name_in_the_sentence(sentence: str, lang: str, name: str | None) -> None:
    focus = "$2" if "$2" in sentence else "20"
    context = seat(focus, text=sentence, lang=lang)
    found = project_of(context)
    assert (found and found.value) == name


def test_capitals_of_a_headline_are_no_name() -> None:
    context = seat("It costs $2 billion.", title="Acme Plans Joint Battery Plant")
    assert project_of(context) is None
