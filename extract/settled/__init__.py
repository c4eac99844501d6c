"""Whether a pledge is decided or a plan, by a small trained model: `weighed`.

The model is a logistic regression over width, cues, years and sizes (no names, no single
words); `python -m bench.train_settled` makes weights.json again from the labelled sets.
"""

from extract.settled.features import Case
from extract.settled.model import weighed

__all__ = ["Case", "weighed"]
