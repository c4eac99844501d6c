"""How likely a sum is a pledge, and one of the past, by two small trained models: `read_odds`.

Each is a logistic regression over the words around a sum; `python -m bench.train_pledge_odds` makes
weights.json again from the labelled sets. They judge the sums of one document and know nothing of
companies or earlier releases: they are evidence beside the rules, not a verdict.
"""

from extract.pledge_odds.model import Odds, read_odds
from extract.pledge_odds.page import Page, read_page

__all__ = ["Odds", "Page", "read_odds", "read_page"]
