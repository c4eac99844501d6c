"""Whose dollar a bare "$" is, by who speaks and by what the text marks."""

import pytest

from extract.money import home_dollar

SPEAKERS = [
    # a province speaks of its own money
    ("ontario-newsroom", "a $5 million plant", "CA"),
    # an article before the sum is no mark of Australia
    ("ontario-newsroom", "A $5 million plant opens.", "CA"),
    # who marks the own dollar means another one where no mark stands
    ("ontario-newsroom", "C$5 million, or $4 million", None),
    ("invest-australia", "AUD $5 million, or $4 million", None),
    # the American dollar is marked for readers elsewhere: the bare one is the own
    ("invest-australia", "US$5 million, or $8 million", "AU"),
    # a state of the United States, and a company, speak of American dollars
    ("governor-ga", "$5 million", None),
    ("acme-newsroom", "$5 million", None),
    # a Canadian paper that marks no dollar means its own
    ("harbour-post", "HALIFAX – Canada pays, Nova Scotia cheers: $5 million for the pier", "CA"),
    # one word of a land is no home, nor are two among more American ones
    ("acme-newsroom", "A $5 million plant in Canada", None),
    ("acme-newsroom", "Ontario, Canada, or the U.S., America, American: $5 million", None),
    # a company on an American exchange reports in American dollars, wherever it digs
    ("mine-post", "Acme (NASDAQ: ACM) of Toronto puts $30 million into Quebec. NASDAQ", None),
    # a foreign wire marks the Canadian dollar; its bare one is American
    ("wire", "TORONTO – Canada, Ontario: C$7 billion, of which $1 billion", None),
    # Australian papers likewise
    (
        "mine-post",
        "Perth and Sydney: the Australian miner, of Western Australia, pays $2 billion",
        "AU",
    ),
]


@pytest.mark.parametrize(("source", "text", "country"), SPEAKERS)
def test_whose_dollar_a_bare_sign_is(source: str, text: str, country: str | None) -> None:
    assert home_dollar(source, text) == country
