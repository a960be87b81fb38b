"""Tantivy alone: the query that our engine builds of a tree, and ten hits and the count of it.

No text, no marks, no figures, no facets; what the engine looks up to build the query is not timed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

from indexer.stores.live import usable
from indexer.stores.tantivy_index import ENGINE
from search_api.engines.base import Request
from search_api.engines.collect import Clock
from search_api.engines.tantivy_query import Translation
from search_api.engines.tantivy_state import State
from search_api.figure_sets import decide
from search_api.session import Session
from search_api.simplify import simplify
from search_api.tree import figured

_LIMIT = 10
Call = Callable[[], int]


@contextmanager
def bare(session: Session) -> Iterator[Callable[[str], Call]]:
    """For a query as it is written, the call of tantivy that it comes to."""
    manifest = usable(session.home.index, session.catalog.home_id(), ENGINE)
    with closing(State(session.home, manifest)) as state:
        yield partial(_call, session, state)


def _call(session: Session, state: State, written: str) -> Call:
    node, clock = simplify(session.searcher.parsed(written).node), Clock(None)
    decided = decide(session.catalog.figure_sets(), figured(node), clock)
    query = Translation(state, Request(node, decided=decided), clock).query(node)
    searcher: Any = state.searcher  # its type lacks `count`
    return lambda: int(searcher.search(query, limit=_LIMIT, count=True).count)
