"""Catalog → index: catch up with what was committed, or build anew beside the live one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from indexer.catalog.read import Catalog
from indexer.errors import IndexUnusable
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores.entries import Entry, entries
from indexer.stores.live import require_kept, sweep
from indexer.stores.store import EngineName, Store, engine_for, store_of
from indexer.untold import untold

Progress = Callable[[int, int], None]
Check = Callable[[], None]
"""Called before each passage; what it raises ends the work, and the live index stays as it is."""
_REPORTS_AT_ONCE = 200


def catch_up(store: Store, catalog: Catalog, check: Check = untold) -> None:
    """Bring the index to the catalog's generation. Doing it twice does no harm."""
    generation = catalog.generation()
    put, drop = catalog.changes(store.generation)
    if generation == store.generation:
        return
    store.drop([*drop, *put])
    store.put(_checked(catalog, put, check))
    store.commit(generation)


def _checked(catalog: Catalog, versions: list[int], check: Check) -> Iterator[Entry]:
    for entry in entries(catalog, versions):
        check()
        yield entry


def rebuild(
    home: Home,
    catalog: Catalog,
    segmenter: PassageSegmenter,
    progress: Progress = untold,
    engine: EngineName | None = None,
    check: Check = untold,
) -> Store:
    """A new index of everything that is searched, built beside the live one and swapped in.

    Raises EngineMissing where the engine is not installed.
    """
    generation = catalog.generation()
    module = store_of(engine_for(home.index, engine))
    store = module.create(home.index, catalog.home_id(), segmenter)
    versions = (row.version for row in catalog.facts())
    total, done = catalog.counts()["reports"], 0
    try:
        while some := list(islice(versions, _REPORTS_AT_ONCE)):
            store.put(_checked(catalog, some, check))
            done += len(some)
            progress(done, total)
        store.commit(generation)
    except BaseException:
        store.close()
        raise
    sweep(home.index)
    return store


def open_store(
    home: Home,
    catalog: Catalog,
    segmenter: PassageSegmenter,
    engine: EngineName | None = None,
    check: Check = untold,
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
        return rebuild(home, catalog, segmenter, engine=engine, check=check)
    if store.generation > catalog.generation():
        store.close()
        return rebuild(home, catalog, segmenter, engine=engine, check=check)
    sweep(home.index)  # what a build that was broken off left
    try:
        catch_up(store, catalog, check)
    except BaseException:
        store.close()
        raise
    return store
