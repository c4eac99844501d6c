"""What leaves the building: feeds, pages, exports, digests and the files of the timer.

`entries.entry_of` says what a feed tells of one verdict, `write_feeds` writes all feeds and pages,
`exports` gives the objects of `repledge export`.
"""

from __future__ import annotations

from repledge.feeds.claimreview import claim_review
from repledge.feeds.entries import DecisionState, Entry, decision_state, entry_of
from repledge.feeds.stored import entries_of, entry_for
from repledge.feeds.writing import write_feeds

__all__ = [
    "DecisionState",
    "Entry",
    "claim_review",
    "decision_state",
    "entries_of",
    "entry_for",
    "entry_of",
    "write_feeds",
]
