"""One night over the newsrooms: front doors, links, pages; side by side over hosts only.

Workers fetch and read; what they find comes back to the calling thread, which alone touches the
archive (SQLite connections do not cross threads) and writes each body as evidence before its row.
No worker sleeps for a host: a newsroom whose turn has not come waits in a heap, so that a few
workers keep two hundred hosts company, each at its own pace.
"""

from __future__ import annotations

import heapq
import queue
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from time import monotonic
from urllib.parse import urlsplit

from repledge.contracts import Issue
from scraper.archive import Archive, Bounds, Capture, Listed, Outcome, Page, Visit
from scraper.http import Http
from scraper.robots import Robots
from scraper.sources import Source
from scraper.walk import Event, Question, Walk

WAITING = 16  # finds that may wait for the archive: bounds memory
_TOGETHER = 64  # finds that are kept with one sync and one commit, and
_GATHERED = 0.1  # seconds in which they come in: what a killed run may have to fetch again
_LONGEST_PAUSE = 60.0  # seconds; a visit that would wait longer ends instead
_POLL = 0.5  # seconds between two looks whether the caller gave up


class _Stopped(Exception):
    """The caller gave up: nobody takes what a worker found."""


@dataclass(slots=True)
class _Lane:
    """The newsrooms of one host, one after the other."""

    walks: deque[Walk]
    current: Iterator[float] | None = None

    @property
    def over(self) -> bool:
        """Nothing is left to walk."""
        return self.current is None and not self.walks

    def step(self) -> float:
        """One request; the seconds before the next one makes sense."""
        if self.current is None:
            self.current = self.walks[0].steps()
        try:
            return next(self.current)
        except StopIteration:
            self.walks.popleft()
            self.current = None
            return 0.0


@dataclass(slots=True)
class _Schedule:
    """The lanes by the moment at which each may go on."""

    http: Http
    heap: list[tuple[float, int, _Lane]] = field(default_factory=list)
    busy: int = 0
    numbers: Iterator[int] = field(default_factory=count)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def add(self, lane: _Lane, wait: float) -> None:
        """Put a lane back; one that has come to its end is let go."""
        with self.changed:
            self.busy -= 1
            if not lane.over:
                heapq.heappush(self.heap, (monotonic() + wait, next(self.numbers), lane))
            self.changed.notify_all()

    def take(self, stop: threading.Event) -> _Lane | None:
        """The lane whose turn has come, waited for; None when there is no more work."""
        with self.changed:
            while not stop.is_set():
                wait = self.heap[0][0] - monotonic() if self.heap else _POLL
                if self.heap and wait <= 0:
                    self.busy += 1
                    return heapq.heappop(self.heap)[2]
                if not self.heap and not self.busy:
                    return None
                self.changed.wait(min(wait, _POLL))
        return None

    def pause(self, lane: _Lane) -> float:
        """Seconds until the host of the lane may be asked; none where only a visit can tell."""
        wait = self.http.wait(lane.walks[0].source.url) if lane.walks else 0.0
        return wait if wait < _LONGEST_PAUSE else 0.0


def crawl(
    sources: Sequence[Source],
    http: Http,
    robots: Robots,
    archive: Archive,
    bounds: Bounds,
    *,
    workers: int,
) -> Generator[Visit, None, None]:
    """Visit every source; yields each visit when it ends. Sources of one host take turns."""
    out: queue.Queue[Event] = queue.Queue(maxsize=WAITING)
    stop = threading.Event()
    until = monotonic() + bounds.run_seconds
    say = partial(_say, out, stop)
    lanes = _lanes([Walk(source, http, robots, bounds, until, say) for source in sources])
    schedule = _Schedule(http, busy=len(lanes))
    for lane in lanes:
        schedule.add(lane, 0.0)
    threads = [
        threading.Thread(target=_work, args=(schedule, stop), name=f"crawl {number}", daemon=True)
        for number in range(min(workers, len(lanes)))
    ]
    for thread in threads:
        thread.start()
    try:
        yield from _collect(out, archive, len(sources))
    finally:
        stop.set()  # where the caller gave up, no worker waits for an answer
        for thread in threads:
            while thread.is_alive():
                _let_go(out)
                thread.join(0.05)


def _lanes(walks: Iterable[Walk]) -> list[_Lane]:
    """A lane for each host."""
    lanes: dict[str, _Lane] = {}
    for walk in walks:
        host = urlsplit(walk.source.url).netloc
        lanes.setdefault(host, _Lane(deque())).walks.append(walk)
    return list(lanes.values())


def _say(out: queue.Queue[Event], stop: threading.Event, event: Event) -> None:
    """Hand what a worker found to the calling thread, once there is room for it."""
    while not stop.is_set():
        try:
            out.put(event, timeout=_POLL)
        except queue.Full:
            continue
        return
    raise _Stopped


def _work(schedule: _Schedule, stop: threading.Event) -> None:
    while (lane := schedule.take(stop)) is not None:
        try:
            wait = lane.step()
        except _Stopped:
            return
        schedule.add(lane, max(wait, schedule.pause(lane)))


def _collect(out: queue.Queue[Event], archive: Archive, visits: int) -> Iterator[Visit]:
    """Hand over what comes in, as much at once as comes within a moment: a sync and a commit cost
    the same for one page and for sixty, and the workers need not wait for them meanwhile.
    """
    while visits:
        ended: list[Visit] = []
        first = out.get()
        with archive.together():
            until = monotonic() + _GATHERED
            _hand_over(first, archive, ended)
            for _ in range(_TOGETHER):
                if len(ended) == visits:
                    break
                try:
                    event = out.get(timeout=max(0.0, until - monotonic()))
                except queue.Empty:
                    break
                _hand_over(event, archive, ended)
        visits -= len(ended)
        yield from ended


def _hand_over(event: Event, archive: Archive, ended: list[Visit]) -> None:
    match event:
        case Visit() as visit:
            archive.visited(visit)
            ended.append(visit)
        case Question() as question:
            _answer(question, archive)
        case Listed() as listed:
            archive.listed(listed)
        case Page() as page:
            archive.keep(page)
        case Outcome() as outcome:
            archive.outcome(outcome)
        case Capture() as capture:
            archive.capture(capture)
        case Issue() as issue:
            archive.issue(issue)


def _answer(question: Question, archive: Archive) -> None:
    try:
        question.answer.set_result(question.ask(archive))
    except BaseException as error:
        question.answer.set_exception(error)  # the worker must not wait for ever
        raise


def _let_go(out: queue.Queue[Event]) -> None:
    """Free the workers that wait for an answer or at a full queue."""
    while True:
        try:
            event = out.get_nowait()
        except queue.Empty:
            return
        if isinstance(event, Question):
            event.answer.cancel()
