"""How much of everything there is, by field: whoever has not asked for anything yet sees it.

To count every passage under its report takes seconds where there are many, so it is done once for
each state of a home.
"""

from __future__ import annotations

import time
from dataclasses import replace

from search_api.kept import Answers
from search_api.results import SearchResult
from search_api.search import SearchOptions
from search_api.session import Session

_COUNTS: Answers[SearchResult] = Answers(16)


def is_everything(query: str, options: SearchOptions) -> bool:
    """Whether nothing is left out."""
    return not query.strip() and not options.filters


def counts_of_everything(session: Session, options: SearchOptions) -> SearchResult:
    """The counts of all there is, without hits; `options` have no filters.

    The first who asks of a state counts to the end, whatever time was told. Raises TooManySearches
    where the time of another is over before that.
    """
    started = time.monotonic()
    asked = replace(options, limit=0, timeout=None)
    found = _COUNTS.of(
        session.catalog,
        (session.searcher.engine.state, repr(asked)),
        lambda: session.searcher.search("", asked),
        options.timeout,
    )
    return replace(found, took_ms=round((time.monotonic() - started) * 1000))
