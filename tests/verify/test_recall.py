"""What a sentence says of an older sum that it prints."""

import pytest

from verify.recall import belongs, counts_up, is_past, is_share, is_slice, lowered, raised


@pytest.mark.parametrize(
    ("sentence", "part", "grown"),
    [
        ("It is part of the plan to invest $10 billion.", True, False),
        ("Instead of the $10 billion first planned it will spend $17 billion.", True, True),
        ("The sum was raised from $10 billion.", True, True),
        ("It comes on top of the $10 billion of last year.", False, False),  # set apart
        ("The work is separate from the $10 billion raised in May.", False, False),
        ("投資額を100億ドルから170億ドルに引き上げた。", True, True),
        ("100억 달러와는 별개의 투자다.", False, False),
    ],
)
def test_an_older_sum_in_a_sentence(sentence: str, part: bool, grown: bool) -> None:
    assert (belongs(sentence), raised(sentence)) == (part, grown)


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("The plan was lowered to $7 billion from $10 billion.", True),
        ("4월에 제시한 400억 달러 이상에서 후퇴한 규모다.", True),
        ("昨年の10兆円から7兆円に引き下げた。", True),
        ("It will cost $8 billion after a budget of $10 billion.", True),
        ("That leaves $2 billion of the $10 billion promised.", True),
        ("It will spend $270 million, where last June it spoke of $475 million.", True),
        ("投資計画を10兆円から7兆円に圧縮する。", True),
        ("The plant is part of the $10 billion plan.", False),
        ("The cuttings plant is separate from the $10 billion plan.", False),  # set apart
    ],
)
def test_a_larger_older_sum_in_a_sentence(sentence: str, cut: bool) -> None:
    assert lowered(sentence) == cut


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("It contributes $582 million for 20 percent of the mill.", True),
        ("당사 지분 20%에 해당하는 금액이다.", True),
        ("Our share of the cell venture is $900 million.", True),
        ("Acme's share of the equity amounts to $1.3 billion.", True),
        ("Acme's share of the market has grown.", False),
        ("The plant cuts emissions by 20 percent.", False),
    ],
)
def test_a_partners_share_in_a_sentence(sentence: str, share: bool) -> None:
    assert is_share(sentence) == share


@pytest.mark.parametrize(
    ("sentence", "past"),
    [
        ("Four years ago the company laid out a $10 billion campus.", True),
        ("앞서 회사는 38억 달러를 투자하겠다고 했다.", True),
        ("The mill, unveiled at $1 billion in March 2023, has its roof.", True),
        ("The $2 billion hall opened last July.", True),
        ("Plans for $10 billion were first made public in May.", True),
        ("At $3 billion it would have been the largest plant of the county.", True),
        ("The cost remains $3 billion as last estimated.", True),
        ("회사는 지난달 4조원 구상을 내놓은 바 있다.", True),
        ("7月に署名した覚書の10億ドルに基づく。", True),
        ("It adds $1 billion, besides the $65 billion it had promised.", False),  # another sum
        ("A $2 billion hall will open in July 2027.", False),  # what is to come
        ("The plant was opened for visitors, and $1 billion will follow.", False),
        ("The company will spend $10 billion on a campus.", False),
    ],
)
def test_a_sum_told_as_the_past(sentence: str, past: bool) -> None:
    assert is_past(sentence) == past


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Houston is the second of four new sites.", True),
        ("2019년 내놓은 계획의 첫 단계다.", True),
        ("対米投資の第一弾となる。", True),
        ("The first of many hires starts in May.", False),
    ],
)
def test_one_of_the_projects_of_a_plan(sentence: str, part: bool) -> None:
    assert is_slice(sentence) == part


@pytest.mark.parametrize(
    ("sentence", "all_told"),
    [
        ("Including the expansion, its total investment exceeds $1.4 billion.", True),
        ("It will invest $1.4 billion in the plant.", False),
    ],
)
def test_a_sum_that_counts_older_money_in(sentence: str, all_told: bool) -> None:
    assert counts_up(sentence) == all_told
