"""The engines the contract is for, and how each is opened over a home."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

from indexer.catalog.read import Catalog
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores import sync
from indexer.stores.entries import entries
from indexer.stores.store import EngineName
from search_api.engines.base import Engine
from search_api.engines.memory import Held, MemoryEngine, hold
from search_api.engines.tantivy import open_engine as open_tantivy
from search_api.engines.whoosh import open_engine as open_whoosh

Opener = Callable[[Home, Catalog, PassageSegmenter], AbstractContextManager[Engine]]


def held(catalog: Catalog, segmenter: PassageSegmenter) -> list[Held]:
    """Every passage that is searched, as the oracle holds it."""
    versions = [row.version for row in catalog.current()]
    return [hold(entry, segmenter.words) for entry in entries(catalog, versions)]


@contextmanager
def memory(_: Home, catalog: Catalog, segmenter: PassageSegmenter) -> Iterator[Engine]:
    """The oracle."""
    yield MemoryEngine(held(catalog, segmenter), catalog.generation())


@contextmanager
def whoosh(home: Home, catalog: Catalog, segmenter: PassageSegmenter) -> Iterator[Engine]:
    """The default engine, over an index made from the catalog."""
    home = Home(home.path / EngineName.WHOOSH)
    sync.open_store(home, catalog, segmenter, EngineName.WHOOSH).close()
    with closing(open_whoosh(home, catalog)) as engine:
        yield engine


@contextmanager
def tantivy(home: Home, catalog: Catalog, segmenter: PassageSegmenter) -> Iterator[Engine]:
    """The engine for large corpora, beside the other index."""
    home = Home(home.path / EngineName.TANTIVY)
    sync.open_store(home, catalog, segmenter, EngineName.TANTIVY).close()
    with closing(open_tantivy(home, catalog)) as engine:
        yield engine


OPENERS: dict[str, Opener] = {"memory": memory, "whoosh": whoosh, "tantivy": tantivy}
