"""How wide a pledge is, one project or several, by a small trained model: `width_odds`.

The model is a logistic regression over cues, places and seats (no names, no single words);
`python -m bench.train_width` makes weights.json again from the labelled sets.
"""

from extract.width.model import width_odds

__all__ = ["width_odds"]
