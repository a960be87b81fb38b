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


class _Counts:
    """The answers that were asked for last. It may be asked by any thread."""

    def __init__(self) -> None:
        self._kept: dict[str, SearchResult] = {}
        self._lock = Lock()

    def of(self, key: _Key, make: Callable[[], SearchResult]) -> SearchResult:
        """The answer; one that ran out of time is made again."""
        started, name = time.monotonic(), repr(key)
        with self._lock:
            found = self._kept.pop(name, None)
            if found is not None:
                self._kept[name] = found
                return replace(found, took_ms=round((time.monotonic() - started) * 1000))
        found = make()
        if not found.partial:
            with self._lock:
                self._kept[name] = found
                while len(self._kept) > _MOST:
                    self._kept.pop(next(iter(self._kept)))
        return found


_COUNTS = _Counts()


def is_everything(query: str, options: SearchOptions) -> bool:
    """Whether nothing is left out."""
    return not query.strip() and not options.filters


def counts_of_everything(session: Session, options: SearchOptions) -> SearchResult:
    """The counts of all there is, without hits; `options` have no filters."""
    options = replace(options, limit=0)
    key = (session.catalog.state(), session.searcher.engine.state, replace(options, timeout=None))
    return _COUNTS.of(key, lambda: session.searcher.search("", options))
