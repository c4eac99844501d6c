"""What a night says of itself: the digest to people, the hub to feed readers, pings and metrics.

All of it is best effort: what cannot be told is an Issue, and no run fails for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from repledge.config import Config
from repledge.contracts import Issue
from repledge.feeds import Entry
from repledge.feeds.channel import base_of
from repledge.feeds.digest import digest, notify
from repledge.feeds.pings import publish
from repledge.feeds.schedules import metrics
from repledge.followup import watch, watch_lines
from repledge.runs import Run
from repledge.store import Store, follow, reads

ADDRESSES = "REPLEDGE_NOTIFY"  # apprise addresses, separated by blanks; secret, so never in a file

NEVER = datetime.min.replace(tzinfo=UTC)


def digest_since(
    store: Store, config: Config, entries: Sequence[Entry], since: datetime, today: date
) -> tuple[str, str]:
    """Subject and text of the digest over what came, changed or fell due after a moment."""
    watched = watch(follow.told_lines(store), today)
    more = watch_lines(watched, since.date()) if since > NEVER else []
    return digest(entries, reads.sources(store), since, config.feeds, more)


def send_digest(run: Run, entries: Sequence[Entry]) -> None:
    """Write the digest of what came since the last night, and send it to REPLEDGE_NOTIFY."""
    since = next(iter(reads.nights(run.store, 1)), NEVER)
    subject, text = digest_since(run.store, run.config, entries, since, run.clock().date())
    _write(run, run.config.path(run.config.paths.digest), f"{subject}\n\n{text}\n")
    if reason := sent(subject, text):
        _untold(run, "digest", reason)


def sent(subject: str, text: str) -> str | None:
    """Send a message to the addresses in REPLEDGE_NOTIFY, if any; the reason where that failed."""
    addresses = os.environ.get(ADDRESSES, "").split()
    return notify(addresses, subject, text) if addresses else None


def tell_hub(run: Run, changed: Iterable[str]) -> None:
    """Tell the WebSub hub, where one is set, of the public feeds that changed."""
    feeds = run.config.feeds
    if feeds.hub is None:
        return
    topics = [base_of(feeds) + name for name in changed if not name.endswith(".html")]
    for reason in publish(feeds.hub, topics):
        _untold(run, "hub", reason)


def write_metrics(run: Run, exit_code: int) -> None:
    """The night in numbers, for Prometheus's text-file collector."""
    counts = reads.counts(run.store) | run.counts | {"issues": run.issues}
    finished = int(run.clock().timestamp())
    text = metrics(counts, finished=finished, exit_code=exit_code)
    _write(run, run.config.path(run.config.paths.metrics), text)


def _write(run: Run, path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        _untold(run, "file", f"{path}: cannot be written ({error.strerror}); mend its rights.")


def _untold(run: Run, code: str, reason: str) -> None:
    run.issue(Issue(stage="feeds", code=f"untold_{code}", message=reason))
