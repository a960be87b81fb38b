"""Catalog → index: catch up with what was committed, or build anew beside the live one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from indexer.catalog.read import Catalog
from indexer.errors import IndexUnusable
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores import whoosh
from indexer.stores.entries import entries
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh_index import sweep

Progress = Callable[[int, int], None]
_REPORTS_AT_ONCE = 200


def _silent(_done: int, _total: int) -> None:
    """For callers who show nothing."""


def catch_up(store: WhooshStore, catalog: Catalog) -> None:
    """Bring the index to the catalog's generation. Doing it twice does no harm."""
    generation = catalog.generation()
    put, drop = catalog.changes(store.generation)
    if generation == store.generation:
        return
    store.drop([*drop, *put])
    store.put(entries(catalog, put))
    store.commit(generation)


def rebuild(
    home: Home, catalog: Catalog, segmenter: PassageSegmenter, progress: Progress = _silent
) -> WhooshStore:
    """A new index of everything that is searched, built beside the live one and swapped in."""
    generation = catalog.generation()
    store = whoosh.create(home.index, catalog.home_id(), segmenter)
    versions = (row.version for row in catalog.current())
    total, done = catalog.counts()["reports"], 0
    while some := list(islice(versions, _REPORTS_AT_ONCE)):
        store.put(entries(catalog, some))
        done += len(some)
        progress(done, total)
    store.commit(generation)
    sweep(home.index)
    return store


def open_store(home: Home, catalog: Catalog, segmenter: PassageSegmenter) -> WhooshStore:
    """The index for writing, at the catalog's generation; built anew where it cannot be used."""
    try:
        store = whoosh.resume(home.index, catalog.home_id(), segmenter)
    except IndexUnusable:
        return rebuild(home, catalog, segmenter)
    if store.generation > catalog.generation():
        store.close()
        return rebuild(home, catalog, segmenter)
    catch_up(store, catalog)
    return store
