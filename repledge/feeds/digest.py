"""The message of the day: what is new at the desk, what changed, which newsrooms are silent.

The text is pure. Sending is best effort: a message that cannot be delivered is told, never raised,
so that no run fails for it.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from repledge.config import Feeds
from repledge.feeds.channel import base_of
from repledge.feeds.entries import Entry
from repledge.text import clean
from repledge.words import usd

TOP = 10
_HEALTHY = {"ok", "new", "disabled"}


def digest(
    entries: Sequence[Entry],
    sources: Iterable[Mapping[str, Any]],
    since: datetime,
    feeds: Feeds,
    more: Sequence[str] = (),
) -> tuple[str, str]:
    """Subject and plain text over what came or changed after `since`; the largest sums first.

    `sources` are rows with `name`, `state` and `reason`; `more` are lines of a section of their
    own, such as `followup.watch_lines`.
    """
    fresh = [e for e in entries if _moved(e) > since]
    pending = sorted(
        (e for e in fresh if e.flagged and e.decision.state == "pending"),
        key=lambda e: (-(e.verdict.headline_usd or 0), e.key),
    )
    changed = [e for e in fresh if e.decision.state in {"corrected", "withdrawn"}]
    ill = [row for row in sources if row["state"] not in _HEALTHY]
    stake = usd(sum(e.verdict.headline_usd or 0 for e in pending))
    lines = [f"{len(pending)} flagged pledges await a reader, {stake} at stake."]
    lines += [_line(entry, feeds) for entry in pending[:TOP]]
    lines += [f"... and {len(pending) - TOP} more at the desk."] if len(pending) > TOP else []
    lines += ["", "Changed:", *(f"- {e.title}" for e in changed)] if changed else []
    lines += more
    lines += ["", "Newsrooms in trouble:"] if ill else []
    lines += [
        f"- {row['name']}: {row['state']} ({row['reason'] or 'no reason given'})" for row in ill
    ]
    return f"{feeds.title}: {len(pending)} flagged, {len(changed)} changed", defused(
        "\n".join(lines)
    )


def _moved(entry: Entry) -> datetime:
    """When there was last something new to say: a first verdict bears the day of its release."""
    read = entry.document.fetched_at
    return max(entry.updated, read) if read else entry.updated


def defused(text: str) -> str:
    """Text without controls, and without the words that call a whole channel together.

    >>> defused("see @here and <!channel>").isascii()
    False
    """
    plain = clean(text)
    for sign in ("@", "<!"):
        plain = plain.replace(sign, f"{sign[0]}\u2060{sign[1:]}")
    return plain


def notify(addresses: Sequence[str], subject: str, text: str) -> str | None:
    """Send a message through apprise (extra `notify`); the reason in words where it failed.

    Addresses are apprise's own (https://github.com/caronc/apprise/wiki) and often hold secrets:
    they are never repeated in the answer.
    """
    try:
        apprise = importlib.import_module("apprise")
    except ImportError:
        return "The digest was not sent: install the extra repledge[notify]."
    try:
        sender = apprise.Apprise()
        if not all(sender.add(address) for address in addresses):
            return "The digest was not sent: an address cannot be read by apprise; mend it."
        sent = sender.notify(title=subject, body=text)
    except Exception as error:  # a plug-in may raise anything, and the run must not fail for it
        return f"The digest was not sent ({type(error).__name__}); try the address by hand."
    return None if sent else "The digest was not sent: a service refused it; try it by hand."


def _line(entry: Entry, feeds: Feeds) -> str:
    return f"- {entry.title}\n  {entry.sentence}\n  {base_of(feeds)}private/{entry.page}"
