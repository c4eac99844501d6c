"""The desk's own words: judgements, keys, fields that can be corrected. Marked for translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from repledge.contracts import SECTORS


def N_(text: str) -> str:
    """Mark a text for translation; the templates translate it."""
    return text


JUDGEMENT_WORDS = {
    "repackaged": N_("Repackaged"),
    "partly_new": N_("Partly new"),
    "new": N_("New"),
    "update": N_("Update"),
    "walked_back": N_("Walked back"),
    "copy": N_("Copy"),
    "not_a_pledge": N_("Not a pledge"),
    "unsure": N_("Unsure"),
    "rejected": N_("Earlier claim ruled out"),
    "confirm": N_("Signed"),
    "partly": N_("Signed with corrections"),
    "undone": N_("Undone"),
}
STATE_WORDS = {
    "pending": N_("to decide"),
    "decided": N_("wants a second reader"),
    "signed": N_("signed"),
    "disputed": N_("readers differ"),
}
# judgement -> key, in the order of the buttons
JUDGEMENT_KEYS = {
    "repackaged": "1", "partly_new": "2", "new": "3", "update": "4", "not_a_pledge": "5",
    "unsure": "6", "walked_back": "7", "copy": "8",
}  # fmt: skip
KEYS = (
    ("j", N_("next in the queue")),
    ("k", N_("previous in the queue")),
    ("o", N_("open the chosen row of the queue")),
    ("c", N_("confirm the machine's verdict")),
    ("s", N_("second reader: sign what the first one said")),
    *((key, JUDGEMENT_WORDS[judgement]) for judgement, key in JUDGEMENT_KEYS.items()),
    ("e", N_("correct the sum and other fields")),
    ("a", N_("choose the earlier claim")),
    ("x", N_("rule out the first earlier claim")),
    ("n", N_("write a note")),
    ("u", N_("undo your last decision")),
    ("m", N_("take the claim, or give it back")),
    ("q", N_("back to the queue")),
    ("/", N_("search")),
    ("?", N_("this page")),
    ("Escape", N_("leave a field")),
)


@dataclass(frozen=True, slots=True)
class Correctable:
    """A field that a person may correct: how it is named, shown and checked."""

    name: str
    label: str
    kind: Literal["usd", "sum", "text", "number", "choice"]
    choices: tuple[str, ...] = ()


CORRECTABLE = (
    Correctable("net_new_low_usd", N_("New money at least, US dollars"), "usd"),
    Correctable("net_new_high_usd", N_("New money at most, US dollars"), "usd"),
    Correctable("amount", N_("Sum in its own currency"), "sum"),
    Correctable("currency", N_("Currency"), "text"),
    Correctable("company", N_("Company"), "text"),
    Correctable("sector", N_("Sector"), "choice", SECTORS),
    Correctable("country", N_("Country"), "text"),
    Correctable("region", N_("State"), "text"),
    Correctable("project", N_("Project"), "text"),
    Correctable("horizon_end", N_("Last year of the spending"), "number"),
    Correctable("operational_by", N_("Year of first output"), "number"),
    Correctable("jobs", N_("Jobs"), "number"),
    Correctable("commitment", N_("Commitment"), "choice", ("firm", "plan", "mou", "conditional")),
    Correctable("role", N_("Role"), "choice", ("total", "additional", "component", "umbrella")),
)
