"""A command in a process of its own, and all that it starts, looked at while it runs."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_LOOK = 0.2
_KB = 1024
_ADOPTS = 36  # PR_SET_CHILD_SUBREAPER


@dataclass(frozen=True, slots=True)
class Run:
    """What it took: seconds, seconds of processor, most bytes of itself, and of all together."""

    seconds: float
    processor: float
    own: int
    together: int


@contextmanager
def _adopting() -> Iterator[None]:
    """Whom others leave alone comes to this process, and nobody's afterwards: it waits for none."""
    adopt = ctypes.CDLL(None).prctl
    adopt(_ADOPTS, 1, 0, 0, 0)
    try:
        yield
    finally:
        adopt(_ADOPTS, 0, 0, 0, 0)


def run(program: str, *arguments: str) -> Run:
    """Run a Python program to its end; what it says goes nowhere.

    Whom it leaves alone is waited for here, so that their time counts too.

    Raises CalledProcessError where it does not end well.
    """
    own = together = 0
    seen: set[int] = set()
    words = [sys.executable, "-c", program, *arguments]
    before, started = _processor(), time.monotonic()
    with (
        _adopting(),
        subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process,
    ):
        while process.poll() is None:
            own = max(own, _bytes(process.pid, "VmHWM"))
            family = _family(process.pid)
            seen.update(family)
            together = max(together, sum(_bytes(one, "VmRSS") for one in family))
            time.sleep(_LOOK)
    took = time.monotonic() - started
    for one in seen:
        with suppress(ChildProcessError):  # somebody else has waited for it
            os.waitpid(one, 0)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return Run(took, _processor() - before, own, together)


def _processor() -> float:
    """Seconds of all processes that this one, or one of them, began and waited for."""
    times = os.times()
    return times.children_user + times.children_system


def _family(pid: int) -> list[int]:
    """A process and what it started."""
    try:
        tasks = [Path(task, "children") for task in Path(f"/proc/{pid}/task").iterdir()]
        children = " ".join(task.read_text() for task in tasks)
    except OSError:
        return [pid]
    return [pid, *(one for child in children.split() for one in _family(int(child)))]


def _bytes(pid: int, what: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * _KB for line in lines if line.startswith(what))
