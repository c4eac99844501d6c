"""Milestones: what has happened or is decided counts; plans, the past and other projects do not."""

import pytest

from extract.milestones import milestones_of
from tests.extract.seats import seat


@pytest.mark.parametrize(
    ("sentence", "lang", "codes"),
    [
        ("Acme selects Tulsa as the site of its $2 billion mill.", "en", ["site_chosen"]),
        ("The county council approved the $2 billion mill.", "en", ["approved"]),
        ("Acme broke ground for its $2 billion mill.", "en", ["ground_broken"]),
        ("Acme will break ground for its $2 billion mill.", "en", []),  # a plan
        ("Construction is to begin on the $2 billion mill.", "en", []),  # a plan
        ("Construction of the $2 billion mill is under way.", "en", []),  # not next to each other
        ("Work is under way at the $2 billion mill.", "en", ["under_way"]),
        ("Acme opened its $2 billion mill.", "en", ["opened"]),
        ("The $2 billion mill will open its doors in 2027.", "en", []),  # a plan
        ("Acme starts production at the $2 billion mill in 2027.", "en", []),  # a later year
        ("Acme opened its plant in 2019 and adds $2 billion.", "en", []),  # an earlier year
        ("Acme reached financial close for the $2 billion terminal.", "en", ["financed"]),
        ("Acme reaffirmed its $2 billion plan.", "en", ["reaffirmed"]),
        ("Acme delays the $2 billion mill to 2029.", "en", ["delayed"]),
        ("The $2 billion mill is not delayed.", "en", []),  # denied
        ("Acme scales back its $2 billion plan.", "en", ["downsized"]),
        ("Acme cancels the $2 billion mill announced in 2022.", "en", ["cancelled"]),  # plan's year
        ("Acme will scrap plans for the $2 billion mill.", "en", ["cancelled"]),  # decided
        ("Acme may cancel the $2 billion mill.", "en", []),  # only possible
        ("Acme revives its $2 billion mill.", "en", ["revived"]),
        ("Acme sells half of its stake in the $2 billion mill.", "en", ["stake_sold"]),
        ("A month ago Borg put off its mill.", "en", []),  # earlier news
        ("Acme has settled on Tulsa for its $2 billion mill.", "en", ["site_chosen"]),
        ("Acme has settled on Tulsa for its second $2 billion mill.", "en", []),  # another mill
        ("Acme settled on a price of $2 billion for the ore.", "en", []),  # no place
        ("Acme will not complete the $2 billion mill it made public in 2022.", "en", ["cancelled"]),
        ("Acme put its $2 billion mill, of its budget last May, on hold.", "en", ["cancelled"]),
        ("Acme drops all other plans and builds the $2 billion mill.", "en", []),  # others' plans
        ("Nobody threatens to cancel the $2 billion mill.", "en", []),  # only feared
        ("Acme decided against building the $2 billion mill.", "en", ["cancelled"]),
        ("Acme will no longer invest in the $2 billion mill.", "en", ["cancelled"]),
        ("Acme builds the $2 billion mill although a grant was canceled.", "en", []),  # a grant
        ("Acme canceled the $2 billion mill after its loan was refused.", "en", ["cancelled"]),
        # late is not stopped
        ("The $2 billion mill will not be finished until 2031.", "en", ["delayed"]),
        ("Acme walked away from the $2 billion mill.", "en", ["cancelled"]),
        ("The $2 billion mill has been pushed back to 2029.", "en", ["delayed"]),
        ("The $2 billion mill should have been running by May.", "en", ["delayed"]),
        ("The mill's owners gave $2 billion, less than its earlier plan.", "en", ["downsized"]),
        ("The $2 billion mill has turned out cheaper.", "en", ["downsized"]),
        ("The $2 billion mill stays as it was.", "en", ["reaffirmed"]),
        ("Work on the $2 billion mill has been taken up again.", "en", ["revived"]),
        ("アクメは20億ドルの新工場に着工した。", "ja", ["ground_broken"]),
        ("アクメは20億ドルの新工場に着工する予定だ。", "ja", []),  # a plan
        ("アクメは20億ドルの新工場の建設を中止する。", "ja", ["cancelled"]),
        ("アクメは2019年に着工した工場に20億ドルを投じる。", "ja", []),  # an earlier year
        ("アクメは20億ドルの工場の稼働を2年ほど後ろに送る。", "ja", ["delayed"]),
        ("アクメは投資を20億ドルに引き下げる。", "ja", ["downsized"]),
        ("アクメは20億ドルの計画を中止しない。", "ja", []),  # denied
        ("アクメの20億ドルの計画の認定を取り消した。", "ja", ["cancelled"]),
        ("아크메의 20억 달러 계획은 철회 아닌 유지다.", "ko", []),  # denied
        ("アクメは20億ドルの工場計画の中止も検討する。", "ja", []),  # only thought of
        ("アクメは20億ドルの工場の予定を変えない。", "ja", ["reaffirmed"]),
        ("アクメは20億ドルを投じた工場で開所式を開いた。", "ja", ["opened"]),
        ("아크메는 20억 달러 공장을 착공했다.", "ko", ["ground_broken"]),
        ("아크메는 20억 달러 공장을 내년 착공한다.", "ko", []),  # a plan
        ("아크메 20억 달러 공장의 준공이 2029년으로 밀렸다.", "ko", ["delayed"]),
        ("아크메는 투자를 20억 달러로 줄였다.", "ko", ["downsized"]),
        ("아크메의 20억 달러 공장 계획이 백지화됐다.", "ko", ["cancelled"]),
        ("아크메는 20억 달러 공장 건설을 중단 없이 한다.", "ko", []),  # denied
        ("아크메는 20억 달러 공장에서 상업생산을 시작했다.", "ko", ["opened"]),
        ("아크메는 20억 달러 투자 계획을 철회했다.", "ko", ["cancelled"]),
    ],
)
def test_a_sentence_tells(sentence: str, lang: str, codes: list[str]) -> None:
    assert [found.value for found in milestones_of(seat(sentence, lang=lang))] == codes


CLAIM = "The mill costs $2 billion."


@pytest.mark.parametrize(
    ("title", "text", "main", "codes"),
    [
        ("Acme Breaks Ground", CLAIM, True, ["ground_broken"]),  # the headline's own claim
        ("Acme Breaks Ground", CLAIM, False, []),  # another claim of the text
        ("News", f"Acme cancels the project. {CLAIM}", False, ["cancelled"]),  # the same project
        ("News", f"Borg cancels in Ohio. {CLAIM}", False, []),  # a neighbour about somebody else
        ("News", f"Acme cancels the project.\n\nA.\n\nB.\n\nC.\n\n{CLAIM}", False, []),  # too far
    ],
)
def test_where_a_milestone_is_looked_for(
    title: str, text: str, main: bool, codes: list[str]
) -> None:
    context = seat(CLAIM, title=title, text=text, main=main)
    assert [found.value for found in milestones_of(context)] == codes


def test_the_words_are_those_of_the_body() -> None:
    context = seat("Acme broke ground for its $2 billion mill.")
    (found,) = milestones_of(context)
    assert context.view.body[found.start : found.end] == "broke ground"
