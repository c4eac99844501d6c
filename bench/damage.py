"""Which single faults of reading tip a verdict, and through which rule.

    python -m bench.damage --gold tests/gold/w1 … [--weights FILE] [--show]

The gold claims are judged as they stand, then with one field damaged at a time, in two ways:
"as read" gives each claim the field as our own reading has it, "made" damages the field of every
claim in a third of the documents, three times over, so that both a damaged claim before a sound one
and the other way round occur. Printed for each damage: how many claims it meets, how many
verdicts on flag, relation, first evidence and net new are lost by it (and gained, for chance
plays both ways), and the commonest changes of rule. --weights are those of bench.hold_out, so that
a set is read as a text that nobody has learnt from; --show names each verdict lost.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import extract
from bench.hold_out import reading_with
from extract.milestones import milestones_at
from extract.voice import voice_of
from repledge import pipeline
from repledge.contracts import Claim, Horizon, Place, Reading, Role
from repledge.evaluate.gold import GoldSet, read_gold_set, within
from repledge.evaluate.oracle import Names
from repledge.evaluate.pairing import Pair, match
from repledge.evaluate.run import judge_set, read_set, within_set
from repledge.evaluate.score import answer_of, cited, flag_of, net_new_hit, relation_of
from verify.comparisons.amount import same_sum
from verify.comparisons.sector import near_sectors

Readings = Mapping[str, Reading]
Damage = Callable[[Claim], Claim | None]  # None: this claim has no such field to damage
WAYS = 3  # parts of the documents that are damaged in turn
ASKED = ("flag", "relation", "evidence", "net new")


@dataclass(frozen=True, slots=True)
class World:
    """One gold set: its labels, its gold claims, and what was read in it."""

    gold: GoldSet
    oracle: Readings
    read: Readings


@dataclass(frozen=True, slots=True)
class Answer:
    """What is right of one gold claim's verdict, and the rule that gave it."""

    right: tuple[bool, ...]  # in the order of ASKED
    rule: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    weights = json.loads(asked.weights.read_text(encoding="utf-8")) if asked.weights else {}
    worlds = [_world(folder, weights.get(folder.name)) for folder in asked.gold]
    whole = {world.gold.name: answers(world, world.oracle) for world in worlds}
    sys.stdout.write(f"{'':34}claims   {'  '.join(ASKED)}   (lost-gained)\n")
    for name, taken in AS_READ.items():
        met = [(world, *_as_read(world, taken)) for world in worlds]
        _print(f"as read: {name}", met, whole, asked.show)
    for name, damage in MADE.items():
        met = [(world, *_damaged(world, damage, way)) for world in worlds for way in range(WAYS)]
        _print(f"made: {name}", met, whole, asked.show)


def _world(folder: Path, weights: Mapping[str, object] | None) -> World:
    gold = read_gold_set(folder)
    names = Names(pipeline.party_id, extract.to_usd, voice_of, milestones_at)
    with reading_with(weights):
        read = read_set(gold, extract.read_document)
        oracle = read_set(gold, extract.read_document, names)
    return World(gold, oracle, read)


def answers(world: World, readings: Readings) -> dict[tuple[str, int], Answer]:
    """What is right of each gold claim that these readings answer."""
    name = world.gold.name
    records = [within_set(name, record) for record in judge_set(world.gold, readings)]
    pairs = match([within(name, gold) for gold in world.gold.golds], records).pairs
    return {(pair.document, n): _answer(pair) for n, pair in enumerate(pairs)}


def _answer(pair: Pair) -> Answer:
    gold, said = pair.gold, answer_of(pair)
    first = cited(said)[:1]
    right = (
        gold.flag_open or gold.flagged == (pair.answer is not None and flag_of(pair)),
        relation_of(pair) == gold.relation,
        not gold.earlier or bool(set(first) & set(gold.earlier)),
        gold.net_new_usd is None or (pair.answer is not None and net_new_hit(pair)),
    )
    return Answer(right, str(said.get("rule")))


def _print(
    title: str,
    met: Sequence[tuple[World, Readings, int]],
    whole: Mapping[str, Mapping[tuple[str, int], Answer]],
    show: bool,
) -> None:
    lost, gained, changes = Counter[int](), Counter[int](), Counter[str]()
    rows: list[str] = []
    for world, readings, _ in met:
        before = whole[world.gold.name]
        for key, now in answers(world, readings).items():
            then = before[key]
            for n in range(len(ASKED)):
                lost[n] += then.right[n] and not now.right[n]
                gained[n] += now.right[n] and not then.right[n]
            if then.right[:2] > now.right[:2]:
                changes[f"{then.rule}>{now.rule}"] += 1
                rows.append(f"    {key[0]} {then.rule}>{now.rule}\n")
    figures = "  ".join(f"{lost[n]:4}-{gained[n]:<3}" for n in range(len(ASKED)))
    common = " ".join(f"{change} {n}" for change, n in changes.most_common(5))
    sys.stdout.write(f"{title:34}{sum(n for *_, n in met):5}   {figures}  {common}\n")
    sys.stdout.write("".join(rows) if show else "")


# --- fields as our own reading has them


def _copied(*names: str) -> Callable[[Claim, Claim], Claim]:
    def taken(gold: Claim, read: Claim) -> Claim:
        return replace(gold, **{name: getattr(read, name) for name in names})

    return taken


