"""Ctrl-C: the first asks an ingest to end with what it has, the second ends it at once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType


@contextmanager
def interruptible(say: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Tells whether Ctrl-C was pressed; `say` is called when it is. As before, after the block."""
    pressed = Event()

    def press(number: int, frame: FrameType | None) -> None:
        if pressed.is_set():
            signal.default_int_handler(number, frame)
        pressed.set()
        say()

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
