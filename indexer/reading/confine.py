"""Binding a child: what the kernel keeps it from taking, and from reaching.

It binds itself before it has read anything, and cannot undo it.
"""

from __future__ import annotations

import ctypes
import math
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from indexer.reading.bounds import Bounds

_NEWUSER, _NEWNET = 0x10000000, 0x40000000
_SET_DEATH_SIGNAL = 1
_TICKS = -8  # this process's CPUCLOCK_PROF, as Linux numbers the clocks of processes

if sys.platform == "win32":

    def _limit(_bounds: Bounds) -> tuple[str, ...]:
        return "memory", "cpu", "files"

    def allow_cpu(_seconds: int) -> None:
        """Here the clock alone bounds a file."""
else:
    import resource

    def _limit(bounds: Bounds) -> tuple[str, ...]:
        limits = (
            ("memory", resource.RLIMIT_AS, bounds.memory),
            ("cpu", resource.RLIMIT_CPU, bounds.files * (bounds.pages + 1) * (bounds.cpu + 1)),
            ("files", resource.RLIMIT_FSIZE, bounds.written),
            ("files", resource.RLIMIT_NOFILE, bounds.open_files),
            ("files", resource.RLIMIT_CORE, 0),
        )
        return tuple(name for name, which, most in limits if not _limited(which, most))

    def _limited(which: int, most: int) -> bool:
        hard = resource.getrlimit(which)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(which, (least, least))
            return True
        return False

    def allow_cpu(seconds: int) -> None:
        """Let this process use so many seconds from now on, one at most above, and then end it."""
        until = math.ceil(_used()) + seconds
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (min(until, hard), hard))

    def _used() -> float:
        """By the clock that the limit is kept by: others part from it on a busy machine."""
        with suppress(OSError):
            return time.clock_gettime(_TICKS)
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime


def confine(bounds: Bounds, parent: int) -> tuple[str, ...]:
    """Bind this process. Returns what this machine does not bound: network, memory, cpu, files.

    It ends with its parent where the kernel sees to that, and at its next file everywhere.
    """
    unbound = () if _without_network() else ("network",)
    _end_with(parent)
    return unbound + tuple(dict.fromkeys(_limit(bounds)))


def _libc() -> Callable[[str], Callable[..., int]]:
    library = ctypes.CDLL(None, use_errno=True)
    return lambda name: getattr(library, name)


def _without_network() -> bool:
    """Leave every network: by right, or as the only user of a world of one's own."""
    if sys.platform != "linux":
        return False
    user, group = os.geteuid(), os.getegid()
    unshare = _libc()("unshare")
    if unshare(_NEWNET) == 0:
        return True
    if unshare(_NEWUSER | _NEWNET) != 0:
        return False
    # Unnamed users may still read what they could, but some programs will not run for them.
    with suppress(OSError):
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def _end_with(parent: int) -> None:
    """After leaving the network: new rights would clear it."""
    if sys.platform == "linux":
        _libc()("prctl")(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
