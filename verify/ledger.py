"""The books: which earlier sums are live, and the lines that claims speak of.

A line is a project, programme or umbrella. Retellings and changes of one plan stand on one line; a
part has its total as parent, a total is the parent of what it adds up, a venture of its shares: a
line may have several parents. Only the party itself, a filing or a partner changes the sum of
a line that the party has told; a line that only others have told carries their sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from repledge.contracts import Claim, LedgerLine, RelationCode, Verdict
from repledge.ids import stable_id
from verify.candidates import Candidate
from verify.comparisons.amount import same_sum
from verify.comparisons.place import place_level
from verify.evidence import AUTHORITY, Evidence, order_of

_SAME_LINE: frozenset[RelationCode] = frozenset(
    {"copy", "echo", "restated", "status", "extended", "upsized", "downsized", "cancelled"}
)
_STATUS: Mapping[str, str] = {
    "cancelled": "cancelled", "delayed": "delayed", "opened": "opened",
    "ground_broken": "under_way", "under_way": "under_way", "revived": "announced",
}  # fmt: skip


def live_sums(evidence: Sequence[Candidate]) -> tuple[tuple[Candidate, int], ...]:
    """Distinct live sums among earlier claims in US dollars: one a project, the newest told.

    Two claims stand for one project where the party and the sum, or the party and the site, are the
    same. Cancelled projects hold no money.
    """
    lines: list[Candidate] = []
    for k in sorted(evidence, key=lambda k: k.days):
        if k.claim.amount is None or k.claim.role == "additional":
            continue
        if not any(one_line(k.claim, other.claim) for other in lines):
            lines.append(k)
    live = (k for k in lines if "cancelled" not in k.claim.milestones)
    return tuple((k, k.claim.amount.usd) for k in live if k.claim.amount and k.claim.amount.usd)


def one_line(left: Claim, right: Claim) -> bool:
    """Two claims that the books keep on one line."""
    if not {left.company_id, *left.partner_ids} & {right.company_id, *right.partner_ids}:
        return False
    if left.amount and right.amount and same_sum(left.amount, right.amount):
        return place_level(left.place, right.place) != "different"
    return place_level(left.place, right.place) in {"same", "close"}


def ledger_of(evidences: Iterable[Evidence], verdicts: Iterable[Verdict]) -> tuple[LedgerLine, ...]:
    """All lines of the books, from the claims in the order of reading and their verdicts."""
    by_claim = {verdict.claim_id: verdict for verdict in verdicts}
    line_of: dict[str, str] = {}
    members: dict[str, list[Claim]] = {}
    parents: dict[str, set[str]] = {}
    for claim in claims_in_order(evidences):
        verdict = by_claim.get(claim.id)
        line = line_of[claim.id] = line_for(claim, verdict, line_of)
        members.setdefault(line, []).append(claim)
        for inside, parent in edges_of(claim, verdict, line_of):
            parents.setdefault(inside, set()).add(parent)
    return tuple(line_from(i, claims, parents.get(i, ())) for i, claims in members.items())


def claims_in_order(evidences: Iterable[Evidence]) -> Iterator[Claim]:
    """All claims in the order of reading: the order in which they join lines."""
    return (claim for e in sorted(evidences, key=order_of) for claim in e.claims)


def line_for(claim: Claim, verdict: Verdict | None, line_of: Mapping[str, str]) -> str:
    """The line that a claim stands on: that of the claim it retells or changes, else its own.

    `line_of` gives the lines of all claims before it.
    """
    old = _lines(verdict, line_of)
    if old and verdict and verdict.relation in _SAME_LINE:
        return old[0]
    return stable_id("line", claim.id)


def edges_of(
    claim: Claim, verdict: Verdict | None, line_of: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """(line, parent) for every line that this claim makes a part of another."""
    old = _lines(verdict, line_of)
    line = line_of[claim.id]
    if verdict and verdict.relation in {"carveout", "joint_venture"}:
        return tuple((line, parent) for parent in old[:1] if parent != line)
    if verdict and verdict.relation == "rollup":
        return tuple((inside, line) for inside in old if inside != line)
    return ()


def _lines(verdict: Verdict | None, line_of: Mapping[str, str]) -> list[str]:
    if verdict is None:
        return []
    found = (line_of.get(earlier.claim_id) for earlier in verdict.earlier)
    return list(dict.fromkeys(line for line in found if line))


def line_from(line_id: str, claims: Sequence[Claim], parents: Iterable[str]) -> LedgerLine:
    """A line as its claims, in the order of reading, leave it."""
    first, last = claims[0], _deciding(claims)
    status = _status(claims)
    low = high = last.amount.usd if last.amount else None
    if last.amount and last.amount.qualifier == "up_to":
        low = None if high is None else 0
    if status == "cancelled":
        low = high = 0
    return LedgerLine(
        id=line_id,
        company_id=first.company_id or (first.company or "unknown"),
        name=last.project or first.project or _short(first.quote.text),
        sector=first.sector,
        place=last.place,
        status=status,  # type: ignore[arg-type]
        live_low_usd=low,
        live_high_usd=high,
        opened_on=first.published,
        parents=tuple(sorted(parents)),
        claim_ids=tuple(claim.id for claim in claims),
    )


def _short(text: str, most: int = 80) -> str:
    """The beginning of a quote as a name, cut between words where there are any.

    >>> _short("a plant in Ohio", 10)
    'a plant …'
    """
    if len(text) <= most:
        return text
    kept = text[: most - 2]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept[most // 2 :] else kept} …"


def _deciding(claims: Sequence[Claim]) -> Claim:
    """The newest total of the best authority that has told this line."""
    totals = [c for c in claims if c.amount and c.role != "additional"] or list(claims)
    told_by_party = [c for c in totals if AUTHORITY[c.voice] <= AUTHORITY["partner"]]
    return (told_by_party or totals)[-1]


def _status(claims: Sequence[Claim]) -> str:
    status = "announced"
    for claim in claims:
        for milestone in claim.milestones:
            status = _STATUS.get(milestone, status)
    return status
