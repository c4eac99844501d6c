"""Money in text: `read_amounts`, sums told in two currencies, and what can hardly be meant."""

from extract.money.amounts import doubt, read_amounts
from extract.money.home import home_dollar
from extract.money.pairs import Pair, mismatch, pairs
from extract.money.rows import amount_rows

__all__ = ["Pair", "amount_rows", "doubt", "home_dollar", "mismatch", "pairs", "read_amounts"]