AS_READ: Mapping[str, Callable[[Claim, Claim], Claim]] = {
    "company": _copied("company", "company_id", "partners", "partner_ids"),
    "role, whole, base": _copied("role", "whole", "base"),
    "place": _copied("place"),
    "sector": _copied("sector"),
    "nature": _copied("nature"),
    "window": _copied("horizon"),
    "first output": _copied("operational_by"),
    "commitment": _copied("commitment"),
    "disclosed": _copied("disclosed"),
    "every field": _copied(
        *(f.name for f in fields(Claim) if f.name not in {"id", "amount", "main", "quote"})
    ),
}


def _as_read(world: World, taken: Callable[[Claim, Claim], Claim]) -> tuple[Readings, int]:
    """The gold claims with a field as it was read; and how many that changes."""
    changed = 0
    readings: dict[str, Reading] = {}
    for document, reading in world.oracle.items():
        claims: list[Claim] = []
        free = list(world.read[document].claims)
        for claim in reading.claims:
            read = next((c for c in free if _one_sum(claim, c)), None)
            claims.append(taken(claim, read) if read else claim)
            free = [c for c in free if c is not read]
            changed += claims[-1] != claim
        readings[document] = replace(reading, claims=tuple(claims))
    return readings, changed


def _one_sum(claim: Claim, read: Claim) -> bool:
    if claim.amount is None or read.amount is None:
        return claim.amount is read.amount
    return same_sum(claim.amount, read.amount)


# --- fields damaged by hand, as readings damage them


def _role(old: Role, new: Role) -> Damage:
    return lambda claim: replace(claim, role=new) if claim.role == old else None


def _unit(claim: Claim) -> Claim | None:
    """The sum is given to a unit that no register knows; the text still names the group."""
    if claim.company_id is None:
        return None
    named = (*claim.named_ids, claim.company_id)
    return replace(claim, company=f"{claim.company} Unit", company_id=None, named_ids=named)


def _partner(claim: Claim) -> Claim | None:
    """The partner who speaks, or is named first, is taken for the only party."""
    if not claim.partners or not claim.partner_ids:
        return None
    named = (*claim.named_ids, *([claim.company_id] if claim.company_id else []))
    return replace(
        claim,
        company=claim.partners[0],
        company_id=claim.partner_ids[0],
        partners=(),
        partner_ids=(),
        named_ids=named,
    )


def _alone(claim: Claim) -> Claim | None:
    return replace(claim, partners=(), partner_ids=()) if claim.partners else None


def _no_region(claim: Claim) -> Claim | None:
    if claim.place.region is None and claim.place.city is None:
        return None
    return replace(claim, place=Place(country=claim.place.country))


def _nowhere(claim: Claim) -> Claim | None:
    return replace(claim, place=Place()) if claim.place.country else None


def _neighbour(claim: Claim) -> Claim | None:
    near = sorted(near_sectors(claim.sector) - {claim.sector, "mixed"})
    return replace(claim, sector=near[0]) if near else None


def _far_sector(claim: Claim) -> Claim | None:
    far = "food_consumer" if "food_consumer" not in near_sectors(claim.sector) else "telecom_media"
    return None if claim.sector == "mixed" else replace(claim, sector=far)


def _nameless(claim: Claim) -> Claim | None:
    if claim.project is None and claim.place.city is None:
        return None
    return replace(claim, project=None, place=replace(claim.place, city=None))


def _dropped(name: str, empty: object) -> Damage:
    def damage(claim: Claim) -> Claim | None:
        return None if getattr(claim, name) == empty else replace(claim, **{name: empty})

    return damage


MADE: Mapping[str, Damage] = {
    "total read as umbrella": _role("total", "umbrella"),
    "umbrella read as total": _role("umbrella", "total"),
    "component read as total": _role("component", "total"),
    "total read as component": _role("total", "component"),
    "additional read as total": _role("additional", "total"),
    "a unit for the group": _unit,
    "a partner for the party": _partner,
    "partners missing": _alone,
    "state and site missing": _no_region,
    "place missing": _nowhere,
    "project and site missing": _nameless,
    "sector next to the true one": _neighbour,
    "another sector": _far_sector,
    "window missing": _dropped("horizon", Horizon()),
    "first output missing": _dropped("operational_by", None),
    "disclosed missing": _dropped("disclosed", False),
    "disclosed too often": lambda c: None if c.disclosed else replace(c, disclosed=True),
    "plan for firm": lambda c: replace(c, commitment="plan") if c.commitment == "firm" else None,
    "firm for plan": lambda c: replace(c, commitment="firm") if c.commitment == "plan" else None,
    "milestones missing": _dropped("milestones", ()),
    "whole missing": _dropped("whole", None),
    "base missing": _dropped("base", None),
}


def _damaged(world: World, damage: Damage, way: int) -> tuple[Readings, int]:
    """The gold claims, those of one part of the documents damaged; and how many that changes."""
    changed = 0
    readings: dict[str, Reading] = {}
    for document, reading in world.oracle.items():
        claims = list(reading.claims)
        if _part(document) == way:
            hurt = [damage(claim) for claim in claims]
            changed += sum(claim is not None for claim in hurt)
            claims = [new or old for new, old in zip(hurt, claims, strict=True)]
        readings[document] = replace(reading, claims=tuple(claims))
    return readings, changed


def _part(document: str) -> int:
    return int(hashlib.blake2b(document.encode(), digest_size=2).hexdigest(), 16) % WAYS


if __name__ == "__main__":
    main()
