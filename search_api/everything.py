"""How much of everything there is, by field: whoever has not asked for anything yet sees it.

To count every passage under its report takes seconds where there are many, so it is done once for
each state of a home.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from search_api.results import SearchResult
from search_api.search import SearchOptions
from search_api.session import Session

_MOST = 16
_Key = tuple[tuple[str, str, int], str, SearchOptions]
_Make = Callable[[float | None], SearchResult]


class _Counts:
    """The answers that were asked for last. It may be asked by any thread."""

    def __init__(self) -> None:
        self._kept: dict[str, SearchResult] = {}
        self._turns: dict[str, Lock] = {}
        self._lock = Lock()

    def of(self, key: _Key, seconds: float | None, make: _Make) -> SearchResult:
        """The answer, made by the first who asks, to its end; the others wait for it, so long as
        their own time goes, and then have none."""
        started, name = time.monotonic(), repr(key)
        with self._lock:
            turn = self._turns.setdefault(name, Lock())
        if not turn.acquire(timeout=-1 if seconds is None else seconds):
            return make(0.0)
        try:
            with self._lock:
                found = self._kept.pop(name, None)
            made = found or make(None)
            with self._lock:
                self._kept[name] = made
                while len(self._kept) > _MOST:
                    oldest = next(iter(self._kept))
                    del self._kept[oldest]
                    self._turns.pop(oldest, None)
        finally:
            with self._lock:
                if name not in self._kept:
                    self._turns.pop(name, None)
            turn.release()
        return made if found is None else replace(made, took_ms=_since(started))


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


_COUNTS = _Counts()


def is_everything(query: str, options: SearchOptions) -> bool:
    """Whether nothing is left out."""
    return not query.strip() and not options.filters


def counts_of_everything(session: Session, options: SearchOptions) -> SearchResult:
    """The counts of all there is, without hits; `options` have no filters.

    The first who asks of a state waits until all is counted, whatever time was told.
    """
    asked = replace(options, limit=0, timeout=None)
    key = (session.catalog.state(), session.searcher.engine.state, asked)
    return _COUNTS.of(
        key,
        options.timeout,
        lambda seconds: session.searcher.search("", replace(asked, timeout=seconds)),
    )
