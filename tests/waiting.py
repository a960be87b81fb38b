"""Waiting for something that must come to be so, as long as only a hang would take."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.shared import HANGS


def until(holds: Callable[[], bool]) -> None:
    """Asks again and again; fails where it does not come to hold."""
    end = time.monotonic() + HANGS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
