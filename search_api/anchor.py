"""Where a cursor's hit stands in another generation than the one that the cursor was made in."""

from __future__ import annotations

from dataclasses import replace

from indexer.catalog.read import Catalog
from search_api.cursor import Cursor
from search_api.engines.base import REPORT, Engine, Request, SortKey
from search_api.tree import And, FigureStatus

# A condition that the catalog decides, as it decides those on figures: which report it is.
_THIS_REPORT = FigureStatus("report", "this")
_MOST_PASSAGES = 10_000


def anchor(cursor: Cursor, request: Request, catalog: Catalog, engine: Engine) -> SortKey:
    """The sort key that the hit has now; of one that is no hit any more, the one that it had.

    Scores move whenever passages come or go, so the old key among new ones would tell little.
    """
    report, _, n = cursor.id.rpartition("#p")
    versions = frozenset(row.version for row in catalog.find(id=report))
    alone = replace(
        request,
        query=And((request.query, _THIS_REPORT)),
        decided={**request.decided, _THIS_REPORT: versions},
        limit=_MOST_PASSAGES,
        after=None,
        facets=(),
    )
    for hit in engine.search(alone).hits if versions else ():
        if request.unit == REPORT or str(hit.n) == n:
            return hit.key
    return cursor.key
