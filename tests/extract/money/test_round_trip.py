"""Write a number as a language writes it, read it back."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from extract.money import read_amounts

SUMS = st.integers(min_value=1, max_value=10**16 - 1)
KO, JA = "만억조", "万億兆"


def positional(value: int, scales: str, blank: str) -> str:
    """The number in groups of four digits: 36조 1530억."""
    names = ["", *scales]
    groups: list[str] = []
    while value:
        value, rest = divmod(value, 10_000)
        if rest:
            groups.append(f"{rest}{names[0]}")
        names = names[1:]
    return blank.join(reversed(groups))


@given(SUMS, st.sampled_from(["$", "US$", "€", "¥", "₩"]))
def test_digits_with_separators(value: int, sign: str) -> None:
    (amount,) = read_amounts(f"It spends {sign}{value:,} there.")
    assert (amount.value, amount.text) == (value, f"{sign}{value:,}")


@given(SUMS)
def test_korean_groups(value: int) -> None:
    printed = f"{positional(value, KO, ' ')} 원"
    (amount,) = read_amounts(f"회사는 {printed}을 투자한다")
    assert (amount.value, amount.text, amount.currency) == (value, printed, "KRW")


@given(SUMS)
def test_japanese_groups(value: int) -> None:
    printed = f"{positional(value, JA, '')}円"
    (amount,) = read_amounts(f"同社は{printed}を投じる")
    assert (amount.value, amount.text, amount.currency) == (value, printed, "JPY")


@given(
    st.integers(1, 999),
    st.integers(0, 99),
    st.sampled_from([("thousand", 3), ("million", 6), ("bn", 9), ("trillion", 12)]),
    st.sampled_from(["", " ", "-"]),
)
def test_decimals_with_a_scale(whole: int, part: int, scale: tuple[str, int], gap: str) -> None:
    word, power = scale
    (amount,) = read_amounts(f"${whole}.{part:02}{gap}{word} plant")
    assert amount.value == (Fraction(whole) + Fraction(part, 100)) * 10**power


@given(st.text(max_size=200))
def test_any_text_is_read_without_harm(text: str) -> None:
    for amount in read_amounts(text):
        assert text[amount.start : amount.end] == amount.text
        assert 0 <= amount.low <= amount.value == amount.high
