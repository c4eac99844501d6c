"""An audit as plain objects: what `--json` prints, the desk keeps, and the CSV rows are made of.

docs/schemas/audit.schema.json describes the whole; absent facts are null.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from repledge.audit.items import Audit, Change, Check, Counted, Entry, Said, Trace
from repledge.words import interval, usd

Row = dict[str, Any]
LABELS = {
    "parts": "holds parts that are not counted again",
    "duplicate": "same pledge as another entry",
    "total": "total of other entries",
    "overlap": "may lie inside another entry",
    "country": "pledged by a country",
    "not_investment": "not investment",
    "memorandum": "memorandum or interest only",
    "misprint": "sum is doubtful as printed",
    "routine": "could be usual spending",
    "earlier": "announced earlier",
    "traced": "earlier plan may be inside",
    "open": "text leaves open what the sum holds",
    "no_sum": "names no sum",
}


def audit_object(audit: Audit) -> Row:
    """The whole audit as one JSON object."""
    pledges = audit.pledges
    return {
        "list": pledges.name,
        "title": pledges.title,
        "url": pledges.url,
        "date": pledges.day.isoformat(),
        "since": audit.since.isoformat() if audit.since else None,
        "entries_total": len(audit.entries),
        "net_new_low_usd": audit.low,
        "net_new_high_usd": audit.high,
        "earlier_plans_usd": earlier_plans(audit),
        "label_words": LABELS,
        "counts": counts(audit),
        "arithmetic": [
            {"op": s.op, "label": s.label, "usd": s.usd, "count": s.count} for s in audit.steps
        ],
        "entries": [entry_object(entry) for entry in audit.entries],
        "before": audit.before.day.isoformat() if audit.before else None,
        "changes": [_change(change) for change in audit.changes],
    }


def earlier_plans(audit: Audit) -> int:
    """How much of the companies' sums could be plans known before, beyond what is surely old.

    Of each sum the largest earlier plan that may be inside, at most what could be new of it.
    """
    return sum(
        min(_high(s), max((t.amount_usd or 0 for t in s.traces if not t.relation), default=0))
        for entry in audit.entries
        for s in entry.counted
        if s.heap == "investment"
    )


def counts(audit: Audit) -> dict[str, int]:
    """How many entries bear each label."""
    told = [label for entry in audit.entries for label in labels_of(entry)]
    return {label: told.count(label) for label in LABELS}


def entry_object(entry: Entry) -> Row:
    """One entry: what it adds to the list, and why."""
    item, counted = entry.item, entry.counted
    known = [s for s in counted if s.usd is not None]
    return {
        "number": item.number,
        "section": item.section,
        "party": entry.party,
        "party_id": entry.party_id,
        "text": item.whole_text,
        "links": list(item.links),
        "date": item.day.isoformat() if item.day else None,
        "judged_before": entry.judged_before.isoformat(),
        "labels": list(labels_of(entry)),
        "headline_usd": sum(s.usd or 0 for s in known) if known else None,
        "net_new_low_usd": sum(s.low or 0 for s in known) if known else None,
        "net_new_high_usd": sum(_high(s) for s in known) if known else None,
        "arithmetic": arithmetic(entry),
        "earlier": [_trace(t) for s in entry.sums for t in s.traces],
        "checks": [_check(check) for check in entry.checks],
        "remarks": list(remarks_of(entry)),
        "sums": [_sum(s) for s in entry.sums],
    }


def labels_of(entry: Entry) -> tuple[str, ...]:
    """Codes of `LABELS` that fit the entry, in the order of that table."""
    sums = entry.sums
    found: set[str] = {s.doubt for s in sums if s.doubt and s.heap != "part"}
    found |= {s.heap for s in sums if s.heap not in {"part", "investment"}}
    if any(s.heap == "part" for s in sums):
        found.add("parts")
    for s in sums:
        if any(t.relation for t in s.traces):
            found.add("earlier")
        elif s.traces:
            found.add("traced")
    if not any(s.usd for s in sums):
        found.add("no_sum")
    return tuple(label for label in LABELS if label in found)


def arithmetic(entry: Entry) -> str:
    """The entry's sum in one line a pledge.

    Parts stand apart, since their whole counts them already.
    """
    return "; ".join(_line(s) for s in entry.counted if s.usd is not None)


def remarks_of(entry: Entry) -> tuple[str, ...]:
    """All that a reader should know besides the sums, in sentences."""
    found = [check.sentence for check in entry.checks]
    for s in entry.sums:
        if s.heap != "part" and s.inside:
            found.append(f"{usd(s.usd)}: {s.inside.why}.")
        if s.doubt == "memorandum":
            found.append(f"{usd(s.usd)}: only a {s.claim.commitment} commitment.")
        if s.heap == "not_investment" or (s.heap == "country" and s.claim.nature != "investment"):
            found.append(f"{usd(s.usd)}: {s.claim.nature}, not investment.")
        if s.routine_usd and s.verdict.run_rate and s.heap != "part":
            found.append(s.verdict.run_rate)
    return tuple(dict.fromkeys((*found, *entry.remarks)))


def quoted(said: Row) -> str:
    """A quote of a check with its sum and where it stands, in one line."""
    where = (f"entry {said['entry']}" if said["entry"] else None, said["published"], said["url"])
    return f"“{said['quote']}” ({', '.join((usd(said['usd']), *filter(None, where)))})"


def csv_rows(audit: Audit) -> list[Row]:
    """One row an entry; cells are made safe where they are written (feeds.exports.write_csv)."""
    return [_csv_row(entry) for entry in audit.entries]


def _csv_row(entry: Entry) -> Row:
    row = entry_object(entry)
    first = min((t for s in entry.sums for t in s.traces), key=_age, default=None)
    same = (
        "number section party party_id headline_usd net_new_low_usd net_new_high_usd labels "
        "arithmetic date judged_before"
    )
    return {name: row[name] for name in same.split()} | {
        "earlier_date": first.published.isoformat() if first else None,
        "earlier_url": first.url if first else None,
        "earlier_quote": first.quote if first else None,
        "earlier_usd": first.amount_usd if first else None,
        "doubts": " ".join(check["sentence"] for check in row["checks"]),
        "doubt_quotes": " / ".join(quoted(s) for check in row["checks"] for s in check["quotes"]),
        "remarks": " ".join(row["remarks"]),
        "text": row["text"],
        "link": row["links"][0] if row["links"] else None,
    }


def _age(trace: Trace) -> tuple[date, int]:
    return trace.published, -(trace.amount_usd or 0)


def _line(one: Counted) -> str:
    head = usd(one.usd)
    if one.heap == "duplicate":
        return f"{head}: counted in entry {one.inside.number if one.inside else '?'}"
    terms = "".join(
        f" {'−' if t.op == '-' else t.op} {interval(t.low, t.high)} ({t.label})"
        for t in one.verdict.terms
        if t.op not in {"+", "="}
    )
    doubt = f" ({LABELS[one.doubt]})" if one.doubt else ""
    return f"{head}{terms} = {interval(one.low, one.high)}{doubt}"


def _high(one: Counted) -> int:
    return (one.usd or 0) if one.high is None else one.high


def _sum(one: Counted) -> Row:
    claim, verdict = one.claim, one.verdict
    return {
        "amount": claim.amount.text if claim.amount else None,
        "usd": one.usd,
        "counted_as": one.heap,
        "net_new_low_usd": one.low,
        "net_new_high_usd": one.high,
        "doubt": one.doubt,
        "inside": one.inside.number if one.inside else None,
        "routine_usd": one.routine_usd,
        "nature": claim.nature,
        "commitment": claim.commitment,
        "sector": claim.sector,
        "relation": verdict.relation,
        "rule": verdict.rule,
        "sentence": verdict.sentence,
        "basis": verdict.basis,
    }


def _trace(trace: Trace) -> Row:
    return {
        "published": trace.published.isoformat(),
        "precision": trace.precision,
        "url": trace.url,
        "source": trace.source,
        "quote": trace.quote,
        "amount_usd": trace.amount_usd,
        "relation": trace.relation,
    }


def _check(check: Check) -> Row:
    """`ok` is always false: what adds up is not told."""
    said = [_said(s) for s in check.said]
    return {"code": check.code, "ok": False, "sentence": check.sentence, "quotes": said}


def _said(said: Said) -> Row:
    return {
        "entry": said.entry,
        "quote": said.text,
        "usd": said.usd,
        "url": said.url,
        "published": said.published.isoformat() if said.published else None,
    }


def _change(change: Change) -> Row:
    return {
        "kind": change.kind,
        "party": change.party,
        "before": change.before,
        "after": change.after,
        "before_usd": change.before_usd,
        "after_usd": change.after_usd,
        "sentence": change.sentence,
    }
