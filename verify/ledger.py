"""The books: which earlier sums are live, and the lines that claims speak of.

A line is a project, programme or umbrella. Retellings and changes of one plan stand on one line; a
part has its total as parent, a total is the parent of what it adds up, a venture of its shares: a
line may have several parents. Only the party itself, a filing or a partner changes the sum of
a line that the party has told; a line that only others have told carries their sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
    ordered = [claim for e in sorted(evidences, key=order_of) for claim in e.claims]
    line_of: dict[str, str] = {}
    members: dict[str, list[Claim]] = {}
    parents: dict[str, set[str]] = {}
    for claim in ordered:
        verdict = by_claim.get(claim.id)
        old = _lines(verdict, line_of)
        if old and verdict and verdict.relation in _SAME_LINE:
            line = old[0]
        else:
            line = stable_id("line", claim.id)
        line_of[claim.id] = line
        members.setdefault(line, []).append(claim)
        _link(line, old, verdict, parents)
    return tuple(_line(i, claims, parents.get(i, set())) for i, claims in members.items())


def _lines(verdict: Verdict | None, line_of: Mapping[str, str]) -> list[str]:
    if verdict is None:
        return []
    found = (line_of.get(earlier.claim_id) for earlier in verdict.earlier)
    return list(dict.fromkeys(line for line in found if line))


def _link(
    line: str, old: Sequence[str], verdict: Verdict | None, parents: dict[str, set[str]]
) -> None:
    if verdict and verdict.relation in {"carveout", "joint_venture"}:
        parents.setdefault(line, set()).update(old[:1])
    elif verdict and verdict.relation == "rollup":
        for inside in old:
            if inside != line:
                parents.setdefault(inside, set()).add(line)


def _line(line_id: str, claims: Sequence[Claim], parents: set[str]) -> LedgerLine:
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
        name=last.project or first.project or first.quote.text[:80],
        sector=first.sector,
        place=last.place,
        status=status,  # type: ignore[arg-type]
        live_low_usd=low,
        live_high_usd=high,
        opened_on=first.published,
        parents=tuple(sorted(parents)),
        claim_ids=tuple(claim.id for claim in claims),
    )


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
