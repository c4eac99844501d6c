"""How likely a sum is a pledge, by a small trained model: `pledge_odds`.

The model is a logistic regression over the words near a sum; `python -m bench.train_pledge_odds`
makes weights.json again from the labelled sets. It judges one sum at a time and knows nothing of
companies or earlier releases: it is evidence beside the rules, not a verdict.
"""

from extract.pledge_odds.model import pledge_odds

__all__ = ["pledge_odds"]
