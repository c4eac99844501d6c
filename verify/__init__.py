"""Claims to verdicts: what each one repeats, and how much of its headline is new.

    evidence -> candidates (earlier claims, ranked) -> comparisons (field by field)
             -> rules (the decision table, rules.py) -> net new (arithmetic) -> verdict, ledger

Everything here is pure: documents come in through a `History`, verdicts go out.
"""

from verify.evidence import Evidence, History, earlier_than, order_of
from verify.explain import explain, how_we_decide
from verify.history import MemoryHistory
from verify.keys import filed_keys, looked_keys
from verify.known import (
    Gazetteer,
    bundled_traces,
    by_party,
    read_clean_investment_monitor,
    read_known_pledges,
)
from verify.ledger import claims_in_order, edges_of, ledger_of, line_for, line_from
from verify.rules import RULESET
from verify.runrate import RunRates, read_run_rates
from verify.verdict import judge_document

__all__ = [
    "RULESET",
    "Evidence",
    "Gazetteer",
    "History",
    "MemoryHistory",
    "RunRates",
    "bundled_traces",
    "by_party",
    "claims_in_order",
    "earlier_than",
    "edges_of",
    "explain",
    "filed_keys",
    "how_we_decide",
    "judge_document",
    "ledger_of",
    "line_for",
    "line_from",
    "looked_keys",
    "order_of",
    "read_clean_investment_monitor",
    "read_known_pledges",
    "read_run_rates",
]
