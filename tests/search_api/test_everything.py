"""Counts of everything are made once for a state of a home."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from indexer.catalog.read import Catalog
from indexer.catalog.write import batch, writable
from indexer.errors import TooManySearches
from indexer.home import Home
from search_api.engines.base import Matches, Request
from search_api.engines.memory import MemoryEngine
from search_api.everything import counts_of_everything
from search_api.search import Searcher, SearchOptions
from search_api.session import Session
from tests.search_api.conftest import CODES_TWICE, characters, made
from tests.shared import HANGS

FACETS = SearchOptions(facets=("year", "topic"), group="report")


class Counting(MemoryEngine):
    """An engine that knows how often it was asked."""

    asked_for = 0

    def search(self, request: Request) -> Matches:
        """The answer, counted."""
        self.asked_for += 1
        return super().search(request)


@pytest.fixture
def engine(searcher: Searcher) -> Counting:
    """The engine over the three reports."""
    assert isinstance(searcher.engine, MemoryEngine)
    return Counting(searcher.engine._passages, searcher.engine.generation)


@pytest.fixture
def session(catalog: Catalog, engine: Counting, tmp_path: Path) -> Session:
    """A session of it."""
    return Session(Home(tmp_path / "home"), catalog, Searcher(catalog, engine, characters))


def test_one_state_is_counted_once(session: Session, engine: Counting) -> None:
    """Whatever time there is; other fields and another unit are counted by themselves."""
    first = counts_of_everything(session, FACETS)
    again = counts_of_everything(session, replace(FACETS, timeout=5.0))
    expected = session.searcher.search("", replace(FACETS, limit=0))

    assert replace(again, took_ms=0) == replace(first, took_ms=0) == replace(expected, took_ms=0)
    assert engine.asked_for == 2  # once for everything, once to compare
    counts_of_everything(session, replace(FACETS, group="passage"))
    assert engine.asked_for == 3


def test_another_state_is_counted_anew(session: Session, engine: Counting, tmp_path: Path) -> None:
    """As soon as the session sees it."""
    counts_of_everything(session, FACETS)
    with batch(writable(Home(tmp_path / "home"))) as writing:
        writing.put(made()[0], CODES_TWICE, "other rules")
    session.catalog.refresh()
    counts_of_everything(session, FACETS)

    assert engine.asked_for == 2


def test_all_is_counted_once_however_many_ask(session: Session, engine: Counting) -> None:
    """The first counts to its end; who has no time to wait is told to come again."""
    begun, counted = Event(), Event()
    search = engine.search

    def waiting(request: Request) -> Matches:
        if request.deadline is None:
            begun.set()
            assert counted.wait(HANGS)
        return search(request)

    engine.search = waiting  # type: ignore[method-assign]
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(counts_of_everything, session, replace(FACETS, timeout=0.0))
        assert begun.wait(HANGS)
        with pytest.raises(TooManySearches):
            counts_of_everything(session, replace(FACETS, timeout=0.0))
        other = threads.submit(counts_of_everything, session, replace(FACETS, timeout=HANGS))
        counted.set()

    assert not first.result().partial
    assert replace(other.result(), took_ms=0) == replace(first.result(), took_ms=0)
    assert engine.asked_for == 1
