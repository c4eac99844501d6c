"""What a sentence says of an older sum that it prints."""

import pytest

from verify.recall import belongs, raised


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
