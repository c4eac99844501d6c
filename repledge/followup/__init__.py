"""What becomes of what was said: a speaker's running total, and pledges that slip or fall silent.

Pure over rows of the store; `repledge.pipeline` hands in what comes from the stages.
"""

from repledge.followup.claimant import Tally, claimant_object, tally
from repledge.followup.speakers import Speaker, speaker_named
from repledge.followup.watch import KIND_WORDS, KINDS, Watched, watch, watch_lines, watched_object

__all__ = [
    "KINDS",
    "KIND_WORDS",
    "Speaker",
    "Tally",
    "Watched",
    "claimant_object",
    "speaker_named",
    "tally",
    "watch",
    "watch_lines",
    "watched_object",
]
