"""Catalog → index: catch up with what was committed, or build anew beside the live one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from indexer.catalog.read import Catalog
from indexer.errors import IndexUnusable
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores.entries import entries
from indexer.stores.live import require_kept, sweep
from indexer.stores.store import EngineName, Store, engine_for, store_of

Progress = Callable[[int, int], None]
_REPORTS_AT_ONCE = 200


def _silent(_done: int, _total: int) -> None:
    """For callers who show nothing."""


def catch_up(store: Store, catalog: Catalog) -> None:
    """Bring the index to the catalog's generation. Doing it twice does no harm."""
    generation = catalog.generation()
    put, drop = catalog.changes(store.generation)
    if generation == store.generation:
        return
    store.drop([*drop, *put])
    store.put(entries(catalog, put))
    store.commit(generation)


def rebuild(
    home: Home,
    catalog: Catalog,
    segmenter: PassageSegmenter,
    progress: Progress = _silent,
    engine: EngineName | None = None,
) -> Store:
    """A new index of everything that is searched, built beside the live one and swapped in.

    Raises EngineMissing where the engine is not installed.
    """
    generation = catalog.generation()
    module = store_of(engine_for(home.index, engine))
    store = module.create(home.index, catalog.home_id(), segmenter)
    versions = (row.version for row in catalog.facts())
    total, done = catalog.counts()["reports"], 0
    while some := list(islice(versions, _REPORTS_AT_ONCE)):
        store.put(entries(catalog, some))
        done += len(some)
        progress(done, total)
    store.commit(generation)
    sweep(home.index)
    return store


def open_store(
    home: Home, catalog: Catalog, segmenter: PassageSegmenter, engine: EngineName | None = None
) -> Store:
    """The index for writing, at the catalog's generation; built anew where it cannot be used,
    or is another engine's than the one that is wanted.

    Raises EngineMissing where the engine is not installed.
    """
    module = store_of(engine_for(home.index, engine))
    try:
        store = module.resume(home.index, catalog.home_id(), segmenter)
        try:
            require_kept(home, catalog, store.generation)
        except IndexUnusable:
            store.close()
            raise
    except IndexUnusable:
        return rebuild(home, catalog, segmenter, engine=engine)
    if store.generation > catalog.generation():
        store.close()
        return rebuild(home, catalog, segmenter, engine=engine)
    sweep(home.index)  # what a build that was broken off left
    catch_up(store, catalog)
    return store
