"""A home with an index in it, and the ways in which it may be found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from indexer.catalog.read import open_catalog
from indexer.catalog.write import batch, writable
from indexer.home import Home
from indexer.model import Report
from indexer.segment import PassageSegmenter
from indexer.stores import sync
from indexer.stores.store import EngineName
from search_api.engines.base import Engine, Request
from search_api.session import open_engine
from search_api.tree import Literal
from tests.make import CODES


@pytest.fixture(scope="session")
def segmenter() -> PassageSegmenter:
    """The dictionary, loaded once."""
    return PassageSegmenter()


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A sealing key of the test's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


class Curator:
    """Puts reports into a home and brings its index along, an index of one engine."""

    def __init__(self, home: Home, segmenter: PassageSegmenter, engine: EngineName) -> None:
        self.home = home
        self.segmenter = segmenter
        self.engine = engine

    def keep(self, *reports: Report) -> None:
        """Put reports into the catalog alone."""
        with batch(writable(self.home)) as writing:
            for report in reports:
                writing.put(report, CODES, "rules")

    def remove(self, path: str) -> None:
        """Forget a source in the catalog alone."""
        with batch(writable(self.home)) as writing:
            writing.remove(path)

    def sync(self) -> int:
        """Open the index as a writer does; returns the generation it then holds."""
        with (
            open_catalog(self.home) as catalog,
            closing(sync.open_store(self.home, catalog, self.segmenter, self.engine)) as store,
        ):
            return store.generation

    def put(self, *reports: Report) -> None:
        """Put reports and bring the index along."""
        self.keep(*reports)
        self.sync()

    def texts(self, literal: str = "") -> list[str]:
        """The passages that the index finds for a literal, in their own order."""
        with open_catalog(self.home) as catalog, closing(open_engine(self.home, catalog)) as engine:
            passages = catalog.passages(keys := catalog_texts(engine, literal))
            return [passages[key].text for key in keys]

    def rebuild(self) -> None:
        """Build the index anew."""
        with open_catalog(self.home) as catalog:
            sync.rebuild(self.home, catalog, self.segmenter, engine=self.engine).close()


def catalog_texts(engine: Engine, literal: str) -> list[tuple[int, int]]:
    """(version, n) of what an engine finds."""
    hits = engine.search(Request(Literal(literal), limit=1000)).hits
    return sorted((hit.version, hit.n) for hit in hits)


@pytest.fixture(params=EngineName)
def curator(home: Home, segmenter: PassageSegmenter, request: pytest.FixtureRequest) -> Curator:
    """Somebody who adds reports, with one engine after another."""
    return Curator(home, segmenter, request.param)
