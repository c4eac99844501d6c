"""What is shown of an evaluation: the figures and each fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from repledge.evaluate.pairing import Extra, Matched, Pair, Record
from repledge.evaluate.score import (
    FIELDS,
    Figures,
    answer_of,
    cited,
    field_right,
    flag_of,
    is_flagged,
    net_new_hit,
    relation_of,
)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One way in which the answer differs from the gold; the text names gold -> answer."""

    document: str
    kind: str
    detail: str


def faults(matched: Matched) -> tuple[Fault, ...]:
    """Every fault, sorted by document."""
    found = [fault for extra in matched.extras for fault in _of_extra(extra)]
    found += [fault for pair in matched.pairs for fault in _of_pair(pair)]
    return tuple(sorted(found))


def table(figures: Figures) -> str:
    """The figures as lines of text, one a line, groups indented."""
    lines: list[str] = []
    for key, value in figures.items():
        if isinstance(value, Mapping):
            lines.append(f"{key}:")
            lines += [f"  {name:<22} {_shown(inner)}" for name, inner in value.items()]
        else:
            lines.append(f"{key:<24} {_shown(value)}")
    return "\n".join(lines)


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        first = next(iter(value.values()))
        return f"{_shown(first)}  (n={value['n']})"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _of_extra(extra: Extra) -> Iterator[Fault]:
    printed = _printed(extra.answer)
    if extra.kind != "background":
        yield Fault(extra.document, extra.kind, printed)
    elif is_flagged(extra.answer):
        yield Fault(extra.document, "background flagged", printed)


def _of_pair(pair: Pair) -> Iterator[Fault]:
    gold, label = pair.gold, f"{pair.gold.amounts[:1]}"
    if pair.answer is None:
        yield Fault(pair.document, "missed", label)
        return
    for name in FIELDS:
        if name in gold.fields and not field_right(name, pair):
            yield Fault(pair.document, f"field {name}", f"{label} {gold.fields[name]!r}")
    rule = answer_of(pair).get("rule")
    if not gold.flag_open and gold.flagged != flag_of(pair):
        yield Fault(pair.document, "flag", f"{label} {gold.flagged} {rule}")
    if relation_of(pair) != gold.relation:
        yield Fault(
            pair.document, "relation", f"{label} {gold.relation} -> {relation_of(pair)} {rule}"
        )
    names = cited(pair.answer)
    if gold.earlier and not (names and names[0] in gold.earlier):
        yield Fault(pair.document, "evidence", f"{label} {gold.earlier} -> {names[:2]} {rule}")
    if gold.net_new_usd is not None and not net_new_hit(pair):
        yield Fault(pair.document, "net new", f"{label} {gold.net_new_usd} -> {_net(pair.answer)}")


def _net(record: Record) -> str:
    return (
        f"({record.get('net_new_low_usd')}, {record.get('net_new_high_usd')}) "
        f"{record.get('basis')} {record.get('rule')}"
    )


def _printed(record: Record) -> str:
    amount = record.get("amount") or {}
    return f"{amount.get('text') or amount.get('value')}"
