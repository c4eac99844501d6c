"""One command on the store: its number, its clock, and the one place that catches everything.

What one document or source breaks is an Issue, and the rest goes on.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from repledge import __version__
from repledge.config import Config
from repledge.contracts import Issue
from repledge.errors import BadInput, RepledgeError
from repledge.store import Store, writes

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Progress = Callable[[str, int, int], None]  # stage, done, of how many
StageName = Literal["crawl", "extract", "verify", "feeds", "store"]


def quiet(stage: str, done: int, total: int) -> None:
    """No progress shown."""


@dataclass(slots=True)
class Run:
    """One command's work on the store: its number, its clock, what went wrong in it."""

    id: int
    store: Store
    config: Config
    clock: Clock
    progress: Progress = quiet
    issues: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def issue(self, issue: Issue) -> None:
        """Keep what could not be read or decided."""
        self.issues += 1
        writes.save_issues(self.store, [issue], self.id, self.clock())

    @contextmanager
    def guard(self, stage: StageName, *, document_id: str | None = None) -> Iterator[None]:
        """Whatever breaks on one document is an Issue; the run goes on with the next one.

        Our own errors pass: they mean that the store or the disk is at fault.
        """
        try:
            yield
        except RepledgeError as error:
            if not isinstance(error, BadInput):
                raise
            self.issue(_broken(stage, str(error), document_id))
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            words = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
            log.exception("%s of %s failed", stage, document_id)
            self.issue(_broken(stage, f"{words}; the document was left out.", document_id))


def _broken(stage: StageName, message: str, document_id: str | None) -> Issue:
    return Issue(
        stage=stage, code="failed", level="error", message=message, document_id=document_id
    )


@contextmanager
def run(
    command: str, store: Store, config: Config, clock: Clock, progress: Progress = quiet
) -> Iterator[Run]:
    """A run from its first row to its last; a failure is recorded before it goes on its way."""
    started = Run(
        id=writes.begin_run(store, command, __version__, clock()),
        store=store,
        config=config,
        clock=clock,
        progress=progress,
    )
    code = 1
    try:
        yield started
        code = started.counts.pop("exit_code", 0)
    except RepledgeError as error:
        code = error.exit_code
        raise
    finally:
        summary = json.dumps(started.counts | {"issues": started.issues}, sort_keys=True)
        writes.end_run(store, started.id, code, summary, clock())
