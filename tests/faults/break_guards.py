"""Break each guard of the tables guards.toml in a copy of the tree and see that its tests notice.

    python -m tests.faults.break_guards [ROW...]

One line a guard; ends with 1 where a broken guard went unnoticed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TABLES = (ROOT / "tests/faults/guards.toml", ROOT / "tests/desk/guards.toml")
TREE = ("bench", "scraper", "extract", "verify", "repledge", "tests", "pyproject.toml")


def guards() -> list[dict[str, Any]]:
    """The rows of both tables."""
    return [row for table in TABLES for row in tomllib.loads(table.read_text("utf-8"))["guard"]]


def main() -> int:
    """Break what was asked for, or all."""
    asked = {int(number) for number in sys.argv[1:]}
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in TREE:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, copy / name)
        for guard in guards():
            if asked and guard["row"] not in asked:
                continue
            failed = _notice(copy, guard)
            unnoticed += not failed
            word = "noticed" if failed else "UNNOTICED"
            sys.stdout.write(f"{guard['row']:>3} {word:<10} {guard['fault']}\n")
            sys.stdout.flush()
    return 1 if unnoticed else 0


def _notice(copy: Path, guard: dict[str, Any]) -> bool:
    path = copy / guard["file"]
    whole = path.read_text("utf-8")
    path.write_text(whole.replace(guard["guard"], guard["broken"]), "utf-8")
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *guard["tests"]],
            cwd=copy,
            env=os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
            timeout=300,
        )
    finally:
        path.write_text(whole, "utf-8")
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stdout.decode() + done.stderr.decode())
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(main())
