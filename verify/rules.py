"""The decision table: the first row that fires says how a claim relates to what was public before.

The order is that of the table; a rule keeps its number when it moves, so that old verdicts read on.

Docstrings of the rules are user text: docs/how_we_decide.md is printed from this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from repledge.contracts import RelationCode
from verify import rules_part, rules_progress, rules_repeat, rules_size, rules_total
from verify.candidates import Candidate
from verify.case import RECALLED, Case, Finding

RULESET = "8"

Evidences = tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: `when` gives the earlier claims that prove the relation, or nothing."""

    id: str
    relation: RelationCode
    sentence: str
    when: Callable[[Case], Evidences]

    @property
    def meaning(self) -> str:
        """The rule in words, from its function's docstring."""
        return " ".join((self.when.__doc__ or "").split())


RULES: tuple[Rule, ...] = (
    Rule("R01", "cancelled", "Stops the project announced on {date}.", rules_progress.cancelled),
    Rule("R02", "copy", "Repeats the announcement of {date}.", rules_repeat.copy),
    Rule("R03", "echo", "Repeats what was announced on {date}.", rules_repeat.echo_in_the_week),
    Rule("R05", "downsized", "Cuts the plan of {date}.", rules_progress.downsized),
    Rule("R04", "extended", "The project of {date}, later than planned.", rules_progress.extended),
    Rule("R06", "status", "Progress of the project announced on {date}.", rules_progress.status),
    Rule(RECALLED, "status", "Recalls the plan of {date}.", rules_progress.told_as_known),
    Rule("R07", "restated", "The same money was announced on {date}.", rules_repeat.restated),
    Rule(
        "R08", "echo", "Repeats, as if new, what was announced on {date}.", rules_repeat.echo_later
    ),
    Rule(
        "R09", "rollup", "A total that was told before, last on {date}.", rules_total.told_as_total
    ),
    Rule(
        "R10", "rollup", "Adds up sums announced before, last on {date}.", rules_total.adds_up_parts
    ),
    Rule("R11", "rollup", "Counts pledges made before, last on {date}.", rules_total.tally),
    Rule("R12", "carveout", "Part of the total announced on {date}.", rules_part.carved_out),
    Rule("R23", "copy", "Part of what was announced on {date}, repeated.", rules_part.part_of_copy),
    Rule("R24", "echo", "Part of what was announced on {date}, repeated.", rules_part.part_of_echo),
    Rule(
        "R25", "status", "Part of the project of {date}, as told then.", rules_part.part_of_status
    ),
    Rule("R13", "joint_venture", "A share of the project of {date}.", rules_part.partners_share),
    Rule("R14", "upsized", "Adds to the project announced on {date}.", rules_size.increment),
    Rule("R15", "upsized", "Raises the plan announced on {date}.", rules_size.raised_from),
    Rule("R16", "rollup", "A total that holds the project of {date}.", rules_total.holds_old),
    Rule("R26", "joint_venture", "A stake in the project of {date}.", rules_part.stake_in_project),
    Rule("R17", "status", "Progress of the project of {date}.", rules_progress.further_on),
    Rule("R18", "carveout", "Part of a total that is itself old: {date}.", rules_part.part_of_old),
    Rule("R21", "carveout", "Part of the plan announced on {date}.", rules_part.part_of_known),
    Rule("R19", "upsized", "A larger sum for the plan of {date}.", rules_size.larger_sum),
    Rule("R20", "rollup", "Holds a member's pledge of {date}.", rules_total.members_pledges),
    Rule("R22", "carveout", "Paid under the agreement of {date}.", rules_part.under_state_deal),
)


def nothing(case: Case) -> Evidences:
    """No rule of the table fires."""
    del case
    return ()


def told_by_a_person(case: Case) -> Evidences:
    """A reviewer has decided this pair; the rules do not overrule it."""
    del case
    return ()


LOOK_ALIKE = Rule("R98", "new", "Looks like an earlier plan but is a separate one.", nothing)
FIRST = Rule("R99", "new", "No earlier trace.", nothing)
CONFIRMED = Rule("P01", "restated", "A reviewer ties it to {date}.", told_by_a_person)
SEPARATE = Rule("P02", "new", "A reviewer found no earlier trace.", told_by_a_person)


def decide(case: Case) -> tuple[Rule, Finding]:
    """The first row that fires, and what it found; the last rows say `new`."""
    for rule in RULES:
        if proof := rule.when(case):
            return rule, Finding(rule.id, rule.relation, proof)
    rule = LOOK_ALIKE if looks_alike(case) else FIRST
    return rule, Finding(rule.id, "new")


def readings(case: Case) -> tuple[RelationCode, ...]:
    """Every relation that some row of the table gives, in the order of the table."""
    return tuple(dict.fromkeys(rule.relation for rule in RULES if rule.when(case)))


def looks_alike(case: Case) -> bool:
    """A claim of the same party and an equal sum exists, but something sets the two apart."""
    return any(
        k.level("company") == "same" and k.level("amount") in {"same", "close"}
        for k in case.candidates
    )
