"""The engines that are measured: how the index of each is built, and what each is held against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from indexer.catalog.read import Catalog
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores import sync
from indexer.stores.store import EngineName
from search_api.search import SearchOptions
from search_api.session import Session
from tests.bench.peers.bare_tantivy import bare
from tests.bench.queries import BANDS
from tests.bench.search_speed import Versus

FACETS = ("year", "region", "section")


@contextmanager
def _scan(_: Session) -> Iterator[Versus]:
    """Ten hits and the total, against the count of a scan."""
    aimed = frozenset(f"literals {name}" for name, _, high in BANDS if high <= 0.01)
    yield Versus("a scan in memory", lambda asked: asked.count, SearchOptions(), 4, aimed)


@contextmanager
def _bare(session: Session) -> Iterator[Versus]:
    """Ten hits with all that belongs to them, against tantivy's ten and its count."""
    with bare(session) as call:
        options = SearchOptions(facets=FACETS)
        yield Versus("the bare call", lambda asked: call(asked.written), options, 3)


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine; a home with its index is opened as every command opens it."""

    name: EngineName
    versus: Callable[[Session], AbstractContextManager[Versus]]

    def build(self, home: Home, catalog: Catalog) -> None:
        """Its index, from the catalog."""
        sync.rebuild(home, catalog, PassageSegmenter(), engine=self.name).close()


ENGINES = (Measured(EngineName.WHOOSH, _scan), Measured(EngineName.TANTIVY, _bare))
