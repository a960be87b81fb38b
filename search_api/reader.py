"""One search's view of a home: index and catalog as they stood together."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass

from indexer.catalog.read import open_catalog
from indexer.cut import QueryCutter
from indexer.errors import IndexUnusable
from indexer.home import Home
from indexer.stores import manifest as manifests
from indexer.stores.live import FREQUENCIES, require_kept
from indexer.stores.manifest import Manifest
from search_api.every_report import facts_of_every_report
from search_api.search import Searcher
from search_api.session import Session, open_engine

_TRIES = 5  # a writer that takes the files away as often, each time before they are opened


@dataclass(frozen=True, slots=True)
class Reader:
    """An open session. `state` tells which it is: two of one state answer alike.

    It is for one thread at a time.
    """

    session: Session
    state: tuple[Manifest, int]
    held: ExitStack

    @property
    def generation(self) -> int:
        """The generation of the index, which a cursor names."""
        return self.state[0].generation

    def close(self) -> None:
        """Let go of the files, and of the database's log."""
        self.held.close()


def open_reader(home: Home) -> Reader:
    """The live state of a home. Raises IndexUnusable where it cannot be used."""
    for _ in range(_TRIES):
        before = manifests.read(home.index)
        try:
            reader = _opened(home, before)
        except (IndexUnusable, OSError):
            if manifests.read(home.index) == before:
                raise
            continue  # a writer took the files away meanwhile
        if reader.session.searcher.engine.state == before.state:
            return reader  # what was committed meanwhile is another state
        reader.close()
    raise IndexUnusable(f"{home.index} 正在不断改写 (being rewritten).", "请稍后再试。")


def _opened(home: Home, manifest: Manifest) -> Reader:
    with ExitStack() as stack:
        catalog = stack.enter_context(open_catalog(home))
        engine = stack.enter_context(closing(open_engine(home, catalog)))
        cutter = stack.enter_context(QueryCutter(home.index / manifest.folder / FREQUENCIES))
        # Only now does the view begin: the catalog then knows all that the index holds.
        catalog.refresh()
        require_kept(home, catalog, manifest.generation)
        state = manifest, catalog.generation()
        searcher = Searcher(catalog, engine, cutter.words)
        # Nor has a search to wait until this is read: at 20,000 reports it takes a second.
        searcher.names()
        engine.prepare(facts_of_every_report(catalog))
        session = Session(home, catalog, searcher)
        return Reader(session, state, stack.pop_all())
