"""The faults of an evaluation kept in a file, and what a later one gained and lost since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from repledge.errors import BadInput, CannotWrite
from repledge.evaluate.report import Fault


def keep_faults(faults: Iterable[Fault], path: Path) -> None:
    """Write the faults as JSON Lines. Raises CannotWrite."""
    lines = [json.dumps(asdict(fault), ensure_ascii=False, sort_keys=True) for fault in faults]
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(
            f"{path}: cannot be written ({error.strerror}); name another file for the faults."
        ) from error


def kept_faults(path: Path) -> tuple[Fault, ...]:
    """The faults of an earlier evaluation. Raises BadInput with file and line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadInput(
            f"{path}: cannot be read ({error.strerror}); name a file that `evaluate --keep` wrote."
        ) from error
    found: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(Fault(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise BadInput(
                f"{path}:{number}: is no fault ({error}); name a file that `evaluate --keep` wrote."
            ) from error
    return tuple(found)


def gained_and_lost(
    before: Iterable[Fault], after: Iterable[Fault]
) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """The faults that a change mended (gained answers) and those that it made (lost answers)."""
    old, new = set(before), set(after)
    return tuple(sorted(old - new)), tuple(sorted(new - old))


def printed(gained: Sequence[Fault], lost: Sequence[Fault]) -> str:
    """Gained and lost answers, one a line: `+` for a fault that is gone, `-` for a new one."""
    lines = [f"{len(gained)} gained, {len(lost)} lost"]
    for sign, faults in (("+", gained), ("-", lost)):
        lines += [f"{sign} {fault.document} {fault.kind}: {fault.detail}" for fault in faults]
    return "\n".join(lines)
