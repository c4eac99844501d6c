"""What people read in a terminal: the flagged pledges, the counts, a card for one verdict."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from repledge.contracts import FLAGGED
from repledge.store.reads import Judged
from repledge.words import VERDICTS, interval, party, usd

MOST_ROWS = 25


def print_flagged(console: Console, rows: Sequence[Judged]) -> None:
    """The flagged pledges, most old money first, as a table that fits the window."""
    flagged = sorted(
        (r for r in rows if r.verdict.verdict in FLAGGED), key=_old_money, reverse=True
    )
    if not flagged:
        console.print("No pledge is flagged.")
        return
    table = Table(title=_title(len(flagged)), title_justify="left", box=None, pad_edge=False)
    for name, options in _COLUMNS:
        table.add_column(name, **options)  # type: ignore[arg-type]
    for row in flagged[:MOST_ROWS]:
        table.add_row(*(Text(cell) for cell in _cells(row)))
    console.print(table)


def most_old_money(rows: Sequence[Judged]) -> list[Judged]:
    """The flagged pledges, those with most old money first."""
    return sorted((r for r in rows if r.verdict.verdict in FLAGGED), key=_old_money, reverse=True)


_COLUMNS: tuple[tuple[str, dict[str, object]], ...] = (
    ("Date", {"no_wrap": True}),
    ("Company", {"max_width": 24}),
    ("Headline", {"justify": "right", "no_wrap": True}),
    ("New", {"justify": "right", "no_wrap": True}),
    ("What it repeats", {"ratio": 1, "overflow": "fold"}),
    ("Told on", {"no_wrap": True}),
    ("ID", {"no_wrap": True}),
)


def _title(count: int) -> str:
    shown = f", the {MOST_ROWS} with most old money" if count > MOST_ROWS else ""
    return f"Flagged pledges ({count}{shown})"


def _old_money(row: Judged) -> int:
    return (row.verdict.headline_usd or 0) - (row.verdict.net_new_high_usd or 0)


def _cells(row: Judged) -> tuple[str, ...]:
    verdict = row.verdict
    told = verdict.earlier[0].published.isoformat() if verdict.earlier else ""
    return (
        row.document.published.isoformat(),
        party(row.claim.company, row.claim.role, row.document.source),
        usd(verdict.headline_usd),
        interval(verdict.net_new_low_usd, verdict.net_new_high_usd),
        verdict.sentence,
        told,
        row.claim.id[:8],
    )


def print_counts(console: Console, counts: dict[str, int]) -> None:
    """Documents and claims on one line, verdicts by kind on the next."""
    kinds = [
        f"{number} {VERDICTS[name.removeprefix('verdict_')]}"
        for name, number in counts.items()
        if name.startswith("verdict_")
    ]
    console.print(
        f"{counts['documents']} documents, {counts['claims']} claims.\n"
        f"Verdicts: {', '.join(kinds) or 'none'}."
    )


def print_card(console: Console, row: Judged) -> None:
    """One verdict as a short card: what is said, what we say, the sum, the evidence."""
    verdict, claim = row.verdict, row.claim
    who = party(claim.company, claim.role, row.document.source)
    console.print(Text(f"{VERDICTS[verdict.verdict].upper()}  {who}", "bold"))
    console.print(Text(f"  “{claim.quote.text}”"))
    console.print(Text(f"  {verdict.sentence}"))
    console.print(
        f"  Headline {usd(verdict.headline_usd)}, new "
        f"{interval(verdict.net_new_low_usd, verdict.net_new_high_usd)} ({verdict.basis})."
    )
    for earlier in verdict.earlier[:3]:
        console.print(Text(f"  {earlier.published}  {earlier.relation}: “{earlier.quote}”"))
        console.print(Text(f"              {earlier.url}"))
    console.print("")
