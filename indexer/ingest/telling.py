"""What an ingest tells while it goes on, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from indexer.outcome import FAILED, Outcome, OutcomeStatus
from indexer.untold import untold

Note = Callable[[str], None]
FIRST = 200  # failures that a summary keeps; all of them are told as they come


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest has come: `done` files are read, of which `kept` are on the disk."""

    done: int
    total: int
    path: str
    kept: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the files: how many of each status, and the first that gave no report."""

    counts: dict[OutcomeStatus, int]
    failures: tuple[Outcome, ...]
    cleared_specimens: bool
    interrupted: bool = False

    @property
    def failed(self) -> bool:
        """Whether some files could not be read or gave no report."""
        return bool(self.failures)

    @property
    def failed_count(self) -> int:
        """How many files those are."""
        return sum(count for status, count in self.counts.items() if status in FAILED)


BEFORE_ANY = Summary({}, (), False, interrupted=True)
"""Of an ingest that was to stop before it had begun."""


class Step(StrEnum):
    """What an ingest is at. Each has places at which it can stop."""

    LISTING = "listing"
    KEEPING = "keeping"
    INDEXING = "indexing"
    REMOVING = "removing"


class Stopped(Exception):
    """It was to stop while something was waited for. Never leaves the ingest."""


def _never() -> bool:
    """For callers who let it come to its end."""
    return False


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told: of progress file by file, of each outcome once it is on the disk.

    `note` says once what else there is to know, `doing` which step is begun. `stop` is asked before
    each file and while something is waited for.
    """

    progress: Callable[[Progress], None] = untold
    outcome: Callable[[Outcome], None] = untold
    stop: Callable[[], bool] = _never
    note: Note = untold
    doing: Callable[[Step], None] = untold

    def check(self) -> None:
        """Raises Stopped where it is to stop."""
        if self.stop():
            raise Stopped


def waiting(note: Note, check: Callable[[], None] = untold) -> Callable[[], None]:
    """What is called time and again while another process writes: it tells so once.

    What `check` raises ends the wait.
    """
    said = False

    def wait() -> None:
        nonlocal said
        if not said:
            said = True
            note("另一个程序正在写入同一个库，等它写完这一批 … (another process is writing)")
        check()

    return wait


@dataclass(slots=True)
class Tally:
    """What was counted so far. It does not grow with the number of files."""

    total: int
    counts: Counter[OutcomeStatus] = field(default_factory=Counter)
    failures: list[Outcome] = field(default_factory=list)
    done: int = 0
    failed: int = 0
    cleared: bool = False
    interrupted: bool = False

    @property
    def kept(self) -> int:
        """How many files have an outcome that is on the disk."""
        return self.counts.total()

    def keep(self, outcome: Outcome) -> None:
        """Count what is on the disk now."""
        self.counts[outcome.status] += 1
        if outcome.failed and len(self.failures) < FIRST:
            self.failures.append(outcome)

    def progress(self, path: str) -> Progress:
        """How far it has come with this file."""
        return Progress(self.done, max(self.total, self.done), path, self.kept, self.failed)

    def summary(self) -> Summary:
        """What it came to."""
        return Summary(dict(self.counts), tuple(self.failures), self.cleared, self.interrupted)
