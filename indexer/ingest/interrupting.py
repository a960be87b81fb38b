"""Ctrl-C: the first asks an ingest to end with what it has, the second ends it at once.

So do the signals by which a system ends a process and a terminal its commands.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_SIGNALS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))


@contextmanager
def interruptible(say: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Tells whether Ctrl-C was pressed; `say` is called when it is. As before, after the block."""
    pressed = Event()

    def press(number: int, frame: FrameType | None) -> None:
        if pressed.is_set():
            signal.default_int_handler(number, frame)
        pressed.set()
        # The terminal may be gone, or be just written to, which nobody can break in upon.
        with suppress(OSError, RuntimeError):
            say()

    # What is ignored stays so, as by `nohup`; what no Python set cannot be set back.
    kept = (signal.SIG_IGN, None)
    before = {one: signal.getsignal(one) for one in _SIGNALS}
    taken = [one for one, handler in before.items() if handler not in kept]
    for one in taken:
        signal.signal(one, press)
    try:
        yield pressed.is_set
    finally:
        for one in taken:
            signal.signal(one, before[one])
