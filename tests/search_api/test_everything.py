"""Counts of everything are made once for a state of a home."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.catalog.read import Catalog
from indexer.catalog.write import batch, writable
from indexer.home import Home
from search_api.engines.base import Matches, Request
from search_api.engines.memory import MemoryEngine
from search_api.everything import counts_of_everything
from search_api.search import Searcher, SearchOptions
from search_api.session import Session
from tests.search_api.conftest import CODES_TWICE, characters, made

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


def test_what_ran_out_of_time_is_not_kept(session: Session, engine: Counting) -> None:
    """It is asked again."""
    for _ in range(2):
        assert counts_of_everything(session, replace(FACETS, timeout=0.0)).partial
    assert not counts_of_everything(session, FACETS).partial
