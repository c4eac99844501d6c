"""The desk's own words: judgements, codes, keys, correctable fields, refusals. All translatable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from repledge.contracts import SECTORS
from repledge.errors import BadInput


def N_(text: str) -> str:
    """Mark a text for translation; the templates translate it."""
    return text


class Refused(BadInput):
    """What the desk cannot take, in words that can be translated; `%(name)s` stands for a value."""

    def __init__(self, words: str, **values: object) -> None:
        super().__init__(words % values if values else words)
        self.words = words
        self.values = values


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
# code -> how it is shown: verdicts, relations, bases, levels, fields, sectors, states
CODE_WORDS = {
    "new": N_("new"),
    "partly_new": N_("partly new"),
    "repackaged": N_("repackaged"),
    "update": N_("update"),
    "walked_back": N_("walked back"),
    "copy": N_("copy"),
    "not_investment": N_("not investment"),
    "unclear": N_("unclear"),
    "echo": N_("echo"),
    "restated": N_("restated"),
    "status": N_("progress report"),
    "extended": N_("extended"),
    "upsized": N_("raised"),
    "downsized": N_("cut"),
    "cancelled": N_("cancelled"),
    "rollup": N_("sum of older pledges"),
    "carveout": N_("part of an older pledge"),
    "joint_venture": N_("joint venture"),
    "stated": N_("stated"),
    "balanced": N_("balanced"),
    "itemised": N_("itemised"),
    "bounded": N_("bounded"),
    "run_rate": N_("run rate"),
    "unknown": N_("unknown"),
    "same": N_("same"),
    "close": N_("close"),
    "part": N_("part"),
    "whole": N_("whole"),
    "higher": N_("higher"),
    "lower": N_("lower"),
    "different": N_("different"),
    "missing": N_("missing"),
    "amount": N_("sum"),
    "company": N_("company"),
    "first_output": N_("first output"),
    "nature": N_("nature"),
    "place": N_("place"),
    "project": N_("project"),
    "sector": N_("sector"),
    "site": N_("site"),
    "window": N_("window"),
    "firm": N_("firm"),
    "plan": N_("plan"),
    "mou": N_("memorandum"),
    "conditional": N_("conditional"),
    "total": N_("total"),
    "additional": N_("additional"),
    "component": N_("component"),
    "umbrella": N_("umbrella"),
    "exact": N_("exact"),
    "about": N_("about"),
    "up_to": N_("up to"),
    "more_than": N_("more than"),
    "range": N_("range"),
    "announced": N_("announced"),
    "under_way": N_("under way"),
    "opened": N_("opened"),
    "delayed": N_("delayed"),
    "critical_minerals": N_("critical minerals"),
    "batteries": N_("batteries"),
    "investment": N_("investment"),
    "purchase": N_("purchase"),
    "trade": N_("trade"),
    "output": N_("output"),
    "spending": N_("spending"),
    "semiconductors": N_("semiconductors"),
    "advanced_energy": N_("advanced energy"),
    "oil_gas": N_("oil and gas"),
    "automotive": N_("automotive"),
    "metals": N_("metals"),
    "pharma_biotech": N_("pharma and biotech"),
    "ai_data_centers": N_("AI data centers"),
    "electronics": N_("electronics"),
    "aerospace_defense": N_("aerospace and defense"),
    "chemicals_materials": N_("chemicals and materials"),
    "food_consumer": N_("food and consumer goods"),
    "machinery_industrial": N_("machinery"),
    "transport_logistics": N_("transport and logistics"),
    "telecom_media": N_("telecom and media"),
    "finance_real_estate": N_("finance and real estate"),
    "mixed": N_("mixed"),
    "ok": N_("ok"),
    "quiet": N_("quiet"),
    "degraded": N_("degraded"),
    "failing": N_("failing"),
    "blocked": N_("blocked"),
    "disabled": N_("disabled"),
    "running": N_("running"),
    "failed": N_("failed"),
    "interrupted": N_("interrupted"),
    "info": N_("note"),
    "warning": N_("warning"),
    "error": N_("error"),
    "crawl": N_("crawl"),
    "extract": N_("extraction"),
    "verify": N_("verification"),
    "feeds": N_("feeds"),
    "store": N_("store"),
    "en": N_("English"),
    "ja": N_("Japanese"),
    "ko": N_("Korean"),
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
