"""Two things timed side by side, so that a noisy machine is noisy for both."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """`ours` against `peer`, each the least of several runs in seconds; at most `aim` is meant."""

    name: str
    peer_name: str
    ours: float
    peer: float
    aim: float

    @property
    def value(self) -> float:
        """How many times the peer's time ours is."""
        return self.ours / self.peer

    def line(self) -> str:
        """One row of the table."""
        kept = "ok" if self.value <= self.aim else "over"
        return (
            f"{self.name:<44} {self.ours:8.3f} s  {self.peer:8.3f} s  "
            f"{self.value:6.2f}  {self.aim:6.2f}  {kept:<5} {self.peer_name}"
        )


HEAD = f"{'':<44} {'ours':>10}  {'peer':>10}  {'ratio':>6}  {'aim':>6}        peer"


Clock = Callable[[], float]


def seconds(work: Callable[[], object], clock: Clock = time.perf_counter) -> float:
    """How long one run takes."""
    start = clock()
    work()
    return clock() - start


def side_by_side(
    ours: Callable[[], object],
    peer: Callable[[], object],
    runs: int,
    clock: Clock = time.perf_counter,
) -> tuple[float, float]:
    """The least time of each, run by turns.

    With `time.process_time` as the clock it is the time of the processor, which what else a machine
    does leaves alone; for work in this process that waits for nothing.
    """
    times = [(seconds(ours, clock), seconds(peer, clock)) for _ in range(runs)]
    return min(mine for mine, _ in times), min(theirs for _, theirs in times)


def command(*arguments: str, **environment: str) -> Callable[[], object]:
    """A run of a Python command in a process of its own; it must end well."""

    def run() -> object:
        return subprocess.run(
            [sys.executable, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environment},
        )

    return run
