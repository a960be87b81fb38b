"""Starting a command: Ctrl-C while it loads, which takes seconds, ends it without a trace.

`search` starts here as well: whatever lies in its own package loads that first.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from types import FrameType, ModuleType

_INTERRUPTED = 130


def main() -> None:
    """The entry point of `indexer`."""
    _start("indexer.cli")


def search() -> None:
    """The entry point of `search`."""
    _start("search_api.start")


def _start(name: str) -> None:
    try:
        _loaded(name).main()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


def _loaded(name: str) -> ModuleType:
    """A module. Ctrl-C ends the process at once while it loads: nothing has been begun."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    try:
        return import_module(name)
    finally:
        signal.signal(signal.SIGINT, before)


def _leave(_number: int, _frame: FrameType | None) -> None:
    os._exit(_INTERRUPTED)
