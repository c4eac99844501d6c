"""How pledges are read in real newswire: claims right, wrong, missed, and releases read in vain.

    python -m bench.newswire LABELS NEWSWIRE [--treasury FOLDER] [--claims FILE.tsv]

LABELS is tests/gold/newswire/labels.jsonl, the folders are the unpacked archives of newswire and US
Treasury releases (no pledges among the latter). A claim is right where the sum is labelled `claim`,
wrong where it is `other` or not labelled; `open` and `background` sums count for neither side. The
half kept aside is scored, never shown: --claims writes every claim of the other releases, for a
person to read.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extract import read_document
from repledge.contracts import Claim, Document

_DAY = re.compile(r"/(20\d\d)/(\d\d)(\d\d)/|(20\d\d)-(\d\d)-(\d\d)")
_UNDATED = date(2024, 6, 1)  # the few Treasury pages without a day in their name
_NEUTRAL = frozenset({"open", "background"})


@dataclass(frozen=True, slots=True)
class Read:
    """One release with its claims and the kinds of its labelled sums."""

    path: str
    half: str  # develop, aside, unlabelled, treasury
    kinds: dict[tuple[int, str], str]
    claims: tuple[Claim, ...]

    def kind(self, claim: Claim) -> str:
        """The label of a claim's sum, under any currency that the text gives."""
        sums = [*claim.also_stated]
        if claim.amount:
            sums.insert(0, (claim.amount.value, claim.amount.currency))
        return next((self.kinds[s] for s in sums if s in self.kinds), "other")


def main() -> None:
    """Print one line a half, and write the claims to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("newswire", type=Path)
    parser.add_argument("--treasury", type=Path)
    parser.add_argument("--claims", type=Path)
    asked = parser.parse_args()
    read = list(read_newswire(asked.labels, asked.newswire))
    if asked.treasury:
        read += read_treasury(asked.treasury)
    for half in ("develop", "aside", "unlabelled", "treasury"):
        if rows := [one for one in read if one.half == half]:
            sys.stdout.write(f"{half:10} {score(rows)}\n")
    if asked.claims:
        lines = [line for one in read if one.half != "aside" for line in _lines(one)]
        asked.claims.write_text("".join(lines), encoding="utf-8")


def read_newswire(labels: Path, folder: Path) -> Iterator[Read]:
    """Every release of the archive, with its labels where it has some."""
    rows = {
        row["path"]: row for row in map(json.loads, labels.read_text(encoding="utf-8").splitlines())
    }
    for file in sorted(folder.rglob("*.md")):
        path = file.relative_to(folder).as_posix()
        row = rows.get(path, {"half": "unlabelled", "sums": []})
        kinds = {(value, currency): kind for value, currency, kind in row["sums"]}
        claims = read_document(document_of(file, path)).claims
        yield Read(path, row["half"], kinds, claims)


def read_treasury(folder: Path) -> Iterator[Read]:
    """The releases of a ministry."""
    for file in sorted(folder.rglob("*.md")):
        yield Read(file.name, "treasury", {}, read_document(document_of(file, file.name)).claims)


def document_of(file: Path, path: str) -> Document:
    """The release as the crawler would hand it on: its heading is the title."""
    text = file.read_text(encoding="utf-8", errors="replace")
    front = re.match(r"---\n.*?\ntitle:\s*(.+?)\n.*?---\n", text, re.DOTALL)
    heading, _, rest = (text if front is None else text[front.end() :]).partition("\n")
    title = heading.lstrip("# ") if front is None else front[1].strip("\"'")
    body = rest if front is None else text[front.end() :]
    numbers = [int(g) for g in day.groups() if g] if (day := _DAY.search(f"/{path}")) else []
    return Document(
        id=path,
        url=f"https://newswire.example/{path}",
        source=path.split("/")[0] if "/" in path else "treasury",
        title=title,
        published=date(*numbers) if numbers else _UNDATED,
        lang="en",
        text=body.strip(),
    )


def score(rows: list[Read]) -> str:
    """Precision and recall of claims, and how many releases without a pledge get one."""
    said = Counter(one.kind(claim) for one in rows for claim in one.claims)
    pledges = [(one, s) for one in rows for s, kind in one.kinds.items() if kind == "claim"]
    found = sum(any(_tells(claim, s) for claim in one.claims) for one, s in pledges)
    quiet = [one for one in rows if "claim" not in one.kinds.values()]
    loud = [one for one in quiet if any(one.kind(c) not in _NEUTRAL for c in one.claims)]
    right, wrong = said["claim"], said["other"]
    return (
        f"releases {len(rows)}, claims right {right} wrong {wrong} neutral"
        f" {said['open'] + said['background']}: precision {right / max(1, right + wrong):.3f},"
        f" recall {found / max(1, len(pledges)):.3f} of {len(pledges)};"
        f" without a pledge {len(quiet)}, get one {len(loud)}"
        f" ({len(loud) / max(1, len(quiet)):.3f})"
    )


def _tells(claim: Claim, money: tuple[int, str]) -> bool:
    amount = claim.amount
    own = amount is not None and (amount.value, amount.currency) == money
    return own or money in claim.also_stated


def _lines(one: Read) -> Iterator[str]:
    for claim in one.claims:
        money = claim.amount.text if claim.amount else ""
        quote = re.sub(r"\s+", " ", claim.quote.text)
        yield f"{one.path}\t{money}\t{one.kind(claim)}\t{claim.company or ''}\t{quote}\n"


if __name__ == "__main__":
    main()
